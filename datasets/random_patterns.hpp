// Random patterns: what theories of associative memory store, and cues some way off them.
//
// Shapes: a set of P patterns of N units is N × P, one in a column, values -1 and +1.
#pragma once
#include <armadillo>

#include "../models/core/random.hpp"

namespace unroll::datasets {

// `count` patterns of `units` fair coins each.
template <class S>
arma::Mat<S> random_patterns(arma::uword units, arma::uword count, Stream& stream) {
  arma::Mat<S> patterns(units, count);
  for (S& value : patterns) value = stream.chance(0.5) ? S{1} : S{-1};
  return patterns;
}

// The patterns with `count` different units of each changed, drawn anew for each. Throws
// std::invalid_argument for more units than there are.
template <class S>
arma::Mat<S> with_flips(arma::Mat<S> patterns, arma::uword count, Stream& stream) {
  for (arma::uword mu = 0; mu < patterns.n_cols; ++mu)
    for (const auto i : stream.sample(count, patterns.n_rows)) patterns.at(i, mu) = -patterns.at(i, mu);
  return patterns;
}

}  // namespace unroll::datasets
