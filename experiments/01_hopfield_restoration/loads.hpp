// How many pictures a rule can hold: restoration against the number stored.
#pragma once
#include <string>
#include <vector>

#include "recalls.hpp"

namespace unroll::experiments {

// One network with `stored` patterns, drawn anew from their pool in every run.
struct Load {
  std::string patterns, rule;  // patterns: pictures, letters or random
  arma::uword stored = 0;
  std::size_t run = 0;
  double left = 1;      // least 1 - w_ii of projection: what a unit's neighbours still say; 0 if the patterns
                        // are linearly dependent
  double kept = 0;      // share of them that a synchronous step leaves exactly as they are
  double overlap = 0;   // mean overlap after recall of up to ten of them, a tenth of the units flipped
  double restored = 0;  // share of those recalls that end with at most one unit in a hundred wrong
};

// For the pictures (at most 32 × 32 units), the letters of --alphabet (at most 16 × 16, as they come) and
// random patterns of 256 units; the numbers of --counts, as far as the pool goes.
std::vector<Load> loads(lab::Run& run, const std::vector<datasets::Picture>& pictures);

// The most patterns of `loads` up to which nine in ten come back, for one pool, rule and run; 0 for none.
arma::uword most_restored(const std::vector<Load>& loads, const std::string& patterns,
                          const std::string& rule, std::size_t run);

void measure_loads(lab::Run& run, const std::vector<Load>& loads);

// loads.csv, a row a network, and loads_summary.csv, medians and ranges over the runs.
void write_loads(lab::Run& run, const std::vector<Load>& loads);

}  // namespace unroll::experiments
