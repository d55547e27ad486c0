#include "gradients.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "figures.hpp"

namespace unroll::lab {
namespace {

constexpr double ln10 = 2.302585092994046;

// A panel for each time of the training, a curve for each network, layer and direction.
constexpr const char* script = R"(
unset label
set xrange [*:*]; set yrange [*:*]
stats 'gradients_summary.csv' skip 1 using 6 name 'LAG' nooutput
stats 'gradients_summary.csv' skip 1 using 9 name 'LOW' nooutput
stats 'gradients_summary.csv' skip 1 using 10 name 'HIGH' nooutput
floor = LOW_min < -16 ? -16 : LOW_min - 0.3
last = LAG_max < 1 ? 1 : LAG_max
arrived(c) = strcol(c) eq '-inf' ? floor : column(c) < floor ? floor : column(c)
set multiplot
set xrange [0 : last]; set yrange [floor : HIGH_max + 0.3]
set xlabel 'lag k, in steps'
set style fill transparent solid 0.12 noborder
set bmargin at screen 0.13; set tmargin at screen 0.92
panels = words(gradient_times)
wide = 0.625 / panels
do for [p = 1 : panels] {
  time = word(gradient_times, p)
  set title time offset 0,-0.5
  set lmargin at screen 0.085 + (p - 1) * wide; set rmargin at screen 0.022 + p * wide
  if (p == 1) { set ylabel 'what arrives, log₁₀ ‖∂L/∂sₜ₋ₖ‖' noenhanced offset 0.5 } else { unset ylabel }
  if (p == panels) { set key at screen 0.68, screen 0.93 left top Left reverse noenhanced samplen 3 spacing 1.7 } else { unset key }
  is(row, curve) = strcol(1) eq curve && strcol(3) eq time ? row : NaN
  plot for [k = 1 : words(gradient_curves)] 'gradients_summary.csv' skip 1 \
    using (is($6, word(gradient_curves, k))):(arrived(9)):(arrived(10)) with filledcurves linetype k notitle, \
    for [k = 1 : words(gradient_curves)] 'gradients_summary.csv' skip 1 \
    using (is($6, word(gradient_curves, k))):(arrived(8)) with lines linetype k title word(gradient_curves, k)
}
unset multiplot
)";

// What the legend calls it: layer and direction only where the network has more than one.
std::string label(const Gradients& g, const GradientCurve& curve) {
  std::size_t layers = 1;
  bool both = false;
  for (const GradientCurve& other : g.curves) {
    layers = std::max(layers, other.layer + 1);
    both = both || other.direction > 0;
  }
  return g.network + (layers > 1 ? fmt::format(" (layer {})", curve.layer + 1) : "") +
         (!both                  ? ""
          : curve.direction == 0 ? " →"
                                 : " ←");
}

void add_once(std::vector<std::string>& all, const std::string& word) {
  if (std::find(all.begin(), all.end(), word) == all.end()) all.push_back(word);
}

// A curve of the summary: that of one network, time, layer and direction with every seed.
struct Group {
  std::string label, network, when;
  const GradientCurve* first;
  std::vector<const GradientCurve*> seeds;
};

std::vector<Group> grouped(const std::vector<Gradients>& all) {
  std::vector<Group> groups;
  for (const Gradients& g : all)
    for (const GradientCurve& curve : g.curves) {
      const auto same = [&](const Group& group) {
        return group.network == g.network && group.when == g.when && group.first->layer == curve.layer &&
               group.first->direction == curve.direction;
      };
      auto found = std::find_if(groups.begin(), groups.end(), same);
      if (found == groups.end())
        found = groups.insert(groups.end(), {label(g, curve), g.network, g.when, &curve, {}});
      found->seeds.push_back(&curve);
    }
  return groups;
}

const char* direction(const GradientCurve& curve) { return curve.direction == 0 ? "forwards" : "backwards"; }

// What arrives with each seed; a unit that has run into saturation lets through exactly 0, -infinity. Empty
// where nothing arrives with any.
std::vector<double> at_lag(const Group& group, arma::uword k) {
  std::vector<double> values;
  bool any = false;
  for (const GradientCurve* curve : group.seeds)
    if (k < curve->log10_norms.n_elem) {
      values.push_back(curve->log10_norms[k]);
      any = any || std::isfinite(values.back());
    }
  return any ? values : std::vector<double>{};
}

}  // namespace

