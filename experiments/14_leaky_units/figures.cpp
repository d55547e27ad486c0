// The pictures of experiment 14, as gnuplot. A script is read once for the SVG and once for the PNG, so it
// unsets what it may have set.
#include "results.hpp"

namespace unroll::experiments::leaks {
namespace {

constexpr const char* memory_script = R"(
unset label; unset arrow
set termoption noenhanced
shown = '0.5 0.8 0.9 0.95 0.99'
set multiplot
set tmargin at screen 0.91; set bmargin at screen 0.15
set logscale x
set lmargin at screen 0.06; set rmargin at screen 0.41
set title 'kept: one pulse, k steps later' offset 0, -0.3
set xlabel 'lag k, in steps'
set xrange [1:500]; set yrange [-0.03:1.03]
set xtics (1, 10, 100, 500); set ytics 0, 0.2, 1
set label 1 '1/e: k = τ' at 480, 0.368 right offset 0, 0.6
is(row, c) = abs($1 - word(shown, c)) < 1e-9 ? row : NaN
held(c) = strcol(2) eq 'held' ? is($3, c) : NaN
often(c) = (int($3) == int(1.35 ** int(log($3) / log(1.35) + 0.5) + 0.5)) ? held(c) : NaN
unset key
plot 0.368 with lines linecolor rgb '#999999' linewidth 2 dashtype 1, \
  0 with lines linecolor rgb '#888888' linewidth 4 dashtype 3, \
  for [c = 1:5] 'pulses.csv' skip 1 using (held(c)):5 with lines linetype c, \
  for [c = 1:5] 'pulses.csv' skip 1 using (often(c)):4 with points linetype c pointsize 1.6
unset label 1
set lmargin at screen 0.47; set rmargin at screen 0.76
set title 'let through: a wave of period P' offset 0, -0.3
set xlabel 'period P, in steps'
set xrange [2:1000]; set xtics (2, 10, 100, 1000)
set key at screen 0.78, screen 0.9 left top Left reverse samplen 2 spacing 1.5
plot NaN with points pointsize 0 linecolor rgb 'white' title ' ', \
  for [c = 1:5] 'waves.csv' skip 1 using (is($2, c)):4 with lines linetype c notitle, \
  for [c = 1:5] 'waves.csv' skip 1 using (is($2, c)):3 with points linetype c pointsize 1.6 notitle, \
  1 with lines linecolor rgb '#888888' linewidth 4 dashtype 3 title 'chance: α = 0', \
  for [c = 1:5] NaN with linespoints linetype c title 'α = '.word(shown, c)
unset logscale x
unset multiplot
)";

constexpr const char* delays_script = R"(
unset label; unset arrow
set termoption noenhanced
set multiplot
set tmargin at screen 0.91; set bmargin at screen 0.2
set logscale x
set lmargin at screen 0.075; set rmargin at screen 0.5
set title 'error of one unit against its time scale'
set xlabel 'time scale τ = -1/ln α, in steps' offset 0, -0.9
set xrange [0.4:400]; set yrange [0:1.3]
set xtics ("1\nα = .37" 1, "10\n.905" 10, "100\n.990" 100); set ytics 0, 0.2, 1
set label 1 'chance: no memory' at 0.45, 1 left offset 0, 0.7
set key at graph 1, 1 right top horizontal samplen 1.5 maxrows 2 width -1
is(row, d) = $1 == word(delays, d) ? row : NaN
colour(d) = 1 + (d - 1) % 7
plot 1 with lines linecolor rgb '#888888' linewidth 4 dashtype 3 notitle, \
  for [d = 1:words(delays)] 'delays.csv' skip 1 using (is($3, d)):4 with lines linetype colour(d) notitle, \
  for [d = 1:words(delays)] 'delays.csv' skip 1 using (is($3, d)):5:6:7 with yerrorbars linetype colour(d) linewidth 2 dashtype 1 pointsize 1.2 notitle, \
  for [d = 1:words(delays)] NaN with linespoints linetype colour(d) title 'k = '.word(delays, d)
unset label 1
set logscale xy
set lmargin at screen 0.6; set rmargin at screen 0.97
set title 'the best time scale'
set xlabel 'delay k, in steps' offset 0, 0; set ylabel 'τ, in steps' offset 1.5
set xrange [0.8:250]; set yrange [1:500]
set xtics (1, 2, 5, 10, 20, 40, 100, 200); set ytics (1, 10, 100)
set key at graph 0.02, 0.98 left top vertical maxrows auto Left reverse samplen 3 width 0
plot 2 / log(1 + 1 / x) with lines linetype 5 dashtype 1 title '2 / ln(1 + 1/k) ≈ 2k + 1', \
  'best.csv' skip 1 using 1:3 with points linetype 1 pointsize 1.9 title 'measured, each seed'
unset logscale; unset ylabel
unset multiplot
)";

