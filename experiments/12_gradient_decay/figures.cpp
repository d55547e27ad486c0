// The pictures of experiment 12, as gnuplot.
#include "figures.hpp"

#include <fmt/format.h>

#include "experiments/lab/gradients.hpp"

namespace unroll::experiments {
namespace {

// Both phases side by side, a curve for each cell of `cells` with its band and its bound.
std::string curves(const std::string& file, const std::string& x_label, const std::string& x_range,
                   const std::string& with) {
  return fmt::format(R"(
set xrange [*:*]; set yrange [*:*]
stats '{0}' skip 1 using 6 name 'HIGH' nooutput
top = HIGH_max < 0.7 ? 1 : HIGH_max > 20 ? 20 : HIGH_max + 0.3
set multiplot
set yrange [floor : top]
set xlabel '{1}'
{2}
set style fill transparent solid 0.06 noborder
lowest(v) = v < floor ? floor : v
set bmargin at screen 0.13; set tmargin at screen 0.92
do for [p = 1 : 2] {{
  phase = p == 1 ? 'before training' : 'after training'
  set title phase offset 0,-0.5
  if (p == 1) {{
    set lmargin at screen 0.075; set rmargin at screen 0.36; unset key
    set ylabel 'what arrives, log₁₀ ‖∂L/∂sₜ₋ₖ‖ / ‖∂L/∂sₜ‖' noenhanced offset 0.5
  }} else {{
    set lmargin at screen 0.41; set rmargin at screen 0.695; unset ylabel
    set key at screen 0.705, screen 0.93 left top Left reverse noenhanced samplen 2.6 spacing 1.7
  }}
  plot for [k = 1 : words(cells)] '{0}' skip 1 \
    using (strcol(1) eq word(cells, k) && strcol(2) eq phase ? $3 : NaN):(lowest($5)):(lowest($6)) with filledcurves linetype k notitle, \
    for [k = 1 : words(cells)] '{0}' skip 1 \
    using (strcol(1) eq word(cells, k) && strcol(2) eq phase ? $3 : NaN):7 \
    with lines linetype k linewidth 2.5 dashtype 3 notitle, \
    for [k = 1 : words(cells)] '{0}' skip 1 \
    using (strcol(1) eq word(cells, k) && strcol(2) eq phase ? $3 : NaN):4 with {3} linetype k title word(cells, k), \
    NaN with lines linecolor rgb '#555555' linewidth 2.5 dashtype 3 title 'dotted: bound'
}}
unset multiplot
)",
                     file, x_label, x_range, with);
}

constexpr const char* ranking_script = R"(
set xlabel sprintf('what arrives from %.0f steps back, log₁₀ ‖∂L/∂sₜ₋ₖ‖ / ‖∂L/∂sₜ‖', half) noenhanced offset -14
set yrange [count - 0.4 : -0.6]
set ytics noenhanced
set lmargin 34; set rmargin 3; set tmargin 3.5
set key at graph 0, screen 0.985 left top horizontal
set xrange [floor:1]
lowest(v) = v < floor ? floor : v
plot 'ranking.csv' skip 1 using (strcol(3) eq 'before training' ? lowest($4) : NaN):1:(lowest($5)):6:ytic(2) \
    with xerrorbars linetype 2 title 'before training', \
  '' skip 1 using (strcol(3) eq 'after training' ? lowest($4) : NaN):($1 + 0.22):(lowest($5)):6 \
    with xerrorbars linetype 1 title 'after training'
)";

constexpr const char* map_script = R"(
set multiplot
set palette defined (0 '#08306b', 0.35 '#2171b5', 0.7 '#9ecae1', 0.94 '#fff7bc', 1 '#fed976')
set xtics 20
set style fill solid 1 noborder
set cbrange [-8:0.5]
set colorbox user origin 0.9, 0.17 size 0.015, 0.7
set cblabel 'log₁₀ ‖∂sₜ / ∂sᵤ‖' noenhanced offset 1
set xlabel 'from step u'; set ylabel 'to step t' offset 1
set xrange [-0.5 : map_steps + 0.5]; set yrange [map_steps + 0.5 : 0.5]
unset key; unset grid
set bmargin at screen 0.17; set tmargin at screen 0.87
wide = 0.82 / words(maps)
do for [k = 1 : words(maps)] {
  set title word(maps, k) noenhanced
  set lmargin at screen 0.07 + (k - 1) * wide; set rmargin at screen 0.025 + k * wide
  if (k > 1) { unset ylabel; unset colorbox }
  plot 'map.csv' skip 1 using (strcol(1) eq word(maps, k) ? $3 : NaN):2:(0.5):(0.5):4 \
    with boxxyerror linecolor palette
}
unset multiplot
)";

