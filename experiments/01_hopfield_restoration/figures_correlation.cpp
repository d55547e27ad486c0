// Overlaps are drawn from blue (unlike) over white (strangers) to orange (alike).
#include "figures.hpp"

namespace unroll::experiments {
namespace {

constexpr const char* correlations_script = R"(
set style fill solid 1
set multiplot
set tmargin at screen 0.88; set bmargin at screen 0.16
set lmargin at screen 0.15; set rmargin at screen 0.49
set title 'overlap of the stored pictures'
set palette defined (-1 '#0072B2', 0 '#ffffff', 1 '#D55E00')
set cbrange [-1:1]; set cbtics 0.5
unset grid; unset key; unset border; unset xlabel; unset ylabel
set xrange [-0.5:pictures - 0.5]; set yrange [pictures - 0.5:-0.5]
unset xtics; unset ytics
plot 'overlaps.csv' skip 1 using 2:1:5 with image, \
  'overlaps.csv' skip 1 using ($2 == 0 && pictures <= 16 ? -0.5 : NaN):1:3 with labels right offset -0.7, 0 noenhanced, \
  'overlaps.csv' skip 1 using (pictures <= 12 ? $2 : NaN):1:(sprintf('%.1f', abs($5) < 0.05 ? 0 : $5)) \
  with labels font 'DejaVu Sans,16'
set border 3; set grid
set lmargin at screen 0.66; set rmargin at screen 0.97
set title 'eigenvalues of the weights'
set xrange [0.5:pictures + 0.5]; set yrange [0:*]
set xtics auto nomirror scale 1; set ytics auto nomirror scale 1
if (pictures <= 12) { set xtics 1 }
set xlabel 'rank'; set ylabel 'eigenvalue, over the mean' offset 0.5
set key top right
rules = 'Hebb Storkey projection'
plot 'spectrum.csv' skip 1 using (strcol(1) eq 'random' ? $4 : NaN):5 \
  with points linecolor rgb '#888888' pointtype 1 pointsize 1.4 linewidth 2 title 'random patterns, Hebb', \
  for [k = 1:3] 'spectrum.csv' skip 1 \
  using (strcol(1) eq 'pictures' && strcol(2) eq word(rules, k) ? $4 : NaN):5 \
  with linespoints linetype k title word(rules, k)
unset multiplot
)";

constexpr const char* crosstalk_script = R"(
set logscale y
set format y '%g'
set xlabel 'field of a unit along its memory, over the mean size of all fields'
set ylabel 'share of all units of all memories'
set xrange [-2:4]; set yrange [1e-4:1.5]
set key top right
set object 1 rectangle from -2, graph 0 to 0, graph 1 behind fillcolor rgb '#D55E00' fillstyle solid 0.12 noborder
set label 1 "wrong side:\nthe unit will flip" at -1.9, 0.5 left front
set arrow 1 from 0, graph 0 to 0, graph 1 nohead linewidth 2
rules = 'Hebb Storkey projection'
plot for [k = 1:3] 'crosstalk.csv' skip 1 using (strcol(1) eq word(rules, k) ? $2 : NaN):($3 > 0 ? $3 : 1e-9) \
  with linespoints linetype k title word(rules, k)
)";

constexpr const char* answers_script = R"(
set style fill solid 1 noborder
set multiplot
set palette defined (-1 '#0072B2', 0 '#ffffff', 1 '#D55E00')
set cbrange [-1:1]; set cbtics 0.5
unset key; unset border; unset grid; unset xlabel; unset ylabel; unset tics
set tmargin at screen 0.9; set bmargin at screen 0.26
gap = 0.6
set xrange [-0.5:pictures + gap + 0.5]; set yrange [pictures - 0.5:-0.5]
rules = 'Hebb Storkey projection'
named = pictures <= 16
do for [k = 1:3] {
  set title word(rules, k)
  set lmargin at screen 0.135 + 0.27 * (k - 1); set rmargin at screen 0.135 + 0.27 * (k - 1) + 0.25
  if (k == 3) { set colorbox user origin 0.945, 0.26 size 0.014, 0.64 } else { unset colorbox }
  from = 1 + (k - 1) * answer_rows
  last = pictures * (pictures + 1) - 1
  plot 'answers.csv' skip from every ::0::last \
    using ($4 + ($4 == pictures ? gap : 0)):3:(0.5):(0.5):7 with boxxyerror linecolor palette, \
    'answers.csv' skip from every ::0::last using (named && k == 1 && $4 == 0 ? -0.5 : NaN):3:5 \
    with labels right offset -0.7, 0 noenhanced, \
    'answers.csv' skip from every ::0::last \
    using (named && $3 == 0 ? $4 + ($4 == pictures ? gap : 0) : NaN):(pictures - 0.5):6 \
    with labels rotate by 90 right offset 0, -0.5 noenhanced font 'DejaVu Sans,18'
}
unset multiplot
)";

constexpr const char* loads_script = R"(
set ylabel 'share restored'
set multiplot layout 1, words(load_sets)
set tmargin 3; set bmargin 4
set logscale x
set xlabel 'number stored'
set xrange [0.9:*]; set yrange [-0.03:1.03]
set ytics 0.25
set xtics (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
rules = 'Hebb Storkey projection'
do for [set in load_sets] {
  set title set eq 'letters' ? 'letters' : set eq 'random' ? 'random patterns' : 'pictures'
  if (set eq 'random') { set key bottom left reverse Left } else { unset key }
  plot for [k = 1:3] 'loads_summary.csv' skip 1 \
    using (strcol(1) eq set && strcol(2) eq word(rules, k) && strcol(3) eq 'restored' ? $4 : NaN):7:8 \
    with filledcurves linetype k notitle, \
    for [k = 1:3] 'loads_summary.csv' skip 1 \
    using (strcol(1) eq set && strcol(2) eq word(rules, k) && strcol(3) eq 'restored' ? $4 : NaN):6 \
    with linespoints linetype k title word(rules, k)
  unset ylabel
}
unset multiplot
)";

}  // namespace

std::vector<lab::Figure> correlation_figures() {
  return {
      {.name = "correlations",
       .title = "How much the stored pictures resemble each other, and what each rule makes of it: the "
                "eigenvalues of its weights among states that the memories span",
       .alt = "Left a matrix of overlaps, mostly alike. Right eigenvalues against rank: Hebb's fall from far "
              "above the mean to near 0, those of random patterns and of projection lie at 1",
       .script = correlations_script,
       .width = 1600,
       .height = 750},
      {.name = "crosstalk",
       .title = "Fields of the memories' units under each rule, along the memory: what is left of 0 flips",
       .alt = "Three histograms on a logarithmic scale: Hebb's is broad and reaches far below 0, "
              "projection's stands at 1",
       .script = crosstalk_script},
      {.name = "answers",
       .title = "What recall answers: rows are the pictures asked for (20 % flipped), columns the overlap of "
                "the answer with each picture, and at the right with the leading mixture",
       .alt = "Three matrices of overlaps. Under Hebb all rows are alike and agree with the mixture; under "
              "projection each row agrees with its own picture",
       .script = answers_script,
       .width = 1800,
       .height = 800},
      {.name = "loads",
       .title = "Restored from 10 % flips against the number stored, median and range over the runs",
       .alt = "Panels of falling curves: with pictures and letters Hebb falls first, then Storkey, "
              "projection last",
       .script = loads_script,
       .width = 1800,
       .height = 700},
  };
}

}  // namespace unroll::experiments
