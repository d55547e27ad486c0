// 09 Bidirectional networks: what is asked at time t lies on both sides of t. One direction with a delay, the
// other direction, the mean of both, and both in one network.
#include "experiments/lab/experiment.hpp"

#include "experiments/lab/gradients.hpp"
#include "experiments/lab/states.hpp"
#include "tables.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;
using namespace both_ways;

void body(Run& run) {
  const Series series = draw_series(run);
  const Trained all = train_all(run, series);
  measure(run, series, all.trials);
  write_trials(run, series, all.trials);
  write_sensitivities(run, all.sensitivities);
  write_gradients(run, all.gradients);
  write_states(run, all.states);
}

std::vector<Option> options() {
  const std::string every = "-5 -4 -3 -2 -1 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20";
  return {
      integer_option("runs", {2, 10, 100}, 1, 10000, "networks of each kind, with each shift"),
      integer_option("samples", {2000, 10000, 10000}, 100, 1000000,
                     "targets of the series that is learnt, and of the other that is tested"),
      integer_option("cycles", {200, 200, 200}, 1, 100000, "of RPROP, each over the whole series"),
      integer_option("units", {2, 2, 2}, 1, 100, "hidden units in each direction"),
      words_option("shifts", "SHIFT...", {"0 5 20", "-5 0 2 3 4 5 6 7 8 11 16 20", every},
                   "of the regression: steps by which the answers of one direction are delayed", check_shift),
      words_option("class-shifts", "SHIFT...", {"0 5", "-5 0 2 4 5 6 10 20", every}, "of the classification",
                   check_shift),
      gradients_option(),
      states_option(),
  };
}

}  // namespace

Experiment bidirectional();

Experiment bidirectional() {
  return {.title = "Both directions of time",
          .part = "II Simple recurrence",
          .shows = "Schuster & Paliwal's two artificial tasks",
          .question =
              "What is asked at time t depends on inputs before and after t. Is it enough to wait with the "
              "answer, or must a network read from both ends?",
          .takes = {"2 s", "50 s", "20 min"},
          .references =
              {"M. Schuster & K. K. Paliwal, Bidirectional recurrent neural networks, IEEE Trans. Signal "
               "Processing 45 (1997) 2673–2681",
               "M. Riedmiller & H. Braun, A direct adaptive method for faster backpropagation learning: "
               "the RPROP algorithm, ICNN 1993, 586–591",
               "E. B. Wilson, Probable inference, the law of succession, and statistical inference, J. "
               "American Statistical Association 22 (1927) 209–212"},
          .options = options(),
          .claims = claims(),
          .figures = figures(),
          .body = body};
}

}  // namespace unroll::experiments
