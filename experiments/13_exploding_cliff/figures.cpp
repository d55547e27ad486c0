// The pictures of experiment 13, as gnuplot. What is not clipped is vermilion and dashed, what is clipped
// blue and solid. A script is read once for the SVG and once for the PNG, so it unsets what it may have set.
#include "tables.hpp"

namespace unroll::experiments::cliff {
namespace {

constexpr const char* paths_script = R"(
unset label
set multiplot
set palette defined (0 '#ffffff', 0.1 '#dfe5e9', 0.45 '#8796a1')
set cbrange [0:0.45]
unset grid; unset colorbox
set border 15 front; set tics front
wall(w) = 0.5 - 0.6225 * w
is(row, clipping) = strcol(1) eq clipping ? row : NaN
set tmargin at screen 0.9; set bmargin at screen 0.13
set lmargin at screen 0.08; set rmargin at screen 0.48
set title 'the error E over the box'
set xlabel 'w'; set ylabel 'b' offset 1.5
set xrange [4:7]; set yrange [-4:-1.8]
set xtics 1; set ytics 0.5
set key at graph 0.03, 0.03 bottom left reverse Left
set label 1 'low ground, E < 0.1' at 6.9, -2.35 right front
set label 2 'high plateau' at 4.15, -3.05 front
set label 3 'E = 0.3 … 0.5' at 4.15, -3.22 front
set label 4 'the wall' at 6.0, -3.24 center front rotate by -41 offset 0, 0.9
set label 5 'start' at start_w, -2.77 left front offset 1.2, 0.4
if (thrown) { set label 6 'thrown to '.thrown_to at 5.62, -1.95 left front textcolor lt 2 }
plot 'surface.csv' skip 1 using 1:2:4 with image notitle, \
  wall(x) with lines linecolor rgb '#000000' linewidth 2 dashtype 3 notitle, \
  'paths.csv' skip 1 using (is($3, 'with')):4 with lines linetype 1 title 'with clipping', \
  'paths.csv' skip 1 using (is($3, 'without')):4 with lines linetype 2 title 'without clipping', \
  'paths.csv' skip 1 every ::0::0 using 3:4 with points linecolor rgb '#000000' pointtype 7 pointsize 1.8 notitle
unset label
unset key
set lmargin at screen 0.6; set rmargin at screen 0.965
set title 'the same, as if walking along the wall'
set xlabel 'w'; set ylabel 'b, measured from the wall' offset 0.5
set xrange [4.3:start_w + 0.1]; set yrange [-reach_below:reach_above]
set xtics start_w > 5.7 ? 0.5 : 0.2; set ytics 0.1
set label 1 'the wall' at graph 0.98, first -0.03 right front
set label 2 'start' at start_w, start_above right front offset -1.4, 0.4
if (thrown) { set label 3 "thrown\nout" at thrown_from + 0.12, 0.2 left front textcolor lt 2 }
plot 'near.csv' skip 1 using 1:3:4 with image, \
  0 with lines linecolor rgb '#000000' linewidth 2 dashtype 3, \
  'paths.csv' skip 1 using (is($3, 'with')):5 with lines linetype 1 linewidth 2.5, \
  'paths.csv' skip 1 using (is($3, 'without')):5 with lines linetype 2, \
  'paths.csv' skip 1 every ::0::0 using 3:5 with points linecolor rgb '#000000' pointtype 7 pointsize 1.8
unset multiplot
)";

// Profiles along b, one behind the other: gnuplot's own surfaces want a table with gaps in it.
constexpr const char* surface_script = R"(
unset grid
set border 4095 linecolor rgb '#bbbbbb'
set view 50, 62, 1.15, 1
set xyplane at 0
set xrange [4:7]; set yrange [-4:-1.8]; set zrange [0:0.5]
set xtics 1 offset -1.2, -0.5 textcolor rgb '#000000'
set ytics 0.5 offset 0.5, -0.4 textcolor rgb '#000000'
set ztics 0.1 textcolor rgb '#000000'
set xlabel 'w' offset -2, -0.5; set ylabel 'b' offset 2, -1; set zlabel 'E' offset 0
set key at screen 0.03, 0.97 left reverse Left
set style fill solid 1 noborder
is(row, clipping) = strcol(1) eq clipping ? row : NaN
splot for [k = 0:30] 'slices.csv' skip 1 + k * 221 every ::0::220 using 1:2:4:(0):4 \
  with zerrorfill linecolor rgb '#555555' linewidth 1.5 dashtype 1 fillcolor rgb '#e8eaec' notitle, \
  'paths.csv' skip 1 using (is($3, 'with')):4:6 with lines linetype 1 linewidth 2 title 'with clipping', \
  'paths.csv' skip 1 using (is($3, 'without')):4:6 with lines linetype 2 linewidth 3 title 'without clipping', \
  'paths.csv' skip 1 every ::0::0 using 3:4:6 with points linecolor rgb '#000000' pointtype 7 pointsize 2 notitle
)";

