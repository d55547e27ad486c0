// The tables of experiment 09 and its pictures.
#pragma once
#include <vector>

#include "claims.hpp"

namespace unroll::experiments::both_ways {

// trials.csv, summary.csv, bounds.csv, published.csv, comparisons.csv; and what the scripts need to know.
void write_trials(lab::Run& run, const Series& series, const std::vector<Trial>& all);

// sensitivities.csv
void write_sensitivities(lab::Run& run, const std::vector<Sensitivity>& all);

std::vector<lab::Figure> figures();

}  // namespace unroll::experiments::both_ways
