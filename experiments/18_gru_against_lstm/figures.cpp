// The pictures of experiment 18, as gnuplot.
#include "figures.hpp"

#include "experiments/lab/gradients.hpp"
#include "experiments/lab/states.hpp"

namespace unroll::experiments::music {
namespace {

// Training set left, validation set right.
constexpr const char* curves_script = R"(
set termoption noenhanced
unset label
set xrange [*:*]; set yrange [*:*]
set multiplot
nets = 'tanh gru lstm'
titles = 'tanh GRU LSTM'
shift(k) = k == 2 ? -0.06 : k == 3 ? 0.06 : 0
stats 'curves_summary.csv' skip 1 using 2 name 'UPDATE' nooutput
stats 'curves_summary.csv' skip 1 using 5 name 'LEAST' nooutput
set xrange [0:UPDATE_max]
set yrange [floor(2 * LEAST_min - 0.2) / 2.0 : (chance_train > chance_valid ? chance_train : chance_valid) + 0.6]
set bmargin at screen 0.14; set tmargin at screen 0.9
set xlabel 'updates'
set xtics UPDATE_max / 5.0
set format x '%.0f'
set style fill transparent solid 0.15 noborder
is(net) = strcol(1) eq net ? $2 : NaN
do for [p = 1:2] {
  set lmargin at screen 0.1 + 0.45 * (p - 1); set rmargin at screen 0.48 + 0.45 * (p - 1)
  c = p == 1 ? 4 : 7
  set title p == 1 ? 'training pieces, while learning' : 'validation pieces'
  if (p == 1) { set ylabel 'NLL, nats a step' offset 0.5; unset key } else { unset ylabel; set key top right at graph 0.98, first chance_valid - 0.25 }
  chance = p == 1 ? chance_train : chance_valid
  set label 1 'chance: no memory' at graph 0.98, first chance right offset 0, 0.6
  if (p == 2) { do for [k = 1:3] { set label 1 + k sprintf('%.2f', word(published, k) + 0) at graph 1.015, first (word(published, k) + shift(k)) left textcolor linetype k } }
  plot chance with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle, \
    for [k = 1:3] (p == 2 ? word(published, k) + 0 : NaN) with lines linetype k linewidth 1.5 dashtype 1 notitle, \
    for [k = 1:3] 'curves_summary.csv' skip 1 using (is(word(nets, k))):c+1:c+2 with filledcurves linetype k notitle, \
    for [k = 1:3] 'curves_summary.csv' skip 1 using (is(word(nets, k))):c with lines linetype k title word(titles, k), \
    NaN with lines linecolor rgb '#000000' linewidth 1.5 dashtype 1 title 'published'
}
unset multiplot
)";

constexpr const char* scores_script = R"(
set termoption noenhanced
unset label
nets = 'tanh gru lstm'
set xrange [*:*]; set yrange [*:*]
place(net) = net eq 'tanh' ? 1 : net eq 'gru' ? 2 : 3
set xrange [0.4:3.6]
stats 'scores.csv' skip 1 using 10 name 'TEST' nooutput
set yrange [floor(2 * (TEST_min < 8.5 ? TEST_min : 8.5)) / 2.0 - 0.25 : chance_test + 0.5]
unset xtics
set xtics scale 0 ("tanh" 1, "GRU" 2, "LSTM" 3)
set ylabel 'NLL of the test set, nats a step' offset 1
set label 1 'chance: no memory' at graph 0.98, first chance_test right offset 0, 0.6
set key at graph 0.98, first chance_test - 0.15 top right
spread(seed) = 0.04 * (int(seed) % 10 - 5)
plot chance_test with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle, \
  'scores.csv' skip 1 using (place(strcol(1)) + 0.2):12 with points linecolor rgb '#000000' pointtype 4 pointsize 2.6 linewidth 3 title 'Chung et al. 2014', \
  'scores.csv' skip 1 using (place(strcol(1)) - 0.1 + spread($5)):10 with points linecolor rgb '#0072B2' pointtype 7 pointsize 2 title 'measured, a point each seed'
)";

