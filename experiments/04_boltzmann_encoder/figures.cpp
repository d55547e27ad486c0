// The pictures of experiment 04, as gnuplot; those of weights are in figures_weights.cpp.
#include "tables.hpp"

namespace unroll::experiments::encoder {
namespace {

constexpr const char* cycles_script = R"(
unset label; unset arrow
set style fill solid 0.85 noborder
set logscale x
set xrange [8:2400]; set xtics (10, 20, 50, 100, 200, 500, 1000, 2000)
set yrange [0:most_machines * 1.45]; set ytics autofreq
set xlabel 'learning cycles until there are four different codes'
set ylabel sprintf('machines of %d', four_runs) offset 1
set arrow 1 from 110, 0 to 110, most_machines * 1.08 nohead linecolor rgb '#000000' linewidth 4 dashtype (4,4) front
left = four_median < 110
if (left) { set label 1 '1985: median 110' at 116, most_machines * 1.1 left front } \
  else { set label 1 '1985: median 110' at 104, most_machines * 1.1 right front }
set arrow 2 from 1810, 0 to 1810, most_machines * 1.18 nohead linecolor rgb '#000000' linewidth 4 dashtype (4,4) front
set label 2 '1985: longest 1810' at 1900, most_machines * 1.23 right front
set arrow 3 from four_median, 0 to four_median, most_machines * 1.2 nohead linecolor rgb '#D55E00' linewidth 5 front
here = sprintf('here: median %g', four_median)
if (left) { set label 3 here at four_median * 0.94, most_machines * 1.18 right textcolor rgb '#D55E00' front } \
  else { set label 3 here at four_median * 1.06, most_machines * 1.18 left textcolor rgb '#D55E00' front }
set key at graph 1, graph 1.01 right top horizontal samplen 1.2 width -1
plot 'histogram.csv' skip 1 using (sqrt($1 * $2)):3:1:2 with boxes linecolor rgb '#0072B2' dashtype 1 title 'found four codes', \
  'histogram.csv' skip 1 using ($4 > 0 ? sqrt($1 * $2) : NaN):($3 + $4):1:2:3:($3 + $4) with boxxyerror linecolor rgb '#E69F00' dashtype 1 title 'given up'
unset logscale; unset arrow; unset label
)";

constexpr const char* divergence_script = R"(
unset label; unset arrow
set multiplot
set lmargin at screen 0.085; set rmargin at screen 0.97
set xrange [0:divergence_cycles]
set tmargin at screen 0.92; set bmargin at screen 0.38
set yrange [0:3.4]; set ytics 0.5
set format x ''
unset xlabel
set ylabel 'G in nats' offset 1
set title 'how far what it dreams is from what it is shown'
set key at graph 0.99, graph 1 right top samplen 2.5
steps = 'sign proportional'
titles = '"1985: steps of 2, by sign" "steps in proportion to p^+ - p^-"'
set termoption enhanced
is(k, r) = strcol(1) eq word(steps, k) && $2 == r
plot for [k = 1:2] for [r = 0:2] 'divergence.csv' skip 1 using (is(k, r) ? $3 : NaN):4 with lines linetype k linewidth 2 dashtype 1 notitle, \
  for [k = 1:2] NaN with lines linetype k dashtype 1 linewidth 5 title word(titles, k), \
  without_code with lines linecolor rgb '#000000' linewidth 4 dashtype 3 title 'no code: least G if groups know nothing of each other'
unset label
set format x '%g'
set tmargin at screen 0.32; set bmargin at screen 0.13
set title ''
set yrange [0:4.6]; set ytics 1
set xlabel 'learning cycle'
set ylabel 'codes' offset 1
unset key
plot for [k = 1:2] for [r = 0:2] 'divergence.csv' skip 1 using (is(k, r) ? $3 : NaN):($5 + 0.11 * r - 0.06 * k) with steps linetype k linewidth 2.5 dashtype 1
unset multiplot
)";

constexpr const char* codes_script = R"(
unset label; unset arrow
set multiplot
set tmargin at screen 0.9; set bmargin at screen 0.14
set lmargin at screen 0.07; set rmargin at screen 0.485
set title '4-3-4: codes move apart'
set xrange [0:spread_cycles]; set xtics autofreq
set yrange [0:1.04]; set ytics 0.2
set xlabel 'learning cycle'
set ylabel 'share of machines' offset 0.5
set key at graph 0.99, graph 0.62 right top samplen 2 spacing 1.2
set label 1 'chance' at graph 0.995, first 2.0 / 70 right offset 0, 0.6 textcolor rgb '#555555'
plot 'spread.csv' skip 1 using 1:4:5 with filledcurves linetype 1 notitle, \
  'spread.csv' skip 1 using 1:7:8 with filledcurves linetype 2 notitle, \
  'spread.csv' skip 1 using 1:3 with lines linetype 1 title 'four different codes', \
  'spread.csv' skip 1 using 1:6 with lines linetype 2 title 'all differ in 2 units', \
  2.0 / 70 with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle
