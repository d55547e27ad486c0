// 14 Leaky units: a pulse is kept as α^k; the best α for a delay; mixed and learnt α; and the cost of a leak.
#include "experiments/lab/experiment.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

#include "datasets/delayed_pulse.hpp"
#include "datasets/latch.hpp"
#include "datasets/memory_bits.hpp"
#include "delays.hpp"
#include "experiments/lab/error.hpp"
#include "experiments/lab/harness/watch.hpp"
#include "memory.hpp"
#include "models/core/initial_theta.hpp"

namespace unroll::experiments {
namespace {

using namespace leaks;
using lab::Batch;
using State = lab::TrainingState<float, Adam<float>>;

// --- one unit without recurrent weights --------------------------------------------------------------------------------------

constexpr std::array pulse_alphas{0.5, 0.8, 0.9, 0.95, 0.99};
const std::vector<arma::uword> periods{2, 3, 4, 6, 10, 16, 25, 40, 63, 100, 160, 250, 400, 630, 1000};

void measure_memory(lab::Run& run) {
  constexpr double smallest = 1e-290;  // below it, numbers lose digits before they vanish
  const std::vector<double> alphas(pulse_alphas.begin(), pulse_alphas.end());
  run.variable("pulse_alphas", alphas);
  run.grid({.label = "pulses", .axes = {{"retention", {"held", "learnt"}}, {"alpha", alphas}}},
           [&](lab::Point& at) {
             const double alpha = at.number("alpha");
             const arma::vec kept =
                 pulse_memory(alpha, at.word("retention") == "held" ? Retention::held : Retention::learnt,
                              run.settings().count("lags"));
             for (arma::uword k = 0; k < kept.n_elem; ++k) {
               const double theory = std::pow(alpha, static_cast<double>(k));
               at.row("pulses", k, kept[k], theory,
                      theory > smallest ? std::optional(std::abs(kept[k] / theory - 1)) : std::nullopt);
             }
           });
  run.grid({.label = "waves", .axes = {{"alpha", alphas}, {"period", periods}}}, [](lab::Point& at) {
    const double period = at.number("period"), alpha = at.number("alpha");
    const double measured = wave_gain(alpha, static_cast<arma::uword>(period)),
                 theory = gain(alpha, 2 * std::numbers::pi / period);
    at.row("waves", measured, theory, std::abs(measured / theory - 1));
  });
}

// The error of one unit's readout at each retention of the grid, and the best time scale.
void measure_delay(lab::Point& at) {
  const auto delay = static_cast<arma::uword>(at.number("delay"));
  const PulseTask task = task_of_delay(delay, at.settings().real("noise"));
  Stream stream = at.stream("readout", "pulses of delay " + std::to_string(delay));
  const auto data =
      datasets::delayed_pulse(at.settings().count("sequences"), task.steps, task.delays, task.noise, stream);
  const arma::vec alpha = grid_of_retentions();
  const arma::mat h = last_states(alpha, data.x);
  for (arma::uword i = 0; i < alpha.n_elem; ++i)
    at.row("delays", alpha[i], time_scale(alpha[i]), readout_error(arma::vec{alpha[i]}, task)[0],
           readout_on_new(h.row(i), data.y)[0]);
  const double tau = best_time_scale(h, data.y), theory = best_retention(static_cast<double>(delay));
  at.row("best", tau, retention(tau), time_scale(theory), theory, factor_between(tau, time_scale(theory)));
}

void learn_alpha(lab::Point& at) {
  const lab::Settings& settings = at.settings();
  const auto delay = static_cast<arma::uword>(at.number("delay"));
  const double start = at.number("start");
  const auto learnt = learn_retention(
      start, task_of_delay(delay, settings.real("noise")),
      {settings.count("alpha-iterations"), settings.real("alpha-rate"), settings.count("alpha-batch")},
      at.stream("learnt", "pulses of delay " + std::to_string(delay) + " from " + std::to_string(start)));
  for (std::size_t k = 0; k < learnt.tau.size(); ++k) at.row("learning", k * learnt.every, learnt.tau[k]);
  const double tau = learnt.tau.back();
  at.row("learnt", tau, retention(tau),
         factor_between(tau, time_scale(best_retention(static_cast<double>(delay)))));
}

// --- two delays at once: units that share one time scale, and units of different ones ----------------------------------------

// One short delay and one long.
PulseTask task_of_two(const lab::Settings& settings, std::size_t long_delay) {
  const auto short_delay = settings.count("short-delay");
  return {.delays = {short_delay, long_delay},
          .steps = 2 * (std::max(short_delay, long_delay) + 1),
          .noise = settings.real("noise")};
}

arma::vec mixed_retentions(const lab::Settings& settings) {
  return spread_retentions(settings.count("units"), 1, 100);
}

double mean_error(const arma::vec& alpha, const PulseTask& task) {
  return arma::mean(readout_error(alpha, task));
}

// Integrators with a readout by least squares; the error is the mean over both delays.
void read_out(lab::Point& at) {
  const lab::Settings& settings = at.settings();
  Stream stream = at.stream("readout", "pulses of two delays");
  const PulseTask task = task_of_two(settings, settings.counts("long-delays").front());
  const auto data =
      datasets::delayed_pulse(settings.count("sequences"), task.steps, task.delays, task.noise, stream);
  const arma::vec alpha = grid_of_retentions(), mixed = mixed_retentions(settings);
  const arma::mat h = last_states(alpha, data.x);
  for (arma::uword i = 0; i < alpha.n_elem; ++i)
    at.row("readouts", "alike", alpha[i], time_scale(alpha[i]), mean_error(arma::vec{alpha[i]}, task),
           arma::mean(readout_on_new(h.row(i), data.y)));
  at.row("readouts", "mixed", std::nullopt, std::nullopt, mean_error(mixed, task),
         arma::mean(readout_on_new(last_states(mixed, data.x), data.y)));
}

// What is exact for integrators with a readout, for each of the longer delays.
void tabulate_theory(lab::Run& run) {
  for (const std::size_t delay : run.settings().counts("long-delays")) {
    const PulseTask task = task_of_two(run.settings(), delay);
    double alike = 1;
    for (const double alpha : grid_of_retentions())
      alike = std::min(alike, mean_error(arma::vec{alpha}, task));
    run.row("reach_theory", delay, mean_error(mixed_retentions(run.settings()), task), alike);
  }
}

// A network of which everything is learnt but, where it is held, α.
struct Kind {
  std::string name;
  Retention retention = Retention::held;
  arma::vec alpha = {};  // of each unit, before training
  bool for_all_delays =
      false;  // trained for every long delay and drawn by --gradients, --states and --curves
};

std::string name_of_held(const std::string& alpha) { return "α = " + alpha; }

// One α for all units, each of --alphas; mixed; learnt, from one α and from mixed ones.
std::vector<Kind> kinds_of_nets(const lab::Settings& settings) {
  constexpr double learnt_from = 0.9;
  const auto alike = [&](double alpha) {
    return arma::vec(settings.count("units"), arma::fill::value(alpha));
  };
  std::vector<Kind> kinds;
  const auto& words = settings.words("alphas");
  const auto alphas = settings.reals("alphas");
  for (std::size_t k = 0; k < words.size(); ++k)
    kinds.push_back(
        {name_of_held(words[k]), Retention::held, alike(alphas[k]), k == 0 || k == words.size() / 2});
  kinds.push_back({"mixed", Retention::held, mixed_retentions(settings), true});
  kinds.push_back({"learnt", Retention::learnt, alike(learnt_from), true});
  kinds.push_back({"mixed+learnt", Retention::learnt, mixed_retentions(settings), false});
  return kinds;
}

// Pulses that are asked for at the last step.
Batch<float> pulse_batch(const PulseTask& task, arma::uword sequences, Stream& stream) {
  const auto data = datasets::delayed_pulse(sequences, task.steps, task.delays, task.noise, stream);
  Batch<float> batch{.x = arma::conv_to<arma::fcube>::from(data.x),
                     .targets = arma::fcube(data.y.n_rows, sequences, task.steps, arma::fill::zeros),
                     .weights = mean(last_step(sequences, task.steps))};
  batch.targets.slice(task.steps - 1) = arma::conv_to<arma::fmat>::from(data.y);
  return batch;
}

// Batches of their own for --gradients and --states, and the sign of each pulse above its step.
lab::Watch watch_of(const lab::Point& at, const PulseTask& task) {
  const auto batch = [&at, task](arma::uword sequences, const char* purpose) {
    Stream stream = at.stream("two delays", purpose);
    return lab::in_double(pulse_batch(task, sequences, stream));
  };
  std::vector<std::string> labels(task.steps, "·");
  const auto shown = batch(1, "a sequence for states");
  for (std::size_t i = 0; i < task.delays.size(); ++i)
    labels[task.steps - 1 - task.delays[i]] = shown.targets(i, 0, task.steps - 1) > 0 ? "+" : "−";
  return {.gradients = [batch] { return batch(20, "sequences for gradients"); },
          .states = [shown] { return shown; },
          .labels = labels};
}

// All networks of a seed begin with the same weights and see the same sequences.
void train_for_two(lab::Point& at, const Kind& kind, bool drawn) {
  constexpr arma::uword test_sequences = 1000;
  const lab::Settings& settings = at.settings();
  const PulseTask task = task_of_two(settings, static_cast<std::size_t>(at.number("long_delay")));
  const Net net = leaky_net(kind.retention, settings.count("units"), 2);
  Stream weights = at.stream("two delays", "weights"), tests = at.stream("two delays", "test sequences");
  State state{.theta = initial_theta<float>(net, weights), .batches = at.stream("two delays", "sequences")};
  set_retentions(net, state.theta, kind.alpha);
  const auto options = fit_options(settings.count("iterations"), settings.real("rate"));
  Batch<float> batch;
  const auto next = [&](std::uint64_t, Stream& stream) -> const Batch<float>& {
    return batch = pulse_batch(task, settings.count("batch"), stream);
  };
  if (drawn)
    lab::fit_at(at, kind.name, net, state, options, next, watch_of(at, task));
  else
    lab::fit(net, state, options, next);
  const arma::vec errors = errors_of(net, state, pulse_batch(task, test_sequences, tests)),
                  alpha = retentions(net, state.theta);
  const arma::uword held = kind.retention == Retention::held ? alpha.n_elem : 0;
  at.row("nets", at.index("net"), net.parameters() - held, arma::mean(errors), errors[0], errors[1],
         alpha.min(), alpha.max());
}

void train_nets(lab::Run& run) {
  const auto kinds = kinds_of_nets(run.settings());
  std::vector<std::string> names, names_for_all;
  for (const Kind& kind : kinds) {
    names.push_back(kind.name);
    if (kind.for_all_delays) names_for_all.push_back(kind.name);
  }
  run.grid({.label = "two delays",
            .axes = {{"net", names}, {"long_delay", run.settings().words("long-delays")}},
            .seeds = run.seeds(),
            .cost = [](const lab::Point& at) { return at.number("long_delay"); },
            .skip =
                [&](const lab::Point& at) {
                  return at.index("long_delay") > 0 && !kinds[at.index("net")].for_all_delays;
                }},
           [&](lab::Point& at) {
             const Kind& kind = kinds[at.index("net")];
             train_for_two(at, kind, kind.for_all_delays && at.index("long_delay") == 0);
           });
  run.variable("net_names", names);
  run.variable("reach_names", names_for_all);
}

// --- the cost of a leak: a pulse that it helps to keep, a latch, and a toggle that turns round at every step -----------------

constexpr arma::uword latch_steps = 40, toggle_steps = 20;
constexpr double latch_chance = 0.1;

Batch<float> batch_of(const lab::Settings& settings, const std::string& task, arma::uword sequences,
                      Stream& stream) {
  if (task == "pulse") {
    const auto delay = settings.count("pulse-delay");
    return pulse_batch({{delay}, 2 * (delay + 1), settings.real("noise")}, sequences, stream);
  }
  if (task == "latch") {
    const auto data = datasets::latch(sequences, latch_steps, latch_chance, stream);
    return {.x = arma::conv_to<arma::fcube>::from(data.x),
            .targets = arma::conv_to<arma::fcube>::from(data.y),
            .weights = mean(each_step(sequences, latch_steps))};
  }
  auto data = datasets::toggled_bits(sequences, toggle_steps, stream);
  return {.x = std::move(data.x),
          .targets = std::move(data.y),
          .weights = mean(each_step(sequences, toggle_steps))};
}

// The mean squared error of the best answer without memory.
double chance_of(const std::string& task) {
  if (task == "latch") return datasets::latch_without_memory(latch_steps, latch_chance);
  return task == "toggle" ? 0.25 : 1;
}

void train_on(lab::Point& at) {
  constexpr arma::uword test_sequences = 200;
  constexpr double learnt = 0.5;  // an error below this share of chance
  const lab::Settings& settings = at.settings();
  const std::string& task = at.word("task");
  const Net net = leaky_net(Retention::held, settings.count("units"), 1);
  Stream weights = at.stream(task, "weights"), tests = at.stream(task, "test sequences");
  State state{.theta = initial_theta<float>(net, weights), .batches = at.stream(task, "sequences")};
  set_retentions(net, state.theta, arma::vec(net.stack.width(), arma::fill::value(at.number("alpha"))));
  Batch<float> batch;
  lab::fit(net, state, fit_options(settings.count("iterations"), settings.real("rate")),
           [&](std::uint64_t, Stream& stream) -> const Batch<float>& {
             return batch = batch_of(settings, task, settings.count("batch"), stream);
           });
  const double error =
      errors_of(net, state, batch_of(settings, task, test_sequences, tests))[0] / chance_of(task);
  at.row("costs", at.index("alpha"), error, error < learnt);
}

// -----------------------------------------------------------------------------------------------------------------------------

void check(const lab::Settings& settings) {
  for (const std::string option : {"delays", "long-delays", "alphas", "alpha-starts"}) {
    auto list = settings.reals(option);
    std::sort(list.begin(), list.end());
    if (std::adjacent_find(list.begin(), list.end()) != list.end())
      throw lab::UsageError("--" + option + " names a number twice; name each once");
  }
  for (const std::size_t delay : settings.counts("long-delays"))
    if (delay == settings.count("short-delay"))
      throw lab::UsageError("--short-delay is also one of --long-delays; they must be two delays");
}

void body(lab::Run& run) {
  const lab::Settings& settings = run.settings();
  check(settings);
  measure_memory(run);
  tabulate_theory(run);
  run.variable("drawn_seeds", run.seeds());
  const lab::Axis delays{"delay", settings.words("delays")};
  run.grid({.label = "learning α",
            .axes = {delays, {"start", settings.words("alpha-starts")}},
            .seeds = run.seeds(),
            .cost = [](const lab::Point& at) { return at.number("delay"); }},
           learn_alpha);
  train_nets(run);
  run.grid({.label = "costs",
            .axes = {{"task", {"pulse", "latch", "toggle"}}, {"alpha", settings.words("alphas")}},
            .seeds = run.seeds()},
           train_on);
  run.grid({.label = "delays",
            .axes = {delays},
            .seeds = run.seeds(),
            .cost = [](const lab::Point& at) { return at.number("delay"); }},
           measure_delay);
  run.grid({.label = "readouts", .seeds = run.seeds()}, read_out);
}

// --- findings ----------------------------------------------------------------------------------------------------------------

// Of each seed, the largest distance of a measured readout from theory.
lab::Values distance_from_theory(const lab::Results& results) {
  lab::Values distances;
  for (const std::string table : {"delays", "readouts"}) {
    const auto theory = results[table].numbers("theory");
    const auto errors = results[table].values("error");
    for (std::size_t k = 0; k < theory.size(); ++k)
      distances.add(errors[k].seed, std::abs(errors[k].value - theory[k]));
  }
  return distances.each_seed(lab::reduce::most);
}

// Errors of the networks of one kind, with the first of the long delays.
lab::Values errors_with(const lab::Results& results, const std::string& net) {
  return results["nets"]
      .where("long_delay", results.settings().words("long-delays").front())
      .where("net", net)
      .values("error");
}

// Of the networks whose units share one held α, those of the α with the lowest median error.
lab::Values errors_with_best_alpha(const lab::Results& results) {
  lab::Values best;
  for (const std::string& alpha : results.settings().words("alphas"))
    if (const auto errors = errors_with(results, name_of_held(alpha));
        best.empty() || errors.median() < best.median())
      best = errors;
  return best;
}

void judge(const lab::Results& results, lab::Findings& findings) {
  findings.measured("readout_theory", distance_from_theory(results));
  const auto starts = results.settings().reals("alpha-starts"), delays = results.settings().reals("delays");
  const auto learnt = results["learnt"];
  findings.measured(
      "learnt_alpha",
      learnt.where("start", std::ranges::max(starts)).values("factor").each_seed(lab::reduce::most));
  findings.measured("no_gradient", learnt.where("start", std::ranges::min(starts))
                                       .where("delay", std::ranges::max(delays))
                                       .values("factor"));
  const auto best = errors_with_best_alpha(results);
  findings.measured("mixed_trained", best - errors_with(results, "mixed"));
  findings.measured("learnt_trained", best - errors_with(results, "learnt"));
}

}  // namespace
}  // namespace unroll::experiments

unroll::lab::Experiment unroll::experiment() {
  return {.body = experiments::body, .judge = experiments::judge};
}
