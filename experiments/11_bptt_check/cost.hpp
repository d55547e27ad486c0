// The cost of a gradient, counted from the cell's declaration: multiply-adds, and numbers kept.
//
//   forward, a step          Σ products to·from + W + one for each number of the tape
//   back through a step      the same with Uᵀ for U where nothing is cut, and once more Σ to·from + W for dU, dW
//   BPTT                     T · (forward + back);  keeps the tape and its gradient, T · height each
//   RTRL                     T · (forward + s · back + s² p);  keeps P and its successor, s · p each
//
// with s the numbers followed and p the parameters: a step of RTRL is s steps back, a row of J and D each,
// and the product J P. J is taken as full, as the formula has it; core leaves out zeros of J.
#pragma once
#include <vector>

#include "models/core/cell.hpp"
#include "models/core/random.hpp"

namespace unroll::experiments::bptt {

struct Cost {
  double bptt = 0;             // one gradient, at the end
  double bptt_every_step = 0;  // a gradient after every step, each time back to the first
  double truncated = 0;        // a gradient after every step, each time back through k steps
  double rtrl = 0;             // which has a gradient after every step
  double bptt_memory = 0, truncated_memory = 0, rtrl_memory = 0;  // numbers
};

Cost cost_of(const Layout& layout, double steps, double k);

// Seconds for one gradient of one sequence on the clock of this machine.
struct Seconds {
  double bptt = 0, rtrl = 0;
};

Seconds time_gradients(const Cell& cell, arma::uword units, arma::uword steps, Stream& stream);

// d log y / d log x by least squares.
double exponent(const std::vector<double>& x, const std::vector<double>& y);

}  // namespace unroll::experiments::bptt