constexpr const char* norms_script = R"(
set termoption enhanced
set logscale y
set format y '10^{%T}'
set xlabel 'step of the descent'; set ylabel 'norm of the gradient'
set xrange [0:shown_steps]
set yrange [0.01:*]
set key top left reverse Left
is(row, clipping) = strcol(1) eq clipping ? row : NaN
set label 1 'clipped to this' at graph 0.02, first threshold left offset 0, 0.7
if (thrown) { set label 2 'thrown out of the box' at last_inside, last_norm right offset -2, 0 textcolor lt 2 }
plot threshold with lines linecolor rgb '#888888' linewidth 2 dashtype 3 notitle, \
  'paths.csv' skip 1 using (is($2, 'with')):7 with lines linetype 1 linewidth 2.5 title 'with clipping', \
  'paths.csv' skip 1 using ($2 <= last_inside ? is($2, 'without') : NaN):7 with lines linetype 2 title 'without clipping', \
  'paths.csv' skip 1 using ($2 == last_inside && thrown ? is($2, 'without') : NaN):7 with points linetype 2 pointsize 2.5 notitle
)";

constexpr const char* walls_script = R"(
unset label; unset object
unset logscale
set format y '%g'
set multiplot
set termoption enhanced
set tmargin at screen 0.9; set bmargin at screen 0.13
set lmargin at screen 0.12; set rmargin at screen 0.49
set title 'where it is steepest'
set xlabel 'w'; set ylabel 'steepest b, from the line' offset 0.5
set xrange [4:7]; set yrange [-0.035:0.025]
set xtics 1; set ytics 0.01
unset key
set arrow 1 from 4.26, graph 0 to 4.26, graph 1 nohead linewidth 2 dashtype 3
set label 1 'w = 4.26' at 4.33, -0.031
set object 1 rectangle from 4.26, -0.01 to 7, 0.01 behind fillcolor rgb '#009E73' fillstyle solid 0.15 noborder
set label 2 'the band: within 0.01' at 5.63, 0.0075 center textcolor rgb '#00664b'
plot 'walls.csv' skip 1 using 1:3 with lines linetype 1
unset label; unset object
set lmargin at screen 0.605; set rmargin at screen 0.965
set title 'how steep it is there, after T steps'
set xlabel 'w'; set ylabel 'largest norm of the gradient' offset 0
set xrange [4:4.6]; set yrange [1:1e9]
set logscale y
set format y '10^{%T}'
set xtics 0.2; set ytics auto
set key top left reverse Left samplen 3
set label 1 'w = 4.26' at 4.27, 2.2
set label 3 '50' at 4.45, 29 center
plot for [k = 1:4] 'growth.csv' skip 1 using ($1 == 25 * 2 ** (4 - k) ? $2 : NaN):5 \
  with lines linetype k title sprintf('T = %d', 25 * 2 ** (4 - k)), \
  50 with lines linecolor rgb '#888888' linewidth 2 dashtype 2 notitle
unset multiplot
)";

constexpr const char* training_script = R"(
unset logscale
set multiplot
set termoption enhanced
set tmargin at screen 0.9; set bmargin at screen 0.14
set lmargin at screen 0.085; set rmargin at screen 0.475
modes = 'with without'
thin = '#b00072B2 #a0D55E00'
set logscale y
set format y '10^{%T}'
set xlabel 'iteration'
set xrange [0:iterations]; set xtics iterations / 4
set title 'loss (cross-entropy, nats)'
set yrange [*:10]
set key at graph 0.97, 0.66 right
set label 1 'guessing: ln 4' at graph 0.97, first 1.386 right offset 0, 1.3
plot for [k = 1:2] for [r = 0:runs - 1] 'training.csv' skip 1 \
  using (strcol(1) eq word(modes, k) && $2 == r ? $3 : NaN):4 \
  with lines linecolor rgb word(thin, k) linewidth 1.5 dashtype 1 notitle, \
  log(4) with lines linecolor rgb '#000000' linewidth 2 dashtype 3 notitle, \
  for [k = 1:2] 'training_summary.csv' skip 1 \
  using (strcol(1) eq word(modes, k) ? $2 : NaN):4 with lines linetype k linewidth 5 title word(modes, k).' clipping'
