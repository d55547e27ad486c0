// Overlaps are drawn from blue (unlike) over white (strangers) to orange (alike).
#include "figures.hpp"

namespace unroll::experiments {
namespace {

constexpr const char* correlations_script = R"(
unset logscale
set multiplot
set tmargin at screen 0.88; set bmargin at screen 0.16
set lmargin at screen 0.16; set rmargin at screen 0.5
set title 'overlap of the stored pictures'
set palette defined (-1 '#0072B2', 0 '#ffffff', 1 '#D55E00')
set cbrange [-1:1]; set cbtics 0.5
unset grid; unset key; unset border; unset xlabel; unset ylabel
set xrange [-0.5:pictures - 0.5]; set yrange [pictures - 0.5:-0.5]
unset xtics
if (pictures <= 16) { set ytics scale 0 noenhanced } else { unset ytics }
plot 'overlaps.csv' skip 1 using 2:1:5:ytic(column(2) == 0 ? strcol(3) : '') with image, \
  'overlaps.csv' skip 1 using (pictures <= 12 ? $2 : NaN):1:(sprintf('%.1f', $5)) with labels font 'DejaVu Sans,16'
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
plot for [k = 1:3] 'crosstalk.csv' skip 1 using (strcol(1) eq word(rules, k) && $3 > 0 ? $2 : NaN):3 \
  with linespoints linetype k title word(rules, k)
unset logscale
)";

constexpr const char* answers_script = R"(
set multiplot
set palette defined (-1 '#0072B2', 0 '#ffffff', 1 '#D55E00')
set cbrange [-1:1]; set cbtics 0.5
unset key; unset border; unset grid; unset colorbox; unset xlabel; unset ylabel
set tmargin at screen 0.86; set bmargin at screen 0.27
gap = 0.6
set xrange [-0.5:pictures + gap + 0.5]; set yrange [pictures - 0.5:-0.5]
rules = 'Hebb Storkey projection'
do for [k = 1:3] {
  set title word(rules, k)
  set lmargin at screen 0.115 + 0.295 * (k - 1); set rmargin at screen 0.115 + 0.295 * (k - 1) + 0.265
  if (pictures <= 16 && k == 1) { set ytics scale 0 noenhanced format '%s' } else { unset ytics }
  if (pictures <= 16) { set xtics scale 0 rotate by 90 right noenhanced } else { unset xtics }
  if (k == 1 && pictures <= 16) {
    plot 'answers.csv' skip 1 \
      using (strcol(1) eq word(rules, k) && $2 == 0 && $4 < pictures ? $4 : NaN):3:7:ytic(strcol(5)):xtic(strcol(6)) with image, \
      'answers.csv' skip 1 using (strcol(1) eq word(rules, k) && $2 == 0 && $4 == pictures ? $4 + gap : NaN):3:(0.5):(0.5):7:xtic(strcol(6)) \
      with boxxyerror fillstyle solid 1 noborder linecolor palette
  } else {
    plot 'answers.csv' skip 1 \
      using (strcol(1) eq word(rules, k) && $2 == 0 && $4 < pictures ? $4 : NaN):3:7 with image, \
      'answers.csv' skip 1 using (strcol(1) eq word(rules, k) && $2 == 0 && $4 == pictures ? $4 + gap : NaN):3:(0.5):(0.5):7 \
      with boxxyerror fillstyle solid 1 noborder linecolor palette
  }
}
unset multiplot
)";

constexpr const char* loads_script = R"(
set multiplot layout 1, words(load_sets)
set tmargin 3; set bmargin 4
set logscale x
set xlabel 'pictures stored'
set ylabel 'share restored'
set xrange [1:*]; set yrange [-0.03:1.03]
set ytics 0.25
set xtics (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
rules = 'Hebb Storkey projection'
do for [set in load_sets] {
  set title set eq 'letters' ? 'letters' : set eq 'random' ? 'random patterns' : 'pictures'
  if (set eq 'random') { set key bottom left } else { unset key }
  plot for [k = 1:3] 'loads_summary.csv' skip 1 \
    using (strcol(1) eq set && strcol(2) eq word(rules, k) && strcol(3) eq 'restored' ? $4 : NaN):7:8 \
    with filledcurves linetype k notitle, \
    for [k = 1:3] 'loads_summary.csv' skip 1 \
    using (strcol(1) eq set && strcol(2) eq word(rules, k) && strcol(3) eq 'restored' ? $4 : NaN):6 \
    with linespoints linetype k title word(rules, k)
  unset ylabel
}
unset multiplot
unset logscale
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
