// Truncated backpropagation through time: every k1 steps, back through the last k2 steps.
//
//   at t = k1, 2k1, … and T:  losses of the steps since the last such t, back through steps t - k2 + 1 … t,
//                             with the state before them held constant
//
// Source: R. J. Williams & J. Peng, Neural Computation 2 (1990) 490–501, BPTT(h; h') with h = k2, h' = k1.
// The result is not the gradient of the loss: dependences further back than k2 steps are left out. With k1 =
// 1 the loss of every step goes back the same k2 - 1 steps; with k1 = k2 the result is the gradient of chunks
// whose state is handed on.
#pragma once
#include <algorithm>
#include <armadillo>
#include <stdexcept>
#include <string>

#include "network.hpp"

namespace unroll {

// Calls act(fresh, window) with the steps whose losses are new and the steps to go back through.
template <class Act>
void truncated_windows(arma::uword steps, arma::uword k1, arma::uword k2, Act&& act) {
  if (k1 == 0 || k2 < k1)
    throw std::invalid_argument("truncation through k2 = " + std::to_string(k2) + " steps every k1 = " +
                                std::to_string(k1) + "; k1 must be at least 1 and k2 at least k1");
  for (arma::uword before = 0; before < steps;) {
    const arma::uword last = before + std::min(k1, steps - before);
    act(Steps{before + 1, last}, Steps{last > k2 ? last - k2 + 1 : 1, last});
    before = last;
  }
}

// Propagates run.dy, the gradient of all steps' losses, and changes it. Adds to `gradient`.
template <class Layer, class S>
void truncated_backward(const Network<Layer>& network, const arma::Col<S>& theta,
                        const std::type_identity_t<Input<S>>& x, const Given<S>& given,
                        typename Network<Layer>::template Run<S>& run, arma::Col<S>& gradient, arma::uword k1,
                        arma::uword k2) {
  check_output_gradient(run.dy, run.y.n_rows, x.batch, x.steps);
  const arma::Cube<S> dy = run.dy;
  truncated_windows(x.steps, k1, k2, [&](Steps fresh, Steps window) {
    run.dy.zeros(arma::size(dy));
    run.dy.slices(fresh.first - 1, fresh.last - 1) = dy.slices(fresh.first - 1, fresh.last - 1);
    network.backward(theta, x, given, run, gradient, nullptr, window);
  });
}

}  // namespace unroll