set lmargin at screen 0.575; set rmargin at screen 0.965
set title 'norm of the gradient, before clipping'
set yrange [*:*]
unset key
unset label
set label 1 'clipped to this' at graph 0.97, first clip right offset 0, -0.8 front
plot for [k = 1:2] for [r = 0:runs - 1] 'training.csv' skip 1 \
  using (strcol(1) eq word(modes, k) && $2 == r ? $3 : NaN):5 \
  with lines linecolor rgb word(thin, k) linewidth 1.5 dashtype 1, \
  clip with lines linecolor rgb '#000000' linewidth 2 dashtype 3, \
  for [k = 1:2] 'training_summary.csv' skip 1 \
  using (strcol(1) eq word(modes, k) ? $2 : NaN):7 with lines linetype k linewidth 5
unset multiplot
)";

constexpr const char* rates_script = R"(
set termoption enhanced
set logscale xy
set format y '10^{%T}'
set xlabel 'learning rate'; set ylabel 'loss at the end (nats)'
stats 'rates_summary.csv' skip 1 using 1 nooutput
set xrange [STATS_min / 1.5 : STATS_max * 1.5]
set format x '%g'
eval 'set xtics '.rate_tics
set yrange [*:10]
set mxtics 1
set key bottom left reverse Left
set label 1 'guessing: ln 4' at graph 0.02, first 1.386 left offset 0, 0.8
is(row, clipping) = strcol(2) eq clipping ? row : NaN
plot log(4) with lines linecolor rgb '#888888' linewidth 2 dashtype 3 notitle, \
  'rates_summary.csv' skip 1 using (is($1, 'with')):4:5:6 \
  with yerrorbars linetype 1 linewidth 2 pointsize 0 notitle, \
  'rates_summary.csv' skip 1 using (is($1, 'without')):4:5:6 \
  with yerrorbars linetype 2 linewidth 2 dashtype 1 pointsize 0 notitle, \
  'rates_summary.csv' skip 1 using (is($1, 'with')):4 with linespoints linetype 1 title 'with clipping', \
  'rates_summary.csv' skip 1 using (is($1, 'without')):4 with linespoints linetype 2 title 'without clipping'
)";

}  // namespace

std::vector<lab::Figure> figures() {
  return {
      {.name = "paths",
       .title =
           "The wall, and descent from the same start with and without clipping; left the whole box, right "
           "a strip along the wall",
       .alt =
           "A grey map of the error, dark below a straight diagonal wall and white above it. Two paths start "
           "on the white side and go to the wall. The dashed one is thrown out of the picture; the solid one "
           "zigzags along the wall to its soft end and rests there",
       .script = paths_script,
       .width = 1600,
       .height = 800},
      {.name = "norms",
       .title =
           "The norm of the gradient along both paths: they are the same until one step lands in the wall",
       .alt = "Two curves near 0.2. At one step both jump by orders of magnitude; there the dashed one ends, "
              "the "
              "solid one goes on",
       .script = norms_script},
      {.name = "surface",
       .title = "The error of one unit after 50 steps, as profiles along b",
       .alt = "A three-dimensional view: a high plateau and a low plain, with an upright wall between them",
       .script = surface_script,
       .height = 900},
      {.name = "walls",
       .title = "Where the error is steepest for each w, and how steep it is there after T steps",
       .alt =
           "Left, a curve that comes within 0.01 of the line at w = 4.26 and stays there. Right, four curves "
           "that fan out above w = 4.26",
       .script = walls_script,
       .width = 1600,
       .height = 800},
      {.name = "training",
       .title =
           "A tanh network learns temporal order, with and without clipping: loss and norm of the gradient, "
           "every run thin, their median thick",
       .alt = "Left, the loss with clipping falls by three orders of magnitude; without, it stays at the "
              "level of "
              "guessing. Right, the norm of the gradient without clipping stays between 1 and 100",
       .script = training_script,
       .width = 1600,
       .height = 800},
      {.name = "rates",
       .title =
           "The loss at the end against the learning rate, with and without clipping, median and range over "
           "the runs",
       .alt = "Two curves against the learning rate: close together at small rates; at large rates the one "
              "without clipping jumps to the level of guessing",
       .script = rates_script},
      lab::gradients_figure(),
  };
}

}  // namespace unroll::experiments::cliff
