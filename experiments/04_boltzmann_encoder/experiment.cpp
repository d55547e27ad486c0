// 04 The Boltzmann machine: hidden units that find codes by themselves, learnt from what is on together when
// it wakes and when it dreams.
#include "experiments/lab/experiment.hpp"

#include "tables.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;
using namespace encoder;

void body(Run& run) {
  const Study study = do_all(run);
  measure(run, study);
  write_lessons(run, study);
  write_weights(run, study);
  write_answers(run, study);
  write_statistics(run, study);
  write_shifters(run, study);
}

std::vector<Option> encoder_options() {
  return {
      integer_option("runs", {12, 250, 250}, 1, 100000, "machines that learn 4-2-4"),
      integer_option("limit", {2000, 2000, 2000}, 1, 10000000,
                     "cycles after which 4-2-4 and 4-3-4 are given up"),
      integer_option("after", {50, 100, 100}, 0, 1000000,
                     "cycles that 4-2-4 and 8-3-8 go on with all codes found"),
      integer_option("followed", {60, 400, 1000}, 1, 100000,
                     "cycles over which G of three of them is measured"),
      integer_option("spread-runs", {10, 60, 250}, 1, 100000, "machines that learn 4-3-4"),
      integer_option("spread-cycles", {100, 1000, 2000}, 1, 1000000,
                     "cycles that each of these makes at least"),
      integer_option("eight-runs", {1, 20, 20}, 1, 100000, "machines that learn 8-3-8"),
      integer_option("eight-limit", {500, 2000, 10000}, 1, 10000000, "cycles after which one is given up"),
      integer_option("wide", {10, 40, 40}, 2, 200, "units of each visible group of the wide encoder"),
      integer_option("wide-hidden", {5, 10, 10}, 1, 200, "its hidden units"),
      integer_option("wide-runs", {1, 3, 10}, 1, 1000, "machines that learn it"),
      integer_option("wide-cycles", {200, 500, 1000}, 1, 1000000, "how long"),
      real_option(
          "false-on", {0.15, 0.15, 0.15}, 0, 1,
          "units of a group that are off and shown on, on average; 0.15 is 1985's 0.05 each at 4-2-4"),
      choice_option("order", {"random", "random", "random"}, {"random", "permutation"},
                    "which unit decides next: any, as in 1985, or each once a sweep"),
  };
}

std::vector<Option> options() {
  auto all = encoder_options();
  for (Option& option : std::vector<Option>{
           integer_option("answers", {5, 10, 50}, 1, 100000,
                          "that the wide encoder gives to a pattern, each way"),
           integer_option("chains", {20, 200, 1000}, 10, 100000, "answers whose energies are shown"),
           integer_option("drawn", {2, 10, 20}, 1, 1000, "machines of random weights that are enumerated"),
           integer_option("counted", {2500, 12500, 50000}, 100, 10000000,
                          "sweeps counted in each of 40 runs"),
           integer_option("shift-runs", {1, 2, 5}, 1, 1000, "machines that learn the shifter"),
           integer_option("shift-sweeps", {120, 9000, 9000}, 6, 10000000,
                          "how often these change their weights"),
           integer_option("shift-examples", {20, 20, 20}, 1, 100000, "rows that are shown in between"),
           integer_option("shift-cases", {30, 300, 1000}, 1, 1000000, "rows asked of each number of bits")})
    all.push_back(std::move(option));
  return all;
}

}  // namespace

Experiment boltzmann_encoder();

Experiment boltzmann_encoder() {
  return {.title = "The Boltzmann machine finds codes",
          .part = "I Energy",
          .shows = "4-2-4, 4-3-4, 8-3-8, 40-10-40; annealing; shifter",
          .question =
              "Can units that nobody tells what to stand for find a code, from nothing but how often two "
              "units are on together?",
          .takes = {"4 s", "40 s", "4 min"},
          .references =
              {"D. H. Ackley, G. E. Hinton & T. J. Sejnowski, A learning algorithm for Boltzmann machines, "
               "Cognitive Science 9 (1985) 147–169",
               "G. E. Hinton & T. J. Sejnowski, Learning and relearning in Boltzmann machines, Parallel "
               "Distributed Processing 1, MIT Press 1986, chapter 7",
               "S. Kirkpatrick, C. D. Gelatt & M. P. Vecchi, Optimization by simulated annealing, Science "
               "220 (1983) 671–680"},
          .options = options(),
          .claims = claims(),
          .figures = figures(),
          .body = body};
}

}  // namespace unroll::experiments
