// Two kinds of memory: a task on past inputs and one on the past output, for Jordan's network and Elman's
// with as many parameters.
#pragma once
#include <string>
#include <vector>

#include "experiments/lab/gradients.hpp"
#include "experiments/lab/run.hpp"
#include "nets.hpp"

namespace unroll::experiments::serial_order {

struct Remembered {
  std::string task, network;  // "delayed" or "toggled"; "jordan" or "elman"
  std::size_t run = 0;
  arma::uword parameters = 0;
  double error = 0;   // root mean square on new and longer sequences, run freely; guessing: 0.5
  double before = 0;  // of the same, untrained
};

// Jordan's network learns with a teacher, Elman's by backpropagation through time.
std::vector<Remembered> learn_to_remember(lab::Run& run);

}  // namespace unroll::experiments::serial_order
