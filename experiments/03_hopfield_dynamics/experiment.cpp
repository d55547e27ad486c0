// 03 Hopfield's dynamics: fixed points, 2-cycles, long cycles and chaos, and which property of the weights decides it.
#include "experiments/lab/experiment.hpp"

#include <algorithm>
#include <cmath>

#include "experiments/lab/error.hpp"
#include "parts.hpp"

namespace unroll::experiments::dynamics {
namespace {

void body(lab::Run& run) {
  const auto sizes = run.settings().integers("sizes");
  if (std::all_of(sizes.begin(), sizes.end(), [&](long units) { return units == sizes.front(); }))
    throw lab::UsageError("--sizes has only one size; growth with N needs at least two, such as 16 32");
  measure_cycles(run);
  try_matrices(run);
  measure_exponents(run);
  draw_raster(run);
  follow_twins(run);
}

constexpr double silent_below = 0.9, chaotic_above = 1.3;  // between them a finite network may do either

void judge_cycles(const lab::Results& results, lab::Findings& findings) {
  const auto from_four = [](double period) { return std::abs(period - 4); };
  const auto sizes = results.settings().integers("sizes");
  const double largest = static_cast<double>(*std::max_element(sizes.begin(), sizes.end()));
  const auto cycles = [&](const char* weights) { return results["cycles"].where("weights", weights); };
  findings.measured("antisymmetric_period",
                    cycles("antisymmetric").values("period").map(from_four).each_seed(lab::reduce::most));
  findings.measured("two_cycles",
                    cycles("symmetric").where("units", largest).values("two").each_seed(lab::reduce::mean));
}

void judge_exponents(const lab::Results& results, lab::Findings& findings) {
  const auto below = results["lyapunov"].where("gain", [](double g) { return g < silent_below; });
  const auto above = results["lyapunov"].where("gain", [](double g) { return g > chaotic_above; });
  findings.measured("zero_state", below.values("size").each_seed(lab::reduce::most));
  if (below.empty() || above.empty()) {
    findings.note("the transition lies between gains below 0.9 and above 1.3; --gains has not both");
    return;
  }
  // The exponent of a limit cycle is 0, and is found as that to within one part in the time of the run.
  const double resolution = 1 / static_cast<double>(results.settings().integer("time"));
  const auto wrong_signs = [&](const char* time) {
    lab::Values wrong;
    for (const auto& [seed, lambda] : below.where("time", time).values("lambda"))
      wrong.add(seed, lambda >= -resolution);
    for (const auto& [seed, lambda] : above.where("time", time).values("lambda"))
      wrong.add(seed, lambda <= resolution);
    return wrong.each_seed(lab::reduce::sum);
  };
  findings.measured("sign_discrete", wrong_signs("discrete"));
  findings.measured("sign_continuous", wrong_signs("continuous"));
}

void judge(const lab::Results& results, lab::Findings& findings) {
  judge_cycles(results, findings);
  judge_exponents(results, findings);
}

}  // namespace
}  // namespace unroll::experiments::dynamics

unroll::lab::Experiment unroll::experiment() {
  return {.body = experiments::dynamics::body, .judge = experiments::dynamics::judge};
}
