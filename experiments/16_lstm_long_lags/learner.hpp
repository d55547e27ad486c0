// On-line learning: one sequence, one step down its gradient, until the task's stop is met or the budget is
// spent.
//
//   E = ½ Σ_t Σ_k (y_k - target_k)²  over the steps where the loss is asked,   θ ← θ - η ∂E/∂θ
//
// The gradient is 1997's for memory blocks (memory_blocks.hpp) and whole for the rivals. It is summed over a
// sequence and the step made at its end. For tasks 2c, 4, 5 and 6, where an error comes at the end alone,
// this is the paper's procedure; in tasks 1 and 2a errors come at each step, and weights could change at
// each.
#pragma once
#include <armadillo>
#include <cstdint>
#include <vector>

#include "nets.hpp"
#include "sequences.hpp"
#include "stop.hpp"

namespace unroll::experiments::long_lags {

// What a training is given.
struct Budget {
  std::uint64_t sequences = 0, stretch = 1;  // at most; between two points of the curve
  double rate = 0, clip_norm = 0;            // clip_norm 0: gradients are taken as they come
};

// Some sequences in a row, while learning: how many of them were wrong, and the mean error.
struct Stretch {
  std::uint64_t sequences = 0;  // seen by its end
  double wrong = 0, error = 0;
};

// What became of one net.
struct Trained {
  bool success = false;
  std::uint64_t sequences = 0;    // until the stop, or all of the budget
  std::uint64_t diverged_at = 0;  // the sequence that brought a NaN or Inf; 0: none
  std::vector<Stretch> curve = {};
  std::size_t wrong = 0;  // of `tested` new sequences after training
  std::size_t tested = 0;
  double error = 0;  // their mean error
  arma::fvec theta = {};
};

// The random streams of one training.
struct Streams {
  Stream sequences, test;
};

// A net with all that it needs to meet one sequence after another without asking for memory.
class Learner {
 public:
  Learner(const Line& line, Model model) : line_(line), network_(network_of(line, model)) {}

  const Network<Recurrent>& network() const { return network_; }

  // Runs the net over the sequence.
  Answer meet(const arma::fvec& theta, const Sequence& sequence);

  // The loss of the sequence that was met last; adds its gradient.
  double learn(const arma::fvec& theta, const Sequence& sequence, arma::fvec& gradient);

 private:
  Line line_;
  Network<Recurrent> network_;
  NetworkRun<Recurrent, float> run_;
  const Given<float> given_ = {};
};

// Trains from θ. `strings` are those of the Reber task, empty for others.
Trained train_online(const Line& line, Model model, arma::fvec theta, const Budget& budget,
                     const Strings& strings, Streams streams);

}  // namespace unroll::experiments::long_lags
