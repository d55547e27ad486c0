// The pictures of experiment 03, as gnuplot. A script is read once for the SVG and once for the PNG, so it
// unsets what it may have set.
#include "tables.hpp"

namespace unroll::experiments::dynamics {
namespace {

constexpr const char* raster_script = R"(
unset label; unset arrow
set multiplot
unset key; unset colorbox; unset grid
set border 15 front; set tics front out
set palette defined (0 '#ffffff', 1 '#1a1a1a') maxcolors 2
set cbrange [0:1]
set xrange [-0.5:100.5]; set yrange [31.5:-0.5]
set tmargin at screen 0.84; set bmargin at screen 0.19
titles = "'a fixed point' 'a 2-cycle' 'a long cycle'"
array kinds[3] = ['symmetric weights', 'symmetric weights', 'asymmetric weights']
do for [k = 1:3] {
  set lmargin at screen 0.075 + (k - 1) * 0.312
  set rmargin at screen 0.355 + (k - 1) * 0.312
  unset arrow
  last = periods[k] < 3 ? 0 : (100 - transients[k]) / periods[k]
  do for [n = 0:last] {
    set arrow n + 1 from transients[k] + n * periods[k] - 0.5, graph 0 to transients[k] + n * periods[k] - 0.5, graph 1 \
      nohead front linecolor rgb '#D55E00' linewidth 4
  }
  set title word(titles, k).sprintf(': period %d', periods[k])."\n".kinds[k] offset 0, -0.3
  set xlabel 'step' offset 0, 0.3
  if (k == 1) { set ylabel 'unit' offset 0.3 } else { unset ylabel }
  if (k == 1) { set ytics ('1' 0, '8' 7, '16' 15, '24' 23, '32' 31) } else { set ytics ('' 0, '' 7, '' 15, '' 23, '' 31) }
  set xtics 0, 25
  plot 'raster.csv' skip 1 + (k - 1) * 3232 every ::0::3231 using 5:6:7 with image
}
unset arrow
unset multiplot
)";

constexpr const char* cycles_script = R"(
set termoption enhanced
unset label
set logscale y
set format y '10^{%T}'
set xlabel 'units, N'; set ylabel 'mean period of a run (steps)'
set xrange [0:largest_units + 4]
set yrange [0.8:*]
set key top left reverse Left
is(row, kind) = strcol(1) eq kind ? row : NaN
fit(x) = exp(fit_a + fit_c * x)
plot 'cycles.csv' skip 1 using (strcol(1) eq 'asymmetric' ? $2 + 1.2 * (rand(0) - 0.5) : NaN):6 with points \
    linecolor rgb '#a8cbe2' pointtype 7 pointsize 0.5 notitle, \
  fit(x) with lines linetype 1 dashtype 2 linewidth 3 title fit_text, \
  'cycles_summary.csv' skip 1 using (is($2, 'asymmetric')):(with_theory ? $8 : NaN) \
    with lines linecolor rgb '#000000' linewidth 3 title 'theory (annealed approximation)', \
  'cycles_summary.csv' skip 1 using (is($2, 'asymmetric')):4:5:6 \
    with yerrorbars linetype 1 pointsize 1.8 title 'asymmetric: median and range of the runs', \
  'cycles_summary.csv' skip 1 using (is($2, 'antisymmetric')):4 with linespoints linetype 3 title 'antisymmetric: 4', \
  'cycles_summary.csv' skip 1 using (is($2, 'symmetric')):4 with linespoints linetype 2 title 'symmetric: 1 or 2'
)";

