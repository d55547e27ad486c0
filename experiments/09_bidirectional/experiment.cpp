// 09 Both directions of time: the answer for t depends on inputs on both sides of t. One direction with a
// delay, the other direction, the mean of both, and both in one network.
#include "experiments/lab/experiment.hpp"

#include <algorithm>
#include <limits>

#include "experiments/lab/harness/watch.hpp"
#include "experiments/lab/wilson.hpp"
#include "judging.hpp"
#include "networks.hpp"

namespace unroll::experiments {
namespace {

using datasets::WindowedAverage;

constexpr Task tasks[] = {Task::regression, Task::classification};

// All networks learn from the one series and are tested on the other.
struct Series {
  WindowedAverage training, test;
};

// The shifts of a task, each once, in order.
std::vector<long> shifts_of(const lab::Settings& settings, Task task) {
  std::vector<long> shifts = settings.integers(task == Task::regression ? "shifts" : "class-shifts");
  std::sort(shifts.begin(), shifts.end());
  shifts.erase(std::unique(shifts.begin(), shifts.end()), shifts.end());
  return shifts;
}

// The networks of the regression whose sensitivities, gradients, states and learning curves are drawn.
const std::vector<std::pair<Direction, int>> shown{{Direction::forward, 0},
                                                   {Direction::forward, 20},
                                                   {Direction::backward, 5},
                                                   {Direction::backward, 16},
                                                   {Direction::both, 0}};

std::string label_of(Direction direction, int shift) {
  return direction == Direction::both ? name_of(direction) : fmt::format("{} {}", name_of(direction), shift);
}

// --- training ----------------------------------------------------------------------------------------------

// The first steps of windows of the test series, for --gradients and --states, which ask nothing of the
// targets.
template <class Layer>
lab::Batch<double> windows_from_start(const Network<Layer>& network, const WindowedAverage& series,
                                      Direction direction, arma::uword sequences, arma::uword steps) {
  const arma::cube x = windows(series, direction, sequences).head_slices(steps);
  return {.x = x,
          .targets = arma::cube(1, x.n_cols, steps, arma::fill::zeros),
          .weights = mean(each_step(x.n_cols, steps)),
          .given = start_of<double>(network, x.n_cols)};
}

template <class Layer>
lab::Watch watch_of(const Network<Layer>& network, const WindowedAverage& series, Direction direction) {
  const lab::Batch<double> window = windows_from_start(network, series, direction, 1, margin + 1);
  std::vector<std::string> labels;  // the first decimal of each input
  for (const double x : window.x) labels.push_back(fmt::format("{}", static_cast<int>(10 * x)));
  return {.gradients =
              [=, &series] { return windows_from_start(network, series, direction, 50, 2 * margin + 1); },
          .states = [=] { return window; },
          .labels = labels};
}

void add_sensitivities(lab::Point& at, const std::string& network, const arma::vec& by_delta) {
  for (arma::uword k = 0; k < by_delta.n_elem; ++k)
    at.row("sensitivities", network, static_cast<int>(k) - static_cast<int>(margin), by_delta[k]);
}

// The answers of a trained network for the targets of both series; infinite where the training diverged, so
// that it wins no comparison.
struct Answers {
  arma::vec training, test;
};

template <class Layer>
Answers train_network(lab::Point& at, const Series& series, Task task, Direction direction, int shift) {
  const auto network = network_of<Layer>(at.settings().count("units"));
  lab::Batch<float> batch = read(series.training, task, direction, shift);
  batch.given = start_of<float>(network, 1);
  Stream weights = at.stream(fmt::format("{} {} {}", name_of(task), name_of(direction), shift), "weights");
  lab::TrainingState<float, Rprop<float>> state;
  state.theta = first_theta(network, prior_of(batch, task), weights);
  const lab::FitOptions options{
      .training = {.iterations = at.settings().count("cycles"), .rate = schedule::constant(1)},
      .loss = task == Task::regression ? lab::Loss::squared_error : lab::Loss::binary_cross_entropy};
  const lab::NextBatch<float> whole = [&](std::uint64_t, Stream&) -> const lab::Batch<float>& {
    return batch;
  };
  const bool is_shown =
      task == Task::regression && std::count(shown.begin(), shown.end(), std::pair{direction, shift}) > 0;
  if (is_shown) {
    lab::fit_at(at, label_of(direction, shift), network, state, options, whole,
                watch_of(network, series.test, direction));
    add_sensitivities(at, label_of(direction, shift),
                      sensitivity(network, state.theta, series.test, direction, shift));
  } else {
    lab::fit(network, state, options, whole);
  }
  Answers all{answers(network, state.theta, batch, direction),
              answers(network, state.theta, read(series.test, task, direction, shift), direction)};
  if (state.diverged_at > 0) {
    all.training.fill(std::numeric_limits<double>::infinity());
    all.test.fill(std::numeric_limits<double>::infinity());
  }
  return all;
}

// One row of `trials`; a share of right classes has the interval that as many independent answers would
// leave.
void add_trial(lab::Point& at, const Series& series, Task task, const char* network, const Answers& all) {
  const double test = score(series.test, task, all.test), guessing = chance(series.test, task);
  const double perfect = task == Task::regression ? 0 : 1;
  std::optional<lab::Interval> share;
  if (task == Task::classification) {
    const auto n = static_cast<double>(series.test.y.n_elem);
    share = lab::wilson(static_cast<std::size_t>(std::lround(test * n)), series.test.y.n_elem);
  }
  at.row("trials", network, score(series.training, task, all.training), test,
         share ? std::optional(share->low) : std::nullopt, share ? std::optional(share->high) : std::nullopt,
         std::abs(test - perfect) < std::abs(guessing - perfect) / 2);
}

void train_one_direction(lab::Point& at, const Series& series, Task task) {
  const auto shift = static_cast<int>(at.number("shift"));
  const Answers forward = train_network<Recurrent>(at, series, task, Direction::forward, shift),
                backward = train_network<Recurrent>(at, series, task, Direction::backward, shift);
  add_trial(at, series, task, "FOR", forward);
  add_trial(at, series, task, "BACK", backward);
  // The mean of log odds is the logarithmic pool of two opinions on a class.
  add_trial(at, series, task, "MERGE",
            {(forward.training + backward.training) / 2, (forward.test + backward.test) / 2});
}

void train_all(lab::Run& run, const Series& series) {
  for (const Task task : tasks) {
    const lab::Axis of_task{"task", std::vector<std::string>{name_of(task)}};
    run.grid({.label = "one direction",
              .axes = {of_task, {"shift", shifts_of(run.settings(), task)}},
              .seeds = run.seeds()},
             [&](lab::Point& at) { train_one_direction(at, series, task); });
    run.grid(
        {.label = "both directions", .axes = {of_task, {"shift", std::vector<int>{0}}}, .seeds = run.seeds()},
        [&](lab::Point& at) {
          add_trial(at, series, task, "BRNN",
                    train_network<Bidirectional>(at, series, task, Direction::both, 0));
        });
  }
}

// --- beside the networks: chance, bounds, published figures, pairs -----------------------------------------

void add_bounds(lab::Run& run, const WindowedAverage& series) {
  for (const Task task : tasks) {
    run.row("chance", name_of(task), chance(series, task));
    const auto shifts = shifts_of(run.settings(), task);
    for (const std::string network : {"FOR", "BACK", "MERGE"})
      for (long shift = shifts.front(); shift <= shifts.back(); ++shift)
        if (task == Task::regression || network != "MERGE")
          run.row("bounds", name_of(task), network, shift,
                  best_possible(series, task, network, static_cast<int>(shift)));
  }
}

// Read off the curves of 1997. Without a shift: the best one, or both directions.
void add_published(lab::Run& run) {
  struct Published {
    Task task;
    const char* network;
    std::optional<int> shift;
    double value;
  };
  for (const auto& [task, network, shift, value] :
       std::vector<Published>{{Task::regression, "FOR", 0, 0.00155},
                              {Task::regression, "FOR", 20, 0.00335},
                              {Task::regression, "BACK", 0, 0.00255},
                              {Task::regression, "BACK", 5, 0.0006},
                              {Task::regression, "BACK", 16, 0.0039},
                              {Task::regression, "MERGE", {}, 0.00065},
                              {Task::regression, "BRNN", {}, 0.00045},
                              {Task::classification, "FOR", {}, 0.81},
                              {Task::classification, "BACK", {}, 0.87},
                              {Task::classification, "MERGE", {}, 0.89},
                              {Task::classification, "BRNN", {}, 0.91}})
    run.row("published", name_of(task), network, shift, value);
}

// Whether BRNN is better than each of the other networks of its seed.
void add_pairs(lab::Run& run) {
  const lab::Rows trials = run.results()["trials"];
  for (const Task task : tasks) {
    const lab::Rows of_task = trials.where("task", name_of(task));
    const lab::Values both = of_task.where("network", "BRNN").values("test");
    for (std::size_t r = 0; r < of_task.size(); ++r) {
      const std::string &network = of_task.text(r, "network"), &seed = of_task.text(r, "seed");
      if (network == "BRNN") continue;
      const double brnn = both.of_seed(std::stoull(seed)), other = of_task.number(r, "test");
      run.row("pairs", name_of(task), network, of_task.text(r, "shift"), seed,
              task == Task::regression ? brnn < other : brnn > other);
    }
  }
}

// The seed with the least error of each network that is shown, 0 where there is none.
std::vector<std::uint64_t> best_seeds(const lab::Rows& trials) {
  std::vector<std::uint64_t> best;
  for (const auto& [direction, shift] : shown) {
    const auto errors = trials
                            .where({{"task", {"regression"}},
                                    {"network", {name_of(direction)}},
                                    {"shift", {lab::cell_text(shift)}}})
                            .values("test");
    const auto least = std::min_element(errors.begin(), errors.end(),
                                        [](const auto& a, const auto& b) { return a.value < b.value; });
    best.push_back(errors.empty() ? 0 : *least->seed);
  }
  return best;
}

void set_variables(lab::Run& run) {
  std::vector<std::string> labels;
  for (const auto& [direction, shift] : shown) labels.push_back(label_of(direction, shift));
  run.variable("shown", labels);
  run.variable("best_seeds", best_seeds(run.results()["trials"]));
  run.variable("seeds", run.seeds());
  const lab::Rows guessing = run.results()["chance"];
  for (const Task task : tasks) {
    const std::string name = name_of(task);
    const auto shifts = shifts_of(run.settings(), task);
    run.variable("first_" + name, std::min(0L, shifts.front()));
    run.variable("last_" + name, std::max(1L, shifts.back()));
    run.variable("chance_" + name, guessing.where("task", name).number(0, "score"));
  }
}

void body(lab::Run& run) {
  const auto samples = run.settings().count("samples");
  Stream training = run.stream("series", 0, "training"), test = run.stream("series", 0, "test");
  const Series series{datasets::windowed_average(samples, margin, training),
                      datasets::windowed_average(samples, margin, test)};
  train_all(run, series);
  add_bounds(run, series.test);
  add_published(run);
  add_pairs(run);
  for (int delta = -static_cast<int>(margin); delta <= static_cast<int>(margin); ++delta)
    run.row("window", delta, datasets::window_weight(delta));
  set_variables(run);
}

}  // namespace
}  // namespace unroll::experiments

unroll::lab::Experiment unroll::experiment() {
  return {.body = experiments::body, .judge = experiments::judge};
}
