// The findings that depend on the best shift or on the bounds of a run.
#pragma once
#include <string>

#include "experiments/lab/results.hpp"

namespace unroll::experiments {

// The shift at which the median score of a network is best, the first of several; empty where there are no
// rows of it.
std::string best_shift(const lab::Rows& trials, const std::string& task, const std::string& network);

void judge(const lab::Results& results, lab::Findings& findings);

}  // namespace unroll::experiments
