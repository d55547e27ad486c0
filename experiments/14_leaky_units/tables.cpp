// The CSV files of experiment 14.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

#include "experiments/lab/csv.hpp"
#include "experiments/lab/figures.hpp"
#include "experiments/lab/wilson.hpp"
#include "results.hpp"

namespace unroll::experiments::leaks {
namespace {

const char* kind(bool learnt) { return learnt ? "learnt" : "held"; }

void write_memory(lab::Run& run, const Results& all) {
  lab::Csv pulses{"alpha", "retention", "lag", "kept", "theory"};
  for (const PulseMemory& one : all.memory)
    for (arma::uword k = 0; k < one.kept.n_elem; ++k)
      pulses.row(one.alpha, kind(one.learnt), k, one.kept[k], std::pow(one.alpha, static_cast<double>(k)));
  run.table("pulses", pulses);
  lab::Csv waves{"alpha", "period", "gain", "theory"};
  for (const WaveGain& one : all.waves)
    waves.row(one.alpha, one.period, one.gain,
              gain(one.alpha, 2 * std::numbers::pi / static_cast<double>(one.period)));
  run.table("waves", waves);
}

// What stands at each α of the grid: the median over the seeds of `values(i)` with its range.
template <class Values>
void summary_row(lab::Csv& csv, arma::uword delay, double alpha, double theory, const Values& values) {
  const auto [median, least, greatest] = lab::spread_of(values);
  csv.row(delay, alpha, time_scale(alpha), theory, median, least, greatest);
}

void write_delays(lab::Run& run, const Results& all) {
  const arma::vec alpha = grid_of_retentions();
  lab::Csv curves{"delay", "alpha", "tau", "theory", "median", "least", "greatest"},
      best{"delay", "seed", "tau", "alpha", "theory_tau", "theory_alpha"};
  for (const double delay : numbers_of(run, "delays")) {
    const auto k = static_cast<arma::uword>(delay);
    for (arma::uword i = 0; i < alpha.n_elem; ++i) {
      std::vector<double> values;
      for (const DelayCurve& one : all.curves)
        if (one.delay == k) values.push_back(one.error[i]);
      summary_row(curves, k, alpha[i], readout_error(arma::vec{alpha[i]}, task_of_delay(run, k))[0], values);
    }
  }
  for (const DelayCurve& one : all.curves) {
    const double theory = best_retention(static_cast<double>(one.delay));
    best.row(one.delay, one.seed, one.best_tau, retention(one.best_tau), time_scale(theory), theory);
  }
  run.table("delays", curves);
  run.table("best", best);
}

void write_learnt(lab::Run& run, const Results& all) {
  lab::Csv paths{"delay", "start", "seed", "iteration", "tau"},
      ends{"delay", "start", "seed", "tau", "alpha"};
  for (const LearntRetention& one : all.learnt) {
    for (std::size_t k = 0; k < one.tau.size(); ++k)
      paths.row(one.delay, one.start, one.seed, static_cast<long>(k) * one.every, one.tau[k]);
    ends.row(one.delay, one.start, one.seed, one.tau.back(), retention(one.tau.back()));
  }
  run.table("learning", paths);
  run.table("learnt", ends);
}

// Of the nets that were trained with every long delay; beside them what is exact for integrators.
void write_reach(lab::Run& run, const Results& all, const std::vector<std::string>& names) {
  lab::Csv reach{"net", "long_delay", "runs", "median", "least", "greatest", "mixed_theory", "one_theory"};
  std::vector<std::string> shown;
  for (const auto& name : names)
    for (const double delay : numbers_of(run, "long-delays")) {
      const auto k = static_cast<arma::uword>(delay);
      std::vector<double> errors;
      for (const Trained& net : all.nets)
        if (net.name == name && net.long_delay == k && net.shown) errors.push_back(net.error());
      if (errors.empty()) continue;
      if (shown.empty() || shown.back() != name) shown.push_back(name);
      const PulseTask task = task_of_two(run, k);
      double one = 1;
      for (const double alpha : grid_of_retentions())
        one = std::min(one, arma::mean(readout_error(arma::vec{alpha}, task)));
      const auto [median, least, greatest] = lab::spread_of(errors);
      reach.row(name, k, errors.size(), median, least, greatest,
                arma::mean(readout_error(mixed_retentions(run), task)), one);
    }
  run.table("reach", reach);
  run.variable("reach_names", lab::script_words(shown));
}

void write_mixtures(lab::Run& run, const Results& all) {
  const arma::vec alpha = grid_of_retentions();
  const PulseTask task = task_of_two(run);
  lab::Csv readouts{"alpha", "tau", "theory", "median", "least", "greatest", "mixed_theory", "mixed"};
  std::vector<double> mixed;
  for (const Readout& one : all.readouts) mixed.push_back(one.mixed);
  for (arma::uword i = 0; i < alpha.n_elem; ++i) {
    std::vector<double> values;
    for (const Readout& one : all.readouts) values.push_back(one.one[i]);
    const auto [median, least, greatest] = lab::spread_of(values);
    readouts.row(alpha[i], time_scale(alpha[i]), arma::mean(readout_error(arma::vec{alpha[i]}, task)), median,
                 least, greatest, arma::mean(readout_error(mixed_retentions(run), task)),
                 lab::median_of(mixed));
  }
  run.table("readouts", readouts);
  lab::Csv nets{"place",
                "net",
                "long_delay",
                "seed",
                "parameters",
                "error",
                "error_short",
                "error_long",
                "least_alpha_after",
                "greatest_alpha_after"};
  std::vector<std::string> names;
  for (const Trained& net : all.nets) {
    auto at = std::find(names.begin(), names.end(), net.name);
    if (at == names.end()) at = names.insert(names.end(), net.name);
    const Net built = leaky_net(net.kind, net.alpha.n_elem, 2);
    const arma::uword held = net.kind == Alpha::held ? net.alpha.n_elem : 0;
    nets.row(at - names.begin(), net.name, net.long_delay, net.seed, built.parameters() - held, net.error(),
             net.errors[0], net.errors[1], net.end.min(), net.end.max());
  }
  run.table("nets", nets);
  run.variable("net_names", lab::script_words(names));
  run.variable("first_long", fmt::format("{}", all.nets.front().long_delay));
  write_reach(run, all, names);
}

void write_costs(lab::Run& run, const Results& all) {
  lab::Csv costs{"task", "place", "alpha", "seed", "error", "success"},
      summary{"task",     "place",     "alpha", "runs", "median", "least",
              "greatest", "successes", "share", "low",  "high"};
  const auto alphas = numbers_of(run, "alphas");
  for (const std::string task : {"pulse", "latch", "toggle"})
    for (std::size_t place = 0; place < alphas.size(); ++place) {
      std::vector<double> errors;
      std::size_t successes = 0;
      for (const Cost& one : all.costs) {
        if (one.task != task || one.alpha != alphas[place]) continue;
        costs.row(task, place, one.alpha, one.seed, one.error, one.success() ? 1 : 0);
        errors.push_back(one.error);
        successes += one.success();
      }
      const auto [median, least, greatest] = lab::spread_of(errors);
      const auto [low, high] = lab::wilson(successes, errors.size());
      summary.row(task, place, alphas[place], errors.size(), median, least, greatest, successes,
                  static_cast<double>(successes) / static_cast<double>(errors.size()), low, high);
    }
  run.table("costs", costs);
  run.table("costs_summary", summary);
}

}  // namespace

void write(lab::Run& run, const Results& all) {
  write_memory(run, all);
  write_delays(run, all);
  write_learnt(run, all);
  write_mixtures(run, all);
  write_costs(run, all);
  const auto list = [&](const char* variable, const char* option) {
    run.variable(variable, lab::script_words(run.settings().words(option)));
  };
  list("delays", "delays");
  list("long_delays", "long-delays");
  list("starts", "alpha-starts");
  list("alphas", "alphas");
  std::vector<lab::Gradients> gradients;
  std::vector<lab::States> states;
  const auto first = all.nets.front().seed;
  for (const Trained& net : all.nets) {
    gradients.insert(gradients.end(), net.gradients.begin(), net.gradients.end());
    if (net.seed == first) states.insert(states.end(), net.states.begin(), net.states.end());
  }
  lab::write_gradients(run, gradients);
  lab::write_states(run, states);
}

}  // namespace unroll::experiments::leaks
