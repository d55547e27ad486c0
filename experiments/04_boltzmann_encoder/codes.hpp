// Which code the hidden units of an encoder have for each pattern.
#pragma once
#include <algorithm>
#include <armadillo>

#include "models/boltzmann/gibbs.hpp"

namespace unroll::experiments::encoder {

using Machine = boltzmann::Machine<float>;

// v units in each visible group, h hidden ones.
struct Size {
  arma::uword v = 0, h = 0;
  std::string name() const { return std::to_string(v) + "-" + std::to_string(h) + "-" + std::to_string(v); }
};

// For each pattern the most probable states of the hidden units, h × P, while the visible units are clamped
// to it. Hidden units of an encoder are not linked with each other, so each of them is independent given the
// visible ones, and on where its field is above 0; this holds at every temperature. A unit of field 0 is as
// likely on as off, and its pattern has no most probable code.
struct Codes {
  arma::umat states;
  arma::uvec tied;  // for each pattern, whether a field is 0

  // Different codes, without those of patterns that have none.
  arma::uword different() const {
    arma::uword count = 0;
    for (arma::uword p = 0; p < states.n_cols; ++p) {
      bool is_new = tied[p] == 0;
      for (arma::uword q = 0; q < p && is_new; ++q)
        is_new = tied[q] != 0 || arma::any(states.col(p) != states.col(q));
      count += is_new;
    }
    return count;
  }
  bool all_different() const { return different() == states.n_cols; }

  // The least number of units in which two codes differ; 0 where a pattern has none.
  arma::uword least_distance() const {
    if (arma::any(tied)) return 0;
    arma::uword least = states.n_rows;
    for (arma::uword p = 0; p < states.n_cols; ++p)
      for (arma::uword q = 0; q < p; ++q)
        least = std::min<arma::uword>(least, arma::accu(states.col(p) != states.col(q)));
    return least;
  }
};

// The patterns are those of the machine's visible units, n_v × P.
inline Codes codes_of(const Machine& machine, const arma::fmat& patterns) {
  const arma::uword n_v = machine.visible(), n = machine.units();
  arma::fmat fields = machine.W().submat(n_v, 0, n - 1, n_v - 1) * patterns;
  fields.each_col() += machine.b().tail(n - n_v);
  return {fields > 0, arma::any(fields == 0, 0).t()};
}

}  // namespace unroll::experiments::encoder
