// The published lines: a task, the net that learns it, and how long that took in 1997.
//
// Source of all figures: S. Hochreiter & J. Schmidhuber, Neural Computation 9 (1997) 1735–1780, Tables 1, 2,
// 3, 7, 8, 9 (results), 10 and 11 (conditions).
#pragma once
#include <armadillo>
#include <cstddef>
#include <string>
#include <vector>

namespace unroll::experiments::long_lags {

enum class Kind { reber, plain_lag, noisy_lag, adding, multiplication, order_two, order_three };

// When a training ends: as many mistakes as that, or fewer, among the last 2000 sequences, and a mean error
// below `error`. Tasks 1 and 2 have a test instead (stop.hpp).
struct Stop {
  std::size_t mistakes = 0;
  double error = 1;
};

// What was published of a line.
struct Published {
  double sequences = 0;  // until success, the mean over the trials that had it; 0: no figure
  double success = 1;    // share of the trials
  double wrong = -1;     // of 2560 sequences after training, the mean; -1: no figure
  std::string source = {};
};

struct Line {
  std::string name, label;  // of --tasks and in tables; in pictures
  Kind kind = Kind::reber;
  arma::uword T = 0;  // the least length (4, 5, 6), or the lag: p of 2a, q of 2c
  arma::uword p = 0;  // 2c: the number of distractors
  arma::uword blocks = 2;
  int cells = 2;                                              // of a block
  double rate = 0.5, range = 0.1;                             // initial weights are from -range … range
  std::vector<double> input_biases = {}, output_biases = {};  // of the gates, block by block, where set
  bool logistic = true;                                       // the outputs
  bool shortcut = false;                                      // weights from the inputs to the outputs
  double tolerance = 0;  // a right answer's outputs are nearer to the target than this
  Stop stop = {};
  arma::uword weights = 0;  // published; 0: no figure
  Published published = {};

  arma::uword inputs() const;
  arma::uword outputs() const;
  double steps() const;              // of a sequence, about
  arma::uword common_steps() const;  // a length that many sequences have
  double guessing() const;           // the share that a model without memory can get right
  std::string task() const;          // "reber", "2a", "2c", "adding", "multiplication", "6a", "6b"
};

// All that was published, in the order of the paper.
const std::vector<Line>& published_lines();

// The lines that the words of --tasks ask for, in the order of the words, each once. A word is the name of a
// published line ("reber-3x2-0.5", "2a-100", "2c-1000", "adding-500", "6a-100"), the beginning of one, for
// all that begin so ("reber", "adding"), a task with a length of one's own ("6a-20", "adding-50-logistic"),
// or a net of Table 1 with a shortcut past its cells, as the nets of 2000 have it ("reber-3x2-0.5-shortcut").
// Throws std::invalid_argument that says what is right.
std::vector<Line> lines_of(const std::vector<std::string>& words);

}  // namespace unroll::experiments::long_lags
