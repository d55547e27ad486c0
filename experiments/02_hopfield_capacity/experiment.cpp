// 02 The capacity of Hopfield's memory: how many memories a network holds, how it fails beyond, and which rule holds more.
#include "experiments/lab/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "experiments/lab/error.hpp"
#include "parts.hpp"

namespace unroll::experiments::capacity {
namespace {

void body(lab::Run& run) {
  const auto flips = run.settings().integer("flips"), units = run.settings().integer("rule-units");
  if (2 * flips > units)
    throw lab::UsageError(
        fmt::format("--flips {} are more than half of --rule-units {}, which is nearer to the reverse of a "
                    "memory; flip at "
                    "most {}",
                    flips, units, units / 2));
  measure_overlaps(run);
  measure_errors(run);
  start_at_random(run);
  compare_rules(run);
  count_errors(run);
  count_endings(run);
  measure_distances(run);
}

using Curve = std::vector<std::pair<double, double>>;
constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();

// Two columns of some rows, in the order of the first.
Curve curve(const lab::Rows& rows, const std::string& x, const std::string& y) {
  Curve points;
  for (std::size_t r = 0; r < rows.size(); ++r) points.emplace_back(rows.number(r, x), rows.number(r, y));
  std::sort(points.begin(), points.end());
  return points;
}

// The x at which a curve, straight between its points, first has this value; NaN if it never has.
double crossing(const Curve& curve, double value) {
  for (std::size_t k = 1; k < curve.size(); ++k) {
    const auto& [x, a] = curve[k - 1];
    const auto& [next, b] = curve[k];
    if ((a - value) * (b - value) > 0) continue;
    return a == b ? x : x + (next - x) * (value - a) / (b - a);
  }
  return nowhere;
}

// The load at which steps err with this probability, on straight lines between the logarithms; NaN if they never do.
double load_at_error(const Curve& curve, double error) {
  for (std::size_t k = 1; k < curve.size(); ++k) {
    const auto& [load, a] = curve[k - 1];
    const auto& [next, b] = curve[k];
    if (!(a > 0 && a <= error && error <= b && a < b)) continue;
    return load * std::pow(next / load, std::log(error / a) / std::log(b / a));
  }
  return nowhere;
}

// value(rows of a seed) for each seed.
template <class Value>
lab::Values by_seed(const lab::Rows& rows, Value&& value) {
  lab::Values all;
  for (const auto& seed : rows.distinct("seed")) all.add(std::stoull(seed), value(rows.where("seed", seed)));
  return all;
}

void judge(const lab::Results& results, lab::Findings& findings) {
  const auto counts = [](const lab::Rows& rows, const char* coding, const char* weights) {
    return rows.where("coding", coding).where("weights", weights);
  };
  findings.measured("coding_factor", by_seed(results["counts"], [&](const lab::Rows& rows) {
                      const double ten =
                          counts(rows, "0/1", "whole").where("memories", 10).number(0, "exact");
                      return crossing(curve(counts(rows, "-1/+1", "whole"), "memories", "exact"), ten) / 10;
                    }));
  findings.measured("clipped_9", by_seed(results["counts"], [&](const lab::Rows& rows) {
                      const double errors =
                          counts(rows, "0/1", "clipped").where("memories", 9).number(0, "mean_errors");
                      return crossing(curve(counts(rows, "0/1", "whole"), "memories", "mean_errors"), errors);
                    }));
  const auto load = [&](const char* weights) {
    return by_seed(results["errors"].where("weights", weights),
                   [](const lab::Rows& rows) { return load_at_error(curve(rows, "load", "error"), 0.01); });
  };
  findings.measured("clipped_load", load("clipped") / load("whole"));
  const auto near = results["distances"].where("coding", "0/1").where("distance", [](double d) {
    return d >= 1 && d <= 5;
  });
  findings.measured("near_5", near.values("near").each_seed(lab::reduce::sum) /
                                  near.values("starts").each_seed(lab::reduce::sum));
}

}  // namespace
}  // namespace unroll::experiments::capacity

unroll::lab::Experiment unroll::experiment() {
  return {.body = experiments::capacity::body, .judge = experiments::capacity::judge};
}
