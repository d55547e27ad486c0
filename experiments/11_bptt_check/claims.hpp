// What experiment 11 is measured against.
#pragma once
#include <vector>

#include "experiments/lab/experiment.hpp"

namespace unroll::experiments::bptt {

std::vector<lab::Claim> bptt_claims();

}  // namespace unroll::experiments::bptt
