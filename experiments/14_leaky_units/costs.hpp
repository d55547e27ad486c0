// Three tasks on the same nets: one that a leak helps with, one that must be kept without end and changed at
// once, and one that turns round at every step.
#pragma once
#include <armadillo>
#include <cstdint>
#include <string>
#include <vector>

#include "experiments/lab/run.hpp"
#include "nets.hpp"

namespace unroll::experiments::leaks {

struct Cost {
  std::string task;  // "pulse", "latch" or "toggle"
  double alpha = 0;
  std::uint64_t seed = 0;
  double error = 0;  // mean squared, on new sequences, as a share of what the best without memory has
  bool success() const { return error < 0.5; }
};

std::vector<Cost> costs_of_seed(const lab::Run& run, std::uint64_t seed);
void train_cost(const lab::Run& run, Cost& one);

// The mean squared error of the best answer without memory.
double chance_of(const lab::Run& run, const std::string& task);

}  // namespace unroll::experiments::leaks
