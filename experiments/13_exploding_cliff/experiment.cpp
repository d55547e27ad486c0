// 13 The exploding cliff: a wall in the error surface of one unit, what it does to gradient descent, and how clipping helps; then
// the same in a network that learns.
#include "experiments/lab/experiment.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

#include "experiments/lab/error.hpp"
#include "experiments/lab/harness/watch.hpp"
#include "models/core/initial_theta.hpp"
#include "models/elman/elman.hpp"
#include "unit.hpp"

namespace unroll::experiments {
namespace {

using namespace cliff;
using lab::Batch;

constexpr double explodes = 50;  // a gradient longer than this
constexpr int published_steps = 50;
const lab::Axis clipping{"clipping", {"with", "without"}};

double between(double low, double high, std::size_t k, std::size_t count) {
  return low + (high - low) * static_cast<double>(k) / static_cast<double>(count - 1);
}

// --- the error surface of one unit -------------------------------------------------------------------------------------------

// The error over the whole box ("surface"), as few profiles as a three-dimensional view can bear ("slices"), and in a strip along
// the wall ("near").
void map_errors(lab::Run& run, const Unit& unit) {
  constexpr double reach_below = 0.1, reach_above = 0.22;  // of the strip
  run.variable("reach_below", reach_below);
  run.variable("reach_above", reach_above);
  run.grid({.label = "surface", .axes = {{"map", {"surface", "slices", "near"}}}}, [&](lab::Point& at) {
    const std::string& map = at.word("map");
    const auto grid = run.settings().count("grid");
    const std::size_t columns = map == "slices" ? 31 : grid,
                      rows = map == "slices" ? 221 : std::max<std::size_t>(2, grid * 3 / 4);
    for (std::size_t i = 0; i < columns; ++i)
      for (std::size_t j = 0; j < rows; ++j) {
        const double w = between(Box::w_low, Box::w_high, i, columns);
        const double b = map == "near" ? published_wall(w) + between(-reach_below, reach_above, j, rows)
                                       : between(Box::b_low, Box::b_high, j, rows);
        const Slope slope = unit.at({w, b});
        at.row(map, w, b, b - published_wall(w), slope.error, slope.norm());
      }
  });
}

// The steepest place for each w, and how steep it is after other numbers of steps.
void find_walls(lab::Run& run, const Unit& unit) {
  const auto find = [&run](const std::string& table, const std::vector<int>& steps,
                           const std::vector<double>& w) {
    run.grid({.label = "walls", .axes = {{"steps", steps}, {"w", w}}}, [&](lab::Point& at) {
      const Ridge ridge = steepest({.steps = static_cast<int>(at.number("steps"))}, at.number("w"));
      at.row(table, ridge.b, ridge.distance(), ridge.norm);
    });
  };
  const auto walls = run.settings().count("walls"), few = walls / 4 + 2;
  std::vector<double> all, low;
  for (std::size_t k = 0; k < walls; ++k)
    all.push_back(Box::w_low + (Box::w_high - Box::w_low) * between(0, 1, k, walls));
  // After 200 steps the walls beyond w = 4.6 are thinner than a double can tell.
  for (std::size_t k = 0; k < few; ++k) low.push_back(between(Box::w_low, 4.6, k, few));
  find("walls", {unit.steps}, all);
  find("growth", {25, 50, 100, 200}, low);
  find("growth", {published_steps, 2 * published_steps}, {5});  // judged
}

// --- gradient descent on that surface ----------------------------------------------------------------------------------------

struct Step {
  Point at;
  Slope slope;
};

// The points of a descent, the start first. It ends after the last step or with the first point outside the box. Gradients longer
// than `threshold` are cut to it, unless that is 0.
std::vector<Step> descend(const Unit& unit, Point at, double rate, double threshold, std::size_t steps) {
  std::vector<Step> path{{at, unit.at(at)}};
  while (path.size() <= steps && (path.size() == 1 || Box::holds(at))) {
    const Slope slope = path.back().slope;
    const double norm = slope.norm();
    const double kept = threshold > 0 && norm > threshold ? threshold / norm : 1;
    at = {at.w - rate * kept * slope.dw, at.b - rate * kept * slope.db};
    path.push_back({at, unit.at(at)});
  }
  return path;
}

Point start_of_options(const lab::Settings& settings) {
  const double w = settings.real("start-w");
  return {w, published_wall(w) + settings.real("start-above")};
}

// Where the wall is steep: below w = 5 a descent may have passed the wall before it meets it.
Point random_start(Stream stream) {
  const double w = stream.uniform(5, 6.5);
  return {w, published_wall(w) + stream.uniform(0.05, 0.2)};
}

// The first descent is drawn; it begins at the start of the options, the others at random ones above the wall.
void descend_from_all(lab::Run& run, const Unit& unit) {
  const lab::Settings& settings = run.settings();
  std::vector<std::uint64_t> starts(settings.count("starts"));
  std::iota(starts.begin(), starts.end(), std::uint64_t{0});
  run.grid({.label = "descents", .axes = {{"start", starts}, clipping}}, [&](lab::Point& at) {
    const auto number = at.index("start");
    const Point start =
        number == 0 ? start_of_options(settings) : random_start(run.stream("unit", number, "start"));
    const auto path =
        descend(unit, start, settings.real("rate"),
                at.word("clipping") == "with" ? settings.real("threshold") : 0, settings.count("steps"));
    double largest = 0;
    for (const Step& step : path) largest = std::max(largest, step.slope.norm());
    const auto& [end, slope] = path.back();
    at.row("descents", start.w, start.b, path.size() - 1, !Box::holds(end), end.w, end.b, slope.error,
           largest);
    for (std::size_t k = 0; number == 0 && k < path.size(); ++k) {
      const auto& [p, s] = path[k];
      at.row("paths", k, p.w, p.b, p.b - published_wall(p.w), s.error, s.norm());
    }
  });
}

// The places of labels along the drawn pair of descents.
void place_labels(lab::Run& run) {
  const auto paths = run.results()["paths"];
  const auto plain = paths.where("clipping", "without"), clipped = paths.where("clipping", "with");
  const std::size_t end = plain.size() - 1;
  const bool thrown = !Box::holds({plain.number(end, "w"), plain.number(end, "b")});
  const std::size_t inside = thrown ? end - 1 : end;
  run.variable("thrown", thrown);
  run.variable("thrown_to_w", plain.number(end, "w"));
  run.variable("thrown_to_b", plain.number(end, "b"));
  run.variable("last_inside", inside);
  run.variable("last_norm", plain.number(inside, "norm"));
  run.variable("thrown_from", plain.number(inside, "w"));
  run.variable("shown_steps", std::min(clipped.size(), std::max<std::size_t>(100, 2 * plain.size())));
}

// --- a network that learns ---------------------------------------------------------------------------------------------------

constexpr arma::uword symbols = 6, classes = 4;  // the symbols 0 and 1 matter, the others distract

// Temporal order: distractors, but for a 0 or 1 in the second tenth and another in the sixth tenth of the sequence. The answer,
// at the last step, is which two they were. After Hochreiter & Schmidhuber 1997, task 6a, in the lengths of Pascanu, Mikolov &
// Bengio 2013.
Batch<float> temporal_order(arma::uword sequences, arma::uword steps, Stream& stream) {
  Batch<float> batch{.symbols = {arma::umat(sequences, steps), symbols},
                     .labels = arma::umat(sequences, steps, arma::fill::zeros),
                     .weights = mean(last_step(sequences, steps))};
  for (arma::uword& symbol : batch.symbols.at) symbol = 2 + stream.below(symbols - 2);
  const arma::uword tenth = std::max<arma::uword>(1, steps / 10);
  for (arma::uword b = 0; b < sequences; ++b) {
    const arma::uword first = stream.below(2), second = stream.below(2);
    batch.symbols.at(b, tenth + stream.below(tenth)) = first;
    batch.symbols.at(b, 5 * tenth + stream.below(tenth)) = second;
    batch.labels(b, steps - 1) = 2 * first + second;
  }
  return batch;
}

// The mean loss of the last tenth of the training, or of what there is of it.
std::optional<double> final_loss(const std::vector<lab::Stretch>& stretches) {
  if (stretches.empty()) return {};
  const std::size_t last = std::max<std::size_t>(1, stretches.size() / 10);
  double sum = 0;
  for (std::size_t k = stretches.size() - last; k < stretches.size(); ++k) sum += stretches[k].loss;
  return sum / static_cast<double>(last);
}

// With one seed the weights and the sequences are the same at every rate, with clipping and without.
void train_at(lab::Point& at) {
  const lab::Settings& settings = at.settings();
  const bool clipped = at.word("clipping") == "with",
             drawn = at.number("rate") == settings.real("learning-rate");
  const auto sequences = settings.count("batch"), length = settings.count("length");
  const Network<Recurrent> network{
      .stack = stack_of<Recurrent>(1, cell_of<Elman<>>(), symbols, settings.count("units")),
      .outputs = classes};
  Stream weights = at.stream("elman", "weights");
  lab::TrainingState<float, Sgd<float>> state{
      .theta = initial_theta<float>(network, weights, settings.real("gain")),
      .batches = at.stream("elman", "sequences")};
  const lab::FitOptions options{.training = {.iterations = settings.count("iterations"),
                                             .rate = schedule::constant(at.number("rate")),
                                             .clip_norm = clipped ? settings.real("clip-norm") : 0},
                                .loss = lab::Loss::softmax_cross_entropy};
  Batch<float> batch;
  const auto next = [&](std::uint64_t, Stream& stream) -> const Batch<float>& {
    return batch = temporal_order(sequences, length, stream);
  };
  const auto watched = [&] {
    Stream stream = at.stream("elman", "sequences of --gradients");
    return lab::in_double(temporal_order(sequences, length, stream));
  };
  if (drawn)
    lab::fit_at(at, clipped ? "with clipping" : "without clipping", network, state, options, next,
                {.gradients = watched, .states = watched});
  else
    lab::fit(network, state, options, next);
  const auto stretches = lab::stretches_of(state.record, options.training.iterations);
  for (const lab::Stretch& stretch : stretches)
    if (drawn) at.row("training", stretch.updates, stretch.loss, stretch.norm);
  at.row("rates", final_loss(stretches), state.diverged_at);
}

// --learning-rate and those of --rates, in order, each once.
std::vector<double> learning_rates(const lab::Settings& settings) {
  std::set<double> all{settings.real("learning-rate")};
  for (const double rate : settings.reals("rates")) all.insert(rate);
  return {all.begin(), all.end()};
}

void train_all(lab::Run& run) {
  const auto rates = learning_rates(run.settings());
  run.grid({.label = "trainings", .axes = {clipping, {"rate", rates}}, .seeds = run.seeds()}, train_at);
  run.variable("drawn_rates", rates);
  run.variable("drawn_seeds", run.seeds());
  const auto trained = run.results()["rates"];
  const auto diverged = trained.where("diverged_at", [](double update) { return update > 0; }).size();
  if (diverged > 0)
    run.warn(
        fmt::format("{} of {} trainings met a NaN or an infinity and ended there (diverged_at in rates.csv)",
                    diverged, trained.size()));
}

void body(lab::Run& run) {
  const lab::Settings& settings = run.settings();
  if (const Point start = start_of_options(settings); !Box::holds(start))
    throw lab::UsageError(fmt::format(
        "--start-w {} --start-above {} is b = {:.3f}, outside the box of b from {} to {}; start nearer the "
        "wall",
        settings.real("start-w"), settings.real("start-above"), start.b, Box::b_low, Box::b_high));
  const Unit unit{.steps = static_cast<int>(settings.integer("unroll"))};
  map_errors(run, unit);
  find_walls(run, unit);
  descend_from_all(run, unit);
  place_labels(run);
  train_all(run);
}

// --- findings ----------------------------------------------------------------------------------------------------------------

// Final losses at --learning-rate; that of a network that diverged counts as infinity.
lab::Values losses_of(const lab::Results& results, const std::string& clipped) {
  const auto rows =
      results["rates"].where("rate", results.settings().real("learning-rate")).where("clipping", clipped);
  const lab::Values diverged_at = rows.values("diverged_at");
  lab::Values losses;
  for (std::size_t k = 0; k < rows.size(); ++k)
    losses.add(diverged_at[k].seed, diverged_at[k].value > 0 ? INFINITY : rows.number(k, "loss"));
  return losses;
}

void judge(const lab::Results& results, lab::Findings& findings) {
  const auto walls = results["walls"];
  const auto repels = [](double w) { return w > first_wall; };
  findings.measured("wall_distance", walls.where("w", repels)
                                         .values("distance")
                                         .map([](double distance) { return std::abs(distance); })
                                         .each_seed(lab::reduce::most));
  const auto steep_below =
      walls.where("w", std::not_fn(repels)).where("norm", [](double norm) { return norm > explodes; });
  findings.measured("walls_below", walls.empty() ? lab::Values() : static_cast<double>(steep_below.size()));
  const auto largest_norm = [&](int steps) {
    return results["growth"].where("w", 5.0).where("steps", steps).values("norm");
  };
  findings.measured("growth",
                    (largest_norm(2 * published_steps) / largest_norm(published_steps)).map([](double ratio) {
                      return std::pow(ratio, 1.0 / published_steps);
                    }));
  findings.measured("clipped_stays", results["descents"]
                                         .where("clipping", "with")
                                         .values("left")
                                         .map([](double left) { return 1 - left; })
                                         .each_seed(lab::reduce::mean));
  const auto clipped = losses_of(results, "with");
  findings.measured("training_clipped", clipped);
  findings.measured("training_gap", losses_of(results, "without") - clipped);
}

}  // namespace
}  // namespace unroll::experiments

unroll::lab::Experiment unroll::experiment() {
  return {.body = experiments::body, .judge = experiments::judge};
}
