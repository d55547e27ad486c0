#include "encoder.hpp"
#include "experiments/lab/interrupt.hpp"

namespace unroll::experiments::encoder {

using boltzmann::Gibbs;

arma::uword Schedule::sweeps() const {
  arma::uword sum = 0;
  for (const auto& stage : stages) sum += stage.sweeps;
  return sum;
}

Schedule annealed(arma::uword sweeps_each) {
  Schedule schedule{"annealed", {}};
  for (const double T : temperatures) schedule.stages.push_back({sweeps_each, T});
  return schedule;
}

Schedule constant(std::string name, double T, arma::uword sweeps_each) {
  return {std::move(name), {{sweeps_each * temperatures.size(), T}}};
}

namespace {

// The energy of pattern mu with its most probable code.
double energy_of_right(const Machine& machine, const arma::fmat& patterns, arma::uword mu) {
  arma::fvec right(machine.units(), arma::fill::zeros);
  right.head(patterns.n_rows) = patterns.col(mu);
  right.tail(machine.hidden()) = arma::conv_to<arma::fvec>::from(codes_of(machine, patterns).states.col(mu));
  return boltzmann::energy(machine, right);
}

}  // namespace

Answer answer(const Machine& machine, const arma::fmat& patterns, arma::uword mu, const Schedule& schedule,
              Stream& stream, bool with_energies) {
  const arma::uword v = machine.visible() / 2;
  const auto given = first_units(v), free = boltzmann::all_but(machine.units(), given);
  const arma::fvec pattern = patterns.col(mu);
  auto units = boltzmann::start(
      machine, boltzmann::clamped_state<float>(machine.units(), given, pattern.head(v), stream));
  const double ground = with_energies ? energy_of_right(machine, patterns, mu) : 0;
  Answer result;
  for (const auto& stage : schedule.stages) {
    const Gibbs<float> gibbs(machine, free, stage.T, Order::random_choice);
    for (arma::uword k = 0; k < stage.sweeps; ++k) {
      sweep(gibbs, units, stream);
      if (with_energies) result.energies.push_back(boltzmann::energy(gibbs, units) - ground);
    }
  }
  result.right = arma::all(units.s.subvec(v, 2 * v - 1) == pattern.tail(v));
  return result;
}

Score score(const Machine& machine, const arma::fmat& patterns, const Schedule& schedule, std::size_t times,
            Stream& stream) {
  Score score;
  for (arma::uword mu = 0; mu < patterns.n_cols; ++mu)
    for (std::size_t k = 0; k < times; ++k) {
      lab::check_interrupt();
      score.right += answer(machine, patterns, mu, schedule, stream).right;
      ++score.asked;
    }
  return score;
}

}  // namespace unroll::experiments::encoder
