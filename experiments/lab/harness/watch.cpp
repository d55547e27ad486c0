#include "watch.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

namespace unroll::lab {
namespace {

constexpr double ln10 = 2.302585092994046;

// The name of a curve: layer and direction only where the network has more than one.
std::string curve_name(const std::string& network, const std::vector<GradientCurve>& curves,
                       const GradientCurve& curve) {
  std::size_t layers = 1;
  bool both = false;
  for (const GradientCurve& other : curves) {
    layers = std::max(layers, other.layer + 1);
    both = both || other.direction > 0;
  }
  return network + (layers > 1 ? fmt::format(" (layer {})", curve.layer + 1) : "") +
         (!both                  ? ""
          : curve.direction == 0 ? " →"
                                 : " ←");
}

}  // namespace

void read_last_step(arma::cube& dy) {
  for (arma::uword t = 0; t + 1 < dy.n_slices; ++t) dy.slice(t).zeros();
  arma::mat& last = dy.slice(dy.n_slices - 1);
  for (arma::uword b = 0; b < last.n_cols; ++b)
    if (const double length = arma::norm(last.col(b)); length > 0) last.col(b) /= length;
}

std::vector<GradientCurve> gradient_curves(const std::vector<LayerFlow>& flows, const arma::cube& dy) {
  const arma::mat& last = dy.slice(dy.n_slices - 1);
  std::vector<arma::uword> asked;  // a sequence of which the loss asks nothing has no gradient
  for (arma::uword b = 0; b < last.n_cols; ++b)
    if (!last.col(b).is_zero()) asked.push_back(b);
  std::vector<GradientCurve> curves;
  for (const LayerFlow& flow : flows) {
    const arma::mat norms = flow.log_norms.cols(arma::uvec(asked));
    arma::vec mean(norms.n_rows);
    for (arma::uword k = 0; k < norms.n_rows; ++k)
      mean[k] = asked.empty() ? -std::numeric_limits<double>::infinity()
                              : arma::accu(norms.row(k)) / static_cast<double>(norms.n_cols) / ln10;
    curves.push_back({flow.layer, flow.direction, mean});
  }
  std::stable_sort(curves.begin(), curves.end(),
                   [](const auto& a, const auto& b) { return a.layer < b.layer; });
  return curves;
}

bool gradients_asked(const Point& at) { return at.settings().flag("gradients"); }
bool states_asked(const Point& at) { return at.settings().flag("states") && at.first_seed(); }
bool curves_asked(const Point& at) { return at.settings().flag("curves"); }

void add_gradients(Point& at, const std::string& network, const std::string& when,
                   const std::vector<GradientCurve>& curves) {
  for (const GradientCurve& curve : curves)
    for (arma::uword k = 0; k < curve.log10_norms.n_elem; ++k)
      at.add_whole("gradients", {curve_name(network, curves, curve), network, when, cell_text(at.seed()),
                                 cell_text(curve.layer + 1), curve.direction == 0 ? "forwards" : "backwards",
                                 cell_text(k), cell_text(curve.log10_norms[k])});
}

void add_states(Point& at, const std::string& network, const arma::mat& values,
                const std::vector<std::string>& inputs) {
  if (inputs.size() != values.n_cols)
    throw std::invalid_argument(
        fmt::format("{} labels do not fit states of {} steps", inputs.size(), values.n_cols));
  for (arma::uword t = 0; t < values.n_cols; ++t)
    for (arma::uword i = 0; i < values.n_rows; ++i)
      at.add_whole("states",
                   {network, cell_text(t + 1), inputs[t], cell_text(i + 1), cell_text(values(i, t))});
}

void add_curves(Point& at, const std::string& network, const std::vector<Stretch>& stretches) {
  for (const Stretch& stretch : stretches)
    at.add_whole("curves", {network, cell_text(at.seed()), cell_text(stretch.updates),
                            cell_text(stretch.loss), cell_text(stretch.norm)});
}

std::vector<std::string> input_labels(const Batch<double>& batch, arma::uword sequence) {
  std::vector<std::string> labels;
  const Input<double> x = batch.input();
  for (arma::uword t = 0; t < x.steps; ++t) {
    if (x.symbols != nullptr)
      labels.push_back(cell_text(batch.symbols.at(sequence, t)));
    else if (x.rows == 1)
      labels.push_back(fmt::format("{:.2g}", batch.x(0, sequence, t)));
    else
      labels.push_back(cell_text(batch.x.slice(t).col(sequence).index_max()));
  }
  return labels;
}

}  // namespace unroll::lab
