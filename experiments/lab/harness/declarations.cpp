#include "declarations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "../figures.hpp"
#include "../files.hpp"
#include "../run.hpp"

namespace unroll::lab {
namespace {

namespace fs = std::filesystem;

Option flag(const std::string& name, const std::string& help) {
  return {.name = name, .help = help, .kind = Option::Kind::flag, .standard = {Words{"no"}, {"no"}, {"no"}}};
}

Figure figure(const fs::path& scripts, const std::string& name, const std::string& title,
              const std::string& alt) {
  return {.name = name,
          .title = title,
          .alt = alt,
          .script = read_file(scripts / (name + ".gp")),
          .width = 1700,
          .height = 850,
          .only_with = name};
}

void add_gradients(Declaration& d, const fs::path& scripts) {
  d.options.push_back(
      flag("gradients", "draw how far back the gradient of each network reaches, before and after training"));
  const Words curve{"curve", "network", "when", "layer", "direction", "lag"};
  d.tables.push_back({"gradients",
                      "the norm of the gradient at each lag, for each network, layer and direction",
                      {"curve", "network", "when", "seed", "layer", "direction", "lag", "log10_norm"},
                      "gradients"});
  d.summaries.push_back(
      {.name = "gradients_summary", .table = "gradients", .by = curve, .of = {"log10_norm"}});
  Figure drawn =
      figure(scripts, "gradients",
             "How much of the gradient is left k steps back, for a loss that reads the last step: "
             "median over the seeds with its range",
             "Curves of the gradient's norm against the lag, one panel before training and one after");
  drawn.words = {{"word_lag", script_text("lag k, in steps")},
                 {"word_norm", script_text("norm of the gradient, log₁₀ ‖∂L/∂sₜ₋ₖ‖")}};
  d.figures.push_back(drawn);
}

void add_states(Declaration& d, const fs::path& scripts) {
  d.options.push_back(flag("states", "draw the states of each trained network while it reads a sequence"));
  d.tables.push_back({"states",
                      "the state of each unit at each step of a sequence",
                      {"network", "step", "input", "unit", "value"},
                      "states"});
  Figure drawn =
      figure(scripts, "states",
             "The states of each trained network, a row for each unit, under the input at each step",
             "Rasters of states over time, one for each network, with the input written above");
  drawn.width = 1500;
  drawn.words = {{"word_unit", script_text("unit")}};
  d.figures.push_back(drawn);
}

void add_curves(Declaration& d, const fs::path& scripts) {
  d.options.push_back(
      flag("curves", "draw loss and norm of the gradient of each network against the updates"));
  d.tables.push_back({"curves",
                      "loss and largest norm of the gradient in each hundredth of a training",
                      {"network", "seed", "update", "loss", "norm"},
                      "curves"});
  d.summaries.push_back(
      {.name = "curves_summary", .table = "curves", .by = {"network", "update"}, .of = {"loss", "norm"}});
  Figure drawn =
      figure(scripts, "curves",
             "Loss and norm of the gradient against the updates: median over the seeds with its range",
             "Left the loss of each network against the updates, right the norm of its gradient");
  drawn.words = {{"word_updates", script_text("updates")},
                 {"word_loss", script_text("loss")},
                 {"word_norm", script_text("norm of the gradient, before clipping")}};
  d.figures.push_back(drawn);
}

// Panels one below the other, as high as they have units.
void set_state_variables(Run& run, const Rows& states) {
  constexpr int heading = 120, row_height = 12, least_height = 170, most_height = 420;  // in pixels
  std::vector<int> heights, units, steps;
  std::vector<std::string> signs;
  std::vector<double> limits;
  int total = 0;
  for (const auto& network : states.distinct("network")) {
    const Rows panel = states.where("network", network);
    units.push_back(static_cast<int>(panel.distinct("unit").size()));
    steps.push_back(static_cast<int>(panel.distinct("step").size()));
    heights.push_back(heading + std::clamp(row_height * units.back(), least_height, most_height));
    total += heights.back();
    double limit = 1;
    bool both = false;
    for (const double value : panel.numbers("value")) {
      limit = std::max(limit, std::abs(value));
      both = both || value < 0;
    }
    limits.push_back(limit);
    signs.push_back(both ? "both" : "one");
  }
  run.variable("heading", static_cast<double>(heading));
  run.variable("total_height", static_cast<double>(total));
  run.variable("states_height", total);
  run.variable("state_networks", states.distinct("network"));
  run.variable("state_heights", heights);
  run.variable("state_units", units);
  run.variable("state_steps", steps);
  run.variable("state_signs", signs);
  run.variable("state_limits", limits);
}

}  // namespace

void add_harness(Declaration& d, const fs::path& scripts) {
  for (const auto& what : d.harness)
    if (what == "gradients")
      add_gradients(d, scripts);
    else if (what == "states")
      add_states(d, scripts);
    else if (what == "curves")
      add_curves(d, scripts);
    else
      throw std::invalid_argument(fmt::format(
          "{}/experiment.toml: `trains` names \"{}\"; it must be true, or name gradients, states, curves",
          d.folder(), what));
}

void set_harness_variables(Run& run) {
  const Results results = run.results();
  const auto wanted = [&](const char* what) {
    const auto& all = run.declaration().harness;
    return run.settings().flag(what) && std::find(all.begin(), all.end(), what) != all.end();
  };
  if (wanted("gradients")) {
    run.variable("gradient_curves", results["gradients"].distinct("curve"));
    run.variable("gradient_times", results["gradients"].distinct("when"));
  }
  if (wanted("states")) set_state_variables(run, results["states"]);
  if (wanted("curves")) run.variable("curve_networks", results["curves"].distinct("network"));
}

}  // namespace unroll::lab
