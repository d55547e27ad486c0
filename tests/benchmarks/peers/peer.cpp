#include "peer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <exception>

#include "experiments/lab/error.hpp"
#include "experiments/lab/measurement.hpp"

namespace unroll::peers {
namespace {

using lab::BenchWords, lab::Workload;

// A step that does not learn is not the one to compare with. What counts is the least loss: a tanh network of
// 200 steps may well be thrown out again later, since nothing is clipped here.
void check_loss(const Workload& workload, const std::string& model, double first, double least) {
  if (std::isfinite(first) && (workload.states_only || least < first)) return;
  throw lab::Error(fmt::format("{} {}: the loss was {} and never fell below {}; it must fall", workload.name,
                               model, first, least));
}

void measure_all(const std::string& name, const BenchWords& asked, const MakeStep& make_step) {
  for (const auto& [workload, model] : asked.pairs()) {
    const Step step = make_step(workload, model, asked.threads);
    const double first = step();
    double least = first;
    const lab::Times times = lab::measure(asked.budget, [&] { least = std::min(least, step()); });
    check_loss(workload, model, first, least);
    fmt::print("{}\n", lab::measurement(name, workload, model, asked, times).dump());
    std::fflush(stdout);
  }
}

}  // namespace

int run_peer(const std::string& name, int argc, char** argv, const MakeStep& make_step) {
  try {
    std::vector<std::string> words(argv + 1, argv + argc);
    const BenchWords asked = lab::take_bench_words(words, lab::common_models());
    if (!words.empty()) throw lab::UsageError(fmt::format("\"{}\" was not expected", words[0]));
    measure_all(name, asked, make_step);
    return 0;
  } catch (const lab::UsageError& problem) {
    fmt::print(stderr, "peer_{}: {}\n", name, problem.what());
    return 2;
  } catch (const std::exception& problem) {
    fmt::print(stderr, "peer_{}: {}\n", name, problem.what());
    return 1;
  }
}

}  // namespace unroll::peers