constexpr const char* singular_script = R"(
set multiplot layout 1,words(maps)
set xlabel 'lag k'
set xrange [0 : map_steps]; set xtics 20
set ylabel 'singular values of ∂sₜ / ∂sₜ₋ₖ, log₁₀' noenhanced offset 1
set yrange [-16:2]
set tmargin 2.5
unset key
do for [k = 1 : words(maps)] {
  set title word(maps, k) noenhanced
  if (k > 1) { unset ylabel }
  plot 'singular.csv' skip 1 using (strcol(1) eq word(maps, k) ? $2 : NaN):4 \
    with points pointtype 7 pointsize 0.5 linecolor rgb '#0072B2', \
    'map.csv' skip 1 using (strcol(1) eq word(maps, k) && $2 == map_steps ? map_steps - $3 : NaN):4 \
    with lines linetype 2
}
unset multiplot
)";

constexpr const char* radius_script = R"(
set xlabel 'gain of the recurrent weights, U ~ N(0, gain²/n)'
set ylabel 'factor a step'
set key top left Left reverse
set yrange [0:*]
plot 1 with lines linecolor rgb '#888888' linewidth 2 notitle, \
  'radius.csv' skip 1 using 1:3 smooth unique with linespoints linetype 2 title 'largest singular value: the bound', \
  'radius.csv' skip 1 using 1:4 smooth unique with linespoints linetype 3 title 'spectral radius ρ', \
  'radius.csv' skip 1 using 1:5 smooth unique with linespoints linetype 1 title 'measured in a tanh network'
)";

}  // namespace

std::vector<lab::Figure> decay_figures() {
  return {
      {.name = "decay",
       .title =
           "What is left of the gradient k steps back: median over the seeds with its range, bounds dotted",
       .alt = "Falling curves against the lag, before and after training: a sigmoid network loses a power of "
              "ten "
              "in two steps, tanh in tens, gated and leaky cells hardly any",
       .script = curves("decay_summary.csv", "lag k, in steps", "set xrange [0:*]", "lines"),
       .width = 1700,
       .height = 850},
      {.name = "length",
       .title = "What reaches the first step of a sequence of length T",
       .alt = "The same cells against the length of the sequence on a logarithmic axis",
       .script = curves("length_summary.csv", "length T of the sequence", "set logscale x; set xrange [10:*]",
                        "linespoints"),
       .width = 1700,
       .height = 850},
      {.name = "ranking",
       .title = "Every cell, initialisation and bias, by what arrives from half of the lags back",
       .alt = "A dot for each network before and after training, with its range over the seeds",
       .script = ranking_script,
       .width = 1500,
       .height = 1300},
      {.name = "map",
       .title = "How much the state of step u still moves that of step t",
       .alt = "Triangular heat maps: for the plain network only a thin band along the diagonal is bright, "
              "for the "
              "gated one the whole triangle",
       .script = map_script,
       .width = 1900,
       .height = 600},
      {.name = "singular",
       .title = "All singular values of the product of Jacobians; the largest as a line",
       .alt =
           "Fans of points that fall with the lag, wide for the plain network and narrow for the gated one",
       .script = singular_script,
       .width = 1700,
       .height = 800},
      {.name = "radius",
       .title = "The bound uses the largest singular value; the gradient follows the spectral radius, and "
                "saturation holds it down",
       .alt =
           "Three curves against the gain: the singular value twice the spectral radius, the measured factor "
           "below both and below one",
       .script = radius_script},
      lab::gradients_figure(),
  };
}

}  // namespace unroll::experiments
