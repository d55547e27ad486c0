// The pictures of experiment 11, as gnuplot. A script is read once for the SVG and once for the PNG, so it
// unsets what it may have set.
#include "figures.hpp"

#include <fmt/format.h>

namespace unroll::experiments::bptt {
namespace {

// Cosine and norm ratio side by side, for one loss and one rule: a colour and dash for each cell before and
// after training, with bands.
std::string biases(const std::string& asked, const std::string& rule, const std::string& x_label) {
  return fmt::format(R"(
set multiplot
set xlabel '{2}'
set logscale x 2; set format x '%.0f'
set xrange [1:steps * 1.04]
set style fill transparent solid 0.12 noborder
set bmargin at screen 0.14; set tmargin at screen 0.9
phase(p) = p == 1 ? 'before training' : 'after training'
mine(k, p) = strcol(1) eq word(cells, k) && strcol(2) eq '{0}' && strcol(3) eq '{1}' && strcol(4) eq phase(p)
style(k, p) = 2 * (k - 1) + p
do for [panel = 1 : 2] {{
  c = panel == 1 ? 6 : 9
  if (panel == 1) {{
    set lmargin at screen 0.085; set rmargin at screen 0.385; unset key
    set title 'direction: cosine' offset 0,-0.4
    set ylabel 'cos(gₖ, g)' noenhanced
    set yrange [{3}:1.04]
  }} else {{
    set lmargin at screen 0.475; set rmargin at screen 0.775
    set title 'length: ratio of norms' offset 0,-0.4
    set ylabel '‖gₖ‖ / ‖g‖' noenhanced offset 1
    set yrange [0:*]
    set key at screen 0.785, screen 0.9 left top Left reverse noenhanced samplen 2.6 spacing 2.7
  }}
  plot for [k = 1 : words(cells)] for [p = 1 : 2] 'truncation_summary.csv' skip 1 \
    using (mine(k, p) ? $5 : NaN):(column(c + 1)):(column(c + 2)) with filledcurves linetype style(k, p) notitle, \
    1 with lines linecolor rgb '#888888' linewidth 2 notitle, \
    for [k = 1 : words(cells)] for [p = 1 : 2] 'truncation_summary.csv' skip 1 \
    using (mine(k, p) ? $5 : NaN):(column(c)) with linespoints linetype style(k, p) \
    title word(cells, k)."\n".phase(p)
}}
unset multiplot
)",
                     asked, rule, x_label, asked[0] == 'l' ? "floor_last" : "floor_each");
}

constexpr const char* chunks_script = R"(
set multiplot
set xlabel 'k, steps that go back at most'
set logscale x 2; set format x '%.0f'
set xrange [1:steps * 1.04]
set yrange [floor_each:1.04]
set bmargin at screen 0.14; set tmargin at screen 0.9
set style fill transparent solid 0.12 noborder
mine(k, asked, rule) = strcol(1) eq word(cells, k) && strcol(2) eq asked && strcol(3) eq rule && strcol(4) eq 'after training'
do for [panel = 1 : 2] {
  asked = panel == 1 ? 'last step' : 'each step'
  if (panel == 1) {
    set lmargin at screen 0.085; set rmargin at screen 0.385; unset key
    set title 'loss at the last step' offset 0,-0.4
    set ylabel 'cos(gₖ, g), after training' noenhanced
  } else {
    set lmargin at screen 0.45; set rmargin at screen 0.75; unset ylabel
    set title 'loss at each step' offset 0,-0.4
    set key at screen 0.755, screen 0.9 left top Left reverse noenhanced samplen 2.6 spacing 2.7
  }
  plot for [k = 1 : words(cells)] 'truncation_summary.csv' skip 1 \
    using (mine(k, asked, 'every step') ? $5 : NaN):7:8 with filledcurves linetype 2 * k - 1 notitle, \
    for [k = 1 : words(cells)] 'truncation_summary.csv' skip 1 \
    using (mine(k, asked, 'chunks') ? $5 : NaN):7:8 with filledcurves linetype 2 * k notitle, \
    1 with lines linecolor rgb '#888888' linewidth 2 notitle, \
    for [k = 1 : words(cells)] 'truncation_summary.csv' skip 1 \
    using (mine(k, asked, 'every step') ? $5 : NaN):6 with linespoints linetype 2 * k - 1 \
    title word(cells, k).", k back\nfrom every step", \
    for [k = 1 : words(cells)] 'truncation_summary.csv' skip 1 \
    using (mine(k, asked, 'chunks') ? $5 : NaN):6 with linespoints linetype 2 * k \
    title word(cells, k).",\nin chunks of k"
}
unset multiplot
)";

