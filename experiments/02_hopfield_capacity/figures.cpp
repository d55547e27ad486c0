// The pictures of experiment 02, as gnuplot.
#include "tables.hpp"

namespace unroll::experiments::capacity {
namespace {

// Sizes have their colours from the largest down, so that the largest is always blue; the theory is black.
// The inset shows the theory's own fall, which is small.
constexpr const char* overlap_script = R"(
set multiplot
set style fill transparent solid 0.15 noborder
set linetype 8 linecolor rgb '#999999' linewidth 4 dashtype 1 pointtype 2 pointsize 1.4
colour(k) = words(sizes) - k < 4 ? words(sizes) - k + 1 : words(sizes) - k + 2
of(n) = strcol(1) eq n
set bmargin at screen 0.14; set tmargin at screen 0.9
set xrange [0.02:0.2]; set xtics 0.04
set xlabel 'load α = P / N'
set yrange [0:1.04]; set ytics 0.2
set arrow 1 from end_load, 0 to end_load, 1.04 nohead linecolor rgb '#888888' linewidth 2 dashtype 3
set lmargin at screen 0.055; set rmargin at screen 0.48
set title 'overlap of the state at rest'
set label 1 sprintf('α = %.3f', end_load) at end_load + 0.003, 0.07 left front
unset key
plot for [k = 1 : words(sizes)] 'overlap_summary.csv' skip 1 \
    using (of(word(sizes, k)) ? $3 : NaN):6:7 with filledcurves linetype colour(k) notitle, \
  for [k = 1 : words(sizes)] 'overlap_summary.csv' skip 1 \
    using (of(word(sizes, k)) ? $3 : NaN):5 with linespoints linetype colour(k) notitle, \
  'overlap_theory.csv' skip 1 using 1:2 with lines linecolor rgb '#000000' linewidth 6 dashtype 1 notitle
set lmargin at screen 0.55; set rmargin at screen 0.975
set title 'share kept: overlap 0.9 and more'
unset label
set key bottom left Left reverse
plot for [k = 1 : words(sizes)] 'overlap_summary.csv' skip 1 \
    using (of(word(sizes, k)) ? $3 : NaN):9:10 with filledcurves linetype colour(k) notitle, \
  for [k = 1 : words(sizes)] 'overlap_summary.csv' skip 1 \
    using (of(word(sizes, k)) ? $3 : NaN):8 with linespoints linetype colour(k) title 'N = '.word(sizes, k), \
  NaN with lines linecolor rgb '#000000' linewidth 6 dashtype 1 title 'theory, endless N'
unset key
set lmargin at screen 0.13; set rmargin at screen 0.31
set bmargin at screen 0.3; set tmargin at screen 0.68
set title 'the same, near 1' offset 0,-0.5
unset xlabel
set border 15
set xrange [0.09:0.142]; set xtics 0.02
set yrange [0.96:1.002]; set ytics 0.02
set arrow 1 from end_load, 0.96 to end_load, 1.002 nohead linecolor rgb '#888888' linewidth 2 dashtype 3
last = words(sizes)
plot 'overlap_summary.csv' skip 1 using (of(word(sizes, last)) ? $3 : NaN):6:7 with filledcurves linetype colour(last) notitle, \
  'overlap_summary.csv' skip 1 using (of(word(sizes, last)) ? $3 : NaN):5 with points linetype colour(last) pointsize 1.8 notitle, \
  'overlap_theory.csv' skip 1 using 1:2 with lines linecolor rgb '#000000' linewidth 6 dashtype 1 notitle
unset multiplot
unset arrow; set border 3; set title offset 0,0
)";

constexpr const char* rules_script = R"(
set multiplot
set bmargin at screen 0.14; set tmargin at screen 0.9
set xrange [0:rule_units]; set xtics 20
set yrange [-0.02:1.04]; set ytics 0.2
set xlabel sprintf('memories in %d units', rule_units)
rules = "'Hebb' 'Storkey' 'projection' 'Hebb clipped'"
is(k) = strcol(1) eq word(rules, k)
do for [p = 1 : 2] {
  set lmargin at screen (p == 1 ? 0.095 : 0.58); set rmargin at screen (p == 1 ? 0.485 : 0.97)
  set title p == 1 ? 'exactly stable' : sprintf('recalled exactly after %d flips', flips)
  set ylabel p == 1 ? 'share of the memories' : '' offset 0.5
  if (p == 1) { unset key } else { set key at graph 1.03, 0.97 right top samplen 2.5 }
  c = p == 1 ? 5 : 8
  plot for [k = 1 : 4] 'rules_summary.csv' skip 1 using (is(k) ? $2 : NaN):c + 1:c + 2 \
      with filledcurves linetype k notitle, \
    for [k = 1 : 4] 'rules_summary.csv' skip 1 using (is(k) ? $2 : NaN):c with linespoints linetype k title word(rules, k)
}
unset multiplot
)";

