// The pictures of experiment 05, as gnuplot. A script is read once for the SVG and once for the PNG, so it
// unsets what it may have set.
#include <string>

#include "tables.hpp"

namespace unroll::experiments::restricted {
namespace {

constexpr const char* likelihood_script = R"(
set termoption noenhanced
unset label; unset logscale
set datafile missing NaN
set multiplot layout words(sides),2 margins screen 0.085,0.985,0.1 + 0.05 / words(sides),0.98 - 0.08 / words(sides) spacing screen 0.105,0.22

set logscale x
set xrange [every:updates]
set format x '%.0f'
set xlabel 'updates'
drawn(u) = floor(25 * log10(u)) != floor(25 * log10(u - every + 0.001)) || u == updates
do for [s = 1:words(sides)] {
  side = int(word(sides, s)); bound = real(word(bounds, s)); coin = real(word(coins, s))
  set yrange [1.18 * coin:bound + 0.1 * (bound - coin)]
  do for [gradient in 'mean sum'] {
    if (gradient eq 'mean') { set ylabel 'log-likelihood, nats' offset 0.5 } else { unset ylabel }
    set title sprintf('%d × %d: rate %g × the %s over the patterns', side, side, rate, gradient)
    unset label
    set label 1 sprintf('bound %.2f', bound) at graph 0.02, first bound offset 0, 0.6 textcolor rgb '#555555'
    set label 2 sprintf('coins %.2f', coin) at graph 0.02, first coin offset 0, -0.75 textcolor rgb '#555555'
    if (gradient eq 'mean' && s == 1) {
      set key at graph 0.01, 0.87 left top reverse Left samplen 2
    } else { unset key }
    plot bound with lines linecolor rgb '#777777' linewidth 2 dashtype 3 notitle, \
      coin with lines linecolor rgb '#777777' linewidth 2 dashtype 3 notitle, \
      for [k = 1:words(methods)] 'likelihood_summary.csv' skip 1 \
        using ($1 == side && strcol(2) eq gradient && strcol(3) eq word(methods, k) && drawn($4) ? $4 : NaN):7:8 \
        with filledcurves linetype k notitle, \
      for [k = 1:words(methods)] 'likelihood_summary.csv' skip 1 \
        using ($1 == side && strcol(2) eq gradient && strcol(3) eq word(methods, k) && drawn($4) ? $4 : NaN):6 \
        with lines linetype k title word(methods, k)
  }
}
unset label; unset logscale
unset multiplot
)";

constexpr const char* weights_script = R"(
set termoption noenhanced
unset label; unset logscale
set datafile missing NaN
set multiplot layout words(sides),2 margins screen 0.085,0.985,0.1 + 0.05 / words(sides),0.98 - 0.08 / words(sides) spacing screen 0.105,0.22

set logscale xy
set xrange [every:updates]
set yrange [0.03:300]
set format x '%.0f'; set format y '%g'
set xlabel 'updates'
do for [s = 1:words(sides)] {
  side = int(word(sides, s))
  do for [gradient in 'mean sum'] {
    if (gradient eq 'mean') { set ylabel 'largest weight |w|' offset 0.5 } else { unset ylabel }
    set title sprintf('%d × %d: rate %g × the %s over the patterns', side, side, rate, gradient)
    if (gradient eq 'mean' && s == 1) {
      set key at graph 0.02, 0.98 left top reverse Left samplen 2
    } else { unset key }
    plot for [k = 1:words(methods)] 'likelihood_summary.csv' skip 1 \
      using ($1 == side && strcol(2) eq gradient && strcol(3) eq word(methods, k) ? $4 : NaN):9 \
      with lines linetype k title word(methods, k)
  }
}
unset logscale
unset multiplot
)";

constexpr const char* filters_script = R"(
unset key; unset border; unset tics; unset grid
set size ratio -1
set palette defined (-1 '#0b4a78', -0.5 '#5ba3cf', 0 '#ffffff', 0.5 '#ee9a55', 1 '#9c3d00')
set cbrange [-weight_end:weight_end]
set style fill solid 1 noborder
set colorbox user origin 0.9, 0.12 size 0.018, 0.76
set cbtics (sprintf('−%.1f', weight_end) -weight_end, '0' 0, sprintf('+%.1f', weight_end) weight_end) scale 0
set cblabel ''
step = side * 1.15
rows = (shown_filters + 9) / 10
set xrange [-0.05 * side : 10 * step]
set yrange [rows * step : -0.05 * side]
set lmargin at screen 0.01; set rmargin at screen 0.885; set tmargin at screen 0.99; set bmargin at screen 0.01
cells = side * side
unset object
do for [k = 0:shown_filters - 1] {
  set object k + 1 rectangle from (k % 10) * step, (k / 10) * step to (k % 10) * step + side, (k / 10) * step + side \
    front fillstyle empty border linecolor rgb '#999999' linewidth 1
}
plot for [k = 0:shown_filters - 1] 'filters.csv' skip 1 + k * cells every ::0::cells - 1 \
  using (($1 - 10 * floor($1 / 10)) * step + $4 + 0.5):(floor($1 / 10) * step + $3 + 0.5):5 with image
