// What experiment 05 writes and draws.
#pragma once
#include <vector>

#include "curves.hpp"
#include "restoration.hpp"

namespace unroll::experiments::restricted {

// The gnuplot of the figures, in the order of the report; each reads the tables below.
std::vector<lab::Figure> figures();

// likelihood.csv, likelihood_summary.csv: every curve, and their median and range; ends.csv: one row a curve.
void write_curves(lab::Run& run, const std::vector<Curve>& curves);

// gap.csv, gap_summary.csv: free energies and pseudo-likelihoods against iterations.
void write_gaps(lab::Run& run, const std::vector<Learner>& learners);

// filters.csv: the weights of the hidden units with the largest ones, pixel by pixel.
void write_filters(lab::Run& run, const Learner& learner, arma::uword side);

// chains.csv, chains_panels.csv: samples after more and more sweeps; dream.csv: sweep by sweep, the frames of
// the animation. From test pictures, and from noise.
void write_chains(lab::Run& run, const Learner& learner, const Share& share, arma::uword side);

// restored.csv, restored_panels.csv: some test pictures and what everyone makes of their halves.
void write_restored(lab::Run& run, const std::vector<Restored>& restored, const Share& share,
                    arma::uword side);

// errors.csv, errors_summary.csv: one row for each machine's set of pictures, half and restorer.
void write_errors(lab::Run& run, const std::vector<std::vector<Restored>>& all);

}  // namespace unroll::experiments::restricted