constexpr const char* learnt_script = R"(
unset label; unset arrow
set termoption noenhanced
set multiplot
set tmargin at screen 0.9; set bmargin at screen 0.15
set logscale y
set lmargin at screen 0.075; set rmargin at screen 0.46
longest = word(starts, words(starts))
set title 'learning, from α = '.longest
set xlabel 'iterations'; set ylabel 'time scale τ, in steps' offset 1.5
set xrange [0:*]; set yrange [1:400]
set xtics autofreq; set ytics (1, 10, 100)
colour(d) = 1 + (d - 1) % 7
best(k) = 2 / log(1 + 1.0 / k)
is(row, d) = $1 == word(delays, d) && abs($2 - longest) < 1e-9 ? row : NaN
set key top right horizontal samplen 1.5 maxrows 2 width -1
plot for [d = 1:words(delays)] best(word(delays, d)) with lines linetype colour(d) linewidth 1.5 dashtype 3 notitle, \
  for [d = 1:words(delays)] 'learning.csv' skip 1 using (is($4, d)):5 with lines linetype colour(d) linewidth 2 dashtype 1 notitle, \
  for [d = 1:words(delays)] NaN with lines linetype colour(d) dashtype 1 title 'k = '.word(delays, d)
set logscale xy
set lmargin at screen 0.56; set rmargin at screen 0.97
set title 'where it ends'
set xlabel 'delay k, in steps'; unset ylabel
set xrange [0.8:250]; set yrange [0.8:1000]
set xtics (1, 2, 5, 10, 20, 40, 100, 200)
set key top left Left reverse samplen 3
from(s) = abs($2 - word(starts, s)) < 1e-9 ? $1 * (1 + 0.07 * (s - (words(starts) + 1) / 2.0)) : NaN
plot best(x) with lines linetype 5 dashtype 1 title 'best: 2 / ln(1 + 1/k)', \
  for [s = 1:words(starts)] 'learnt.csv' skip 1 using (from(s)):4 with points linetype 1 + s % 7 pointsize 1.9 title 'from α = '.word(starts, s).sprintf(' (τ = %.1f)', -1 / log(word(starts, s)))
unset logscale; unset ylabel
unset multiplot
)";

constexpr const char* mixed_script = R"(
unset label; unset arrow
set termoption noenhanced
set multiplot
set tmargin at screen 0.9; set bmargin at screen 0.24
set logscale x
set lmargin at screen 0.075; set rmargin at screen 0.46
set title 'integrators (U = 0) with a readout'
set xlabel 'time scale τ of all units, in steps'; set ylabel 'error, mean of both delays' offset 1.5
set xrange [0.4:400]; set yrange [0:1.15]
set xtics (1, 10, 100); set ytics 0, 0.2, 1
set key at graph 0.02, 0.14 left bottom Left reverse samplen 3
set label 1 'chance: no memory' at 0.45, 1 left offset 0, 0.7
plot 1 with lines linecolor rgb '#888888' linewidth 4 dashtype 3 notitle, \
  'readouts.csv' skip 1 using 2:3 with lines linetype 1 notitle, \
  'readouts.csv' skip 1 using 2:4:5:6 with yerrorbars linetype 1 linewidth 2 dashtype 1 pointsize 1.2 notitle, \
  'readouts.csv' skip 1 using 2:7 with lines linetype 2 notitle, \
  'readouts.csv' skip 1 every 6::2 using 2:8 with points linetype 2 notitle, \
  NaN with linespoints linetype 1 title 'all units the same τ', \
  NaN with linespoints linetype 2 title 'mixed: τ = 1 … 100'
