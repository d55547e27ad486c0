#include "tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "experiments/lab/csv.hpp"
#include "experiments/lab/findings.hpp"
#include "experiments/lab/wilson.hpp"

namespace unroll::experiments::both_ways {
namespace {

constexpr Task tasks[] = {Task::regression, Task::classification};
const std::vector<std::string> networks{"FOR", "BACK", "MERGE", "BRNN"};

// What whoever always says the mean, or the larger class, would score on a series.
double chance(const datasets::WindowedAverage& series, Task task) {
  const arma::vec mean(series.y.n_elem, arma::fill::value(arma::mean(series.y)));
  if (task == Task::regression) return score(series, task, mean);
  const double above = score(series, task, arma::vec(arma::size(series.y), arma::fill::ones));
  return std::max(above, 1 - above);
}

std::vector<int> shifts_of(const lab::Run& run, Task task, const std::string& network) {
  return network == "BRNN" ? std::vector<int>{0} : shifts_of(run, task);
}

// For shares of right classes, with the interval that as many independent answers would leave.
void write_each(lab::Run& run, const std::vector<Trial>& all, std::size_t samples) {
  lab::Csv csv{"task", "network", "shift", "run", "training", "test", "low", "high"};
  for (const Trial& trial : all)
    if (trial.task == Task::regression) {
      csv.row(name_of(trial.task), trial.network, trial.shift, trial.run, trial.training, trial.test, "", "");
    } else {
      const auto right = static_cast<std::size_t>(std::lround(trial.test * static_cast<double>(samples)));
      const auto [low, high] = lab::wilson(right, samples);
      csv.row(name_of(trial.task), trial.network, trial.shift, trial.run, trial.training, trial.test, low,
              high);
    }
  run.table("trials", csv);
}

// Medians and ranges, and how many networks have got away from chance by more than half of the way.
void write_summary(lab::Run& run, const Series& series, const std::vector<Trial>& all) {
  lab::Csv csv{"task",     "network", "shift",  "runs",       "median",     "least",
               "greatest", "chance",  "learnt", "learnt_low", "learnt_high"};
  for (const Task task : tasks) {
    const double guessing = chance(series.test, task), perfect = task == Task::regression ? 0 : 1;
    for (const std::string& network : networks)
      for (const int shift : shifts_of(run, task, network)) {
        const std::vector<double> scores = scores_of(all, task, network, shift);
        const auto learnt =
            static_cast<std::size_t>(std::count_if(scores.begin(), scores.end(), [&](double value) {
              return std::abs(value - perfect) < std::abs(guessing - perfect) / 2;
            }));
        const auto [median, least, greatest] = lab::spread_of(scores);
        const auto [low, high] = lab::wilson(learnt, scores.size());
        csv.row(name_of(task), network, shift, scores.size(), median, least, greatest, guessing,
                static_cast<double>(learnt) / static_cast<double>(scores.size()), low, high);
      }
    run.variable(fmt::format("chance_{}", name_of(task)), fmt::format("{}", guessing));
  }
  run.table("summary", csv);
}

void write_bounds(lab::Run& run, const Series& series) {
  lab::Csv csv{"task", "network", "shift", "best_possible"};
  for (const Task task : tasks)
    for (const std::string network : {"FOR", "BACK", "MERGE"}) {
      if (task == Task::classification && network == "MERGE") continue;
      const std::vector<int> shifts = shifts_of(run, task);
      for (int shift = shifts.front(); shift <= shifts.back(); ++shift)
        csv.row(name_of(task), network, shift, best_possible(series.test, task, network, shift));
    }
  run.table("bounds", csv);
}

void write_published(lab::Run& run) {
  lab::Csv csv{"task", "network", "shift", "value"};
  for (const Published& p : published())
    csv.row(name_of(p.task), p.network, p.shift == no_shift ? std::string() : fmt::format("{}", p.shift),
            p.value);
  run.table("published", csv);
}

// How often the network of both directions is better than another kind at its best shift: pairs of runs.
void write_comparisons(lab::Run& run, const std::vector<Trial>& all) {
  lab::Csv csv{"task", "rival", "shift", "runs", "brnn_better", "share", "low", "high"};
  for (const Task task : tasks)
    for (const std::string rival : {"FOR", "BACK", "MERGE"}) {
      const int shift = best_shift(all, task, rival);
      const auto brnn = scores_of(all, task, "BRNN", 0), other = scores_of(all, task, rival, shift);
      std::size_t better = 0;
      for (std::size_t r = 0; r < brnn.size(); ++r)
        better += task == Task::regression ? brnn[r] < other[r] : brnn[r] > other[r];
      const auto [low, high] = lab::wilson(better, brnn.size());
      csv.row(name_of(task), rival, shift, brnn.size(), better,
              static_cast<double>(better) / static_cast<double>(brnn.size()), low, high);
      run.note(
          fmt::format("{}: BRNN better than {} at its best shift, {}, in {} of {} pairs of runs (95 % "
                      "interval of the share: {:.2f} to {:.2f})",
                      name_of(task), rival, shift, better, brnn.size(), low, high));
    }
  run.table("comparisons", csv);
}

void write_axes(lab::Run& run) {
  run.variable("runs", fmt::format("{}", run.settings().integer("runs")));
  for (const Task task : tasks) {
    const std::vector<int> shifts = shifts_of(run, task);
    run.variable(fmt::format("first_{}", name_of(task)), fmt::format("{}.0", std::min(0, shifts.front())));
    run.variable(fmt::format("last_{}", name_of(task)), fmt::format("{}.0", std::max(1, shifts.back())));
  }
}

}  // namespace

void write_trials(lab::Run& run, const Series& series, const std::vector<Trial>& all) {
  write_each(run, all, series.test.y.n_elem);
  write_summary(run, series, all);
  write_bounds(run, series);
  write_published(run);
  write_comparisons(run, all);
  write_axes(run);
}

void write_sensitivities(lab::Run& run, const std::vector<Sensitivity>& all) {
  lab::Csv csv{"network", "run", "best", "delta", "sensitivity", "weight"};
  for (const Sensitivity& one : all) {
    const bool best = std::all_of(all.begin(), all.end(), [&](const Sensitivity& other) {
      return other.network != one.network || one.error < other.error ||
             (one.error == other.error && one.run <= other.run);
    });
    for (arma::uword k = 0; k <= 2 * margin; ++k) {
      const int delta = static_cast<int>(k) - static_cast<int>(margin);
      csv.row(one.network, one.run, best ? 1 : 0, delta, one.by_delta[k], datasets::window_weight(delta));
    }
  }
  run.table("sensitivities", csv);
}

}  // namespace unroll::experiments::both_ways
