#pragma once
#include <vector>

#include "experiments/lab/experiment.hpp"

namespace unroll::experiments::serial_order {

std::vector<lab::Figure> figures();

}  // namespace unroll::experiments::serial_order