constexpr const char* lyapunov_script = R"(
unset label; unset arrow; unset object
set multiplot layout 1,2
set tmargin 3
set xlabel 'gain g'
set xrange [0.4:3.1]; set xtics 0.5
is(row, kind) = strcol(1) eq kind ? row : NaN
do for [kind in 'discrete continuous'] {
  set title kind eq 'discrete' ? 'x(t+1) = tanh(g J x(t))' : 'dx/dt = -x + tanh(g J x)' noenhanced
  set ylabel kind eq 'discrete' ? 'largest exponent λ, per step' : 'largest exponent λ, per unit of time'
  set yrange [-0.75:0.5]; set ytics 0.25
  set object 1 rectangle from 0.9, graph 0 to 1.3, graph 1 behind fillcolor rgb '#eeeeee' fillstyle solid noborder
  set label 1 'rest' at 0.47, -0.1; set label 2 'chaos' at 1.6, 0.35
  set key bottom right
  plot 0 with lines linecolor rgb '#000000' linewidth 2 notitle, \
    'lyapunov_theory.csv' skip 1 using 1:(kind eq 'discrete' ? $2 : ($1 <= 1 ? $1 - 1 : NaN)) \
      with lines linecolor rgb '#555555' linewidth 3 dashtype 3 title 'theory, large N', \
    'lyapunov.csv' skip 1 using (is($2, kind)):4 with points linecolor rgb '#56B4E9' pointtype 6 pointsize 0.9 title 'one network', \
    'lyapunov_summary.csv' skip 1 using (is($2, kind)):4:5:6 with yerrorbars linetype 1 title 'median and range'
}
unset multiplot
unset object; unset label
)";

constexpr const char* trajectories_script = R"(
set termoption enhanced
unset label; unset logscale; unset key
set multiplot
set xlabel 'time'
set xrange [0:50]; set xtics 10
units = 4
set tmargin at screen 0.9; set bmargin at screen 0.17
set lmargin at screen 0.08; set rmargin at screen 0.345
set yrange [-1.05:1.05]; set ytics 0.5; set format y '%g'
set ylabel 'x of four units' offset 0.5
set title 'g = 0.8: rest'
plot for [i = 0:units - 1] 'trajectories.csv' skip 1 using ($1 == 0.8 && $2 == i ? $3 : NaN):4 \
    with lines linetype i + 1 dashtype 1 linewidth 3, \
  for [i = 0:units - 1] 'trajectories.csv' skip 1 using ($1 == 0.8 && $2 == i ? $3 : NaN):5 \
    with lines linetype i + 1 dashtype (3,3) linewidth 2
set lmargin at screen 0.38; set rmargin at screen 0.645
set title 'g = 2: chaos'
set format y ''; unset ylabel
plot for [i = 0:units - 1] 'trajectories.csv' skip 1 using ($1 == 2 && $2 == i ? $3 : NaN):4 \
    with lines linetype i + 1 dashtype 1 linewidth 3, \
  for [i = 0:units - 1] 'trajectories.csv' skip 1 using ($1 == 2 && $2 == i ? $3 : NaN):5 \
    with lines linetype i + 1 dashtype (3,3) linewidth 2
set lmargin at screen 0.735; set rmargin at screen 0.97
set title 'how far the twins are apart'
set logscale y; set format y '10^{%T}'; set yrange [1e-7:10]; set ytics 100
set label 1 'g = 2' at 48, 0.02 right textcolor lt 2
set label 2 'g = 0.8' at 25, 0.0003 textcolor lt 1
plot 'divergence.csv' skip 1 using ($1 == 2 ? $2 : NaN):3 with lines linetype 2 dashtype 1, \
  'divergence.csv' skip 1 using ($1 == 0.8 ? $2 : NaN):3 with lines linetype 1
unset label; unset logscale
unset multiplot
)";

