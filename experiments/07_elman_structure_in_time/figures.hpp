#pragma once
#include <vector>

#include "experiments/lab/experiment.hpp"

namespace unroll::experiments::structure {

std::vector<lab::Figure> figures();

}  // namespace unroll::experiments::structure
