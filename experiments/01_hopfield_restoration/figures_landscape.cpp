// Low ground is dark blue, high ground white; recalls are orange.
#include "figures.hpp"

namespace unroll::experiments {
namespace {

// The map's rows are put together with gaps between them, as gnuplot's contours want them; a contour's line
// is then read as one word, since the files' separator is a comma.
constexpr const char* landscape_script = R"(
set multiplot
set palette defined (0 '#08306b', 0.5 '#4292c6', 1 '#f7fbff')
unset key; unset grid; unset border; unset tics
set style fill solid 1
set xrange [*:*]; set yrange [*:*]
stats 'landscape.csv' skip 1 using 5 nooutput name 'E'
stats 'landscape.csv' skip 1 using 2 nooutput name 'U'
stats 'landscape.csv' skip 1 using 3 nooutput name 'V'
set cbrange [E_min:E_max]
set xrange [U_min:U_max]; set yrange [V_min:V_max]
set size ratio -1
rules = 'Hebb Storkey projection'
cells = map_columns * map_rows
number(k) = real(word(strcol(1), k))
corner(k, memory) = strcol(1) eq word(rules, k) ? memory : NaN
do for [k = 1:3] {
  set table $grid separator whitespace
  do for [row = 0:map_rows - 1] {
    plot 'landscape.csv' skip 1 + (k - 1) * cells + row * map_columns every ::0::map_columns - 1 using 2:3:5 with table
    unset table
    set print $grid append
    print ''
    set print
    set table $grid append separator whitespace
  }
  unset table
  set datafile separator whitespace
  set table $lines
  set contour base; unset surface
  set cntrparam levels incremental -3, 0.1, 3
  splot $grid using 1:2:3
  unset contour; set surface
  unset table
  set datafile separator ','
  set title word(rules, k)
  set tmargin at screen 0.9; set bmargin at screen 0.04
  set lmargin at screen 0.01 + 0.305 * (k - 1); set rmargin at screen 0.01 + 0.305 * (k - 1) + 0.295
  if (k == 3) { set colorbox user origin 0.935, 0.08 size 0.018, 0.78; set cbtics 0.2 } else { unset colorbox }
  plot 'landscape.csv' skip 1 + (k - 1) * cells every ::0::cells - 1 using 2:3:5 with image, \
    $lines using (number(1)):(number(2)) with lines linecolor rgb '#ffffff' linewidth 1.2 dashtype 1, \
    for [s = 0:starts - 1] 'landscape_paths.csv' skip 1 \
    using (strcol(1) eq word(rules, k) && $2 == s ? $4 : NaN):5 with lines linecolor rgb '#E69F00' linewidth 3 dashtype 1, \
    'landscape_paths.csv' skip 1 using (strcol(1) eq word(rules, k) && $3 == 0 ? $4 : NaN):5 \
    with points linecolor rgb '#E69F00' pointtype 7 pointsize 1.2, \
    'landscape_corners.csv' skip 1 using (corner(k, $2) == 0 ? $4 : NaN):5 \
    with points linecolor rgb '#ffffff' pointtype 2 pointsize 2.4 linewidth 9, \
    'landscape_corners.csv' skip 1 using (corner(k, $2) == 0 ? $4 : NaN):5 \
    with points linecolor rgb '#000000' pointtype 2 pointsize 2.2 linewidth 5, \
    'landscape_corners.csv' skip 1 using (corner(k, $2) > 0 ? $4 : NaN):5 \
    with points linecolor rgb '#000000' pointtype 7 pointsize 2.8, \
    'landscape_corners.csv' skip 1 using (corner(k, $2) > 0 ? $4 : NaN):5 \
    with points linecolor rgb '#ffffff' pointtype 7 pointsize 1.9, \
    'landscape_corners.csv' skip 1 using (corner(k, $2) == 1 ? $4 : NaN):5:3 \
    with labels left offset -2, -1.2 noenhanced textcolor rgb '#ffffff', \
    'landscape_corners.csv' skip 1 using (corner(k, $2) == 2 ? $4 : NaN):5:3 \
    with labels right offset 2, -1.2 noenhanced textcolor rgb '#ffffff', \
    'landscape_corners.csv' skip 1 using (corner(k, $2) == 3 ? $4 : NaN):5:3 \
    with labels center offset 0, 1.2 noenhanced textcolor rgb '#ffffff'
}
unset multiplot
)";

constexpr const char* lines_script = R"(
set ylabel 'energy, over a memory’s'
set multiplot layout 1,3
set tmargin 3; set bmargin 4
set xlabel 'share t of the way'
set xrange [*:*]; set yrange [*:*]
stats 'energy_lines.csv' skip 1 using 9 nooutput name 'E'
pad = 0.05 * (E_max - E_min)
set xrange [0:1]; set xtics 0.5
set yrange [E_min - pad:E_max + pad]
rules = 'Hebb Storkey projection'
do for [k = 1:3] {
  set title word(rules, k)
  if (k == 3) { set key bottom center reverse Left } else { unset key }
  from(p) = 1 + ((k - 1) * line_pairs + p) * 41
  plot for [p = 0:line_pairs - 1] 'energy_lines.csv' skip from(p) every ::0::40 using 7:9 \
    with lines linecolor rgb '#bbbbbb' linewidth 1.5 dashtype 1 notitle, \
    'energy_flips.csv' skip 1 using (strcol(1) eq word(rules, k) ? $5 : NaN):7 \
    with points linetype 2 pointtype 6 pointsize 1.2 title 'units flipped', \
    for [p = 0:line_pairs - 1] 'energy_lines.csv' skip from(p) every ::0::40 using ($6 == 1 ? $7 : NaN):9 \
    with lines linetype 1 linewidth 3 notitle, \
    NaN with lines linetype 1 linewidth 3 title 'straight line', \
    NaN with lines linecolor rgb '#bbbbbb' linewidth 2 dashtype 1 title 'other memories'
  unset ylabel
}
unset multiplot
)";

}  // namespace

std::vector<lab::Figure> landscape_figures() {
  return {
      {.name = "landscape",
       .title = "The energy over the plane through three memories, over the size of a memory's energy; "
                "contours every tenth; orange: recalls from random states of the triangle; cross: the foot "
                "of the leading mixture",
       .alt =
           "Three maps. Under projection the three memories are the lowest places and every recall ends in "
           "one; under Hebb the ground falls towards the middle, and recalls end there",
       .script = landscape_script,
       .width = 1800,
       .height = 580,
       .only_with = "energy-landscape"},
      {.name = "energy_lines",
       .title = "The energy on the way from one memory to another: along straight lines, and flipping the "
                "units that differ in random order",
       .alt = "Three panels of curves. Under projection every curve is a hill; under Hebb many are slopes "
              "without one",
       .script = lines_script,
       .width = 1800,
       .height = 700,
       .only_with = "energy-landscape"},
  };
}

}  // namespace unroll::experiments