// A real chorale and what each network made of its beginning.
constexpr const char* rolls_script = R"(
set termoption noenhanced
unset key; unset label
set multiplot
set xrange [*:*]; set yrange [*:*]
panels = 'Bach tanh GRU LSTM'
stats 'rolls.csv' skip 1 using 3 name 'NOTE' nooutput
set xrange [0.5 : steps + 0.5]; set yrange [NOTE_min - 2 : NOTE_max + 2]
set style fill solid 1 noborder
set ytics ('C2' 36, 'C3' 48, 'C4' 60, 'C5' 72, 'C6' 84, 'C7' 96)
do for [p = 1:4] {
  name = word(panels, p)
  set lmargin at screen 0.085; set rmargin at screen 0.985
  set tmargin at screen 1.195 - 0.235 * p; set bmargin at screen 1.02 - 0.235 * p
  set title (p == 1 ? 'Bach' : name.', continuing the shaded beginning') offset 0, -0.6
  if (p == 4) { set xlabel 'quarter notes' offset 0, 0.4; set format x '%g' } else { unset xlabel; set format x '' }
  if (p == 1) { unset object 1 } else { set object 1 rectangle from 0.5, graph 0 to begun + 0.5, graph 1 behind fillcolor rgb '#eeeeee' fillstyle solid noborder }
  plot 'rolls.csv' skip 1 using (strcol(1) eq name ? $2 : NaN):3:(0.5):(0.45) with boxxyerror linecolor rgb (p == 1 ? '#000000' : p == 2 ? '#0072B2' : p == 3 ? '#D55E00' : '#009E73') notitle
}
unset multiplot
unset object 1
set format x '%g'
)";

constexpr const char* time_script = R"(
set termoption noenhanced
unset label
set xrange [*:*]; set yrange [*:*]
nets = 'tanh gru lstm'
titles = 'tanh GRU LSTM'
stats 'time_summary.csv' skip 1 using 4 name 'SECONDS' nooutput
stats 'time_summary.csv' skip 1 using 6 name 'LEAST' nooutput
set xrange [0:SECONDS_max]
set yrange [floor(2 * LEAST_min - 0.2) / 2.0 : chance_valid + 0.6]
set xlabel 'seconds of processor time for the updates, this machine'
set ylabel 'NLL of the validation set, nats a step' offset 1
set style fill transparent solid 0.15 noborder
set key top right at graph 0.98, first chance_valid - 0.15
set label 1 'chance: no memory' at graph 0.98, first chance_valid right offset 0, 0.6
is(net) = strcol(1) eq net ? $4 : NaN
plot chance_valid with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle, \
  for [k = 1:3] 'time_summary.csv' skip 1 using (is(word(nets, k))):6:7 with filledcurves linetype k notitle, \
  for [k = 1:3] 'time_summary.csv' skip 1 using (is(word(nets, k))):5 with lines linetype k title word(titles, k)
)";

}  // namespace

std::vector<lab::Figure> figures() {
  return {
      {.name = "curves",
       .title = "Negative log-likelihood against updates, median and range over the seeds",
       .alt = "Falling curves for tanh, GRU and LSTM, training pieces left, validation pieces right, far "
              "below the line of the model without memory",
       .script = curves_script,
       .width = 1600,
       .height = 800},
      {.name = "scores",
       .title = "Negative log-likelihood of the test set for each seed, beside the published figures",
       .alt = "Points for tanh, GRU and LSTM beside open squares of the published figures, and the line of "
              "the model without memory above",
       .script = scores_script},
      {.name = "rolls",
       .title = "A chorale that no network has seen, and what each makes of its beginning: a row a note, a "
                "column a quarter note",
       .alt = "Four piano rolls: the four voices of Bach, and below them three inventions with the same "
              "beginning",
       .script = rolls_script,
       .width = 1500,
       .height = 1400},
      {.name = "time",
       .title = "Negative log-likelihood of the validation set against processor time",
       .alt = "The same falling curves against seconds",
       .script = time_script,
       .only_with = "clock"},
      lab::gradients_figure(),
      lab::states_figure(),
  };
}

}  // namespace unroll::experiments::music