unset label
set lmargin at screen 0.56; set rmargin at screen 0.975
set title '8-3-8: twenty machines'
set logscale x; set xrange [1:eight_limit * 1.1]; set xtics (1, 10, 100, 1000, 10000)
set yrange [0:8.8]; set ytics 1
set ylabel 'different codes, most so far' offset 0.5
set key at graph 0.02, graph 0.99 left top Left reverse samplen 2
jitter(r) = 0.022 * (int(r) % 20 - 9.5)
plot for [r = 0:19] 'codes.csv' skip 1 using ($1 == r && $4 == 0 ? $2 : NaN):($3 + jitter(r)) with steps linecolor rgb '#E69F00' linewidth 3 dashtype 1 notitle, \
  for [r = 0:19] 'codes.csv' skip 1 using ($1 == r && $4 == 1 ? $2 : NaN):($3 + jitter(r)) with steps linecolor rgb '#0072B2' linewidth 3 dashtype 1 notitle, \
  NaN with lines linecolor rgb '#0072B2' linewidth 5 dashtype 1 title 'found all eight', \
  NaN with lines linecolor rgb '#E69F00' linewidth 5 dashtype 1 title 'did not'
unset multiplot
unset logscale
)";

constexpr const char* annealing_script = R"(
unset label; unset arrow
set multiplot
ways = '"annealed" "quenched" "warm" "learnt on"'
titles = '"annealed" "cold at once" "always warm" "annealed, learnt on"'
is(k) = strcol(2) eq word(ways, k)
set tmargin at screen 0.9; set bmargin at screen 0.14
set lmargin at screen 0.07; set rmargin at screen 0.485
set title wide_name.': right answers'
set logscale x; set xrange [9:900]; set xtics (10, 20, 50, 100, 200, 500)
set yrange [0:1.4]; set ytics 0, 0.2, 1
set xlabel 'sweeps in all'
set ylabel 'share of answers' offset 0.5
set key at graph 0.02, graph 1.0 left top Left reverse samplen 2.5
set label 1 sprintf('chance: 1 of %d', wide_v) at graph 0.99, first 1.0 / wide_v right offset 0, 0.6 textcolor rgb '#555555'
plot for [k = 1:4] 'answers_summary.csv' skip 1 using (is(k) ? $3 : NaN):7:8 with filledcurves linetype k notitle, \
  for [k = 1:4] 'answers_summary.csv' skip 1 using (is(k) ? $3 : NaN):6 with linespoints linetype k title word(titles, k), \
  1.0 / wide_v with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle
unset label; unset logscale
set lmargin at screen 0.575; set rmargin at screen 0.975
set title 'energy above the right answer'
set xrange [0:88]; set xtics 20
set yrange [*:energy_top]; set ytics autofreq
set xlabel 'sweep'
set ylabel 'E - E(right)' offset 0.5
set key at graph 0.99, graph 0.99 right top samplen 2.5
of(k) = strcol(1) eq word(ways, k)
plot for [k = 1:3] 'energies.csv' skip 1 using (of(k) ? $2 : NaN):5:6 with filledcurves linetype k notitle, \
  for [k = 1:3] 'energies.csv' skip 1 using (of(k) ? $2 : NaN):4 with lines linetype k title word(titles, k), \
  0 with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle
unset multiplot
)";

constexpr const char* statistics_script = R"(
unset label; unset arrow
set multiplot
set size square
set xrange [-0.02:1.02]; set yrange [-0.02:1.02]
set xtics 0.25; set ytics 0.25
set xlabel 'enumerated p_{ij}'
set termoption enhanced
set tmargin at screen 0.91; set bmargin at screen 0.18
names = 'drawn learnt'
titles = '"drawn weights, long runs" "4-2-4 learnt, the cycle of 1985"'
set key bottom right samplen 1
is(name, phase) = strcol(1) eq name && strcol(3) eq phase
do for [p = 1:2] {
  set lmargin at screen 0.08 + 0.48 * (p - 1); set rmargin at screen 0.5 + 0.48 * (p - 1)
  set title word(titles, p)
  set ylabel p == 1 ? 'sampled' : ''
  plot x with lines linecolor rgb '#888888' linewidth 3 dashtype 1 notitle, \
    'statistics.csv' skip 1 using (is(word(names, p), 'free') ? $6 : NaN):7 with points linetype 1 pointsize 1.1 title 'left alone, p^-', \
    'statistics.csv' skip 1 using (is(word(names, p), 'clamped') ? $6 : NaN):7 with points linetype 2 pointsize 1.1 title 'clamped, p^+'
}
unset multiplot
set size nosquare
)";

