// The parts of experiment 03. Each fills the tables named beside it.
#pragma once
#include "experiments/lab/grid.hpp"

namespace unroll::experiments::dynamics {

// All units at once (cycles.cpp).
void measure_cycles(lab::Run& run);  // cycles, periods, growth
void draw_raster(lab::Run& run);     // raster

// One unit at a time with random asymmetric T, as Hopfield in 1982 (trials.cpp).
void try_matrices(lab::Run& run);  // trials, ends, matrices, wandering

// Graded units (chaos.cpp).
void measure_exponents(lab::Run& run);  // lyapunov, lyapunov_theory
void follow_twins(lab::Run& run);       // trajectories, divergence

}  // namespace unroll::experiments::dynamics
