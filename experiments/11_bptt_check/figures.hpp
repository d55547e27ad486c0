// The pictures of experiment 11.
#pragma once
#include <vector>

#include "experiments/lab/experiment.hpp"

namespace unroll::experiments::bptt {

std::vector<lab::Figure> bptt_figures();

}  // namespace unroll::experiments::bptt
