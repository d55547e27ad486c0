// The published tasks: what is asked, the network that learns it, and the number of sequences that took in
// 1997.
//
// Source of all numbers: S. Hochreiter & J. Schmidhuber, Neural Computation 9 (1997) 1735–1780, Tables 1, 2,
// 3, 7, 8, 9 (results), 10 and 11 (conditions).
#pragma once
#include <armadillo>
#include <cstddef>
#include <string>
#include <vector>

#include "models/core/network.hpp"
#include "models/core/random.hpp"

namespace unroll::experiments::long_lags {

enum class Kind { reber, plain_lag, noisy_lag, adding, multiplication, order_two, order_three };

// A task with a length, and the conditions under which the network of 1997 learnt it.
struct Task {
  std::string name, label,
      family;  // name: of --tasks and in tables; family: tasks whose successes are counted together
  Kind kind = Kind::reber;
  arma::uword T = 0;  // the least length (4, 5, 6), or the lag: p of 2a, q of 2c
  arma::uword p = 0;  // 2c: the number of distractors
  arma::uword inputs = 0, outputs = 0;
  double steps = 0;              // mean length of a sequence
  arma::uword common_steps = 0;  // a length that many sequences have
  double guessing = 0;           // share of sequences that a model without memory can answer rightly

  arma::uword blocks = 2;
  int cells = 2;                   // of a block
  double rate = 0.5, range = 0.1;  // initial weights are drawn from -range … range
  std::vector<double> input_biases = {},
                      output_biases = {};  // of the gates, block by block, where they are set
  bool logistic = true;                    // the outputs
  bool shortcut = false;                   // weights from the inputs to the outputs

  double tolerance = 0;  // every output of a right answer is nearer to its target than this
  // Tasks 4, 5 and 6 end with this many mistakes or fewer among the last 2000 sequences and a mean error
  // below `error`.
  std::size_t mistakes = 0;
  double error = 1;

  double sequences = 0;     // published, the mean over the successful trials; 0: no figure
  arma::uword weights = 0;  // published; 0: no figure
};

// All published tasks, in the order of the paper.
const std::vector<Task>& published_tasks();

// The tasks that the words of --tasks ask for, in the order of the words, each once. A word is the name of a
// published task ("reber-3x2-0.5", "2a-100", "2c-1000", "adding-500", "6a-100"), the beginning of one, for
// all that begin so ("reber", "adding"), a task with another length ("6a-20", "adding-50-logistic"), or a
// network of Table 1 with a shortcut past its cells, as the networks of 2000 have it
// ("reber-3x2-0.5-shortcut"). Throws std::invalid_argument for any other.
std::vector<Task> tasks_of(const std::vector<std::string>& words);

// The network of 1997; the baseline, an Elman network of about as many weights that learns by the whole
// gradient; and an Elman network that learns by Elman's own procedure, a gradient of one step.
enum class Net { lstm, elman, elman_copied };
inline const std::vector<std::string> net_names{"lstm", "elman", "elman copied"};

// Baselines have as many tanh units as bring the number of their weights nearest to that of the task's
// network. For Elman's own procedure they are 15 logistic units, as in Table 1.
Network<Recurrent> network_of(const Task& task, Net net);

// 1997's start: all weights from -range … range, then the biases of the gates that the task sets. Baselines
// start as networks do today (initial_theta.hpp), those of Elman's own procedure from -1/2 … 1/2.
arma::fvec start_of(const Task& task, Net net, const Network<Recurrent>& network, Stream& stream);

}  // namespace unroll::experiments::long_lags
