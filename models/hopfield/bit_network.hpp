// Networks of two-state units with any weights, which need not come to rest
//
//   (1)  s_i(t+1) = sgn(h_i(t)),  h_i(t) = Σ_j w_ij s_j(t) + b_i,  sgn(0) = +1      all units at once
//   (2)  s_i ← sgn(h_i) for one unit i; h_i = 0 leaves it as it is                  one unit at a time
//   (3)  L(t) = -Σ_ij s_i(t) w_ij s_j(t-1) - Σ_i b_i (s_i(t) + s_i(t-1))
//   (4)  w_ij = z_ij,  w_ji = η z_ij + √(1-η²) z_ji  for i < j,  w_ii = 0           symmetry η, z normal
//
// (1) maps 2^N states into themselves, so every run ends in a cycle. Its length depends on the symmetry:
// - w_ij = w_ji: by (1),
//     L(t+1) - L(t) = -Σ_i (s_i(t+1) - s_i(t-1)) h_i(t) ≤ 0,
//   so that s(t+1) = s(t-1) in the end: a fixed point or a 2-cycle (E. Goles & J. Olivos, Discrete Math. 30
//   (1980) 187–189). Ties change nothing: sgn(0) = +1 acts like a bias too small to see.
// - w_ij = -w_ji, b = 0, no ties: the same steps give
//     L(t+1) - L(t) = -Σ_i (s_i(t+1) + s_i(t-1)) h_i(t),
//   so that s(t+1) = -s(t-1): the period is always 4 (after E. Goles, Discrete Appl. Math. 13 (1986) 97–100).
// - otherwise the cycles grow exponentially with N (experiment 03).
//
// Weights are whole numbers, so that sums are exact, ties are exact, and the theorems hold to the letter.
// Random weights are (4) in units of 2^-24. A state is one word: bit i is set where s_i = +1. The fields of
// the 16 states of every four units are stored, and h is the sum of N/4 such columns instead of N products.
// Shapes: W N × N, b N, N ≤ 64. Read next: orbit.hpp (cycles), rates.hpp (graded units). Shown by experiment
// 03.
#pragma once
#include <armadillo>
#include <array>
#include <cstdint>
#include <vector>

#include "../core/random.hpp"

namespace unroll::hopfield {

using BitState = std::uint64_t;
using WholeMatrix = arma::Mat<std::int32_t>;
using WholeVector = arma::Col<std::int32_t>;

class BitNetwork {
 public:
  // Throws std::invalid_argument if W is not square, has more than 64 units, does not fit b, or could have a
  // field beyond 2³¹ - 1.
  BitNetwork(const WholeMatrix& W, const WholeVector& b);
  explicit BitNetwork(const WholeMatrix& W) : BitNetwork(W, WholeVector(W.n_rows, arma::fill::zeros)) {}

  arma::uword size() const { return units_; }
  BitState all_units() const { return units_ == 64 ? ~BitState{0} : (BitState{1} << units_) - 1; }

  // h of (1); elements from N on have no meaning.
  std::array<std::int32_t, 64> fields(BitState s) const;

  // (1).
  BitState next(BitState s) const;

  // The units that (2) would flip; 0 at a fixed point.
  BitState unstable(BitState s) const;

 private:
  arma::uword units_, padded_;         // padded_: N rounded up to whole vectors
  std::vector<std::int32_t> columns_;  // for each four units padded_ × 16; the first of these contain b
};

// The same units with states 0 and 1, as in Hopfield 1982: h_i = Σ_j T_ij V_j - U_i, here with thresholds U =
// 0. With s = 2V - 1, twice this field is h = T s + T 1.
BitNetwork zero_one(const WholeMatrix& T);

// (4), without self-connections. Throws std::invalid_argument unless -1 ≤ symmetry ≤ 1.
WholeMatrix normal_weights(arma::uword units, double symmetry, Stream& stream);

// Whole numbers from -largest to largest, symmetric, with self-connections. Small ones give many ties.
WholeMatrix small_symmetric_weights(arma::uword units, std::int32_t largest, Stream& stream);

// Each element uniform in (-1, 1) in units of 2^-24; the diagonal is 0 without self_connections.
WholeMatrix uniform_weights(arma::uword units, bool self_connections, Stream& stream);

// Every unit +1 or -1 with probability ½.
BitState random_bits(arma::uword units, Stream& stream);

}  // namespace unroll::hopfield
