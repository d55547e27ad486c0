// Two tasks on a stream of random bits that differ in what must be remembered.
//
//   delayed   y_t = x_{t-d}, 0 before there is one: past inputs, which no output shows until they are due
//   toggled   y_t = y_{t-1} xor x_t, from y_0 = 0: the last output, and nothing else
//
// Half of all targets are 1, whatever the input is, so that a model without memory can do no better than to
// say 1/2, which is off by 0.5 (root mean square). Ours, to set networks that remember their hidden state
// (J. L. Elman 1990) beside those that remember their output (M. I. Jordan 1986).
#pragma once
#include <armadillo>

#include "../models/core/random.hpp"

namespace unroll::datasets {

struct MemoryBits {
  arma::fcube x, y;  // 1 × batch × steps
};

// Both throw std::invalid_argument for no sequences or steps; `delayed` for a delay that is not below steps.
MemoryBits delayed_bits(arma::uword batch, arma::uword steps, arma::uword delay, Stream& stream);
MemoryBits toggled_bits(arma::uword batch, arma::uword steps, Stream& stream);

}  // namespace unroll::datasets