constexpr const char* agreement_script = R"(
unset object; unset label
set termoption enhanced
set logscale x
set format x '10^{%T}'
set xlabel 'largest disagreement with backpropagation, relative'
set xrange [1e-17:30]
set xtics 1e-17, 1e3
set yrange [count - 0.4 : -0.7]
set ytics noenhanced offset 0.5
set lmargin 31; set rmargin 3; set tmargin 2.2
unset key
set object 1 rectangle from 1e-17, graph 0 to 1e-7, graph 1 behind fillcolor rgb '#009E73' fillstyle solid 0.1 noborder
set label 1 'the limit, 10^{-7}' at 1.2e-8, graph 0.5 center rotate by 90 textcolor rgb '#00664b'
set label 2 'RTRL' at 5e-16, graph 1.02 center textcolor linetype 1
set label 3 'central differences' at 5e-12, graph 1.02 center textcolor linetype 2
set label 4 'one step left out' at 1e-2, graph 1.02 center
shown(v) = v < 1.3e-17 ? 1.3e-17 : v
what(name, v) = strcol(3) eq name ? shown(v) : NaN
plot 'agreement_summary.csv' skip 1 using (what('RTRL', $4)):1:(shown($5)):6:ytic(2) \
    with xerrorbars linetype 1 linewidth 2.5, \
  '' skip 1 using (what('differences', $4)):1:(shown($5)):6 with xerrorbars linetype 2 linewidth 2.5 dashtype 1, \
  '' skip 1 using (strcol(3) eq 'one step short' && $4 > 1e-12 ? $4 : NaN):1:5:6 \
    with xerrorbars linetype 5 linewidth 2.5 dashtype 1
)";

constexpr const char* cost_script = R"(
set multiplot
set termoption enhanced
unset label
set logscale xy
set format '10^{%T}'
set bmargin at screen 0.15; set tmargin at screen 0.9
set key off
set xtics 1, 100; set ytics 1, 100
mine(v) = strcol(1) eq word(cost_cells, 1) ? v : NaN
do for [panel = 1 : 3] {
  left = 0.085 + 0.235 * (panel - 1) + (panel == 3 ? 0.03 : 0)
  set lmargin at screen left; set rmargin at screen left + 0.16
  file = panel < 3 ? 'cost_length.csv' : 'cost_size.csv'
  across = panel < 3 ? 3 : 2
  c = panel == 2 ? 9 : 5
  if (panel == 1) {
    set title sprintf('work, n = %.0f', cost_units) offset 0, -0.4
    set xlabel 'steps T'; set xrange [1:65536]; set yrange [1:*]
    set ylabel 'times one step of BPTT' offset 0.5
  }
  if (panel == 2) {
    set title sprintf('memory, n = %.0f', cost_units) offset 0, -0.4; unset ylabel
  }
  if (panel == 3) {
    set title 'work, T = 100' offset 0, -0.4; set xlabel 'units n'; set xrange [1:512]; set xtics 1, 10
    set ylabel 'times that of one unit' offset 0.5
    set key on at screen 0.755, screen 0.9 left top Left reverse noenhanced samplen 2.8 spacing 2.8
  }
  base = panel == 2 ? base_memory : panel == 1 ? base_work : base_size
  truncated = sprintf("truncated, k = %.0f,\nafter every step", cost_window)
  plot file skip 1 using (mine(column(across))):(column(c) / base) with lines linetype 1 title 'BPTT, once', \
    file skip 1 using (panel != 2 ? mine(column(across)) : NaN):(column(c + 1) / base) with lines linetype 4 \
      title "BPTT anew\nafter every step", \
    file skip 1 using (mine(column(across))):(column(panel == 2 ? 10 : 7) / base) with lines linetype 3 title truncated, \
    file skip 1 using (mine(column(across))):(column(panel == 2 ? 11 : 8) / base) with lines linetype 2 \
      title "RTRL, which has\none at every step"
}
unset multiplot
)";

}  // namespace

std::vector<lab::Figure> bptt_figures() {
  return {
      {.name = "truncation",
       .title =
           "A gradient that goes back k steps only, against the whole one: loss at the last step, median "
           "over the seeds with its range",
       .alt = "Left, the cosine to the whole gradient rises to 1 with k; right, the ratio of norms. The "
              "network with gates needs more steps than the tanh network, and both need more after training",
       .script = biases("last step", "every step", "k, steps that go back"),
       .width = 1700,
       .height = 800},
      {.name = "each_step",
       .title = "The same with a loss at each step: most of it is answered by what was just seen",
       .alt = "The same curves for a loss at each step, which begin higher",
       .script = biases("each step", "every step", "k, steps that each loss goes back"),
       .width = 1700,
       .height = 800},
      {.name = "chunks",
       .title = "Two ways to truncate: from every step k back, or in chunks of k with the state handed on",
       .alt = "Two panels of rising cosines; with a loss at each step chunks lie below, for most of their "
              "losses go back fewer than k steps",
       .script = chunks_script,
       .width = 1700,
       .height = 800},
      {.name = "agreement",
       .title = "Three ways to one gradient, for every cell of the lineup: largest disagreement, median over "
                "the seeds with its range",
       .alt = "A row for each cell. Backpropagation and RTRL differ by 1e-15, differences by 1e-9 or less; a "
              "gradient that leaves out one step alone lies far to the right of the limit of 1e-7",
       .script = agreement_script,
       .width = 1500,
       .height = 1250},
      {.name = "cost",
       .title = "What a gradient costs, counted: against the length, in memory, and against the size",
       .alt =
           "Three panels with logarithmic axes. Work against T: all lines rise with slope one but for BPTT "
           "done anew after every step, which rises with slope two and in the end crosses RTRL. Memory: "
           "RTRL is flat, BPTT rises. Work against n: slope two for BPTT, four for RTRL",
       .script = cost_script,
       .width = 1700,
       .height = 750},
  };
}

}  // namespace unroll::experiments::bptt