unset logscale x
set lmargin at screen 0.55; set rmargin at screen 0.9
set title 'nets, all weights learnt'
set logscale y; set yrange [2e-4:3]
set ytics (0.001, 0.01, 0.1, 1)
unset xlabel; unset ylabel
n = words(net_names)
set xrange [-0.6:n - 0.4]
set xtics scale 0 rotate by -40 left offset -0.8, 0 ()
do for [k = 1:n] { set xtics add (word(net_names, k) k - 1) }
set key top right horizontal samplen 1
spread(s) = 0.06 * (int(s) % 8 - 3.5)
set label 1 'chance: no memory' at graph 0.02, first 1 left offset 0, 0.7
unset key
plot 1 with lines linecolor rgb '#888888' linewidth 4 dashtype 3, \
  'nets.csv' skip 1 using (strcol(2) ne 'mixed' && strstrt(strcol(2), 'learnt') == 0 && $3 == first_long ? $1 + spread($4) : NaN):6 with points linetype 1 pointsize 1.9, \
  'nets.csv' skip 1 using (strcol(2) eq 'mixed' && $3 == first_long ? $1 + spread($4) : NaN):6 with points linetype 2 pointsize 1.9, \
  'nets.csv' skip 1 using (strstrt(strcol(2), 'learnt') > 0 && $3 == first_long ? $1 + spread($4) : NaN):6 with points linetype 3 pointsize 1.9
set xtics norotate offset 0, 0
unset logscale y
unset multiplot
)";

constexpr const char* reach_script = R"(
unset label; unset arrow
set termoption noenhanced
set logscale xy
set xrange [*:*]; set yrange [*:*]
stats 'reach.csv' skip 1 using 2 name 'DELAY' nooutput
set xrange [0.85 * DELAY_min : 1.15 * DELAY_max]; set yrange [1e-3:4]
set xtics (10, 20, 30, 40, 60, 80, 120, 160, 200); set ytics (0.001, 0.01, 0.1, 1)
set xlabel 'the longer delay, in steps'; set ylabel 'error, mean of both delays' offset 1
set label 1 'chance: no memory' at graph 0.02, first 1 left offset 0, 0.7
set key outside right center vertical Left reverse samplen 4 spacing 1.4
n = words(reach_names)
is(row, k) = strcol(1) eq word(reach_names, k) ? row * (1 + 0.015 * (k - (n + 1) / 2.0)) : NaN
plot 1 with lines linecolor rgb '#888888' linewidth 4 dashtype 3 notitle, \
  'reach.csv' skip 1 every ::0::words(long_delays) - 1 using 2:7 with lines linecolor rgb '#888888' linewidth 3 dashtype 1 title 'mixed, U = 0', \
  for [k = 1:n] 'reach.csv' skip 1 using (is($2, k)):4:5:6 with yerrorbars linetype k linewidth 2 dashtype 1 pointsize 0 notitle, \
  for [k = 1:n] 'reach.csv' skip 1 using (is($2, k)):4 with linespoints linetype k title word(reach_names, k)
unset logscale
set key inside
)";

