#include "lessons.hpp"

#include "datasets/encoder.hpp"
#include "divergence.hpp"
#include "experiments/lab/interrupt.hpp"

namespace unroll::experiments::encoder {

double Learnt::kept() const {
  if (!solved || *solved == cycles()) return 1;
  double all = 0;
  for (arma::uword k = *solved; k < cycles(); ++k) all += different[k] == size.v;
  return all / static_cast<double>(cycles() - *solved);
}

boltzmann::Cycle cycle_of_1985(Size size, const lab::Settings& settings) {
  boltzmann::Cycle cycle;
  cycle.annealing = {{2, 20}, {2, 15}, {2, 12}, {4, 10}};
  cycle.noise = {0.15, settings.real("false-on") / static_cast<double>(size.v - 1)};
  cycle.order = settings.word("order") == "random" ? Order::random_choice : Order::permutation;
  return cycle;
}

Learnt learn(const lab::Run& run, const Plan& plan, std::size_t r) {
  const auto patterns = datasets::encoder_patterns<float>(plan.size.v);
  const auto cycle = cycle_of_1985(plan.size, run.settings());
  Stream stream = run.stream(plan.size.name(), r, "learning");
  Machine machine(boltzmann::encoder_links(plan.size.v, plan.size.h));
  Learnt learnt{.size = plan.size, .run = r, .limit = plan.limit};
  const auto shown = plan.with_divergence ? shown_distribution(patterns, cycle.noise) : arma::vec();
  if (plan.with_divergence) learnt.divergence.push_back(divergence(shown, machine, cycle.T));
  const auto ends = [&](arma::uword k) {
    return learnt.solved ? k >= std::max(plan.least, *learnt.solved + plan.after) : k == plan.limit;
  };
  for (arma::uword k = 1;; ++k) {
    const auto p = boltzmann::estimate(machine, patterns, cycle, stream);
    boltzmann::learn(machine, p.clamped, p.free, plan.rule);
    const Codes codes = codes_of(machine, patterns);
    learnt.different.push_back(codes.different());
    learnt.distance.push_back(codes.least_distance());
    if (plan.with_divergence) learnt.divergence.push_back(divergence(shown, machine, cycle.T));
    if (!learnt.solved && codes.all_different()) {
      learnt.solved = k;
      learnt.at_solved = machine;
    }
    lab::check_interrupt();
    if (ends(k)) break;
  }
  learnt.machine = machine;
  return learnt;
}

}  // namespace unroll::experiments::encoder
