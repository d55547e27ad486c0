// The pictures of experiment 11.
#pragma once
#include <vector>

#include "experiments/lab/experiment.hpp"

namespace unroll::experiments {

std::vector<lab::Figure> bptt_figures();

}  // namespace unroll::experiments