constexpr const char* errors_script = R"(
set termoption enhanced
set logscale y
set format y '10^{%T}'
set xrange [0.05:0.65]; set yrange [0.0005:0.3]
set xlabel 'load α = P / N'
set ylabel 'share of units wrong after one step'
set key bottom right Left reverse
is(w) = strcol(1) eq w
plot 'errors_theory.csv' skip 1 using 1:2 with lines linetype 1 title 'theory, ½ erfc √(N / 2P)', \
  'errors_theory.csv' skip 1 using 1:3 with lines linetype 2 title 'theory for clipped weights', \
  'errors_summary.csv' skip 1 using (is('whole') ? $3 : NaN):7:8:9 with yerrorbars linetype 1 dashtype 1 title 'measured', \
  'errors_summary.csv' skip 1 using (is('clipped') ? $3 : NaN):7:8:9 with yerrorbars linetype 2 dashtype 1 title 'measured, clipped', \
  'errors_summary.csv' skip 1 using (is('whole') ? $4 : NaN):5 with points linecolor rgb '#000000' linewidth 3 pointtype 6 pointsize 3 \
    title 'printed table'
unset format; unset logscale
)";

constexpr const char* kinds_script = R"(
set multiplot
set style fill solid 1 noborder
set style data histograms
set style histogram rowstacked
set boxwidth 0.75
kinds = "'memory' 'reversed memory' 'near a memory' 'mixture of 3' 'mixture of 5' 'other'"
array shade[6] = [0x0072B2, 0x56B4E9, 0xB9DDF1, 0xE69F00, 0xF6D58A, 0x555555]
set yrange [0:1]; set ytics 0.2
set grid y; set xtics scale 0
unset key
set bmargin at screen 0.17; set tmargin at screen 0.9
set lmargin at screen 0.085; set rmargin at screen 0.3
set title 'N = 30, 5 memories'
set ylabel 'share of random starts' offset 0.5
set xrange [-0.6:2.6]
set xtics ('1982' 0, '0/1' 1, '-1/+1' 2)
set xlabel 'states'
plot for [k = 1 : 6] 'starts_shown.csv' skip 1 using (column(k + 1)) linecolor rgb shade[k] dashtype 1 notitle
set lmargin at screen 0.37; set rmargin at screen 0.755
set title sprintf('N = %d, states -1/+1', ending_units)
set ylabel ''
set xlabel 'memories stored'
set xrange [-0.6:7.6]
set xtics autofreq
set key at screen 0.765, 0.9 left top Left reverse samplen 1.5 spacing 1.6 invert
plot for [k = 1 : 6] 'kinds_shown.csv' skip 1 using (column(k + 1)):xtic(1) linecolor rgb shade[k] dashtype 1 title word(kinds, k)
unset multiplot
)";

constexpr const char* counts_script = R"(
set multiplot
set bmargin at screen 0.14; set tmargin at screen 0.9
set lmargin at screen 0.09; set rmargin at screen 0.42
set xrange [4.5:20.5]; set xtics 5
set yrange [0:1.45]; set ytics 0, 0.2, 1
set xlabel 'memories n in 100 units'
set ylabel 'share recalled exactly' offset 0.5
set title 'no error at all'
set key at graph 1.03, 1.01 right top
is(c) = strcol(1) eq c && strcol(2) eq 'whole'
plot 'counts_summary.csv' skip 1 using (is('0/1') ? $3 : NaN):14 with lines linecolor rgb '#888888' linewidth 3 dashtype 3 title 'his eq. [10]', \
  'counts_summary.csv' skip 1 using (is('-1/+1') ? $3 : NaN):14 with lines linecolor rgb '#888888' linewidth 3 dashtype 3 notitle, \
  'counts_summary.csv' skip 1 using (is('-1/+1') ? $3 : NaN):5:6:7 with yerrorbars linetype 1 linewidth 3 dashtype 1 title 'states -1/+1', \
  'counts_summary.csv' skip 1 using (is('0/1') ? $3 : NaN):5:6:7 with yerrorbars linetype 2 linewidth 3 dashtype 1 title 'states 0/1', \
  '+' every ::0::0 using (10):(0.6) with points linecolor rgb '#000000' linewidth 3 pointtype 6 pointsize 3 title 'Hopfield 1982'