constexpr const char* hopfield_script = R"(
set termoption enhanced
unset label; unset logscale
set multiplot
set tmargin at screen 0.89; set bmargin at screen 0.19
set lmargin at screen 0.08; set rmargin at screen 0.54
set title '30 units, one at a time: where they end'
set style fill solid 0.8 noborder
set boxwidth 0.36
set xrange [-0.6:4.6]; set yrange [0:1]; set ytics 0.25; set format y '%g'
set xtics ("fixed\npoint" 0, "2-cycle" 1, "longer\ncycle" 2, "small\nregion" 3, "still\nwandering" 4)
unset xlabel
set ylabel 'share of the starts' offset 0.5
set key top center
plot 'hopfield_summary.csv' skip 1 every ::0::4 using ($0 - 0.2):4 with boxes linetype 1 title 'T_{ii} = 0', \
  'hopfield_summary.csv' skip 1 every ::5::9 using ($0 + 0.2):4 with boxes linetype 2 title 'T_{ii} drawn too', \
  'hopfield_summary.csv' skip 1 every ::0::4 using ($0 - 0.2):4:5:6 with yerrorbars linetype 5 linewidth 2 dashtype 1 pointsize 0 notitle, \
  'hopfield_summary.csv' skip 1 every ::5::9 using ($0 + 0.2):4:5:6 with yerrorbars linetype 5 linewidth 2 dashtype 1 pointsize 0 notitle
set lmargin at screen 0.635; set rmargin at screen 0.97
set title 'wandering: how many states'
unset key
set logscale y; set format y '10^{%T}'
set xrange [0:15]; set yrange [1:100000]; set xtics 0, 5; set ytics auto
set xlabel "mean distance, in units, from\nthe state visited most"; set ylabel 'M of ln M = -Σ p ln p' offset 0.5
set label 1 'Hopfield 1982: 25' at 14.8, 25 right offset 0, -0.8
plot 25 with lines linecolor rgb '#000000' linewidth 2 dashtype 3, \
  'wandering.csv' skip 1 using (strcol(1) eq 'yes' ? $7 : NaN):6 with points linetype 2 pointsize 0.9, \
  'wandering.csv' skip 1 using (strcol(1) eq 'no' ? $7 : NaN):6 with points linetype 1 pointsize 0.9
unset label; unset logscale
unset multiplot
)";

}  // namespace

std::vector<lab::Figure> figures() {
  return {
      {.name = "raster",
       .title = "All units at once, 32 units: what a fixed point, a 2-cycle and a long cycle look like. "
                "Vermilion: where the run first enters its cycle, and each return",
       .alt = "Three panels of black and white cells, units down and steps across. The first becomes stripes "
              "along time, the second a comb that alternates every step, the third a pattern that repeats "
              "after some thirty steps",
       .script = raster_script,
       .width = 1600,
       .height = 620},
      {.name = "cycles",
       .title = "How long the cycles are: mean period against N on a logarithmic axis; pale dots are single "
                "networks",
       .alt =
           "A straight rising line for asymmetric weights, over three orders of magnitude, on the theory's "
           "curve. Two level lines below it at four and at two",
       .script = cycles_script},
      {.name = "lyapunov",
       .title =
           "The largest Lyapunov exponent of graded units against the gain; grey: where a finite network "
           "may do either",
       .alt =
           "Two panels of points that rise with the gain and pass zero near one, on the curve of the theory",
       .script = lyapunov_script,
       .width = 1600,
       .height = 750},
      {.name = "trajectories",
       .title =
           "Below the transition and above it, continuous time: four units, and how far a twin gets that "
           "began 0.01 beside them (broken lines)",
       .alt =
           "Left, lines that fall to zero. Middle, lines that wander for ever, the broken ones leaving the "
           "full ones after a while. Right, the distance of the twins, falling for one gain, growing for the "
           "other until it is as large as the states",
       .script = trajectories_script,
       .width = 1600,
       .height = 650},
      {.name = "hopfield",
       .title = "Hopfield's networks of 1982 with random T: the shares of their ends over the runs, and how "
                "many states a wandering network has at hand",
       .alt =
           "Left, bars: fixed points are by far the commonest end. Right, M against the number of states of "
           "the region, below the diagonal",
       .script = hopfield_script,
       .width = 1600,
       .height = 750},
  };
}

}  // namespace unroll::experiments::dynamics
