// A weighted average that looks both ways: what is asked at time t lies on both sides of t.
//
//   (1)  y(t) = (1/10) Σ_{Δ=-10..-1} x(t+Δ) (1 - |Δ|/10) + (1/20) Σ_{Δ=0..19} x(t+Δ) (1 - |Δ|/20)
//   (2)  class of t: whether y(t) > 1/2, as 42 % are in the long run; 41 % were of the 10,000 of 1997
//
// with x ~ U(0, 1). The x are independent, so the best that anybody can say who has seen x(t+first) …
// x(t+last) alone is (1) with 1/2 in the place of each x that was not seen, and what is left of the error is
//
//   (3)  E[(y - ŷ)²] = (1/12) Σ of the squared weights of what was not seen
//
// for whatever model. With nothing seen that is the variance of y, 0.00387. A model without memory hardly
// lowers it: x(t) has a weight of 1/20 and takes away 0.0002.
//
// Source: M. Schuster & K. K. Paliwal, IEEE Trans. Signal Processing 45 (1997) 2673–2681, experiments with
// artificial data. (3) is ours.
#pragma once
#include <armadillo>

#include "../models/core/random.hpp"

namespace unroll::datasets {

constexpr int window_first = -10, window_last = 19;  // Δ of the first and last weight; the first one is 0

// The weight of x(t+Δ) in (1); 0 outside the window.
double window_weight(int delta);

struct WindowedAverage {
  arma::vec x;             // margin + n + margin
  arma::vec y;             // n: y[t] belongs to x[margin + t], and its whole window lies in x
  arma::uword margin = 0;  // at either end

  bool above(arma::uword t) const { return y[t] > 0.5; }  // (2)
};

// Throws std::invalid_argument for n = 0 and for a margin that the window does not fit into, below 19.
WindowedAverage windowed_average(arma::uword n, arma::uword margin, Stream& stream);

// ŷ of (3), n: the expected y for whoever has seen x(t+first) … x(t+last).
arma::vec best_guess(const WindowedAverage& data, int first, int last);

// (3)
double hidden_variance(int first, int last);

}  // namespace unroll::datasets
