// Energy models: a network that settles instead of unrolling.
//
// A Hopfield net or a Boltzmann machine has no loss at step T and nothing to backpropagate. What it has is
// an energy of its state and a sweep that visits every unit once. A net without noise comes to rest, and a
// run is sweeps until it does; one with noise comes to an equilibrium, and a run is a number of sweeps.
//
// See models/hopfield/hopfield.hpp and models/boltzmann/boltzmann.hpp; experiments 01 and 04 show them at
// work.
#pragma once
#include <armadillo>
#include <concepts>

#include "random.hpp"

namespace unroll {

// `State` is what the model carries along while it settles.
template <class Model, class State>
concept EnergyModel = requires(const Model& model, State& state, Stream& stream) {
  { energy(model, state) } -> std::convertible_to<double>;
  { sweep(model, state, stream) } -> std::convertible_to<arma::uword>;  // how many units changed
};

template <class Model, class State>
concept RestingModel = EnergyModel<Model, State> && requires(const Model& model, const State& state) {
  { at_rest(model, state) } -> std::convertible_to<bool>;  // would no further sweep change anything?
};

struct Settled {
  arma::uword sweeps = 0;  // sweeps made, the last one, in which nothing changed, left out
  arma::uword flips = 0;   // units changed in all of them
  bool at_rest = false;    // false: stopped by the limit on sweeps
};

// Sweeps until the state rests, `limit` sweeps at the most. `after_sweep(state)` sees every sweep's end.
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