unset object
)";

constexpr const char* chains_script = R"(
unset key; unset colorbox; unset border; unset tics; unset grid; unset label
set size ratio -1
set palette defined (0 '#ffffff', 1 '#1a1a1a')
set cbrange [0:1]
step = side * 1.18
cells = side * side
set xrange [-2.2 * side : chain_columns * step]
set yrange [chain_rows * step : -0.75 * side]
set lmargin at screen 0.005; set rmargin at screen 0.995; set tmargin at screen 0.99; set bmargin at screen 0.01
set label 1 "from test\npictures" at -0.25 * side, 1.4 * step right
set label 2 "from noise" at -0.25 * side, 4.45 * step right
set label 3 'sweeps' at -0.25 * side, -0.36 * side right
unset object
do for [k = 0:chain_rows * chain_columns - 1] {
  set object k + 1 rectangle from (k % chain_columns) * step, (k / chain_columns) * step \
    to (k % chain_columns) * step + side, (k / chain_columns) * step + side \
    front fillstyle empty border linecolor rgb '#999999' linewidth 1
}
plot for [k = 0 : chain_rows * chain_columns - 1] 'chains.csv' skip 1 + k * cells every ::0::cells - 1 \
    using ($2 * step + $4 + 0.5):($1 * step + $3 + 0.5):5 with image, \
  'chains_panels.csv' skip 1 using ($1 == 0 ? $2 * step + side / 2.0 : NaN):(-0.36 * side):(sprintf('%d', $4)) with labels
unset object; unset label
)";

constexpr const char* dream_script = R"(
unset key; unset colorbox; unset border; unset tics; unset grid
set size ratio -1
set palette defined (-1 '#a8cbe2', -0.02 '#a8cbe2', -0.01 '#ffffff', 0 '#ffffff', 1 '#1a1a1a')
set cbrange [-1:1]
set palette maxcolors 512
cells = dream_x * dream_y
set xrange [0:dream_x]; set yrange [dream_y:0]
set lmargin at screen 0.01; set rmargin at screen 0.99; set tmargin at screen 0.9; set bmargin at screen 0.01
do for [k = 0:frames - 1] {
  set output sprintf('dream-%04d.png', k)
  set title sprintf('sweep %d', k)
  plot 'dream.csv' skip 1 + k * cells every ::0::cells - 1 using ($4 + 0.5):($3 + 0.5):5 with image
  unset output
}
)";

constexpr const char* restored_script = R"(
unset key; unset colorbox; unset border; unset tics; unset grid; unset label
set size ratio -1
set palette defined (0 '#ffffff', 1 '#1a1a1a', 2 '#f7b58f', 3 '#c04a00', 4 '#a8cbe2') maxcolors 5
set cbrange [-0.5:4.5]
cells = side * side
step = side * 1.42
high = side * 1.3
set xrange [-0.1 * side : restored_columns * step - 0.3 * side]
set yrange [restored_rows * high : -0.72 * side]
set lmargin at screen 0.005; set rmargin at screen 0.995; set tmargin at screen 0.995; set bmargin at screen 0.002
head(stage) = words(stage) == 2 ? word(stage, 1)."\n".word(stage, 2) : stage
unset object
do for [k = 0:restored_rows * restored_columns - 1] {
  set object k + 1 rectangle from (k % restored_columns) * step, (k / restored_columns) * high \
    to (k % restored_columns) * step + side, (k / restored_columns) * high + side \
    front fillstyle empty border linecolor rgb '#999999' linewidth 1
}
plot for [k = 0 : restored_rows * restored_columns - 1] 'restored.csv' skip 1 + k * cells every ::0::cells - 1 \
    using ($2 * step + $4 + 0.5):($1 * high + $3 + 0.5):5 with image, \
  'restored_panels.csv' skip 1 using ($1 == 0 ? $2 * step + side / 2.0 : NaN):(-0.36 * side):(head(strcol(5))) \
    with labels font 'DejaVu Sans,20', \
  'restored_panels.csv' skip 1 using ($2 > 1 ? $2 * step + side / 2.0 : NaN):($1 * high + side * 1.13):(sprintf('%d wrong', $6)) \
    with labels font 'DejaVu Sans,18'
unset object
)";

constexpr const char* errors_script = R"(
unset label
set xrange [-0.5:3.5]; set yrange [0:*]
set xtics ('left' 0, 'right' 1, 'top' 2, 'bottom' 3)
set xlabel 'hidden half'; set ylabel 'share of its pixels that are wrong'
set key outside right center reverse Left samplen 1.5 spacing 1.4
half(name) = name eq 'left' ? 0 : name eq 'right' ? 1 : name eq 'top' ? 2 : 3
plot for [k = 1:words(restorers)] 'errors_summary.csv' skip 1 \
  using (strcol(2) eq word(restorers, k) ? half(strcol(1)) + 0.12 * (k - 3.5) : NaN):4:5:6 \
  with yerrorbars linetype k dashtype 1 pointsize 2.2 title word(restorers, k)
)";

