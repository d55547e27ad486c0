// On-line learning: one sequence, one step down its gradient, until the stop of the task is met or the budget
// is spent.
//
//   E = ½ Σ_t Σ_k (y_k - target_k)²  over the steps where the loss is asked,   θ ← θ - η ∂E/∂θ
//
// The gradient is 1997's for memory blocks (memory_blocks.hpp) and whole for the baselines. It is summed over
// a sequence and the step made at its end. For tasks 2c, 4, 5 and 6, where an error comes at the end alone,
// this is the paper's procedure; in tasks 1 and 2a errors come at each step, and weights could change at
// each.
//
// When a task counts as solved:
//
//   Reber     every symbol of all 512 strings is predicted rightly; tested every 100 strings
//   2a        no output is off by 0.25 at any step of either sequence; tested every 10 sequences
//   2c        10,000 new sequences in a row are right; tested every 1000, where the last 1000 were right
//   4, 5, 6   of the 2000 most recent training sequences so many were right, with a mean error below a limit
//
// How often the paper tests in tasks 1 and 2 is not published. Weights stay as they are while a task is
// tested.
#pragma once
#include <armadillo>
#include <cstdint>
#include <functional>
#include <vector>

#include "datasets/marked_numbers.hpp"
#include "models/core/input.hpp"
#include "tasks.hpp"

namespace unroll::experiments::long_lags {

// A sequence as a network reads it. Shapes: one sequence, so x is inputs × 1 × T (or T symbols) and targets
// are outputs × 1 × T. All memory in it is used again for the next sequence.
struct Sequence {
  Symbols symbols = {};
  arma::fcube numbers = {};  // where the task reads numbers; else empty
  arma::fcube targets = {};
  arma::mat asked = {};             // 1 × T: 1 where the loss is asked, 0 elsewhere
  std::vector<unsigned> next = {};  // Reber: the symbols that may come, as bits

  Input<float> input() const { return numbers.is_empty() ? Input<float>(symbols) : Input<float>(numbers); }
  arma::uword steps() const { return asked.n_elem; }

  std::vector<arma::uword> drawn = {};
  datasets::MarkedNumbers marked = {};
};

void draw(const Task& task, Stream& stream, Sequence& sequence);

// The sequence of a given string of the embedded Reber grammar.
void read_string(const std::vector<arma::uword>& string, Sequence& sequence);

struct Answer {
  bool right = false;
  double error = 0;  // mean |output - target| where the loss is asked
};

// Judges the outputs of a network. An answer to a Reber string is right if at every step each symbol that may
// come is more active than any other; to any other sequence, if no output misses its target by the tolerance
// where the loss is asked.
Answer answer(const Task& task, const Sequence& sequence, const arma::fcube& y);

// The strings of one pair of sets: 256 to train on, and 256 others to test on.
struct Strings {
  std::vector<std::vector<arma::uword>> training, test;
};
Strings draw_strings(Stream& stream);

// The answers to the most recent sequences.
class Recent {
 public:
  static constexpr std::size_t most = 2000;

  void see(const Answer& answer);
  bool full() const { return seen_ >= most; }
  std::size_t mistakes() const { return mistakes_; }
  double error() const;  // their mean
  std::uint64_t right_in_a_row() const { return in_a_row_; }

 private:
  std::vector<Answer> answers_ = std::vector<Answer>(most);
  std::uint64_t seen_ = 0, in_a_row_ = 0;
  std::size_t mistakes_ = 0;
};

// Answers a sequence with the network as it is now.
using Respond = std::function<Answer(const Sequence& sequence)>;

// Whether the stop is met after `seen` sequences; draws test sequences from `stream`.
bool solved(const Task& task, std::uint64_t seen, const Recent& recent, const Strings& strings,
            const Respond& respond, Stream& stream);

struct OnlineOptions {
  std::uint64_t sequences = 0, interval = 1;  // at most; between two points of the curve
  double rate = 0, clip_norm = 0;             // clip_norm 0: gradients are taken as they come
};

// An interval of the training: how many of its sequences were wrong, and their mean error.
struct CurvePoint {
  std::uint64_t sequences = 0;  // seen by its end
  double wrong = 0, error = 0;
};

struct Trained {
  bool success = false;
  std::uint64_t sequences = 0;    // until the stop, or all that were allowed
  std::uint64_t diverged_at = 0;  // the sequence that brought a NaN or Inf; 0: none
  std::vector<CurvePoint> curve = {};
  std::size_t wrong = 0;  // of `tested` new sequences after training
  std::size_t tested = 0;
  double error = 0;  // their mean error
  arma::fvec theta = {};
};

// Trains from θ. `strings` are those of the Reber task, empty for others. Sequences to learn from and to test
// with are drawn from two streams.
Trained train_online(const Task& task, Net net, arma::fvec theta, const OnlineOptions& options,
                     const Strings& strings, Stream training, Stream test);

}  // namespace unroll::experiments::long_lags