set style fill solid 0.9 noborder
set boxwidth 0.38
set xrange [-0.7:14.7]
unset key
do for [p = 1 : 3] {
  n = word('5 10 15', p)
  set lmargin at screen 0.535; set rmargin at screen 0.98
  set tmargin at screen 1.16 - 0.26 * p; set bmargin at screen 0.96 - 0.26 * p
  set title p == 1 ? 'errors of the states at rest' : ''
  set yrange [0:1]; set ytics 0.5
  set ylabel p == 2 ? 'share of the memories' : ''
  set xlabel p == 3 ? 'errors at rest' : ''
  if (p < 3) { set xtics ('' 0, '' 5, '' 10, '' 12, '' 14) } \
    else { set xtics ('0' 0, '1' 1, '' 2, '3' 3, '' 4, '5' 5, '' 6, '7' 7, '' 8, '' 9, '10+' 10, '' 11, '30+' 12, '' 13, '50+' 14) }
  set label 1 'n = '.n.(p == 1 ? ' memories' : '') at graph 0.5, 0.8 center
  plot 'histogram.csv' skip 1 using (strcol(1) eq '0/1' && strcol(2) eq n ? $3 - 0.2 : NaN):5 with boxes linecolor rgb '#D55E00' notitle, \
    'histogram.csv' skip 1 using (strcol(1) eq '-1/+1' && strcol(2) eq n ? $3 + 0.2 : NaN):5 with boxes linecolor rgb '#0072B2' notitle
}
unset multiplot
unset label; unset format; unset boxwidth
)";

constexpr const char* distances_script = R"(
set xrange [-0.3:12.3]; set xtics 2
set yrange [0:1.04]; set ytics 0.2
set xlabel 'units between the start and the nearest memory, of 30'
set ylabel 'share that ends there'
set key bottom left Left reverse
is(c) = strcol(1) eq c
plot for [k = 1 : 2] 'distances_summary.csv' skip 1 using (is(word('-1/+1 0/1', k)) ? $2 : NaN):8:9 with filledcurves linetype k notitle, \
  for [k = 1 : 2] 'distances_summary.csv' skip 1 using (is(word('-1/+1 0/1', k)) ? $2 : NaN):7 with linespoints linetype k title 'states '.word('-1/+1 0/1', k), \
  for [k = 1 : 2] 'distances_summary.csv' skip 1 using (is(word('-1/+1 0/1', k)) ? $2 : NaN):4 with lines linetype k linewidth 2 dashtype 3 notitle, \
  NaN with lines linecolor rgb '#555555' linewidth 2 dashtype 3 title 'dotted: exactly', \
  '+' every ::0::0 using (12):(0.2) with points linecolor rgb '#000000' linewidth 3 pointtype 6 pointsize 3 title 'Hopfield 1982', \
  '+' every ::0::0 using (5):(0.9) with points linecolor rgb '#000000' linewidth 3 pointtype 6 pointsize 3 notitle
)";

}  // namespace

std::vector<lab::Figure> figures() {
  return {
      {.name = "overlap",
       .title = "Overlap of the state at rest with the memory it started from, against the load; median and "
                "range of "
                "the nets, and the theory solved here",
       .alt = "Curves near 1 that drop beyond a load of 0.138, the steeper the larger the net; the theory's "
              "curve ends "
              "there",
       .script = overlap_script,
       .width = 1500,
       .height = 750},
      {.name = "rules",
       .title = "Four rules side by side, by the number of memories; median and range of the nets",
       .alt = "Two panels of falling curves: projection keeps every memory stable, Storkey most up to a "
              "third of the "
              "units, Hebb up to a tenth, clipped Hebb fewer",
       .script = rules_script,
       .width = 1500,
       .height = 750},
      {.name = "kinds",
       .title = "Where random starts end, by kind of state",
       .alt = "Stacked bars: with few memories about two thirds end in memories and their reverses and a "
              "third in "
              "mixtures of three; with many memories most end in states like none of these",
       .script = kinds_script,
       .width = 1600,
       .height = 750},
      {.name = "counts",
       .title = "Hopfield's counts of 1982 again, with his states 0/1 and with -1/+1: shares without error, "
                "and errors "
                "of the states at rest",
       .alt = "Left: the share recalled exactly falls with the number of memories, far earlier for states "
              "0/1. Right: "
              "histograms of errors for 5, 10 and 15 memories; with 15 most 0/1 recalls end far away",
       .script = counts_script,
       .width = 1500,
       .height = 850},
      {.name = "errors",
       .title = "A unit's error after one synchronous step, against the load; median and range over the runs",
       .alt = "Points on two rising theory curves, the one for clipped weights above the other",
       .script = errors_script},
      {.name = "distances",
       .title = "Starts some units off a memory, N = 30 and five memories: share that ends in the nearest or "
                "at most "
                "three units off; dotted: exactly in it",
       .alt = "Falling curves for both codings: near 1 up to five units, about a third at twelve",
       .script = distances_script},
  };
}

}  // namespace unroll::experiments::capacity
