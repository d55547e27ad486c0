// One unit that feeds itself must hold the sign of its first state while noise pushes it about.
#include "experiments/lab/experiment.hpp"

#include <algorithm>
#include <cmath>

namespace unroll::experiments {
namespace {

void hold_bit(lab::Point& at) {
  Stream noise = at.stream("unit", "noise");
  const double w = at.number("weight"), sigma = at.settings().real("noise");
  double h = 1, largest = 0;
  for (std::size_t t = 0; t < at.settings().count("steps"); ++t) {
    h = std::tanh(w * h + sigma * noise.normal());
    largest = std::max(largest, std::abs(h));
  }
  at.row("bits", h > 0, largest);
}

void body(lab::Run& run) {
  run.grid({.label = "units", .axes = {{"weight", run.settings().reals("weights")}}, .seeds = run.seeds()},
           hold_bit);
}

void judge(const lab::Results& results, lab::Findings& findings) {
  const auto strong = results["shares"].where("weight", 2).values("held_share"),
             weak = results["shares"].where("weight", 0.5).values("held_share");
  if (!strong.empty() && !weak.empty())
    findings.measured("strong_over_weak", strong[0].value - weak[0].value);
}

}  // namespace
}  // namespace unroll::experiments

unroll::lab::Experiment unroll::experiment() {
  return {.body = experiments::body, .judge = experiments::judge};
}
