// Long time lags: the last symbol repeats an early one, and between the two there is nothing to go by.
//
//   2a   y a_1 a_2 … a_{p-1} y   or   x a_1 a_2 … a_{p-1} x      symbols a_1 … a_{p-1}, x, y
//   2c   b y a a a … a e y       or   b x a a a … a e x          symbols a_1 … a_p, e, b, x, y
//
// In 2a all between is the same in both, and the lag p. In 2c it is of q + k random distractors, k with
// chance (9/10)^k / 10: the lag is at least q + 1, and the sequence q + 4 + k long, q + 13 on average. Both
// kinds are equally likely, so a model without memory guesses the last symbol with chance 1/2.
//
// Source: S. Hochreiter & J. Schmidhuber, Neural Computation 9 (1997) 1735–1780, tasks 2a and 2c. (Their
// expected length, q + 14, counts one step too many: Σ k (9/10)^k / 10 = 9. For their "1 ≤ i ≤ q" of the
// distractors in 2c p is meant, as in their Table 3.)
#pragma once
#include <armadillo>
#include <vector>

#include "../models/core/random.hpp"

namespace unroll::datasets {

// 2a: symbols 0 … p-2 are a_1 … a_{p-1}, then x, y.
constexpr arma::uword plain_lag_symbols(arma::uword p) { return p + 1; }
// 2c: symbols 0 … p-1 are a_1 … a_p, then e, b, x, y.
constexpr arma::uword noisy_lag_symbols(arma::uword p) { return p + 4; }

// Draw a sequence into `symbols`, whose memory is used again. Throw std::invalid_argument for p or q below 1.
void draw_plain_lag(arma::uword p, Stream& stream, std::vector<arma::uword>& symbols);
void draw_noisy_lag(arma::uword p, arma::uword q, Stream& stream, std::vector<arma::uword>& symbols);

}  // namespace unroll::datasets
