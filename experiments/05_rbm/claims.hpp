// The published figures of experiment 05.
#pragma once
#include <vector>

#include "experiments/lab/experiment.hpp"

namespace unroll::experiments {

std::vector<lab::Claim> rbm_claims();
std::vector<std::string> rbm_references();

}  // namespace unroll::experiments
