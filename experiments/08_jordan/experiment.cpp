// 08 Jordan: a network that remembers its outputs goes round a square for ever, from wherever it starts; and
// what such a memory is good for, beside Elman's.
#include "experiments/lab/experiment.hpp"

#include <string>

#include "figures.hpp"
#include "tables.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;
using namespace serial_order;

constexpr double half_of_chance = 0.25;  // guessing costs 0.5

void measure_cycles(Run& run, const std::vector<Cycles>& all) {
  std::vector<double> share, free_share, error, gap;
  for (const Cycles& one : all) {
    (one.taught ? share : free_share).push_back(one.share);
    if (!one.taught) continue;
    error.push_back(one.error_free);
    gap.push_back(one.error_free - one.error_taught);
  }
  run.measured("cycle_share", share);
  run.measured("cycle_share_free", free_share);
  run.measured("cycle_error", error);
  run.measured("teacher_gap", gap);
}

// Error of one network minus that of the other, run by run.
std::vector<double> differences(const std::vector<Remembered>& all, const std::string& task,
                                const std::string& worse, const std::string& better) {
  std::vector<double> of_worse, list;
  for (const Remembered& one : all)
    if (one.task == task && one.network == worse) of_worse.push_back(one.error);
  for (const Remembered& one : all)
    if (one.task == task && one.network == better) list.push_back(of_worse[one.run] - one.error);
  return list;
}

void body(Run& run) {
  const auto cycles = learn_cycles(run);
  const auto remembered = learn_to_remember(run);
  measure_cycles(run, cycles);
  run.measured("hidden_memory", differences(remembered, "delayed", "jordan", "elman"));
  run.measured("output_memory", differences(remembered, "toggled", "elman", "jordan"));
  write_cycles(run, cycles);
  write_memory(run, remembered);
}

std::vector<Option> options() {
  return {
      integer_option("runs", {2, 10, 30}, 1, 1000, "networks of each kind"),
      integer_option("units", {10, 10, 10}, 1, 1000, "hidden units of the networks that learn the square"),
      real_option("mu", {0.5, 0.5, 0.5}, 0, 0.99, "how much of its state Jordan's network keeps"),
      integer_option("laps", {5, 5, 5}, 2, 1000, "around the square in a training sequence"),
      integer_option("iterations", {2000, 3000, 10000}, 1, 10000000, "of the training on the square"),
      real_option("rate", {0.02, 0.02, 0.02}, 1e-6, 100, "learning rate of Adam there"),
      integer_option("starts", {50, 200, 1000}, 1, 100000, "random ones for each plan"),
      integer_option("steps", {200, 200, 1000}, 8, 100000, "that the network is left alone from each"),
      integer_option("elman-units", {5, 5, 5}, 1, 100,
                     "hidden units of Elman's network; Jordan's has n (n + 3) / 4 for as many parameters"),
      integer_option("delay", {2, 2, 2}, 1, 19, "steps until a bit must be said"),
      integer_option("memory-iterations", {1500, 1500, 10000}, 1, 10000000, "of the training on bits"),
      real_option("memory-rate", {0.02, 0.02, 0.02}, 1e-6, 100, "learning rate of Adam there"),
      gradients_option(),
      states_option(),
  };
}

std::vector<Claim> claims() {
  const std::string source = "after Jordan 1986, the simulation of the square";
  return {
      {.id = "cycle_share",
       .claim = "Learnt with a teacher: share of random starts that end on the cycle, all corners within 0.1",
       .source = source,
       .published = "spirals onto it",
       .unit = "",
       .low = 0.95,
       .high = 1,
       .reason = "every path that is drawn in the paper does; one in twenty may be caught elsewhere"},
      {.id = "cycle_share_free",
       .claim = "The same, learnt running freely",
       .source = "comparison over seeds",
       .published = "no figure",
       .unit = "",
       .low = 0.95,
       .high = 1,
       .reason = "as with a teacher"},
      {.id = "cycle_error",
       .claim = "Learnt with a teacher and left alone for 100 steps: root mean square error at the corners",
       .source = source,
       .published = "near 0",
       .unit = "",
       .low = 0,
       .high = 0.05,
       .reason = "a fifth of what always saying the middle costs, 0.25"},
      {.id = "teacher_gap",
       .claim = "That error minus the one with the teacher at its side",
       .source = "theory: left alone, a network also feeds its errors back",
       .published = "no figure",
       .unit = "",
       .low = 0,
       .reason = "a comparison over seeds"},
      {.id = "hidden_memory",
       .claim = "Saying the bit before the last: error of Jordan's network minus that of Elman's",
       .source = "theory: no output of Jordan's network shows a bit before it is due",
       .published = "no figure",
       .unit = "",
       .low = half_of_chance,
       .reason = "half of what guessing costs, 0.5; a comparison over seeds"},
      {.id = "output_memory",
       .claim = "A toggle: error of Elman's network minus that of Jordan's",
       .source = "theory: with a teacher it is the exclusive or of two inputs to Jordan's, to Elman's parity",
       .published = "no figure",
       .unit = "",
       .low = half_of_chance,
       .reason = "half of what guessing costs, 0.5; a comparison over seeds"},
  };
}

}  // namespace

Experiment jordan();

Experiment jordan() {
  return {
      .title = "Jordan's network: the output as memory",
      .part = "II Simple recurrence",
      .shows = "output feedback: limit cycles from plans; Jordan against Elman",
      .question = "What can a network do that remembers nothing but its own outputs, and what can it not do?",
      .takes = {"1 s", "15 s", "5 min"},
      .references = {"M. I. Jordan, Serial order: a parallel distributed processing approach, ICS report "
                     "8604, UC San Diego (1986); Advances in Psychology 121 (1997) 471–495",
                     "J. L. Elman, Finding structure in time, Cognitive Science 14 (1990) 179–211",
                     "R. J. Williams & D. Zipser, A learning algorithm for continually running fully "
                     "recurrent neural networks, Neural Computation 1 (1989) 270–280: teacher forcing"},
      .options = options(),
      .claims = claims(),
      .figures = figures(),
      .body = body};
}

}  // namespace unroll::experiments
