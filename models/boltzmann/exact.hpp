// Exact results for small Boltzmann machines: every state is visited once, one flip after another
//
//   (1)  log Z = log Σ_s e^{-E(s)/T}
//   (2)  p_ij  = Σ_s P(s) s_i s_j
//   (3)  log P(v) = log Σ_h e^{-E(v,h)/T} - log Z
//   (4)  ∂/∂w_ij of the mean of (3) over data = (p⁺_ij - p⁻_ij) / T
//
// In the order of a Gray code consecutive states differ in one unit, and its field is the difference of their
// energies. Sources: (4) Ackley, Hinton & Sejnowski 1985, appendix; the order: F. Gray, US patent 2,632,058
// (1953). Shapes: data n_v × P. Shown by experiments 04 and 05.
#pragma once
#include <armadillo>
#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#include "learning.hpp"

namespace unroll::boltzmann {

constexpr arma::uword most_enumerated = 20;  // units: a million states

// Throws std::invalid_argument for more units.
inline void check_enumerable(arma::uword units) {
  if (units > most_enumerated)
    throw std::invalid_argument("the enumeration of " + std::to_string(units) + " units needs 2^" +
                                std::to_string(units) + " states; at most " +
                                std::to_string(most_enumerated) + " units can be enumerated");
}

// The flips of a Gray code: calls flip(k), k in 0 … n-1, 2^n - 1 times. Together with the first state, this
// visits each of the 2^n states once.
template <class Flip>
void gray_code(arma::uword n, Flip&& flip) {
  check_enumerable(n);
  for (arma::uword step = 1; step < arma::uword{1} << n; ++step)
    flip(static_cast<arma::uword>(std::countr_zero(step)));
}

// log Σ e^x of numbers that are added one by one, without overflow.
class LogSum {
 public:
  void add(double x) {
    if (x > most_) {
      sum_ = sum_ * std::exp(most_ - x) + 1;
      most_ = x;
    } else {
      sum_ += std::exp(x - most_);
    }
  }
  double value() const { return most_ + std::log(sum_); }

 private:
  double most_ = -std::numeric_limits<double>::infinity(), sum_ = 0;
};

// Calls visit(s, E) for each state of the free units; the others stay as in `s`. Computes in double.
template <class S, class Visit>
void enumerate(const Machine<S>& machine, const arma::Col<S>& s, const std::vector<arma::uword>& free,
               Visit&& visit) {
  const arma::mat W = arma::conv_to<arma::mat>::from(machine.W());
  const arma::vec b = arma::conv_to<arma::vec>::from(machine.b());
  BinaryUnits<double> units{arma::conv_to<arma::vec>::from(s), {}};
  for (const arma::uword i : free) units.s[i] = 0;
  units.h = W * units.s + b;
  double E = energy_of(W, b, units.s);
  visit(units.s, E);
  gray_code(free.size(), [&](arma::uword k) {
    const arma::uword i = free[k];
    const double next = 1 - units.s[i];
    E -= (next - units.s[i]) * units.h[i];
    put_unit(W, units, i, next);
    visit(units.s, E);
  });
}

// (1) over the free units.
template <class S>
double log_partition(const Machine<S>& machine, const arma::Col<S>& s, const std::vector<arma::uword>& free,
                     double T = 1) {
  check_temperature(T);
  LogSum sum;
  enumerate(machine, s, free, [&](const arma::vec&, double E) { sum.add(-E / T); });
  return sum.value();
}

template <class S>
double log_partition(const Machine<S>& machine, double T = 1) {
  return log_partition(machine, arma::Col<S>(machine.units(), arma::fill::zeros),
                       first_units(machine.units()), T);
}

// Adds (2) over the free units, times `share`, to `p`. Returns (1).
template <class S>
double add_statistics(const Machine<S>& machine, const arma::Col<S>& s, const std::vector<arma::uword>& free,
                      double T, double share, arma::mat& p) {
  const double log_Z = log_partition(machine, s, free, T);
  enumerate(machine, s, free, [&](const arma::vec& state, double E) {
    const double weight = share * std::exp(-E / T - log_Z);
    for (arma::uword j = 0; j < state.n_elem; ++j)
      if (state[j] != 0)
        for (arma::uword i = 0; i < state.n_elem; ++i) p.at(i, j) += weight * state[i];
  });
  return log_Z;
}

// The exact values of the statistics that `estimate` estimates, and the mean of (3) over the patterns.
struct ExactStatistics {
  arma::mat clamped, free;  // p⁺ and p⁻
  double log_likelihood;    // nats per pattern
};

template <class S>
ExactStatistics exact_statistics(const Machine<S>& machine, const arma::Mat<S>& data, double T = 1) {
  check_data(data, machine.visible());
  check_enumerable(machine.units());
  const arma::uword n = machine.units();
  ExactStatistics all{arma::mat(n, n, arma::fill::zeros), arma::mat(n, n, arma::fill::zeros), 0};
  arma::Col<S> s(n, arma::fill::zeros);
  const double log_Z = add_statistics(machine, s, first_units(n), T, 1, all.free);
  const auto hidden = all_but(n, first_units(machine.visible()));
  const double share = 1 / static_cast<double>(data.n_cols);
  for (arma::uword p = 0; p < data.n_cols; ++p) {
    s.head(machine.visible()) = data.col(p);
    all.log_likelihood += share * (add_statistics(machine, s, hidden, T, share, all.clamped) - log_Z);
  }
  return all;
}

// The mean of (3) over the patterns, in nats.
template <class S>
double log_likelihood(const Machine<S>& machine, const arma::Mat<S>& data, double T = 1) {
  check_data(data, machine.visible());
  check_enumerable(machine.units());
  arma::Col<S> s(machine.units(), arma::fill::zeros);
  const auto hidden = all_but(machine.units(), first_units(machine.visible()));
  double sum = 0;
  for (arma::uword p = 0; p < data.n_cols; ++p) {
    s.head(machine.visible()) = data.col(p);
    sum += log_partition(machine, s, hidden, T);
  }
  return sum / static_cast<double>(data.n_cols) - log_partition(machine, T);
}

}  // namespace unroll::boltzmann
