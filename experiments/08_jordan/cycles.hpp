// Limit cycles: a network learns the corners of a square, one way round for each plan, and is then started
// anywhere.
#pragma once
#include <vector>

#include "experiments/lab/gradients.hpp"
#include "experiments/lab/run.hpp"
#include "experiments/lab/states.hpp"
#include "nets.hpp"

namespace unroll::experiments::serial_order {

struct Cycles {
  bool taught = false;
  std::size_t run = 0;
  double error_taught = 0, error_free = 0;  // on the square, from the state that it has learnt to start in
  double share = 0, untrained_share = 0;    // of random starts that end on the cycle
  std::vector<arma::cube> paths = {};       // for each plan: 2 × shown starts × steps
  std::vector<std::vector<bool>> reached = {};  // for each plan: whether that start ends on the cycle
  std::vector<lab::Gradients> gradients = {};
  std::vector<lab::States> states = {};
};

// Each run with a teacher and without, with the same first weights.
std::vector<Cycles> learn_cycles(lab::Run& run);

// Whether the last two laps of a path, 2 × T, go round the square this way: each point within `near` of its
// corner.
bool on_cycle(const arma::mat& path, const arma::mat& corners, double near = 0.1);

}  // namespace unroll::experiments::serial_order
