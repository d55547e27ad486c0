// What experiment 16 holds beside the published figures.
#pragma once
#include <vector>

#include "experiments/lab/run.hpp"
#include "trials.hpp"

namespace unroll::experiments::long_lags {

std::vector<lab::Claim> claims();

// The findings of a run, and a note for each share with its interval.
void measure(lab::Run& run, const std::vector<Line>& lines, const std::vector<Trial>& all);

}  // namespace unroll::experiments::long_lags