Option gradients_option() {
  return flag_option("gradients",
                     "draw how far back the gradient of each network reaches, before and after training");
}

Figure gradients_figure() {
  return {.name = "gradients",
          .title =
              "What is left of the gradient k steps back, for a loss that reads the last step: median over "
              "the runs with its range",
          .alt = "Curves of the gradient's norm against the lag, one panel before training and one after",
          .script = script,
          .width = 1700,
          .height = 850,
          .only_with = "gradients"};
}

bool gradients_asked(const Run& run) { return run.settings().flag("gradients"); }

void read_last_step(arma::cube& dy) {
  for (arma::uword t = 0; t + 1 < dy.n_slices; ++t) dy.slice(t).zeros();
  arma::mat& last = dy.slice(dy.n_slices - 1);
  for (arma::uword b = 0; b < last.n_cols; ++b)
    if (const double length = arma::norm(last.col(b)); length > 0) last.col(b) /= length;
}

std::vector<GradientCurve> gradient_curves(const std::vector<LayerFlow>& flows, const arma::cube& dy) {
  const arma::mat& last = dy.slice(dy.n_slices - 1);
  std::vector<arma::uword> wrong;  // a sequence that the loss asks nothing of has no gradient to follow
  for (arma::uword b = 0; b < last.n_cols; ++b)
    if (!last.col(b).is_zero()) wrong.push_back(b);
  std::vector<GradientCurve> curves;
  for (const LayerFlow& flow : flows) {
    const arma::mat norms = flow.log_norms.cols(arma::uvec(wrong));
    arma::vec mean(norms.n_rows);
    for (arma::uword k = 0; k < norms.n_rows; ++k)
      mean[k] = wrong.empty() ? -std::numeric_limits<double>::infinity()
                              : arma::accu(norms.row(k)) / static_cast<double>(norms.n_cols) / ln10;
    curves.push_back({flow.layer, flow.direction, mean});
  }
  std::stable_sort(curves.begin(), curves.end(),
                   [](const auto& a, const auto& b) { return a.layer < b.layer; });
  return curves;
}

void write_gradients(Run& run, const std::vector<Gradients>& all) {
  if (!gradients_asked(run)) return;
  Csv csv{"network", "when", "seed", "layer", "direction", "lag", "log10_norm"},
      summary{"curve", "network", "when", "layer", "direction", "lag", "runs", "median", "low", "high"};
  for (const Gradients& g : all)
    for (const GradientCurve& curve : g.curves)
      for (arma::uword k = 0; k < curve.log10_norms.n_elem; ++k)
        if (std::isfinite(curve.log10_norms[k]))
          csv.row(g.network, g.when, g.seed, curve.layer + 1, direction(curve), k, curve.log10_norms[k]);
  std::vector<std::string> curves, times;
  for (const Group& group : grouped(all)) {
    add_once(curves, group.label);
    add_once(times, group.when);
    for (arma::uword k = 0; k < group.first->log10_norms.n_elem; ++k) {
      const auto values = at_lag(group, k);
      if (values.empty()) continue;
      const auto [median, low, high] = spread_of(values);
      summary.row(group.label, group.network, group.when, group.first->layer + 1, direction(*group.first), k,
                  values.size(), median, low, high);
    }
  }
  run.table("gradients", csv);
  run.table("gradients_summary", summary);
  run.variable("gradient_curves", script_words(curves));
  run.variable("gradient_times", script_words(times));
}

}  // namespace unroll::lab
