// Energy models: networks that settle instead of being unrolled.
//
// A Hopfield network or a Boltzmann machine has no loss at step T and nothing to backpropagate. It has an
// energy of its state and a sweep that visits every unit once. A network without noise comes to rest, and a
// run makes sweeps until it rests; a network with noise comes to equilibrium, and a run makes a given number
// of sweeps.
//
// See models/hopfield/hopfield.hpp and models/boltzmann/boltzmann.hpp; experiments 01 and 04 use them.
#pragma once
#include <armadillo>
#include <concepts>

#include "random.hpp"

namespace unroll {

// `State` is the state of the model while it settles.
template <class Model, class State>
concept EnergyModel = requires(const Model& model, State& state, Stream& stream) {
  { energy(model, state) } -> std::convertible_to<double>;
  { sweep(model, state, stream) } -> std::convertible_to<arma::uword>;  // the number of units that changed
};

template <class Model, class State>
concept RestingModel = EnergyModel<Model, State> && requires(const Model& model, const State& state) {
  { at_rest(model, state) } -> std::convertible_to<bool>;  // true if no further sweep would change anything
};

struct Settled {
  arma::uword sweeps = 0;  // sweeps made, without the last one, in which nothing changed
  arma::uword flips = 0;   // changes of units in all of them
  bool at_rest = false;    // false: stopped by the limit on sweeps
};

// Makes sweeps until the state rests, at most `limit`. Calls after_sweep(state) after every sweep.
template <class Model, class State, class AfterSweep>
requires RestingModel<Model, State> Settled settle(const Model& model, State& state, Stream& stream,
                                                   arma::uword limit, AfterSweep&& after_sweep) {
  Settled result;
  while (!(result.at_rest = at_rest(model, state)) && result.sweeps < limit) {
    result.flips += sweep(model, state, stream);
    ++result.sweeps;
    after_sweep(state);
  }
  return result;
}

template <class Model, class State>
requires RestingModel<Model, State> Settled settle(const Model& model, State& state, Stream& stream,
                                                   arma::uword limit = 1000) {
  return settle(model, state, stream, limit, [](const State&) {});
}

}  // namespace unroll
