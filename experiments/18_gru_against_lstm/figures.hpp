#pragma once
#include <vector>

#include "experiments/lab/experiment.hpp"

namespace unroll::experiments::music {

std::vector<lab::Figure> figures();

}  // namespace unroll::experiments::music
