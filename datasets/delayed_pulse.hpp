// Delayed pulses: some pulses among noise, each of which must be said so many steps later.
//
// One input, normal noise of standard deviation s at each step. At the step that is d before the last there
// is also a pulse v_d of +1 or -1, with even chance, for each of the delays d (0 is the last step itself).
// Asked is, at the last step, each v_d:
//
//   (1)  x_t = s ε_t + Σ_d v_d [t = T - d],   y_d = v_d
//
// No mark says where a pulse is: whoever is to keep it must know the delay, and must not keep much else.
// Without memory nothing better can be said than 0, unless a delay is 0: a mean squared error of 1.
//
// Source: ours, the smallest task with a known delay. It is the delay line of H. Jaeger, "Short term memory
// in echo state networks", GMD report 152 (2001), with one pulse for each delay in place of a stream of them;
// after memory.
#pragma once
#include <armadillo>
#include <vector>

#include "../models/core/random.hpp"

namespace unroll::datasets {

struct DelayedPulse {
  arma::cube x;  // 1 × batch × steps
  arma::mat y;   // delays × batch: -1 or +1
};

// Throws std::invalid_argument for no sequences, no delay, one twice or not below `steps`, or a noise that is
// negative or no number.
DelayedPulse delayed_pulse(arma::uword batch, arma::uword steps, const std::vector<arma::uword>& delays,
                           double noise, Stream& stream);

}  // namespace unroll::datasets
