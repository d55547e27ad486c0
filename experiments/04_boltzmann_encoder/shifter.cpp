#include "shifter.hpp"

#include "datasets/shifter.hpp"
#include "experiments/lab/interrupt.hpp"
#include "models/boltzmann/learning.hpp"

namespace unroll::experiments::encoder {
namespace {

constexpr arma::uword rows = 2 * shifter_width, shift_units = datasets::shifts, visible = rows + shift_units;
constexpr arma::uword looks = 6;  // how often accuracy is measured while it learns

boltzmann::Cycle cycle_of_1986() {
  boltzmann::Cycle cycle;
  for (const double T : {40, 35, 30, 25, 20, 15, 12, 10}) cycle.annealing.push_back({2, T});
  cycle.repeats = 1;
  return cycle;
}

arma::uword named_shift(const Machine& machine, const boltzmann::Cycle& cycle, const arma::fvec& bits,
                        Stream& stream) {
  const auto given = first_units(rows), free = boltzmann::all_but(machine.units(), given);
  auto units =
      boltzmann::start(machine, boltzmann::clamped_state<float>(machine.units(), given, bits, stream));
  boltzmann::anneal(machine, units, free, cycle.annealing, stream, cycle.order);
  const boltzmann::Gibbs<float> gibbs(machine, free, cycle.T, cycle.order);
  arma::fvec on(shift_units, arma::fill::zeros);
  for (arma::uword k = 0; k < cycle.counted; ++k) {
    sweep(gibbs, units, stream);
    on += units.s.subvec(rows, visible - 1);
  }
  const arma::uvec most = arma::find(on == on.max());
  return most[stream.below(most.n_elem)];
}

void look(const lab::Run& run, Shifter& shifter, arma::uword sweeps, Stream& stream) {
  const auto cycle = cycle_of_1986();
  const auto cases = run.settings().count("shift-cases");
  for (arma::uword on = 1; on < shifter_width; ++on) {
    const auto asked = datasets::shifted_rows_with(on, cases, shifter_width, stream);
    ShifterScore result{sweeps, on, {0, cases}};
    for (arma::uword k = 0; k < cases; ++k)
      result.score.right +=
          named_shift(shifter.machine, cycle, asked.x.col(k).head(rows), stream) == asked.shift[k];
    shifter.scores.push_back(result);
  }
}

}  // namespace

Shifter learn_shifter(const lab::Run& run, std::size_t r) {
  const auto size = [&](const char* name) { return run.settings().count(name); };
  Shifter shifter{r, {}, Machine(boltzmann::between_layers(visible, shifter_hidden))};
  Stream shown = run.stream("shifter", r, "rows"), stream = run.stream("shifter", r, "learning"),
         asked = run.stream("shifter", r, "answers");
  const auto cycle = cycle_of_1986();
  const arma::uword sweeps = size("shift-sweeps"), examples = size("shift-examples");
  for (arma::uword k = 1; k <= sweeps; ++k) {
    lab::check_interrupt();
    const auto data = datasets::shifted_rows(examples, shifter_width, 0.3, shown);
    const auto p = boltzmann::estimate(shifter.machine, data.x, cycle, stream);
    boltzmann::learn(shifter.machine, p.clamped, p.free, {boltzmann::Step::proportional, 5, 0.0005});
    if (k * looks / sweeps != (k - 1) * looks / sweeps) look(run, shifter, k, asked);
  }
  return shifter;
}

}  // namespace unroll::experiments::encoder