constexpr const char* shifter_script = R"(
unset label; unset arrow
set multiplot
set tmargin at screen 0.9; set bmargin at screen 0.14
set yrange [0:1.04]; set ytics 0.2
set lmargin at screen 0.07; set rmargin at screen 0.485
set title sprintf('after %d sweeps of learning', shift_sweeps)
set xrange [0.7:7.3]; set xtics 1
set xlabel 'bits on, of 8'
set ylabel 'shifts named right' offset 0.5
set key bottom right samplen 2
set label 1 'chance: 1 of 3' at first 0.8, first 1.0 / 3 left offset 0, 0.6 textcolor rgb '#555555'
plot 1.0 / 3 with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle, \
  'shifter_summary.csv' skip 1 using 1:2:($2 - 0.08):($2 + 0.08) with yerrorbars linecolor rgb '#000000' linewidth 3 pointtype 6 pointsize 2.6 dashtype 1 title 'published, and the band', \
  'shifter_summary.csv' skip 1 using 1:5:6:7 with yerrorbars linetype 1 linewidth 3 dashtype 1 notitle, \
  'shifter_summary.csv' skip 1 using 1:5 with linespoints linetype 1 title 'measured'
set lmargin at screen 0.56; set rmargin at screen 0.975
set title 'while it learns'
set xrange [0:shift_sweeps * 1.04]; set xtics shift_sweeps / 3
set xlabel 'sweeps'
set ylabel ''
few = '1 3 5 7'
plot 1.0 / 3 with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle, \
  for [k = 1:4] 'shifter.csv' skip 1 using ($1 == 0 && $3 == int(word(few, k)) ? $2 : NaN):6 with linespoints linetype k title word(few, k).(k == 1 ? ' bit on' : ' bits on')
unset multiplot
unset label
)";

}  // namespace

std::vector<lab::Figure> figures() {
  auto all = weight_figures();
  for (lab::Figure& figure : std::vector<lab::Figure>{
           {.name = "cycles",
 .title = "How long 4-2-4 takes to find four codes",
 .alt = "A histogram on a logarithmic axis with its middle near 110 cycles and a long tail to the right",
 .script = cycles_script},
           {.name = "divergence",
           .title = "4-2-4, three machines for each kind of step: G by enumeration, and how many different "
                    "codes there are",
           .alt = "Curves of G that fall from 2.2 nats to the line of machines without a code; those of 1985 "
                  "rise again, "
                  "those in proportion go on below it; underneath, the number of codes climbs",
           .script = divergence_script,
           .width = 1500,
           .height = 900},
           {.name = "codes",
           .title = "Codes while they are learnt; bands are Wilson's intervals of 95 %",
           .alt = "Left, shares of 4-3-4 machines with different codes and with codes two units apart rise; "
                  "right, steps "
                  "of twenty 8-3-8 machines, some to eight codes, others to seven",
           .script = codes_script,
           .width = 1600,
           .height = 750},
           {.name = "annealing",
           .title = "A large encoder answers: how right against how long, and the energy on the way (median "
                    "and deciles, "
                    "88 sweeps)",
           .alt = "Left, right answers rise with the number of sweeps when annealed and stay lower when cold "
                  "or warm all "
                  "the time; right, energies that fall",
           .script = annealing_script,
           .width = 1600,
           .height = 750},
           {.name = "statistics",
           .title = "How often two units are on together: sampled beside enumerated",
           .alt = "Two scatter plots; points of long runs lie on the diagonal, those of the short cycle near "
                  "it",
           .script = statistics_script,
           .width = 1500,
           .height = 750},
           {.name = "shifter",
           .title = "The shifter: shifts named right, by how many bits are on; bars are Wilson's intervals "
                    "of 95 %",
           .alt = "A curve that rises from one to five bits on and falls again, below or within the "
                  "published band",
           .script = shifter_script,
           .width = 1600,
           .height = 750}})
    all.push_back(std::move(figure));
  return all;
}

}  // namespace unroll::experiments::encoder
