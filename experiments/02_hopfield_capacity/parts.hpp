// The parts of experiment 02. Each draws networks, lets them recall, and fills the tables named beside it.
#pragma once
#include "experiments/lab/grid.hpp"

namespace unroll::experiments::capacity {

// Against the number of memories (loads.cpp).
void measure_overlaps(lab::Run& run);  // overlap, overlap_theory
void measure_errors(lab::Run& run);    // errors, errors_theory
void compare_rules(lab::Run& run);     // rules

// Ends of random starts (endings.cpp).
void start_at_random(lab::Run& run);  // kinds

// Hopfield's counts of 1982 (counts.cpp).
void count_errors(lab::Run& run);       // recalls, counts, histogram
void count_endings(lab::Run& run);      // starts
void measure_distances(lab::Run& run);  // distances

}  // namespace unroll::experiments::capacity
