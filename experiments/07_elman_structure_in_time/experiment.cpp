// 07 Finding structure in time: Elman's network learns to predict what comes next, in four streams, and its errors
// show what it has understood.
#include "experiments/lab/experiment.hpp"

#include <algorithm>

#include "prediction.hpp"
#include "tasks.hpp"

namespace unroll::experiments {
namespace {

using namespace structure;

void body(lab::Run& run) {
  run.variable("first_seed", run.seeds().front());
  learn_bits(run);
  learn_syllables(run);
  learn_words(run);
  learn_sentences(run);
}

// Temporal XOR is judged by the best network, as Elman showed one.
void judge(const lab::Results& results, lab::Findings& findings) {
  const auto scores = [&](std::size_t units, Training training, const char* measure) {
    return results["scores"]
        .where("task", "bits")
        .where("units", static_cast<double>(units))
        .where("training", training_names[static_cast<std::size_t>(training)])
        .where("measure", measure)
        .values("value");
  };
  const auto ratios = scores(2, Training::copy_back, "ratio");
  if (ratios.empty()) {
    findings.note("networks with 2 hidden units are not judged on temporal XOR: --bits-units has no 2");
  } else {
    const auto best = std::min_element(ratios.begin(), ratios.end(),
                                       [](const auto& a, const auto& b) { return a.value < b.value; });
    findings.measured("bits_dips", scores(2, Training::copy_back, "dips").of_seed(best->seed));
    findings.measured("bits_two", best->value);
  }
  const auto sizes = results.settings().counts("bits-units");
  const std::size_t most = *std::max_element(sizes.begin(), sizes.end());
  if (most < 3) {
    findings.note("larger networks are not judged on temporal XOR: --bits-units has nothing above 2");
    return;
  }
  findings.measured("bits_more", lab::reduce::least(scores(most, Training::copy_back, "ratio").numbers()));
  findings.measured("bits_gradient", scores(most, Training::copy_back_in_chunks, "ratio") -
                                         scores(most, Training::bptt, "ratio"));
}

}  // namespace
}  // namespace unroll::experiments

unroll::lab::Experiment unroll::experiment() {
  return {.body = experiments::body, .judge = experiments::judge};
}
