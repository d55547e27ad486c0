// The latch: say which of two pulses came last, however long ago.
//
// One input, 0 but for pulses of +1 ("set") and -1 ("reset"), either as likely; there is one at the first
// step, and at each later one with chance p. Asked is, at every step, the last pulse:
//
//   (1)  y_t = x_t where x_t is not 0, else y_{t-1}
//
// Waits are geometric and have no end; and a pulse against the kept one must be answered in the step in which
// it comes. Without memory the best is y_t = x_t, whose mean squared error is (1 - p) (T - 1) / T; half of
// all targets are +1.
//
// Source: "latching" a bit is of Y. Bengio, P. Simard & P. Frasconi, IEEE Trans. Neural Networks 5 (1994)
// 157–166; with pulses that set and reset it over and over, D. Sussillo & O. Barak, Neural Computation 25
// (2013) 626–649, whose memory has three bits; both after memory.
#pragma once
#include <armadillo>

#include "../models/core/random.hpp"

namespace unroll::datasets {

struct Latch {
  arma::cube x, y;  // 1 × batch × steps
};

// Throws std::invalid_argument for no sequences or steps, or a chance outside 0 … 1.
Latch latch(arma::uword batch, arma::uword steps, double chance, Stream& stream);

// The mean squared error of y_t = x_t.
constexpr double latch_without_memory(arma::uword steps, double chance) {
  return (1 - chance) * static_cast<double>(steps - 1) / static_cast<double>(steps);
}

}  // namespace unroll::datasets