constexpr const char* costs_script = R"(
unset label; unset arrow
set termoption noenhanced
set multiplot
set tmargin at screen 0.9; set bmargin at screen 0.15
tasks = 'pulse latch toggle'
names = '"late pulse" "latch" "toggle"'
n = words(alphas)
set xrange [-0.5:n - 0.5]
set xtics scale 0 norotate offset 0, 0 ()
do for [k = 1:n] { set xtics add (word(alphas, k) k - 1) }
set xlabel 'α of all units'
is(place, t) = strcol(1) eq word(tasks, t) ? place + 0.14 * (t - 2) : NaN
set lmargin at screen 0.06; set rmargin at screen 0.39
set title 'error, as a share of chance'
set yrange [0:1.19]; set ytics 0, 0.2, 1
set label 1 'chance: no memory' at graph 0.02, first 1 left offset 0, 0.7
set key at screen 0.82, screen 0.8 left top vertical Left reverse samplen 3 spacing 1.5
plot 1 with lines linecolor rgb '#888888' linewidth 4 dashtype 3 notitle, \
  for [t = 1:3] 'costs_summary.csv' skip 1 using (is($2, t)):5:6:7 with yerrorbars linetype t linewidth 2 dashtype 1 pointsize 0 notitle, \
  for [t = 1:3] 'costs_summary.csv' skip 1 using (is($2, t)):5 with linespoints linetype t title word(names, t)
unset key
set lmargin at screen 0.47; set rmargin at screen 0.8
set title 'nets below half of chance'
set yrange [-0.02:1.19]
set label 1 'chance' at graph 0.02, first 0 left offset 0, 0.7
plot 0 with lines linecolor rgb '#888888' linewidth 4 dashtype 3, \
  for [t = 1:3] 'costs_summary.csv' skip 1 using (is($2, t)):9:10:11 with yerrorbars linetype t linewidth 2 dashtype 1 pointsize 0, \
  for [t = 1:3] 'costs_summary.csv' skip 1 using (is($2, t)):9 with linespoints linetype t
unset multiplot
)";

}  // namespace

std::vector<lab::Figure> figures() {
  return {
      {.name = "memory",
       .title =
           "What a leaky unit keeps of one pulse, and what it lets through of a wave: lines theory, points "
           "the unit itself",
       .alt =
           "Left, five curves fall from 1 to 0, the later the larger α is. Right, five curves rise from near "
           "0 to 1, the later the larger α is",
       .script = memory_script,
       .width = 1700,
       .height = 800},
      {.name = "delays",
       .title =
           "One leaky unit that must say a pulse k steps later: error of its linear readout (lines theory, "
           "points measured, median and range), and the best time scale",
       .alt =
           "Left, curves with a minimum, farther right and higher the longer the delay. Right, points on a "
           "straight line",
       .script = delays_script,
       .width = 1700,
       .height = 850},
      {.name = "learnt",
       .title = "α learnt by gradient descent, one line a seed; dotted, the best time scale of each delay",
       .alt = "Left, lines go from one start to a level for each delay. Right, ends from a long start lie on "
              "the "
              "line of the best, ends from a short start below it",
       .script = learnt_script,
       .width = 1700,
       .height = 850},
      {.name = "mixed",
       .title = "Two delays at once: units that share one time scale, mixed ones, and learnt ones",
       .alt = "Left, a curve of the error against the time scale, and far below it the line of mixed units. "
              "Right, points for each kind of trained net",
       .script = mixed_script,
       .width = 1700,
       .height = 850},
      {.name = "reach",
       .title =
           "Two delays, all weights learnt, the longer one longer and longer: median and range; grey, exact "
           "for mixed integrators with a readout",
       .alt = "Curves of the error against the longer delay; that of units without a leak rises most",
       .script = reach_script,
       .width = 1500,
       .height = 750},
      {.name = "costs",
       .title = "The same nets with everything learnt but α: three tasks, median and range; successes with "
                "Wilson's 95 % intervals",
       .alt =
           "Left, the error against α for three tasks: it falls for the late pulse and rises for the toggle. "
           "Right, the share of nets that have learnt each",
       .script = costs_script,
       .width = 1700,
       .height = 850},
      lab::gradients_figure(),
      lab::states_figure(),
  };
}

}  // namespace unroll::experiments::leaks
