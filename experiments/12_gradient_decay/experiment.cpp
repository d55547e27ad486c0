// 12 What is left of the gradient, many steps back: in every cell, before and after training, beside the
// bounds and the exact laws. Logarithms are to base 10 but where they are called natural.
#include "experiments/lab/experiment.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "cell_network.hpp"
#include "cell_setting.hpp"
#include "datasets/adding.hpp"
#include "experiments/lab/harness/watch.hpp"

namespace unroll::experiments {
namespace {

using lab::Batch;
constexpr double ln10 = 2.302585092994046;
constexpr double infinity = std::numeric_limits<double>::infinity();

double sigma(double a) { return 1 / (1 + std::exp(-a)); }

arma::cube sequences(const lab::Run& run, arma::uword batch, arma::uword steps, std::uint64_t seed) {
  Stream stream = run.stream("adding", run.stream_number(seed), "sequences of " + std::to_string(steps));
  return datasets::adding(batch, steps, stream).x;
}

// --- every cell, before and after training on the adding problem -------------------------------------------

// Asked at the last step alone. The mean squared error is twice the loss.
template <class S>
Batch<S> adding_batch(arma::uword batch, arma::uword steps, Stream& stream) {
  const datasets::Adding data = datasets::adding(batch, steps, stream);
  Batch<S> all{.x = arma::conv_to<arma::Cube<S>>::from(data.x),
               .targets = arma::Cube<S>(1, batch, steps, arma::fill::zeros),
               .weights = mean(last_step(batch, steps))};
  all.targets.slice(steps - 1) = arma::conv_to<arma::Row<S>>::from(data.y);
  return all;
}

// The mean squared error on ten fresh batches.
template <class Layer>
double error_of(const Network<Layer>& network, lab::TrainingState<float, Adam<float>>& state,
                arma::uword steps) {
  NetworkRun<Layer, float> run;
  double error = 0;
  for (int k = 0; k < 10; ++k) {
    const auto batch = adding_batch<float>(20, steps, state.batches);
    error += 2 * lab::evaluate(network, state.theta, batch, lab::Loss::squared_error, run) / 10;
  }
  return state.diverged_at > 0 ? infinity : error;
}

// 10, 20, 50, 100, … up to --longest.
std::vector<arma::uword> lengths(const lab::Settings& settings) {
  std::vector<arma::uword> all;
  const arma::uword longest = settings.count("longest");
  for (arma::uword T = 10; T <= longest; T *= 10)
    for (const arma::uword times : {1u, 2u, 5u})
      if (T * times <= longest) all.push_back(T * times);
  return all;
}

// The norms at each lag and for each length of the sequence, mean over sequences, beside the bound; and the
// most by which a norm lies above the bound, as a share of it.
void measure_norms(lab::Point& at, const char* phase, const CellAt& cell, double error) {
  Stream directions = at.stream(at.word("cell"), "directions");
  const arma::uword lags = at.settings().count("lags");
  const arma::mat norms = cell.log_norms(sequences(at.run(), 5, lags, at.seed()), directions);
  const arma::vec means = arma::mean(norms, 1) / ln10;
  const bool bounded = cell.bound() > 0;
  const double bound = std::log(cell.bound());
  const auto bound_at = [&](arma::uword lag) {
    return bounded ? std::optional(bound / ln10 * static_cast<double>(lag)) : std::nullopt;
  };
  for (arma::uword k = 0; k <= lags; ++k) at.row("decay", phase, k, means[k], bound_at(k));
  std::optional<double> excess;
  if (bounded) {
    const arma::vec above = arma::max(norms, 1) - bound * arma::regspace(0, static_cast<double>(lags));
    excess = norms.has_nan() ? std::numeric_limits<double>::quiet_NaN() : std::expm1(above.max());
  }
  for (const arma::uword steps : lengths(at.settings())) {
    const arma::mat of_length = cell.log_norms(sequences(at.run(), 5, steps, at.seed()), directions);
    at.row("length", phase, steps, arma::mean(of_length.row(steps)) / ln10, bound_at(steps));
  }
  at.row("networks", at.index("cell"), phase, lags / 2, means[lags / 2], excess, error);
}

// The name of a network in the tables of the harness: gnuplot ends a cell at a comma.
std::string network_name(std::string label) {
  std::replace(label.begin(), label.end(), ',', ';');
  return label;
}

// `watched`: one of the networks whose curves are drawn.
void train_cell(lab::Point& at, bool watched) {
  const lab::Settings& settings = at.settings();
  const std::string& name = at.word("cell");
  const CellSetting setting = parse_cell(name);
  const CellNetwork network = network_of(setting, settings.count("units"));
  const arma::uword steps = settings.count("train-steps"), updates = settings.count("iterations");
  Stream weights = at.stream(name, "weights");
  arma::vec theta = first_theta(network, setting, weights);
  const auto train = [&](const auto& net) {
    lab::TrainingState<float, Adam<float>> state;
    state.theta = arma::conv_to<arma::fvec>::from(theta);
    state.batches = at.stream(name, "lesson");
    measure_norms(at, "before training", {network, theta}, error_of(net, state, steps));
    Batch<float> batch;
    const lab::NextBatch<float> next = [&](std::uint64_t, Stream& stream) -> const Batch<float>& {
      return batch = adding_batch<float>(20, steps, stream);
    };
    const lab::FitOptions options{
        .training = {.iterations = updates, .rate = schedule::constant(0.003), .clip_norm = 1}};
    const auto fresh = [&] {
      Stream stream = at.stream("adding", "sequences of --gradients");
      return adding_batch<double>(10, steps, stream);
    };
    if (watched)
      lab::fit_at(at, network_name(setting.label()), net, state, options, next,
                  {.gradients = fresh, .states = fresh});
    else
      lab::fit(net, state, options, next);
    if (updates > 0)
      theta = arma::conv_to<arma::vec>::from(state.theta);  // θ is measured in double, learnt in float
    measure_norms(at, "after training", {network, theta}, error_of(net, state, steps));
  };
  std::visit(train, network);
}

// --- Jacobians ---------------------------------------------------------------------------------------------

// log10 of the singular values of those rows and columns; smaller ones are lost in the rounding of the
// largest.
arma::vec log_singular_values(const Scaled& product, const arma::span& rows) {
  const arma::vec values = arma::svd(arma::mat(product.matrix(rows, rows)));
  const arma::vec kept = values(arma::find(values > 1e-13 * values[0] || values == values[0]));
  return (arma::log(kept) + product.log) / ln10;
}

// ‖∂s_t/∂s_u‖ for all t ≥ u, and the singular values of ∂s_T/∂s_{T-k}, of cells before training.
void measure_maps(lab::Run& run, const std::vector<std::string>& cells) {
  const arma::uword steps = run.settings().count("map-steps");
  const std::uint64_t seed = run.seeds().front();
  std::vector<std::vector<arma::mat>> J;
  std::vector<arma::span> rows;
  for (const std::string& name : cells) {
    const CellSetting setting = parse_cell(name);
    const CellNetwork network = network_of(setting, run.settings().count("units"));
    Stream weights = run.stream(name, run.stream_number(seed), "weights");
    const CellAt cell(network, first_theta(network, setting, weights));
    J.push_back(cell.jacobians(sequences(run, 1, steps, seed)));
    rows.push_back(cell.rows());
  }
  const auto each = arma::conv_to<std::vector<arma::uword>>::from(arma::regspace<arma::uvec>(1, steps));
  run.grid({.label = "maps", .axes = {{"cell", cells}, {"t", each}}}, [&](lab::Point& at) {
    const arma::uword t = each[at.index("t")];
    const auto first = J[at.index("cell")].begin();
    const auto products = jacobian_products({first, first + static_cast<std::ptrdiff_t>(t)});
    for (arma::uword k = 0; k <= t; ++k) {
      const arma::vec values = log_singular_values(products[k], rows[at.index("cell")]);
      at.row("map", t - k, values[0]);
      for (arma::uword n = 0; t == steps && n < values.n_elem; ++n) at.row("singular", k, n + 1, values[n]);
    }
  });
}

// --- tanh networks of rising gain --------------------------------------------------------------------------

void measure_gain(lab::Point& at) {
  CellSetting setting = parse_cell("elman");
  setting.gain = at.number("gain");
  const CellNetwork network = network_of(setting, at.settings().count("units"));
  Stream weights = at.stream("gain", "weights"), directions = at.stream("gain", "directions");
  const CellAt cell(network, first_theta(network, setting, weights));
  const arma::uword lags = at.settings().count("lags");
  const arma::mat norms = cell.log_norms(sequences(at.run(), 10, lags, at.seed()), directions);
  const double rate = arma::mean(norms.row(lags)) / static_cast<double>(lags);
  at.row("radius", cell.largest_singular_value(), cell.spectral_radius(), std::exp(rate));
}

// --- exact laws of cells without weights -------------------------------------------------------------------

struct Law {
  std::string cell;
  double factor;  // what each step leaves of the gradient
};

std::vector<Law> laws() {
  std::vector<Law> all;
  for (const double b : {0, 1, 2, 3, 5}) all.push_back({fmt::format("lstm:init=zero:bias={}", b), sigma(b)});
  for (const Law& more : {Law{"gru:init=zero", 0.5},
                          {"gru:init=zero:bias=-2", 1 - sigma(-2)},
                          {"gru/reset-after:init=zero:bias=-4", 1 - sigma(-4)},
                          {"leaky:init=zero:alpha=0.5", 0.5},
                          {"leaky:init=zero:alpha=0.9", 0.9},
                          {"leaky:init=zero:alpha=0.99", 0.99},
                          {"lstm/no-forget-gate:init=zero", 1},
                          {"lstm-1997/1-cell", 1},
                          {"lstm-1997/2-cells", 1},
                          {"jordan:init=zero:mu=0.5", 0.5},
                          {"jordan:init=zero:mu=0.9", 0.9}})
    all.push_back(more);
  return all;
}

// The largest |measured / law - 1| over all lags and sequences, and the factor a step.
void measure_law(lab::Point& at, double law) {
  const std::string& name = at.word("cell");
  const CellSetting setting = parse_cell(name);
  const CellNetwork network = network_of(setting, at.settings().count("units"));
  Stream weights = at.stream(name, "weights"), directions = at.stream(name, "directions");
  const CellAt cell(network, first_theta(network, setting, weights));
  const arma::uword lags = at.settings().count("longest");
  const arma::mat norms = cell.log_norms(sequences(at.run(), 3, lags, at.seed()), directions);
  double deviation = 0;
  for (arma::uword k = 0; k <= lags; ++k)
    for (const double norm : norms.row(k))
      deviation = std::max(deviation, std::abs(std::expm1(norm - static_cast<double>(k) * std::log(law))));
  at.row("laws", law, std::exp(norms(lags, 0) / static_cast<double>(lags)), deviation);
}

void measure_laws(lab::Run& run) {
  const std::vector<Law> all = laws();
  std::vector<std::string> cells;
  for (const Law& law : all) cells.push_back(law.cell);
  run.grid({.label = "laws", .axes = {{"cell", cells}}, .seeds = run.seeds()},
           [&](lab::Point& at) { measure_law(at, all[at.index("cell")].factor); });
}

void body(lab::Run& run) {
  const lab::Settings& settings = run.settings();
  const auto curves = names_of(settings.words("cells")), maps = names_of(settings.words("maps"));
  auto all = curves;
  for (const std::string& name : names_of(settings.words("others"), curves)) all.push_back(name);
  run.grid({.label = "networks", .axes = {{"cell", all}}, .seeds = run.seeds()},
           [&](lab::Point& at) { train_cell(at, at.index("cell") < curves.size()); });
  measure_maps(run, maps);
  std::vector<double> gains;
  for (int k = 0; k < 13; ++k) gains.push_back(0.4 + 0.15 * k);
  run.grid({.label = "gains", .axes = {{"gain", gains}}, .seeds = run.seeds()}, measure_gain);
  measure_laws(run);
  run.variable("curve_cells", curves);
  run.variable("curve_labels", labels_of(curves));
  run.variable("ranking_labels", labels_of(all));
  run.variable("map_cells", maps);
  run.variable("map_labels", labels_of(maps));
}

void judge(const lab::Results& results, lab::Findings& findings) {
  if (results["networks"].values("excess").empty())
    findings.note("No bound is known for the cells of --cells and --others; elman and leaky have one.");
  const auto cells = results["networks"].distinct("cell");
  for (const std::string name : {"elman", "lstm:bias=1"})
    if (std::find(cells.begin(), cells.end(), name) == cells.end()) {
      findings.note(
          "LSTM and Elman's network are compared only if --cells or --others names both elman and "
          "lstm:bias=1.");
      return;
    }
}

}  // namespace
}  // namespace unroll::experiments

unroll::lab::Experiment unroll::experiment() {
  return {
      .body = experiments::body, .judge = experiments::judge, .checks = {{"cell", experiments::parse_cell}}};
}
