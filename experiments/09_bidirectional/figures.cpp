// The pictures of experiment 09, as gnuplot. FOR is blue, BACK vermilion, MERGE green, BRNN pink; published
// figures are hollow and black. A script is read once for the SVG and once for the PNG.
#include "experiments/lab/gradients.hpp"
#include "experiments/lab/states.hpp"
#include "tables.hpp"

namespace unroll::experiments::both_ways {
namespace {

// What both figures of 1997 are: a score against the shift. `task`, `scale`, `low`, `high`, `guessing` are
// set before. Every network is a faint point, the medians are joined.
const std::string scores = R"(
is(row, network) = strcol(1) eq task && strcol(2) eq network ? row : NaN
names = 'FOR BACK MERGE'
aside = high + 0.05 * wide
set xlabel 'shift s: FOR answers for t after x(t+s), BACK after x(t-s)'
set xrange [low - 0.03 * wide : high + 0.16 * wide]
set xtics low, 5, high
set rmargin at screen 0.72
set key at screen 0.995, screen key_top top right Left reverse spacing 1.35
set arrow 1 from low - 0.03 * wide, guessing * scale to high + 0.08 * wide, guessing * scale nohead linecolor rgb '#777777' linewidth 2.5 dashtype 2 back
nudge(k) = 0.012 * wide * (k - 2)
faint = '#A00072B2 #A0D55E00 #A0009E73'
plot for [k = 1 : 3] 'trials.csv' skip 1 using (is($3 + nudge(k), word(names, k))):($6 * scale) with points pointtype 7 pointsize 0.6 linecolor rgb word(faint, k) notitle, \
  'trials.csv' skip 1 using (is(aside, 'BRNN')):($6 * scale) with points pointtype 7 pointsize 0.6 linecolor rgb '#80CC79A7' notitle, \
  for [k = 1 : 3] 'bounds.csv' skip 1 using (is($3, word(names, k))):($4 * scale) with lines linetype k linewidth 2.5 dashtype 3 notitle, \
  for [k = 1 : 3] 'summary.csv' skip 1 using (is($3 + nudge(k), word(names, k))):($5 * scale) with linespoints linetype k dashtype 1 pointsize 0.9 title word(names, k), \
  'summary.csv' skip 1 using (is(low - 0.03 * wide, 'BRNN')):($5 * scale):(1.11 * wide):(0) with vectors nohead linetype 4 notitle, \
  NaN with lines linetype 4 title 'BRNN, no shift', \
  NaN with points pointtype 7 pointsize 0.6 linecolor rgb '#888888' title 'single networks', \
  NaN with lines linecolor rgb '#555555' linewidth 2.5 dashtype 3 title 'best guess from', \
  NaN with lines linecolor rgb '#ffffff' title 'what was read', \
  'published.csv' skip 1 using (strcol(3) eq '' ? NaN : is($3, strcol(2))):($4 * scale) with points pointtype 4 pointsize 1.5 linecolor rgb '#000000' linewidth 3 title 'published', \
  'published.csv' skip 1 using (strcol(3) eq '' ? is(high + 0.11 * wide, strcol(2)) : NaN):($4 * scale) with points pointtype 4 pointsize 1.5 linecolor rgb '#000000' linewidth 3 notitle, \
  'published.csv' skip 1 using (strcol(3) eq '' ? is(high + 0.13 * wide, strcol(2)) : NaN):($4 * scale):(strcol(2).(strcol(2) eq 'BRNN' ? '' : ', best')) with labels left notitle
unset arrow 1; unset label
)";

constexpr const char* regression_setting = R"(
task = 'regression'; scale = 1000; low = first_regression; high = last_regression; wide = high - low
guessing = chance_regression; key_top = 0.95
set ylabel 'mean squared error × 1000'
set yrange [0 : 1.08 * guessing * scale]
set label 9 'chance: always the mean' at low, guessing * scale left offset 0, 0.6
)";

