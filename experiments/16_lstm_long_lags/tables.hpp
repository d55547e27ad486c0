// What experiment 16 writes and draws.
#pragma once
#include <vector>

#include "trials.hpp"

namespace unroll::experiments::long_lags {

// The gnuplot of the figures, in the order of the report; each reads the tables below.
std::vector<lab::Figure> figures();

// trials.csv, a row for each training; summary.csv, one for each line and model, in the rows of the picture.
void write_trials(lab::Run& run, const std::vector<Line>& lines, const std::vector<Trial>& all);

// curves.csv: how many were wrong in each stretch of each training.
void write_curves(lab::Run& run, const std::vector<Line>& lines, const std::vector<Trial>& all);

// states_1.csv, … where --states asks for them: of up to three tasks the first net that learnt.
void write_states(lab::Run& run, const std::vector<Trial>& all);

}  // namespace unroll::experiments::long_lags
