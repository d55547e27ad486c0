// One leaky unit, one pulse of known delay: the error of its linear readout against α, and the α that is
// learnt.
#pragma once
#include <armadillo>
#include <cstdint>
#include <string>
#include <vector>

#include "experiments/lab/run.hpp"
#include "nets.hpp"
#include "theory.hpp"

namespace unroll::experiments::leaks {

// The units of the curves: time scales from 0.4 to 400 steps, evenly in their logarithm.
arma::vec grid_of_retentions();

// Sequences are long beside the delay: before the pulse the unit has filled with noise.
PulseTask task_of_delay(const lab::Run& run, arma::uword delay);

// h of integrators with these retentions at the last step of x, 1 × B × T; alphas × B.
arma::mat last_states(const arma::vec& alpha, const arma::cube& x);

// A linear readout fitted to the first half of the sequences, by least squares: its mean squared error on the
// second half, for each target. h units × B, y targets × B.
arma::vec readout_on_new(const arma::mat& h, const arma::mat& y);

struct DelayCurve {
  arma::uword delay = 0;
  std::uint64_t seed = 0;
  arma::vec error = {};  // of each retention of the grid
  double best_tau = 0;   // least error, by a parabola through the least three
};

struct LearntRetention {
  arma::uword delay = 0;
  double start = 0;  // α
  std::uint64_t seed = 0;
  std::vector<double> tau = {};  // before training, and then after each `every` iterations
  long every = 1;
};

void measure_curve(const lab::Run& run, DelayCurve& one);

// λ descends the error of the best readout of each batch: the readout is solved, as that of an echo state
// network is; W = 1 and U = b = 0 stay.
void learn_retention(const lab::Run& run, LearntRetention& one);

}  // namespace unroll::experiments::leaks
