#include "claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "experiments/lab/findings.hpp"

namespace unroll::experiments::both_ways {
namespace {

const std::string paper = "Schuster & Paliwal 1997, artificial data, ";
const std::string regression_figure = paper + "figure of the regression errors";
const std::string class_figure = paper + "figure of the classification rates";
const std::string quarter =
    "a quarter either way: the figure was read off a curve over 100 runs on other data";
constexpr int late = 16;                            // from this shift on BACK was at chance
constexpr int around_least[] = {3, 4, 5, 6, 7, 8};  // needed to say where BACK is best

// A mean squared error of the paper, with a quarter either way.
lab::Claim error_claim(const char* id, const std::string& what, const char* figure, double value) {
  return {.id = id,
          .claim = what + ": mean squared error",
          .source = regression_figure,
          .published = figure,
          .unit = "",
          .low = 0.75 * value,
          .high = 1.25 * value,
          .reason = quarter};
}

// A share of right classes, whose complement is held to a quarter.
lab::Claim share_claim(const char* id, const std::string& what, const char* figure, double value) {
  return {.id = id,
          .claim = what + ": share of right classes",
          .source = class_figure,
          .published = figure,
          .unit = "",
          .low = 1 - 1.25 * (1 - value),
          .high = 1 - 0.75 * (1 - value),
          .reason = "the share of wrong ones, a quarter either way: as for the errors"};
}

std::vector<lab::Claim> brnn_claims() {
  return {{.id = "brnn",
           .claim = "BRNN: mean squared error",
           .source = regression_figure,
           .published = "0.00045",
           .unit = "",
           .low = 0,
           .high = 0.0012,
           .reason = "three quarters of what FOR has at shift 0, so clearly better than one direction"},
          {.id = "brnn_over_for",
           .claim = "BRNN's error as a part of FOR's at its best shift",
           .source = regression_figure + ": BRNN lies below FOR",
           .published = "< 1",
           .unit = "",
           .low = 0,
           .high = 1,
           .reason = "below"},
          {.id = "back_least_at",
           .claim = "The shift at which BACK's error is least",
           .source = regression_figure,
           .published = "5",
           .unit = "steps",
           .low = 4,
           .high = 7,
           .reason = "neighbours differ by less than networks of two units do"}};
}

std::vector<lab::Claim> theory_claims() {
  return {
      {.id = "above_bound",
       .claim = "Least error of any FOR or BACK network, as a multiple of the best guess's from what it saw",
       .source = "theory: nobody can know inputs that are independent of all that was seen",
       .published = "≥ 1",
       .unit = "",
       .low = 0.95,
       .reason = "1, less the chance of 10,000 answers of which neighbours resemble each other"},
      {.id = "below_ceiling",
       .claim = "The same for classes: share right of the best guess less that of the best network",
       .source = "theory: as above; what was not seen is symmetric about its mean",
       .published = "≥ 0",
       .unit = "",
       .low = -0.02,
       .reason = "0, less the chance of 10,000 answers of which neighbours resemble each other"}};
}

// For each run, the least of a network's values over the bounds at its shift.
template <class Compare>
std::vector<double> against_bounds(const Series& series, const std::vector<Trial>& all, Task task,
                                   Compare&& compare) {
  std::vector<double> least;
  for (const Trial& trial : all) {
    if (trial.task != task || (trial.network != "FOR" && trial.network != "BACK")) continue;
    const double bound = best_possible(series.test, task, trial.network, trial.shift);
    if (bound == 0) continue;  // everything is seen
    least.resize(std::max(least.size(), trial.run + 1), std::numeric_limits<double>::infinity());
    least[trial.run] = std::min(least[trial.run], compare(trial.test, bound));
  }
  return least;
}

// For each run, the shift at which BACK's error is least.
std::vector<double> least_at(const std::vector<Trial>& all) {
  std::vector<const Trial*> best;
  for (const Trial& trial : all) {
    if (trial.task != Task::regression || trial.network != "BACK") continue;
    best.resize(std::max(best.size(), trial.run + 1));
    if (best[trial.run] == nullptr || trial.test < best[trial.run]->test) best[trial.run] = &trial;
  }
  std::vector<double> shifts;
  for (const Trial* trial : best) shifts.push_back(trial->shift);
  return shifts;
}

// For each run, the mean of BACK's errors from shift `late` on.
std::vector<double> late_errors(const std::vector<Trial>& all, std::size_t runs) {
  std::vector<double> sums(runs);
  double count = 0;
  for (const Trial& trial : all)
    if (trial.task == Task::regression && trial.network == "BACK" && trial.shift >= late) {
      sums[trial.run] += trial.test;
      count += 1 / static_cast<double>(runs);
    }
  if (count == 0) return {};
  for (double& sum : sums) sum /= count;
  return sums;
}

void measure_regression(lab::Run& run, const std::vector<Trial>& all) {
  const auto of = [&](const char* network, int shift) {
    return scores_of(all, Task::regression, network, shift);
  };
  const auto measured = [&](const char* id, const std::vector<double>& values) {
    if (!values.empty()) run.measured(id, values);
  };
  for (const auto& [id, network, shift] :
       {std::tuple{"for_0", "FOR", 0}, {"for_20", "FOR", 20}, {"back_0", "BACK", 0}, {"back_5", "BACK", 5}})
    measured(id, of(network, shift));
  const auto both = of("BRNN", 0), forward = of("FOR", best_shift(all, Task::regression, "FOR"));
  measured("back_late", late_errors(all, both.size()));
  measured("merge_best", of("MERGE", best_shift(all, Task::regression, "MERGE")));
  measured("brnn", both);
  std::vector<double> part;
  for (std::size_t r = 0; r < both.size(); ++r) part.push_back(both[r] / lab::median_of(forward));
  measured("brnn_over_for", part);
  const std::vector<int> shifts = shifts_of(run, Task::regression);
  if (std::includes(shifts.begin(), shifts.end(), std::begin(around_least), std::end(around_least)))
    measured("back_least_at", least_at(all));
  else
    run.note("where BACK's error is least is measured only with all of the shifts 3 to 8");
}

}  // namespace

const std::vector<Published>& published() {
  static const std::vector<Published> all{
      {Task::regression, "FOR", 0, 0.00155},          {Task::regression, "FOR", 20, 0.00335},
      {Task::regression, "BACK", 0, 0.00255},         {Task::regression, "BACK", 5, 0.0006},
      {Task::regression, "BACK", late, 0.0039},       {Task::regression, "MERGE", no_shift, 0.00065},
      {Task::regression, "BRNN", no_shift, 0.00045},  {Task::classification, "FOR", no_shift, 0.81},
      {Task::classification, "BACK", no_shift, 0.87}, {Task::classification, "MERGE", no_shift, 0.89},
      {Task::classification, "BRNN", no_shift, 0.91},
  };
  return all;
}

std::vector<lab::Claim> claims() {
  std::vector<lab::Claim> all{
      error_claim("for_0", "FOR, shift 0", "0.00155", 0.00155),
      error_claim("for_20", "FOR, shift 20", "0.00335", 0.00335),
      error_claim("back_0", "BACK, shift 0", "0.00255", 0.00255),
      error_claim("back_5", "BACK, shift 5", "0.0006", 0.0006),
      error_claim("back_late", "BACK, mean of the shifts from 16 on", "0.0039", 0.0039),
      error_claim("merge_best", "MERGE, best shift", "0.00065", 0.00065),
  };
  for (const auto& more : {brnn_claims(),
                           {share_claim("class_for", "FOR, best shift", "0.81", 0.81),
                            share_claim("class_back", "BACK, best shift", "0.87", 0.87),
                            share_claim("class_merge", "MERGE, best shift", "0.89", 0.89),
                            share_claim("class_brnn", "BRNN", "0.91", 0.91)},
                           theory_claims()})
    all.insert(all.end(), more.begin(), more.end());
  return all;
}

std::vector<double> scores_of(const std::vector<Trial>& all, Task task, const std::string& network,
                              int shift) {
  std::vector<double> values;
  for (const Trial& trial : all)
    if (trial.task == task && trial.network == network && trial.shift == shift) values.push_back(trial.test);
  return values;
}

int best_shift(const std::vector<Trial>& all, Task task, const std::string& network) {
  int best = 0;
  double best_median = 0;
  bool any = false;
  for (const Trial& trial : all) {
    if (trial.task != task || trial.network != network) continue;
    const double median = lab::median_of(scores_of(all, task, network, trial.shift));
    if (!any || (task == Task::regression ? median < best_median : median > best_median)) {
      best = trial.shift;
      best_median = median;
    }
    any = true;
  }
  return best;
}

double best_possible(const datasets::WindowedAverage& series, Task task, const std::string& network,
                     int shift) {
  constexpr int beginning = std::numeric_limits<int>::min(), end = std::numeric_limits<int>::max();
  const auto guess = [&](const std::string& way) {
    return way == "FOR"    ? datasets::best_guess(series, beginning, shift)
           : way == "BACK" ? datasets::best_guess(series, -shift, end)
                           : datasets::best_guess(series, beginning, end);
  };
  const arma::vec said = network == "MERGE" ? arma::vec((guess("FOR") + guess("BACK")) / 2) : guess(network);
  return score(series, task, task == Task::regression ? said : arma::vec(said - 0.5));
}

void measure(lab::Run& run, const Series& series, const std::vector<Trial>& all) {
  measure_regression(run, all);
  for (const auto& [id, network] : {std::pair{"class_for", "FOR"},
                                    {"class_back", "BACK"},
                                    {"class_merge", "MERGE"},
                                    {"class_brnn", "BRNN"}})
    run.measured(
        id, scores_of(all, Task::classification, network, best_shift(all, Task::classification, network)));
  run.measured("above_bound", against_bounds(series, all, Task::regression,
                                             [](double error, double bound) { return error / bound; }));
  run.measured("below_ceiling", against_bounds(series, all, Task::classification,
                                               [](double share, double bound) { return bound - share; }));
}

}  // namespace unroll::experiments::both_ways
