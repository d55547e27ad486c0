// What experiment 03 writes and draws.
#pragma once
#include <vector>

#include "chaos.hpp"
#include "cycles.hpp"
#include "trials.hpp"

namespace unroll::experiments::dynamics {

// The gnuplot of the figures, in the order of the report; each reads the tables below.
std::vector<lab::Figure> figures();

// cycles.csv, one row a network; cycles_summary.csv, of each kind and size: the mean period of each run, as
// median and range over runs, the theory for asymmetric ones, and the shares of periods 1, 2 and 4.
void write_cycles(lab::Run& run, const std::vector<Ending>& endings, const std::vector<Growth>& growths);

// raster.csv: states step by step, one row a unit and step.
void write_raster(lab::Run& run, const std::vector<Strip>& strips);

// hopfield.csv, one row a start; wandering.csv, one row a region; hopfield_summary.csv: the shares of the
// ends.
void write_trials(lab::Run& run, const Trials& trials);

// lyapunov.csv, one row a network and gain; lyapunov_summary.csv: median and range over runs, and theory.
void write_exponents(lab::Run& run, const std::vector<Exponent>& exponents);

// trajectories.csv: a few units and their twins; divergence.csv: the distance of the twins.
void write_trajectories(lab::Run& run, const std::vector<Trajectory>& trajectories);

// The share of the starts of one run (of all for run = -1) that end so, out of those with or without
// self-connections.
double share(const Trials& trials, bool self_connections, hopfield::End end, long run = -1);

}  // namespace unroll::experiments::dynamics
