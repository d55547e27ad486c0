#include "tables.hpp"

#include <array>

namespace unroll::experiments::serial_order {
namespace {

constexpr std::array plans{"anticlockwise", "clockwise"};
const char* how(bool taught) { return taught ? "teacher" : "free"; }

}  // namespace

void write_cycles(lab::Run& run, const std::vector<Cycles>& all) {
  lab::Csv paths{"learning", "plan", "start", "step", "x", "y", "reached"};
  lab::Csv scores{"learning", "run", "share", "untrained_share", "error_taught", "error_free"};
  std::vector<lab::Gradients> gradients;
  std::vector<lab::States> states;
  for (const Cycles& one : all) {
    scores.row(how(one.taught), one.run, one.share, one.untrained_share, one.error_taught, one.error_free);
    gradients.insert(gradients.end(), one.gradients.begin(), one.gradients.end());
    states.insert(states.end(), one.states.begin(), one.states.end());
    if (one.run > 0) continue;
    for (std::size_t k = 0; k < plans.size(); ++k)
      for (arma::uword b = 0; b < one.paths[k].n_cols; ++b)
        for (arma::uword t = 0; t < one.paths[k].n_slices; ++t)
          paths.row(how(one.taught), plans[k], b, t, one.paths[k](0, b, t), one.paths[k](1, b, t),
                    one.reached[k][b] ? 1 : 0);
  }
  run.table("paths", paths);
  run.table("cycles", scores);
  run.variable("shown_starts", std::to_string(all.front().paths[0].n_cols));
  lab::write_gradients(run, gradients);
  lab::write_states(run, states);
}

void write_memory(lab::Run& run, const std::vector<Remembered>& all) {
  lab::Csv csv{"task", "network", "run", "parameters", "error", "untrained", "guessing"};
  for (const Remembered& one : all)
    csv.row(one.task, one.network, one.run, one.parameters, one.error, one.before, 0.5);
  run.table("memory", csv);
}

}  // namespace unroll::experiments::serial_order
