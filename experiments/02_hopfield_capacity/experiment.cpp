// 02 The capacity of Hopfield's memory: how many memories a network holds, how it fails beyond, and which
// rule holds more.
#include "experiments/lab/experiment.hpp"

#include <fmt/format.h>

#include "experiments/lab/error.hpp"
#include "tables.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;
using namespace capacity;

void body(Run& run) {
  const auto& settings = run.settings();
  if (2 * settings.integer("flips") > settings.integer("rule-units"))
    throw UsageError(fmt::format(
        "--flips {} are more than half of --rule-units {}, which is nearer to the reverse of "
        "a memory; flip at most {}",
        settings.integer("flips"), settings.integer("rule-units"), settings.integer("rule-units") / 2));
  const auto retrieved = retrievals(run);
  const auto stepped = steps(run);
  const auto ended = endings(run);
  const auto ruled = rule_nets(run);
  const auto counted = counts(run);
  const auto started = starts(run);
  const auto damaged = distances(run);
  measure_counts(run, counted);
  measure_starts(run, started, damaged);
  measure_retrievals(run, retrieved);
  measure_steps(run, stepped);
  measure_rules(run, ruled);
  measure_endings(run, ended);
  write_retrievals(run, retrieved);
  write_steps(run, stepped);
  write_rules(run, ruled);
  write_endings(run, ended);
  write_counts(run, counted);
  write_starts(run, started);
  write_distances(run, damaged);
}

std::vector<Option> options() {
  return {
      integer_option("largest", {250, 2000, 8000}, 100, 20000,
                     "units of the largest net of the curves over load"),
      integer_option("size-count", {2, 5, 6}, 1, 8, "how many sizes: the largest, its half, a quarter …"),
      integer_option("tried", {10, 40, 100}, 1, 20000,
                     "memories recalled in each of these nets, at the most"),
      integer_option("memories", {300, 1000, 10000}, 15, 1000000,
                     "memories recalled in each of Hopfield's counts, at the least"),
      integer_option("starts", {500, 10000, 100000}, 100, 10000000,
                     "starts in each of Hopfield's counts of N = 30, at the least"),
      integer_option("units", {1000, 1000, 4000}, 50, 20000,
                     "units of the nets that make one synchronous step"),
      integer_option("decisions", {500000, 500000, 5000000}, 1000, 1000000000,
                     "units looked at after that step, at each load, at the least"),
      integer_option("rule-units", {100, 100, 100}, 20, 1000, "units of the nets that compare the rules"),
      integer_option("flips", {10, 10, 10}, 0, 500, "units flipped before these recall"),
      integer_option("ending-units", {200, 500, 2000}, 100, 10000, "units of the nets with random starts"),
      integer_option("random-starts", {200, 200, 1000}, 10, 1000000, "of each of these nets"),
      integer_option("runs", {2, 10, 20}, 1, 1000, "repetitions behind each figure and each finding"),
  };
}

}  // namespace

Experiment hopfield_capacity();

Experiment hopfield_capacity() {
  return {
      .title = "The capacity of Hopfield's memory",
      .part = "I Energy",
      .shows = "overlap against load; the 0.138 transition; Hebb, Storkey, projection",
      .question =
          "How many memories can a network hold, what happens when there is one too many, and what does "
          "it remember that nobody ever told it?",
      .takes = {"3 s", "15 s", "1 h"},
      .references =
          {"J. J. Hopfield, Neural networks and physical systems with emergent collective computational "
           "abilities, PNAS 79 (1982) 2554–2558",
           "D. J. Amit, H. Gutfreund & H. Sompolinsky, Storing infinite numbers of patterns in a spin-glass "
           "model of neural networks, Phys. Rev. Lett. 55 (1985) 1530–1533",
           "D. J. Amit, H. Gutfreund & H. Sompolinsky, Spin-glass models of neural networks, Phys. Rev. A 32 "
           "(1985a) 1007–1018",
           "D. J. Amit, H. Gutfreund & H. Sompolinsky, Statistical mechanics of neural networks near "
           "saturation, Ann. Phys. 173 (1987) 30–67",
           "J. Hertz, A. Krogh & R. G. Palmer, Introduction to the Theory of Neural Computation, "
           "Addison-Wesley 1991, section 2.2",
           "L. Personnaz, I. Guyon & G. Dreyfus, Information storage and retrieval in spin-glass like neural "
           "networks, J. Physique Lett. 46 (1985) L359–L365",
           "A. J. Storkey & R. Valabregue, The basins of attraction of a new Hopfield learning rule, Neural "
           "Networks 12 (1999) 869–876"},
      .options = options(),
      .claims = claims(),
      .figures = figures(),
      .body = body};
}

}  // namespace unroll::experiments
