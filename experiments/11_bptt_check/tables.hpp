// Costs as tables, and what the curves of truncated gradients come to over the seeds.
#pragma once
#include <string>
#include <vector>

#include "experiments/lab/run.hpp"
#include "truncation.hpp"

namespace unroll::experiments::bptt {

// The costs that are counted: T from 1 up at one size, and n from 1 up at one T, in octaves.
std::vector<double> octaves(double least, double most);

void write_costs(lab::Run& run);

}  // namespace unroll::experiments::bptt
