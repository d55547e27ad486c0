// What experiment 01 is measured against.
#pragma once
#include <string>
#include <vector>

#include "experiments/lab/experiment.hpp"

namespace unroll::experiments {

std::vector<lab::Claim> restoration_claims();
std::vector<std::string> restoration_references();

}  // namespace unroll::experiments
