// Free running: the next input of a network is made from its own last output.
//
// With a teacher, x_{t+1} is the right answer to step t (teacher forcing), and the run is an ordinary forward
// pass. In a free run x_{t+1} = next(y_t): the prediction itself, a letter drawn from it, … Jordan's network
// feeds its output back inside the cell, so its `forward` without a teacher is a free run already.
#pragma once
#include <armadillo>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "network.hpp"

namespace unroll {

// Runs `steps` steps from input x (one step: inputs × B × 1, or symbols B × 1) and from the state of the
// stack (empty: zero). Calls next(t, y_t), with the outputs y_t (outputs × B) of step t = 1, 2, …; next
// returns the input of step t + 1, of x's type. Returns the state after the last step.
template <class Layer, class S, class X, class Next>
arma::Mat<S> free_run(const Network<Layer>& network, const arma::Col<S>& theta, X x, arma::uword steps,
                      arma::Mat<S> state, Next&& next) {
  static_assert(Layer::directions == 1, "a backward direction needs the whole sequence");
  typename Network<Layer>::template Run<S> run;
  for (arma::uword t = 1; t <= steps; ++t) {
    if (Input<S>(x).steps != 1)
      throw std::invalid_argument("a free run reads one step at a time; it was given " +
                                  std::to_string(Input<S>(x).steps));
    network.forward(theta, Input<S>(x), Given<S>{.state = state}, run);
    state = network.stack.state(run.stack, 1);
    x = next(t, static_cast<const arma::Mat<S>&>(run.y.slice(0)));
  }
  return state;
}

}  // namespace unroll