constexpr const char* gap_script = R"(
unset label; unset logscale
set multiplot layout 1,2
set lmargin 9; set rmargin 2; set tmargin 3; set bmargin 4
set logscale x
set xrange [1:iterations]
set format x '%.0f'
set xlabel 'updates'
lessons = 'few thresholded grey'
called(lesson) = lesson eq 'few' ? sprintf('%d pictures', few) : lesson eq 'grey' ? 'all, grey' : 'all, thresholded'
set title 'free energy: test minus shown, nats'
set ylabel 'gap' offset 0.5
set yrange [-2:*]
set key top left reverse Left
plot for [k = 1:3] 'gap_summary.csv' skip 1 using (strcol(1) eq word(lessons, k) ? $2 : NaN):5:6 \
    with filledcurves linetype k + 1 notitle, \
  for [k = 1:3] 'gap_summary.csv' skip 1 using (strcol(1) eq word(lessons, k) ? $2 : NaN):4 \
    with lines linetype k + 1 dashtype 1 title called(word(lessons, k))
set title 'log pseudo-likelihood, nats a picture'
unset ylabel
set yrange [*:*]
set key bottom left reverse Left
plot for [k = 1:3] 'gap_summary.csv' skip 1 using (strcol(1) eq word(lessons, k) ? $2 : NaN):8 \
    with lines linetype k + 1 dashtype 1 notitle, \
  for [k = 1:3] 'gap_summary.csv' skip 1 using (strcol(1) eq word(lessons, k) ? $2 : NaN):7 \
    with lines linetype k + 1 dashtype (3,3) linewidth 3 notitle, \
  NaN with lines linecolor rgb '#555555' linewidth 4 dashtype 1 title 'test pictures', \
  NaN with lines linecolor rgb '#555555' linewidth 3 dashtype (3,3) title 'pictures shown'
unset logscale
unset multiplot
)";

std::vector<lab::Figure> curve_figures() {
  return {
      {.name = "likelihood",
       .title = "The exact log-likelihood of bars and stripes against updates: median and range of the runs. "
                "PCD-1 "
                "falling: with a rate that falls to 0",
       .alt = "Two panels of curves over a logarithmic axis. CD-1 rises and then falls, CD-10 stays near the "
              "bound much longer, PCD with a constant rate falls off the picture, with a falling rate it "
              "does not",
       .script = likelihood_script,
       .width = 1600,
       .height = 780},
      {.name = "weights",
       .title = "The largest weight of the same machines, median of the runs: where the likelihood falls, "
                "weights have grown too large for the chains",
       .alt = "Two panels of rising curves on logarithmic axes; those of CD-1 and of PCD with a constant "
              "rate rise highest",
       .script = weights_script,
       .width = 1600,
       .height = 780},
  };
}

std::vector<lab::Figure> sample_figures() {
  return {
      {.name = "filters",
       .title = "Filters: the weights of hidden units to the pixels, those with the largest first. Orange "
                "asks for ink, blue for paper",
       .alt = "Rows of small pictures in orange and blue on white: strokes, edges and spots",
       .script = filters_script,
       .width = 1200,
       .height = 960},
      {.name = "chains",
       .title = "Chains of Gibbs samples after more and more sweeps, as probabilities of ink: three from "
                "test pictures, three from noise",
       .alt = "Six rows of small pictures. From left to right, digits turn slowly into other digits, and "
              "noise turns into digits",
       .script = chains_script,
       .width = 1400,
       .height = 865},
      {.name = "dream",
       .title = "A machine dreams: 32 chains from noise, a sweep a frame",
       .alt = "An animation: noise in 32 small pictures clears into digits, which then change shape",
       .script = dream_script,
       .width = 1100,
       .height = 620,
       .animated = true},
      {.name = "restored",
       .title = "Half of a test picture is hidden (blue): what machines, Hopfield nets and simple guesses "
                "make of it; wrong pixels in orange",
       .alt = "A grid of small pictures: the whole digit, the half that is left, and six restorations, with "
              "the number of wrong pixels under each",
       .script = restored_script,
       .width = 1600,
       .height = 1750},
      {.name = "errors",
       .title = "Who fills in the hidden half best: share of wrong pixels over all test pictures, median and "
                "range over the machines",
       .alt = "Points with error bars for each half: the machine that learnt thresholded pictures is lowest, "
              "then the nearest picture, then the Hopfield nets close to the commonest ink",
       .script = errors_script,
       .width = 1500,
       .height = 750},
      {.name = "gap",
       .title = "How far machines overfit: free energy of test pictures minus that of shown ones, and "
                "pseudo-likelihood, against updates",
       .alt = "Left, gaps that grow with the updates, most where few pictures were shown. Right, "
              "pseudo-likelihoods that rise; with few pictures that of the test turns back",
       .script = gap_script,
       .width = 1600,
       .height = 750},
  };
}

}  // namespace

std::vector<lab::Figure> figures() {
  std::vector<lab::Figure> figures = curve_figures();
  for (const auto& more : sample_figures()) figures.push_back(more);
  return figures;
}

}  // namespace unroll::experiments::restricted
