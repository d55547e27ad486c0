// The encoder problem: two groups of v units in which the same one is on, at random one of v.
//
// A pattern is 2v numbers, of which those of place μ and v + μ are 1 and all others 0. What one group knows
// of the other is which of v it is, log2 v bits. A machine whose groups know each other by way of h hidden
// units alone must find a code for it, of at least log2 v units.
//
// Source: D. H. Ackley, G. E. Hinton & T. J. Sejnowski, "A learning algorithm for Boltzmann machines",
// Cognitive Science 9 (1985) 147–169, section 4.
#pragma once
#include <armadillo>
#include <stdexcept>

namespace unroll::datasets {

// 2v × v, a pattern a column. Throws std::invalid_argument for v below 2.
template <class S>
arma::Mat<S> encoder_patterns(arma::uword v) {
  if (v < 2) throw std::invalid_argument("an encoder needs at least 2 patterns to tell apart");
  const arma::Mat<S> one(v, v, arma::fill::eye);
  return arma::join_cols(one, one);
}

}  // namespace unroll::datasets
