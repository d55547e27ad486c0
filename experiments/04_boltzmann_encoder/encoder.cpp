#include "encoder.hpp"

#include <algorithm>

#include "datasets/encoder.hpp"
#include "divergence.hpp"
#include "experiments/lab/interrupt.hpp"

namespace unroll::experiments::encoder {

arma::uword Codes::different() const {
  arma::uword count = 0;
  for (arma::uword p = 0; p < states.n_cols; ++p) {
    bool is_new = tied[p] == 0;
    for (arma::uword q = 0; q < p && is_new; ++q)
      is_new = tied[q] != 0 || arma::any(states.col(p) != states.col(q));
    count += is_new;
  }
  return count;
}

arma::uword Codes::least_distance() const {
  if (arma::any(tied)) return 0;
  arma::uword least = states.n_rows;
  for (arma::uword p = 0; p < states.n_cols; ++p)
    for (arma::uword q = 0; q < p; ++q)
      least = std::min<arma::uword>(least, arma::accu(states.col(p) != states.col(q)));
  return least;
}

Codes codes_of(const Machine& machine, const arma::fmat& patterns) {
  const arma::uword n_v = machine.visible(), n = machine.units();
  arma::fmat fields = machine.W().submat(n_v, 0, n - 1, n_v - 1) * patterns;
  fields.each_col() += machine.b().tail(n - n_v);
  return {fields > 0, arma::any(fields == 0, 0).t()};
}

boltzmann::Cycle cycle_of_1985(Size size, double false_on, Order order) {
  boltzmann::Cycle cycle;
  cycle.annealing = {{2, 20}, {2, 15}, {2, 12}, {4, 10}};
  cycle.noise = {0.15, false_on / static_cast<double>(size.v - 1)};
  cycle.order = order;
  return cycle;
}

double Trained::kept() const {
  if (!solved || *solved == cycles()) return 1;
  const auto later = different.begin() + static_cast<std::ptrdiff_t>(*solved);
  return static_cast<double>(std::count(later, different.end(), size.v)) /
         static_cast<double>(cycles() - *solved);
}

Trained train(const Training& training, const boltzmann::Cycle& cycle, Stream& stream) {
  const auto patterns = datasets::encoder_patterns<float>(training.size.v);
  const auto shown = training.with_divergence ? shown_distribution(patterns, cycle.noise) : arma::vec();
  Trained trained{.size = training.size,
                  .machine = Machine(boltzmann::encoder_links(training.size.v, training.size.h)),
                  .different = {},
                  .distance = {}};
  Machine& machine = trained.machine;
  const auto measure_divergence = [&] {
    if (training.with_divergence) trained.divergence.push_back(divergence(shown, machine, cycle.T));
  };
  measure_divergence();
  for (arma::uword k = 1;; ++k) {
    const auto p = boltzmann::estimate(machine, patterns, cycle, stream);
    boltzmann::learn(machine, p.clamped, p.free, training.rule);
    const Codes codes = codes_of(machine, patterns);
    trained.different.push_back(codes.different());
    trained.distance.push_back(codes.least_distance());
    measure_divergence();
    if (!trained.solved && codes.all_different()) {
      trained.solved = k;
      trained.at_solved = machine;
    }
    lab::check_interrupt();
    if (trained.solved ? k >= std::max(training.least, *trained.solved + training.after)
                       : k == training.limit)
      return trained;
  }
}

}  // namespace unroll::experiments::encoder
