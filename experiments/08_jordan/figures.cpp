// The pictures of experiment 08, as gnuplot.
#include "figures.hpp"

#include "experiments/lab/gradients.hpp"
#include "experiments/lab/states.hpp"

namespace unroll::experiments::serial_order {
namespace {

// Four portraits: a plan a column, a way of learning a row.
constexpr const char* portraits_script = R"(
set termoption noenhanced
unset key; unset label
set multiplot
plans = 'anticlockwise clockwise'
ways = 'teacher free'
titles = '"learnt with a teacher" "learnt running freely"'
set xrange [0:1]; set yrange [0:1]
set xtics 0.25; set ytics 0.25
do for [w = 1:2] {
  do for [p = 1:2] {
    c = 2 * (w - 1) + p
    set lmargin at screen 0.08 + 0.2325 * (c - 1); set rmargin at screen 0.055 + 0.2325 * c
    set tmargin at screen 0.8; set bmargin at screen 0.2
    set title word(titles, w)."\n".word(plans, p) font ',20'
    set xlabel 'first output'
    if (c == 1) { set ylabel 'second output' offset 0 } else { unset ylabel; set format y '' }
    is(start, end) = strcol(1) eq word(ways, w) && strcol(2) eq word(plans, p) && $3 == start && $7 == end ? $5 : NaN
    begin(end) = $4 == 0 ? is($3, end) : NaN
    plot for [b = 0:shown_starts - 1] 'paths.csv' skip 1 using (is(b, 1)):6 with lines linecolor rgb '#0072B2' linewidth 1.2 dashtype 1, \
      for [b = 0:shown_starts - 1] 'paths.csv' skip 1 using (is(b, 0)):6 with lines linecolor rgb '#D55E00' linewidth 1.2 dashtype 2, \
      for [e = 0:1] 'paths.csv' skip 1 using (begin(e)):6 with points linecolor rgb '#E69F00' pointtype 7 pointsize 1.1, \
      '+' using (0.25 + 0.5 * (int($0) % 2)):(0.25 + 0.5 * (int($0 / 2) % 2)) every 1::0::3 with points linecolor rgb '#000000' pointtype 4 pointsize 3 linewidth 3
  }
}
set format y '%g'
unset multiplot
)";

constexpr const char* cycles_script = R"(
set termoption noenhanced
unset label
set multiplot
ways = 'teacher free'
way(name) = name eq 'teacher' ? 1 : 2
spread(r) = 0.03 * (int(r) % 10 - 4.5)
set xrange [0.4:2.6]
set xtics scale 0 ('with a teacher' 1, 'running freely' 2)
set tmargin at screen 0.88; set bmargin at screen 0.13
set lmargin at screen 0.08; set rmargin at screen 0.47
set title 'starts that end on the cycle'
set yrange [-0.02:1.29]; set ytics 0, 0.2, 1
set key top left horizontal samplen 1 width -3 maxrows 1
plot 0.95 with lines linecolor rgb '#888888' linewidth 2 dashtype 2 notitle, \
  'cycles.csv' skip 1 using (way(strcol(1)) + spread($2)):3 with points linetype 1 pointsize 1.8 title 'trained', \
  'cycles.csv' skip 1 using (way(strcol(1)) + spread($2)):4 with points linecolor rgb '#888888' pointtype 2 pointsize 1.6 linewidth 3 title 'chance: untrained'
set lmargin at screen 0.58; set rmargin at screen 0.97
set title 'error on the square'
set yrange [0:0.33]; set ytics 0, 0.05, 0.3
set label 1 'chance: the middle' at graph 0.02, first 0.25 left offset 0, 0.7
plot 0.25 with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle, \
  'cycles.csv' skip 1 using (way(strcol(1)) + spread($2) - 0.15):5 with points linetype 3 pointsize 1.8 title 'taught', \
  'cycles.csv' skip 1 using (way(strcol(1)) + spread($2) + 0.15):6 with points linetype 2 pointsize 1.8 title 'left alone'
unset multiplot
)";

constexpr const char* memory_script = R"(
set termoption noenhanced
unset label
tasks = 'delayed toggled'
networks = 'jordan elman'
task(name) = name eq 'delayed' ? 1 : 2
spread(r) = 0.035 * (int(r) % 10 - 4.5)
set xrange [0.4:2.6]; set yrange [0:0.85]
set xtics scale 0 ("past inputs:\nthe bit before the last" 1, "the last output:\na toggle" 2)
set ytics 0.1
set bmargin 4
set ylabel 'error (root mean square)' offset 1
set label 1 'chance: guessing' at graph 0.5, first 0.5 center offset 0, 0.7
set key top right horizontal samplen 1
is(network, by) = strcol(2) eq network ? task(strcol(1)) + by + spread($3) : NaN
plot 0.5 with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle, \
  'memory.csv' skip 1 using (is('jordan', -0.2)):5 with points linetype 1 pointsize 1.8 title 'Jordan', \
  'memory.csv' skip 1 using (is('elman', 0.2)):5 with points linetype 2 pointsize 1.8 title 'Elman'
)";

}  // namespace

std::vector<lab::Figure> figures() {
  return {
      {.name = "portraits",
       .title =
           "Outputs of one network, left alone from random starts (orange dots), under two plans; boxes are "
           "the corners that it has learnt",
       .alt = "Four phase portraits in which paths spiral onto a square, one way round or the other",
       .script = portraits_script,
       .width = 1900,
       .height = 700},
      {.name = "cycles",
       .title = "How many starts end on the cycle, and the error with a teacher and left alone",
       .alt = "Points for each network, learnt with a teacher or running freely",
       .script = cycles_script,
       .width = 1500,
       .height = 800},
      {.name = "memory",
       .title = "Jordan's network and Elman's with as many parameters, on past inputs and on the past output",
       .alt = "Points for each network; each kind is good at one task and guesses at the other",
       .script = memory_script},
      lab::gradients_figure(),
      lab::states_figure(),
  };
}

}  // namespace unroll::experiments::serial_order
