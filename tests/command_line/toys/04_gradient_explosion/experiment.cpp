// Measures nothing.
#include "experiments/lab/experiment.hpp"

unroll::lab::Experiment unroll::experiment() {
  return {.body = [](lab::Run&) {}};
}
