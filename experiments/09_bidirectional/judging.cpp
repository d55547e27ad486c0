#include "judging.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace unroll::experiments {
namespace {

lab::Values at_best_shift(const lab::Rows& trials, const std::string& task, const std::string& network) {
  return trials.where("task", task)
      .where("network", network)
      .where("shift", best_shift(trials, task, network))
      .values("test");
}

// For each seed the least compare(score, bound) over FOR and BACK at all shifts at which something was not
// seen.
lab::Values against_bounds(const lab::Results& results, const std::string& task,
                           const std::function<double(double, double)>& compare) {
  lab::Values all;
  const lab::Rows bounds = results["bounds"].where("task", task),
                  trials = results["trials"].where("task", task);
  for (const std::string network : {"FOR", "BACK"})
    for (const std::string& shift : trials.where("network", network).distinct("shift")) {
      const auto here = [&](const lab::Rows& rows) {
        return rows.where("network", network).where("shift", shift);
      };
      const lab::Rows bound = here(bounds);
      if (bound.empty() || bound.number(0, "best_possible") == 0) continue;
      for (const auto& [seed, score] : here(trials).values("test"))
        all.add(seed, compare(score, bound.number(0, "best_possible")));
    }
  return all.each_seed(lab::reduce::least);
}

// For each seed the shift at which the error of BACK is least.
lab::Values least_shifts(const lab::Rows& back) {
  std::map<std::string, std::size_t> best;  // by seed
  for (std::size_t r = 0; r < back.size(); ++r) {
    const auto [found, first] = best.try_emplace(back.text(r, "seed"), r);
    if (!first && back.number(r, "test") < back.number(found->second, "test")) found->second = r;
  }
  lab::Values shifts;
  for (const auto& [seed, r] : best) shifts.add(std::stoull(seed), back.number(r, "shift"));
  return shifts;
}

void note_pairs(const lab::Results& results, lab::Findings& findings) {
  for (const std::string task : {"regression", "classification"})
    for (const std::string network : {"FOR", "BACK", "MERGE"}) {
      const std::string shift = best_shift(results["trials"], task, network);
      const lab::Rows pairs =
          results["comparisons"].where("task", task).where("network", network).where("shift", shift);
      if (pairs.empty()) continue;
      findings.note(fmt::format(
          "{}: BRNN is better than {} at its best shift, {}, in {:.0f} of {} pairs of networks (95 % "
          "interval of the "
          "share: {:.2f} to {:.2f}).",
          task, network, shift, pairs.number(0, "brnn_better_share") * pairs.number(0, "count"),
          pairs.text(0, "count"), pairs.number(0, "brnn_better_low"), pairs.number(0, "brnn_better_high")));
    }
}

}  // namespace

std::string best_shift(const lab::Rows& trials, const std::string& task, const std::string& network) {
  const lab::Rows rows = trials.where("task", task).where("network", network);
  std::string best;
  double best_median = 0;
  for (const std::string& shift : rows.distinct("shift")) {
    const double median = rows.where("shift", shift).values("test").median();
    if (!best.empty() && !(task == "regression" ? median < best_median : median > best_median)) continue;
    best = shift;
    best_median = median;
  }
  return best;
}

void judge(const lab::Results& results, lab::Findings& findings) {
  const lab::Rows trials = results["trials"], regression = trials.where("task", "regression");
  const std::string errors = "regression", classes = "classification";
  findings.measured("merge_best", at_best_shift(trials, errors, "MERGE"));
  if (const auto forward = at_best_shift(trials, errors, "FOR"); !forward.empty())
    findings.measured("brnn_over_for",
                      regression.where("network", "BRNN").values("test") / lab::Values(forward.median()));
  const lab::Rows back = regression.where("network", "BACK");
  const auto has = [&](int shift) { return !back.where("shift", static_cast<double>(shift)).empty(); };
  if (has(3) && has(4) && has(5) && has(6) && has(7) && has(8))
    findings.measured("back_least_at", least_shifts(back));
  else
    findings.note("The shift at which BACK's error is least is judged only if --shifts holds all of 3 to 8.");
  findings.measured("class_for", at_best_shift(trials, classes, "FOR"));
  findings.measured("class_back", at_best_shift(trials, classes, "BACK"));
  findings.measured("class_merge", at_best_shift(trials, classes, "MERGE"));
  findings.measured("above_bound", against_bounds(results, errors,
                                                  [](double error, double bound) { return error / bound; }));
  findings.measured("below_ceiling", against_bounds(results, classes, [](double share, double bound) {
                      return bound - share;
                    }));
  note_pairs(results, findings);
}

}  // namespace unroll::experiments
