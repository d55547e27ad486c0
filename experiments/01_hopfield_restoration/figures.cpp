// The pictures of experiment 01, as gnuplot. Right cells are black on white; wrong ones are vermilion, dark
// where ink should be paper and light where paper should be ink.
#include "figures.hpp"

#include <fmt/format.h>

namespace unroll::experiments {
namespace {

constexpr const char* cell_colours = R"(set size ratio -1
unset key; unset colorbox; unset border; unset tics; unset grid
set palette defined (0 '#ffffff', 1 '#1a1a1a', 2 '#f7b58f', 3 '#c04a00') maxcolors 4
set cbrange [-0.5:3.5]
)";

// A grid of panels from NAME.csv and NAME_panels.csv in one coordinate system, `columns` wide; `caption` is
// the gnuplot expression of the second line under each panel, of its energy e and overlap m.
std::string grid_script(const std::string& name, int columns, const std::string& caption) {
  return cell_colours + fmt::format(R"(cells = size * size
step = size * 1.10
high = size * 1.36
set xrange [-0.02 * size : {1} * step]
set yrange [grid_rows * high : -0.12 * size]
set lmargin 0.5; set rmargin 0.5; set tmargin 0.5; set bmargin 0.5
caption(stage, e, m) = stage."\n".{2}
plot for [k = 0 : {1} * grid_rows - 1] '{0}.csv' skip 1 + k * cells every ::0::cells - 1 \
  using ($2 * step + $4 + 0.5):($1 * high + $3 + 0.5):($5 + 2 * $6) with image, \
  '{0}_panels.csv' skip 1 using ($2 * step + size / 2.0):($1 * high + size * 1.09):(caption(strcol(4), $5, $6)) \
  with labels font 'DejaVu Sans,21')",
                                    name, columns, caption);
}

constexpr const char* energy_script = R"(
set xlabel 'sweeps (each unit visited once a sweep)'
set ylabel 'energy per unit, E / N'
set key top right noenhanced
stats 'energy.csv' skip 1 using ($6 / units) nooutput
pad = 0.06 * (STATS_max - STATS_min) + 1e-6
set xrange [0:*]
set yrange [STATS_min - pad : STATS_max + pad]
plot for [k = 1 : |names|] 'energy.csv' skip 1 \
  using ($1 == k && strcol(4) eq 'asynchronous' ? $5 : NaN):($6 / units) \
  with lines linetype k title names[k], \
  for [k = 1 : |names|] 'energy.csv' skip 1 \
  using ($1 == k && strcol(4) eq 'synchronous' ? $5 : NaN):($6 / units) \
  with points linetype k notitle, \
  NaN with points linecolor rgb '#555555' pointtype 7 pointsize 1.4 title 'points: synchronous'
)";

constexpr const char* basin_script = R"(
set multiplot layout 1,2
set tmargin 3
set xrange [0:0.5]; set yrange [-0.15:1.05]
set xtics 0.1; set ytics 0.25
set xlabel 'fraction of units flipped'
set ylabel 'overlap with the memory after recall'
rules = 'Hebb Storkey projection'
do for [set in 'random pictures'] {
  set title set eq 'random' ? 'random patterns, load 0.05' : 'pictures, which resemble each other'
  if (set eq 'random') { set key bottom left } else { unset key }
  plot 1 - 2 * x with lines linecolor rgb '#888888' linewidth 2 dashtype 3 title 'before recall', \
    for [k = 1:3] 'basin_summary.csv' skip 1 \
    using (strcol(1) eq set && strcol(2) eq word(rules, k) ? $3 : NaN):6:7 with filledcurves linetype k notitle, \
    for [k = 1:3] 'basin_summary.csv' skip 1 \
    using (strcol(1) eq set && strcol(2) eq word(rules, k) ? $3 : NaN):5 with linespoints linetype k title word(rules, k)
}
unset multiplot
)";

std::string film_script() {
  return std::string(R"(cells = size * size
stats 'descent_energy.csv' skip 1 using 2:3 nooutput
last = STATS_max_x > 0 ? STATS_max_x : 1
pad = 0.05 * (STATS_max_y - STATS_min_y) + 1e-6
do for [k = 0 : frames - 1] {
set output sprintf('descent-%04d.png', k)
set multiplot
set origin 0, 0; set size 0.46, 1
set title film_title noenhanced
unset xlabel
)") + cell_colours +
         R"(set xrange [0:size]; set yrange [size:0]
set lmargin 1; set rmargin 1; set tmargin 3; set bmargin 1
plot 'descent.csv' skip 1 + k * cells every ::0::cells - 1 using ($3 + 0.5):($2 + 0.5):($4 + 2 * $5) with image
set origin 0.46, 0; set size noratio 0.54, 1
set border 3; set tics nomirror; set grid
set lmargin 11; set rmargin 3; set tmargin 3; set bmargin 4
set title 'energy E'
set xlabel 'sweeps'; unset ylabel
set xtics auto nomirror; set ytics auto nomirror
set xrange [0:last]; set yrange [STATS_min_y - pad : STATS_max_y + pad]
plot 'descent_energy.csv' skip 1 every ::0::k using 2:3 with lines linetype 1, \
  'descent_energy.csv' skip 1 every ::k::k using 2:3 with points linetype 2 pointsize 2.5
unset multiplot
unset output
}
)";
}

}  // namespace

std::vector<lab::Figure> restoration_figures() {
  std::vector<lab::Figure> figures{
      {.name = "grid",
       .title = "Stored, corrupted, and what the network makes of it; wrong cells in vermilion, the energy "
                "under each",
       .alt =
           "A grid of pictures, a row for each memory: the stored picture, the corrupted one, the state "
           "after a "
           "quarter, half and one sweep, and the state at rest, with the energy falling from left to right",
       .script = grid_script("grid", 6, "sprintf('E = %.0f', e)"),
       .width = 1600},
      {.name = "descent",
       .title = "One recall, frame by frame",
       .alt = "An animation: a corrupted picture clears up while its energy curve falls to a flat end",
       .script = film_script(),
       .width = 1200,
       .height = 600,
       .animated = true},
      {.name = "energy",
       .title = "Energy against sweeps: asynchronous recall as lines, synchronous recall as points",
       .alt = "Falling curves of energy per unit, one for each picture, that become flat within a few sweeps",
       .script = energy_script},
      {.name = "basin",
       .title =
           "How much noise each rule forgives: overlap after recall against the fraction of flipped units, "
           "median and range over the runs",
       .alt = "Two panels of falling curves. With random patterns all three rules stay at 1 to 0.35; with "
              "pictures Hebb lies far below projection",
       .script = basin_script,
       .width = 1500,
       .height = 750},
      {.name = "rules",
       .title = "The same corrupted pictures under the three rules, and the overlap with the stored one",
       .alt = "A grid: stored picture, corrupted picture, and what Hebb, Storkey and projection make of it. "
              "Hebb "
              "mixes the memories, projection restores them",
       .script = grid_script("rules", 5, "sprintf('overlap %.2f', m)"),
       .width = 1350},
  };
  for (const auto& more : {correlation_figures(), landscape_figures()})
    figures.insert(figures.end(), more.begin(), more.end());
  return figures;
}

}  // namespace unroll::experiments
