// The dynamics of a Boltzmann machine: one after another, units draw their states anew
//
//   (1)  p(s_i = 1 | the others) = σ(h_i / T)
//   (2)  annealing: sweeps at a falling sequence of temperatures
//
// Each visit leaves P(s) ∝ e^{-E(s)/T} unchanged (detailed balance), and so does a sweep; with clamped units
// the same holds for P given their values. At T → 0, (1) is Hopfield's rule, with a fair coin where h_i = 0.
//
// Source: Ackley, Hinton & Sejnowski 1985, eqs. (3) and (4); they call N visits to units drawn with
// replacement a unit of time: a sweep of Order::random_choice. S. Geman & D. Geman, IEEE PAMI 6 (1984), gave
// (1) its name. Shapes: states N. Shown by experiment 04.
#pragma once
#include <armadillo>
#include <stdexcept>
#include <string>
#include <vector>

#include "../core/activations.hpp"
#include "../core/energy_model.hpp"
#include "machine.hpp"

namespace unroll::boltzmann {

// Throws std::invalid_argument unless T > 0 and finite.
inline void check_temperature(double T) {
  if (!(T > 0 && T < 1e300))
    throw std::invalid_argument("the temperature is " + std::to_string(T) +
                                "; a Boltzmann machine needs one above 0");
}

// The free units of a machine at temperature T, as an energy model. The machine must outlive it.
template <class S>
struct Gibbs {
  const Machine<S>& machine;
  std::vector<arma::uword> free;
  double T;
  Order order = Order::permutation;

  Gibbs(const Machine<S>& of, std::vector<arma::uword> free_, double T_, Order in = Order::permutation)
      : machine(of), free(std::move(free_)), T(T_), order(in) {
    check_temperature(T);
    for (const arma::uword i : free)
      if (i >= machine.units())
        throw std::invalid_argument("unit " + std::to_string(i) + " is to be free; the machine has only " +
                                    std::to_string(machine.units()) + " units");
  }
};

template <class S>
double energy(const Gibbs<S>& gibbs, const BinaryUnits<S>& units) {
  return energy_of(gibbs.machine.b(), units);
}

// (1) from the field of a unit.
inline double chance_of_on(double h, double T) { return sigmoid(h / T); }

// One visit to each free unit, or as many visits to random free units (`order`). Returns the number of
// changes.
template <class S>
arma::uword sweep(const Gibbs<S>& gibbs, BinaryUnits<S>& units, Stream& stream) {
  arma::uword changed = 0;
  visit_in(gibbs.order, gibbs.free, stream, [&](arma::uword i) {
    const S next = stream.chance(chance_of_on(double(units.h[i]), gibbs.T)) ? S{1} : S{0};
    if (next == units.s[i]) return;
    put_unit(gibbs.machine.W(), units, i, next);
    ++changed;
  });
  return changed;
}

// One temperature of (2).
struct Stage {
  arma::uword sweeps;
  double T;
};
using Annealing = std::vector<Stage>;

template <class S>
void anneal(const Machine<S>& machine, BinaryUnits<S>& units, const std::vector<arma::uword>& free,
            const Annealing& stages, Stream& stream, Order order = Order::permutation) {
  for (const Stage& stage : stages) {
    const Gibbs<S> gibbs(machine, free, stage.T, order);
    for (arma::uword k = 0; k < stage.sweeps; ++k) sweep(gibbs, units, stream);
  }
}

// --- clamping: clamped units are those that are not free -----------------------------------------------

// All units but the clamped ones. Throws std::invalid_argument for a unit that the machine does not have, or
// that is named twice.
inline std::vector<arma::uword> all_but(arma::uword units, const std::vector<arma::uword>& clamped) {
  std::vector<bool> held(units, false);
  for (const arma::uword i : clamped) {
    if (i >= units)
      throw std::invalid_argument("unit " + std::to_string(i) + " is to be clamped; a machine of " +
                                  std::to_string(units) + " units has 0 to " + std::to_string(units - 1));
    if (held[i]) throw std::invalid_argument("unit " + std::to_string(i) + " is to be clamped twice");
    held[i] = true;
  }
  std::vector<arma::uword> free;
  for (arma::uword i = 0; i < units; ++i)
    if (!held[i]) free.push_back(i);
  return free;
}

template <class S>
bool is_binary(S value) {
  return value == 0 || value == 1;
}

// A state with the clamped units at `values` and a fair coin for each other unit. Throws
// std::invalid_argument if `values` and `clamped` differ in number, or a value is neither 0 nor 1.
template <class S>
arma::Col<S> clamped_state(arma::uword units, const std::vector<arma::uword>& clamped,
                           const arma::Col<S>& values, Stream& stream) {
  if (values.n_elem != clamped.size())
    throw std::invalid_argument(std::to_string(values.n_elem) + " values were given for " +
                                std::to_string(clamped.size()) + " clamped units");
  arma::Col<S> s(units, arma::fill::zeros);
  for (const arma::uword i : all_but(units, clamped)) s[i] = stream.chance(0.5) ? S{1} : S{0};
  for (arma::uword k = 0; k < values.n_elem; ++k) {
    if (!is_binary(values[k]))
      throw std::invalid_argument("unit " + std::to_string(clamped[k]) + " is to be clamped at " +
                                  std::to_string(values[k]) + "; a unit is 0 or 1");
    s[clamped[k]] = values[k];
  }
  return s;
}

// Probabilities of showing a clamped unit wrong, so that no weight has to grow without limit (1985, section
// 4).
struct ClampingNoise {
  double off = 0;  // chance that a 1 is shown as 0
  double on = 0;   // chance that a 0 is shown as 1
};

template <class S>
arma::Col<S> noisy(const arma::Col<S>& values, const ClampingNoise& noise, Stream& stream) {
  arma::Col<S> shown = values;
  for (S& value : shown)
    if (stream.chance(value > 0 ? noise.off : noise.on)) value = 1 - value;
  return shown;
}

}  // namespace unroll::boltzmann
