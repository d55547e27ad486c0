// The pictures of experiment 16, as gnuplot. The published net is blue, Elman's net vermilion, Elman's own
// procedure green. Lists of words come with bars between them. A script is read once for the SVG and once for
// the PNG, so it unsets what it may have set.
#include "tables.hpp"

namespace unroll::experiments::long_lags {
namespace {

// What follows the k-th bar of a list, up to the next; gnuplot has words between spaces only.
#define UNROLL_ITEM                                                                                 \
  "cut(s, k) = k <= 1 ? s : strstrt(s, mark) == 0 ? '' : cut(s[strstrt(s, mark) + 1 : *], k - 1)\n" \
  "first(s) = strstrt(s, mark) == 0 ? s : s[1 : strstrt(s, mark) - 1]\n"                            \
  "item(s, k) = first(cut(s, k))\n"                                                                 \
  "mark = '|'\n"

constexpr const char* successes_script = UNROLL_ITEM R"(
unset label
unset ytics
unset logscale
set xrange [*:*]; set yrange [*:*]
stats 'trials.csv' skip 1 using 8 name 'MOST' nooutput
stats 'trials.csv' skip 1 using 7 name 'LEAST' nooutput
stats 'summary.csv' skip 1 using ($13 > 0 ? $13 / 2 : LEAST_min) name 'BAND' nooutput
least = LEAST_min < BAND_min ? LEAST_min : BAND_min
set logscale x
set lmargin at screen 0.31; set rmargin at screen 0.8
set bmargin 4.5; set tmargin 4
set xlabel 'sequences until the task is learnt'
set format x "%'.0f"
set xrange [0.8 * least : 1.5 * MOST_max]
set yrange [rows - 0.4 : -0.6]
set ytics () nomirror
do for [k = 1 : rows] {
  set ytics add (item(row_labels, k) k - 1)
  set label 100 + k item(row_solved, k) at graph 1.03, first k - 1 left
  set label 200 + k item(row_guesses, k) at graph 1.19, first k - 1 left
}
set label 1 "learnt" at graph 1.03, graph 1 left offset 0, 1.2
set label 2 "guessing" at graph 1.19, graph 1 left offset 0, 1.2
set key at graph 0.5, graph 1 center bottom horizontal maxrows 1 samplen 1.5 width 1
set style fill solid 1 noborder
jitter(seed) = 0.3 * (((int(seed) * 7) % 11) / 10.0 - 0.5)
plot 'summary.csv' skip 1 using ($13 > 0 ? $13 : NaN):1:($13 / 2):($13 * 2):($1 - 0.36):($1 + 0.36) \
  with boxxyerror fillcolor rgb '#dfe5e9' title 'published × ÷ 2', \
  'summary.csv' skip 1 using ($13 > 0 ? $13 : NaN):1:(0):(0.36) with vectors nohead linecolor rgb '#000000' linewidth 4 dashtype 1 notitle, \
  'summary.csv' skip 1 using ($13 > 0 ? $13 : NaN):1:(0):(-0.36) with vectors nohead linecolor rgb '#000000' linewidth 4 dashtype 1 title 'published', \
  'trials.csv' skip 1 using ($6 == 1 ? $7 : NaN):($1 + jitter($4)) with points linetype 1 title 'learnt', \
  'trials.csv' skip 1 using ($6 == 0 ? $8 : NaN):($1 + jitter($4)) with points linetype 2 pointtype 2 pointsize 1.6 linewidth 4 title 'gave up here'
)";

constexpr const char* curves_script = UNROLL_ITEM R"(
unset label
columns = panels < 3 ? panels : 3
lines = int((panels + columns - 1) / columns)
set multiplot
set yrange [0 : 1.02]
set ytics 0.25
set format x '%g'
names = 'net of 1997|Elman net|Elman net, one step back|1997 with a shortcut'
do for [p = 0 : panels - 1] {
  column = p % columns
  line = int(p / columns)
  wide = 0.98 / columns
  high = (1 - 0.1 / lines) / lines
  set lmargin at screen 0.02 + column * wide + 0.065; set rmargin at screen 0.02 + (column + 1) * wide - 0.012
  set tmargin at screen 1 - 0.1 / lines - line * high - 0.09 * high; set bmargin at screen 1 - 0.1 / lines - (line + 1) * high + 0.17 * high
  set title item(panel_titles, p + 1) offset 0, -0.4
  set xlabel 'sequences, in thousands'
  if (column == 0) { set ylabel 'share that is wrong' offset 1.5 } else { unset ylabel }
  chance = real(item(panel_chances, p + 1))
  is(name) = strcol(1) eq name
  set label 1 'guessing' at graph 0.98, first chance right offset 0, chance > 0.9 ? -0.8 : 0.9 front
  end = real(item(panel_ends, p + 1))
  tic = 10 ** floor(log10(end))
  tic = end / tic < 2 ? tic / 2 : end / tic < 5 ? tic : 2 * tic
  set tics nomirror
  set xtics tic
  set xrange [0 : end]
  set key off
  plot for [c = 0 : most_curves - 1] 'curves.csv' skip 1 \
      using (is(sprintf('%d.%d', p, c)) ? $6 / 1000 : NaN):7:2 with lines linewidth 2.5 dashtype 1 linecolor variable notitle, \
    chance with lines linecolor rgb '#000000' linewidth 2.5 dashtype 3 notitle
}
unset title; unset xlabel; unset ylabel; unset label; unset border; unset tics; unset grid
set lmargin at screen 0; set rmargin at screen 1; set tmargin at screen 1; set bmargin at screen 0
set yrange [0 : 1]; set xrange [0 : 1]
set key at screen 0.5, 0.997 center top horizontal maxrows 1 samplen 1.5 width -1
plot for [c = 1 : 4] NaN with lines linetype c dashtype 1 linewidth 5 title item(names, c)
unset multiplot
set border 3; set tics nomirror; set xtics auto; set grid
)";

