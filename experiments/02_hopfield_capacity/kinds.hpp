// What a state at rest is: a memory, or something that nobody stored.
#pragma once
#include <armadillo>
#include <array>
#include <cmath>
#include <utility>

namespace unroll::experiments::capacity {

enum class Kind { memory, reversed, near, mixture_of_3, mixture_of_5, other };
inline constexpr std::array<const char*, 6> kind_names{"memory",       "reversed memory", "near a memory",
                                                       "mixture of 3", "mixture of 5",    "other"};

// How many memories a state of this kind is made of; of any other, its nearest.
inline arma::uword members_of(Kind kind) {
  return kind == Kind::mixture_of_3 ? 3 : kind == Kind::mixture_of_5 ? 5 : 1;
}

// The majority of the `count` memories that a state overlaps most, each reversed where it overlaps its
// reverse; `ranked` lists the memories by the size of their overlaps.
inline arma::fvec majority(const arma::fmat& patterns, const arma::fvec& overlaps, const arma::uvec& ranked,
                           arma::uword count) {
  arma::fvec sum(patterns.n_rows, arma::fill::zeros);
  for (arma::uword k = 0; k < count; ++k)
    sum += (overlaps[ranked[k]] < 0 ? -1.0f : 1.0f) * patterns.col(ranked[k]);
  return arma::sign(sum);
}

// The kind of a state among `patterns`, N × P, of which it has these overlaps: exact, or within a tenth of
// the units of a memory, of its reverse, or of the majority of three or five memories, each maybe reversed.
inline Kind kind_of(const arma::fmat& patterns, const arma::fvec& state, const arma::fvec& overlaps) {
  constexpr double tenth_off = 0.8 - 1e-6;
  const arma::uvec ranked = arma::stable_sort_index(arma::abs(overlaps), "descend");
  const arma::fvec first = patterns.col(ranked[0]);
  if (arma::all(state == first)) return Kind::memory;
  if (arma::all(state == -first)) return Kind::reversed;
  double best = std::abs(double(overlaps[ranked[0]]));
  Kind kind = Kind::near;
  for (const auto& [count, mixture] : {std::pair{3u, Kind::mixture_of_3}, {5u, Kind::mixture_of_5}}) {
    if (patterns.n_cols < count) break;
    const double overlap =
        double(arma::dot(majority(patterns, overlaps, ranked, count), state)) / double(patterns.n_rows);
    if (overlap <= best) continue;
    best = overlap;
    kind = mixture;
  }
  return best >= tenth_off ? kind : Kind::other;
}

}  // namespace unroll::experiments::capacity