constexpr const char* classification_setting = R"(
task = 'classification'; scale = 100; low = first_classification; high = last_classification; wide = high - low
guessing = chance_classification; key_top = 0.52
set ylabel 'right classes, %'
set yrange [54 : 100]
set label 9 'chance: always the larger class' at low + 0.3 * wide, guessing * scale left offset 0, 0.6
)";

// The weights of the task in grey, and what trained networks have made of them: the best thick, the others
// thin.
constexpr const char* sensitivities_script = R"(
panels = "'FOR 0|FOR 20' 'BACK 5|BACK 16' 'BRNN'"
titles = '"FOR: from the left" "BACK: from the right" "BRNN: from both"'
is(row, network) = strcol(1) eq network ? row : NaN
member(list, k) = strstrt(list, '|') == 0 ? (k == 1 ? list : '') : (k == 1 ? list[1 : strstrt(list, '|') - 1] : list[strstrt(list, '|') + 1 : *])
set multiplot
set xrange [-22.5 : 29.5]; set yrange [-0.02 : 0.155]
set xtics 10; set ytics 0.05
set xlabel 'Δ, steps from t'
set style fill solid 1 noborder
set boxwidth 1
set tmargin at screen 0.9; set bmargin at screen 0.15
set key top right Left reverse samplen 2
shades = '0072B2 56B4E9 D55E00 E69F00 CC79A7 CC79A7'
shade(i) = '#'.word(shades, i)
pale(i) = '#A0'.word(shades, i)
do for [p = 1 : 3] {
  panel = word(panels, p)
  count = p == 3 ? 1 : 2
  set lmargin at screen 0.075 + (p - 1) * 0.31; set rmargin at screen 0.06 + p * 0.31
  set title word(titles, p) offset 0, -0.4
  if (p == 1) { set ylabel 'how much x(t+Δ) moves the answer for t' offset 0.5; set format y '%g' } else { unset ylabel; set format y '' }
  plot 'sensitivities.csv' skip 1 using ($3 == 1 ? is($4, member(panel, 1)) : NaN):6 with boxes linecolor rgb '#d5dade' title 'the task', \
    for [k = 1 : count] for [r = 0 : runs - 1] 'sensitivities.csv' skip 1 using ($2 == r ? is($4, member(panel, k)) : NaN):5 with lines linecolor rgb pale(2 * p - 2 + k) linewidth 1.5 dashtype k notitle, \
    for [k = 1 : count] 'sensitivities.csv' skip 1 using ($3 == 1 ? is($4, member(panel, k)) : NaN):5 with lines linecolor rgb shade(2 * p - 2 + k) linewidth 5 dashtype k title member(panel, k).', best'
}
unset multiplot
unset title; set format y '%g'
)";

}  // namespace

std::vector<lab::Figure> figures() {
  return {
      {.name = "regression",
       .title = "Regression: error against the shift; medians over the networks are joined",
       .alt =
           "Errors against the shift: FOR is best from 0 to 7, BACK from 4 to 7, and both are at chance when "
           "they answer late; their mean has its least where BACK has; BRNN needs no shift, and its best "
           "networks lie lowest of all",
       .script = regression_setting + scores,
       .width = 1500,
       .height = 900},
      {.name = "classification",
       .title =
           "Classification: share of right classes against the shift; medians over the networks are joined",
       .alt = "Shares of right classes against the shift: FOR reaches four in five at 0, BACK almost nine in "
              "ten "
              "at 5, MERGE as much, and BRNN, a line above them, more than nine in ten",
       .script = classification_setting + scores,
       .width = 1500,
       .height = 900},
      {.name = "sensitivities",
       .title =
           "What trained networks look at: the mean of ∂ŷ(t)/∂x(t+Δ) beside the weights of the task; the "
           "best network of each kind is thick, the others are thin",
       .alt = "Three panels over the two triangles of the task's weights: FOR fits the left one and is cut "
              "off at "
              "its shift, BACK fits the right one and some steps of the left, BRNN fits both",
       .script = sensitivities_script,
       .width = 1800,
       .height = 750},
      lab::gradients_figure(),
      lab::states_figure(),
  };
}

}  // namespace unroll::experiments::both_ways