constexpr const char* states_script = UNROLL_ITEM R"(
unset label
set multiplot
unset key
unset grid
set border 0
set style fill solid 1 noborder
set palette defined (-1 '#D55E00', 0 '#ffffff', 1 '#0072B2')
set cbrange [-1 : 1]
wide = 0.93 / state_columns
do for [c = 0 : state_columns - 1] {
  mark = '|'
  labels = item(state_labels, c + 1)
  mark = ';'
  set xrange [*:*]; set yrange [*:*]
  file = sprintf('states_%d.csv', c + 1)
  stats file skip 1 using 5 name 'ROW' nooutput
  stats file skip 1 using 6 name 'STEP' nooutput
  set lmargin at screen 0.01 + c * wide + 0.27 * wide; set rmargin at screen 0.01 + (c + 1) * wide - 0.01
  set tmargin at screen 0.9; set bmargin at screen 0.12
  set xrange [0.5 : STEP_max + 0.5]; set yrange [ROW_max + 0.5 : -0.5]
  set xlabel 'step'
  unset ytics
  set ytics () scale 0
  do for [k = 0 : int(ROW_max)] { set ytics add (item(labels, k + 1) k) }
  mark = '|'
  set title item(state_titles, c + 1) offset 0, -0.3
  unset colorbox
  if (c == state_columns - 1) {
    set colorbox user origin 0.945, 0.2 size 0.012, 0.6
    set cbtics 1
  }
  plot file skip 1 using 6:5:7 with image
}
unset multiplot
)";

}  // namespace

std::vector<lab::Figure> figures() {
  return {
      {.name = "successes",
       .title = "How many sequences each net took, beside what was published; every point is one training",
       .alt = "A row for each published line, with a grey band from half to twice the published figure on a "
              "logarithmic axis, a point for each training that succeeded and a cross for each that gave up. "
              "On the right, how many succeeded and what a guess gets right",
       .script = successes_script,
       .width = 1700},
      {.name = "curves",
       .title = "The share of training sequences that were wrong, by the paper's criterion, every training a "
                "line; dotted, the best guess without memory",
       .alt =
           "A panel for each task: curves of the published net fall from the level of guessing to 0, those "
           "of Elman nets stay up",
       .script = curves_script,
       .width = 1700},
      {.name = "states",
       .title = "What goes on in trained nets while they read one new sequence: input, cells (as tanh c/2), "
                "gates, outputs",
       .alt = "Rasters over time: cells change where an input gate opens, keep their colour for dozens of "
              "steps, and the right output rises at the end",
       .script = states_script,
       .width = 1700,
       .height = 1000,
       .only_with = "states"},
      lab::gradients_figure(),
  };
}

}  // namespace unroll::experiments::long_lags
