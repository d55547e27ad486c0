#include "shifter.hpp"

#include "experiments/lab/interrupt.hpp"

namespace unroll::experiments::encoder {

boltzmann::Cycle cycle_of_1986() {
  boltzmann::Cycle cycle;
  for (const double T : {40, 35, 30, 25, 20, 15, 12, 10}) cycle.annealing.push_back({2, T});
  cycle.repeats = 1;
  return cycle;
}

namespace {

arma::uword named_shift(const Machine& machine, const boltzmann::Cycle& cycle, const arma::fvec& bits,
                        Stream& stream) {
  const auto given = first_units(shifter_rows), free = boltzmann::all_but(machine.units(), given);
  auto units =
      boltzmann::start(machine, boltzmann::clamped_state<float>(machine.units(), given, bits, stream));
  boltzmann::anneal(machine, units, free, cycle.annealing, stream, cycle.order);
  const boltzmann::Gibbs<float> gibbs(machine, free, cycle.T, cycle.order);
  arma::fvec on(datasets::shifts, arma::fill::zeros);
  for (arma::uword k = 0; k < cycle.counted; ++k) {
    sweep(gibbs, units, stream);
    on += units.s.subvec(shifter_rows, shifter_visible - 1);
  }
  const arma::uvec most = arma::find(on == on.max());
  return most[stream.below(most.n_elem)];
}

}  // namespace

Score name_shifts(const Machine& machine, arma::uword on, arma::uword cases, Stream& stream) {
  const auto asked = datasets::shifted_rows_with(on, cases, shifter_width, stream);
  Score score{0, cases};
  for (arma::uword k = 0; k < cases; ++k) {
    lab::check_interrupt();
    score.right +=
        named_shift(machine, cycle_of_1986(), asked.x.col(k).head(shifter_rows), stream) == asked.shift[k];
  }
  return score;
}

}  // namespace unroll::experiments::encoder
