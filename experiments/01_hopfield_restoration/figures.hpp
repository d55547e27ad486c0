// The gnuplot of experiment 01's figures; each reads the run's tables.
#pragma once
#include <vector>

#include "experiments/lab/experiment.hpp"

namespace unroll::experiments {

// All, in the order of the report.
std::vector<lab::Figure> restoration_figures();

// Those about what the rules make of pictures that resemble each other, and of many.
std::vector<lab::Figure> correlation_figures();

// Those of --energy-landscape.
std::vector<lab::Figure> landscape_figures();

}  // namespace unroll::experiments
