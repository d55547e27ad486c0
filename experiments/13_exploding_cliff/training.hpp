// A real training run: a tanh network that must tell in which order it saw two symbols, by plain gradient
// descent with and without clipping.
#pragma once
#include <cstdint>
#include <vector>

#include "experiments/lab/gradients.hpp"
#include "experiments/lab/run.hpp"

namespace unroll::experiments::cliff {

// What became of one network.
struct Training {
  double rate = 0;
  bool clipped = false;
  std::size_t run = 0;
  std::vector<double> loss = {},
                      norm = {};  // of each stretch of iterations: the mean loss, the largest gradient
  std::uint64_t diverged_at = 0;  // the iteration of the first NaN or Inf; 0: none
  std::vector<lab::Gradients> gradients = {};  // where they are asked for, at --learning-rate

  // The mean of the last tenth of what there is.
  double final_loss() const;
};

inline constexpr std::size_t stretches = 100;

// Every learning rate × seed × with and without clipping; the same seed has the same weights and sequences.
std::vector<Training> trainings(lab::Run& run);

// --learning-rate and those of --rates, in order, each once.
std::vector<double> rates(const lab::Run& run);

}  // namespace unroll::experiments::cliff
