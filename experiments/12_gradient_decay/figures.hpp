#pragma once
#include <vector>

#include "experiments/lab/experiment.hpp"

namespace unroll::experiments {

std::vector<lab::Figure> decay_figures();

}  // namespace unroll::experiments
