// 16 LSTM and long time lags: the tasks of 1997, the nets of 1997, and how many sequences they took.
#include "experiments/lab/experiment.hpp"

#include "claims.hpp"
#include "experiments/lab/seeds.hpp"
#include "experiments/lab/states.hpp"
#include "tables.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;
using namespace long_lags;

void body(Run& run) {
  const std::vector<Line> lines = lines_of(run.settings().words("tasks"));
  const std::vector<Trial> all = train_all(run, lines);
  measure(run, lines, all);
  write_trials(run, lines, all);
  write_curves(run, lines, all);
  write_states(run, all);
  std::vector<Gradients> gradients;
  for (const Trial& trial : all)
    gradients.insert(gradients.end(), trial.gradients.begin(), trial.gradients.end());
  write_gradients(run, gradients);
}

std::vector<Option> options() {
  return {
      words_option("tasks", "TASK...",
                   {"reber-3x2-0.5 6a-20", "reber reber-3x2-0.5-shortcut adding-100 6a",
                    "reber reber-3x2-0.5-shortcut 2a 2c adding multiplication 6a 6b"},
                   "lines of the published tables: reber, 2a, 2c, adding, multiplication, 6a, 6b, or one of "
                   "them with its length, such as adding-500",
                   [](const std::string& word) { lines_of({word}); }),
      seeds_option({"1..2", "1..5", "1..10"}),
      real_option("patience", {4, 4, 4}, 0.01, 1000,
                  "a net gives up after so many times the published number of sequences"),
      integer_option("rivals", {1, 2, 10}, 0, 10000, "Elman nets for each task, the first of the seeds"),
      real_option("rival-patience", {1, 2, 4}, 0.01, 1000, "and after how many times they give up"),
      real_option("rival-rate", {0.1, 0.1, 0.1}, 1e-6, 100, "learning rate of Elman nets"),
      states_option(),
      gradients_option(),
  };
}

}  // namespace

Experiment lstm_long_lags();

Experiment lstm_long_lags() {
  return {
      .title = "LSTM and long time lags",
      .part = "IV Gates",
      .shows = "embedded Reber grammar, long lags, adding, multiplication, temporal order (1997)",
      .question =
          "What can a net with gates and a constant error carousel remember that no net before it "
          "could, and in how many sequences does it learn to?",
      .takes = {"2 s", "40 s", "hours"},
      .references =
          {"S. Hochreiter & J. Schmidhuber, Long short-term memory, Neural Computation 9 (1997) 1735–1780",
           "F. A. Gers, J. Schmidhuber & F. Cummins, Learning to forget, Neural Computation 12 (2000) "
           "2451–2471",
           "A. Cleeremans, D. Servan-Schreiber & J. L. McClelland, Finite state automata and simple "
           "recurrent networks, Neural Computation 1 (1989) 372–381",
           "E. B. Wilson, Probable inference, the law of succession, and statistical inference, J. American "
           "Statistical Association 22 (1927) 209–212"},
      .options = options(),
      .claims = claims(),
      .figures = figures(),
      .body = body};
}

}  // namespace unroll::experiments
