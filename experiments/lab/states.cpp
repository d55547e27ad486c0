#include "states.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace unroll::lab {
namespace {

constexpr int heading = 120, row_height = 12, least_height = 170, most_height = 420;  // of a panel, in pixels

// Panels one below the other, as high as they have units. Colours of rows: from blue through white to
// vermilion where there are both signs, else from white to blue.
constexpr const char* script = R"(
unset key; unset grid
set style fill solid 1 noborder
set format cb '%.2g'
set multiplot
set border 15; set tics out nomirror
top = 1.0; before = 1
do for [p = 1 : words(state_networks)] {
  name = word(state_networks, p)
  height = word(state_heights, p) / total_height
  units = int(word(state_units, p))
  steps = int(word(state_steps, p))
  set lmargin at screen 0.075; set rmargin at screen 0.88
  set tmargin at screen top - heading / total_height; set bmargin at screen top - height + 0.25 * heading / total_height
  set label 1 name at screen 0.075, screen top - 0.28 * heading / total_height left noenhanced
  limit = word(state_limits, p) + 0
  if (word(state_signs, p) eq 'both') {
    set palette defined (0 '#0072B2', 0.5 '#ffffff', 1 '#D55E00')
    set cbrange [-limit:limit]
  } else {
    set palette defined (0 '#ffffff', 0.5 '#6fb1d6', 1 '#003a5d')
    set cbrange [0:limit]
  }
  set xrange [0.5 : steps + 0.5]; set yrange [units + 0.5 : 0.5]
  unset xtics
  set x2range [0.5 : steps + 0.5]
  set x2tics scale 0 offset 0, -0.4 noenhanced
  set cbtics limit
  set ytics 1, (units > 8 ? int(units / 4) : 1), units
  set ylabel 'unit' offset 1
  set colorbox user origin 0.895, top - height + 0.25 * heading / total_height size 0.015, height - 1.25 * heading / total_height
  plot 'states.csv' skip before every ::0::(units * steps - 1) using 2:4:5 with image, \
    'states.csv' skip before every units::0::(units * steps - 1) using 2:(1):x2tic(3) axes x2y1 with points pointsize 0
  before = before + units * steps
  unset label 1
  top = top - height
}
unset multiplot
)";

}  // namespace

Option states_option() {
  return flag_option("states", "draw the states of each trained network while it reads a sequence");
}

Figure states_figure() {
  return {.name = "states",
          .title = "The states of each trained network, a row for each unit, under what it reads",
          .alt = "Rasters of states over time, one for each network, with the input written above",
          .script = script,
          .width = 1500,
          .only_with = "states"};
}

bool states_asked(const Run& run) { return run.settings().flag("states"); }

void write_states(Run& run, const std::vector<States>& all) {
  if (!states_asked(run)) return;
  Csv csv{"network", "step", "input", "unit", "value"};
  std::vector<std::string> networks, heights, units, steps, signs, limits;
  int total = 0;
  for (const States& s : all) {
    for (arma::uword t = 0; t < s.values.n_cols; ++t)
      for (arma::uword i = 0; i < s.values.n_rows; ++i)
        csv.row(s.network, t + 1, s.inputs[t], i + 1, s.values(i, t));
    const int height =
        heading + std::clamp(row_height * static_cast<int>(s.values.n_rows), least_height, most_height);
    total += height;
    networks.push_back(s.network);
    heights.push_back(fmt::format("{}.0", height));
    units.push_back(fmt::format("{}", s.values.n_rows));
    steps.push_back(fmt::format("{}", s.values.n_cols));
    signs.push_back(s.values.min() < 0 ? "both" : "one");
    limits.push_back(fmt::format("{}", std::max(1.0, arma::abs(s.values).max())));
  }
  run.table("states", csv);
  run.variable("heading", fmt::format("{}.0", heading));
  run.variable("total_height", fmt::format("{}.0", total));
  run.variable("states_height", fmt::format("{}", total));
  run.variable("state_networks", script_words(networks));
  run.variable("state_heights", script_words(heights));
  run.variable("state_units", script_words(units));
  run.variable("state_steps", script_words(steps));
  run.variable("state_signs", script_words(signs));
  run.variable("state_limits", script_words(limits));
}

}  // namespace unroll::lab
