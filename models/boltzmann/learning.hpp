// Learning in a Boltzmann machine: its free statistics are made equal to those with data clamped
//
//   (1)  ∂ log P(data) / ∂w_ij = (p⁺_ij - p⁻_ij) / T      p_ij: how often units i and j are on together,
//                                                         ⁺ with the visible units clamped, ⁻ free
//   (2)  Δw_ij = ε (p⁺_ij - p⁻_ij) - λ w_ij               proportional, with decay
//   (3)  Δw_ij = ε sgn(p⁺_ij - p⁻_ij)                      of fixed size, for estimates too rough for (2)
//   (4)  Δb_i like Δw_ij, with p_ii, how often unit i is on: b_i is a weight to a unit that is always on
//
// Source: Ackley, Hinton & Sejnowski 1985, section 3 and appendix for (1), section 4 for (3); (2) with decay:
// G. E. Hinton & T. J. Sejnowski, Parallel Distributed Processing (1986), chapter 7. Shapes: data n_v × P,
// one pattern a column; statistics N × N. Shown by experiment 04.
#pragma once
#include <armadillo>
#include <stdexcept>
#include <string>
#include <vector>

#include "gibbs.hpp"

namespace unroll::boltzmann {

// Sums of s sᵀ over states: how often two units were on together and, on the diagonal, how often each was on.
class CoOccurrences {
 public:
  explicit CoOccurrences(arma::uword units) : sums_(units, units, arma::fill::zeros), on_(units) {}

  template <class S>
  void count(const arma::Col<S>& s) {
    arma::uword n = 0;
    for (arma::uword i = 0; i < s.n_elem; ++i)
      if (s[i] != 0) on_[n++] = i;
    for (arma::uword b = 0; b < n; ++b)
      for (arma::uword a = 0; a < n; ++a) sums_.at(on_[a], on_[b]) += 1;
    states_ += 1;
  }

  // p_ij, N × N.
  arma::mat means() const { return sums_ / states_; }

 private:
  arma::mat sums_;
  arma::uvec on_;
  double states_ = 0;
};

enum class Step { proportional, sign };

struct LearningRule {
  Step step = Step::proportional;
  double rate = 1;
  double decay = 0;  // λ; weights decay, biases do not
};

// (2) to (4). Throws std::invalid_argument unless the statistics are N × N.
template <class S>
void learn(Machine<S>& machine, const arma::mat& clamped, const arma::mat& free, const LearningRule& rule) {
  if (arma::size(clamped) != arma::size(machine.W()) || arma::size(free) != arma::size(machine.W()))
    throw std::invalid_argument("statistics of another number of units were given to a machine of " +
                                std::to_string(machine.units()));
  machine.change([&](S w, arma::uword i, arma::uword j) {
    const double difference = clamped.at(i, j) - free.at(i, j);
    const double step =
        rule.step == Step::proportional ? difference : double(difference > 0) - double(difference < 0);
    return static_cast<S>(w + rule.rate * step - (i == j ? 0 : rule.decay * w));
  });
}

// The settings of a learning cycle of 1985.
struct Cycle {
  Annealing annealing;
  arma::uword counted = 10;  // sweeps after annealing whose states are counted
  double T = 10;             // temperature of these sweeps
  arma::uword repeats = 2;   // how often each pattern is clamped, and number of free runs per pattern
  ClampingNoise noise = {};  // drawn anew at each repeat
  Order order = Order::random_choice;
};

// Anneals once from `s` and counts. Only the units in `free` change.
template <class S>
void anneal_and_count(const Machine<S>& machine, const Cycle& cycle, const arma::Col<S>& s,
                      const std::vector<arma::uword>& free, Stream& stream, CoOccurrences& counts) {
  BinaryUnits<S> units = start(machine, s);
  anneal(machine, units, free, cycle.annealing, stream, cycle.order);
  const Gibbs<S> gibbs(machine, free, cycle.T, cycle.order);
  for (arma::uword k = 0; k < cycle.counted; ++k) {
    sweep(gibbs, units, stream);
    counts.count(units.s);
  }
}

// Throws std::invalid_argument unless data has n_v rows of 0 and 1.
template <class S>
void check_data(const arma::Mat<S>& data, arma::uword visible) {
  if (data.n_rows != visible || data.is_empty())
    throw std::invalid_argument("data of " + std::to_string(data.n_rows) + " × " +
                                std::to_string(data.n_cols) + " were given to a machine of " +
                                std::to_string(visible) + " visible units; a column is a pattern of these");
  for (arma::uword k = 0; k < data.n_elem; ++k)
    if (!is_binary(data[k]))
      throw std::invalid_argument("unit " + std::to_string(k % visible) + " of pattern " +
                                  std::to_string(k / visible) + " is " + std::to_string(data[k]) +
                                  "; a unit is 0 or 1");
}

// p⁺ and p⁻, estimated as in 1985: every pattern is clamped `repeats` times, followed by as many free runs.
struct Estimates {
  arma::mat clamped, free;
};

template <class S>
Estimates estimate(const Machine<S>& machine, const arma::Mat<S>& data, const Cycle& cycle, Stream& stream) {
  check_data(data, machine.visible());
  if (cycle.counted == 0 || cycle.repeats == 0)
    throw std::invalid_argument("a learning cycle counts " + std::to_string(cycle.counted) + " states in " +
                                std::to_string(cycle.repeats) +
                                " runs per pattern; it needs at least one of each");
  const auto visible = first_units(machine.visible()), all = first_units(machine.units()),
             hidden = all_but(machine.units(), visible);
  CoOccurrences clamped(machine.units()), free(machine.units());
  for (arma::uword p = 0; p < data.n_cols; ++p)
    for (arma::uword r = 0; r < cycle.repeats; ++r) {
      const arma::Col<S> shown = noisy<S>(data.col(p), cycle.noise, stream);
      anneal_and_count(machine, cycle, clamped_state(machine.units(), visible, shown, stream), hidden, stream,
                       clamped);
      anneal_and_count(machine, cycle, clamped_state<S>(machine.units(), {}, {}, stream), all, stream, free);
    }
  return {clamped.means(), free.means()};
}

}  // namespace unroll::boltzmann
