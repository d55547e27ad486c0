// Linear readouts of leaky units without recurrent weights: the error for a pulse of known delay, the best time scale, and the
// retention that is learnt.
#pragma once
#include <armadillo>
#include <vector>

#include "models/core/random.hpp"
#include "theory.hpp"

namespace unroll::experiments::leaks {

// Time scales from 0.4 to 400 steps, evenly spaced in their logarithm.
inline arma::vec grid_of_retentions() { return spread_retentions(40, 0.4, 400); }

// One pulse. Sequences are long beside the delay, so that before the pulse the unit has filled with noise.
inline PulseTask task_of_delay(arma::uword delay, double noise) {
  return {.delays = {delay}, .steps = 6 * (delay + 1), .noise = noise};
}

// h of integrators with these retentions at the last step of x, 1 × B × T; alphas × B.
arma::mat last_states(const arma::vec& alpha, const arma::cube& x);

// A linear readout fitted to the first half of the sequences, by least squares: its mean squared error on the second half, for
// each target. h units × B, y targets × B.
arma::vec readout_on_new(const arma::mat& h, const arma::mat& y);

// The time scale of the retention of the grid whose readout, fitted to all sequences, errs least; by a parabola through the least
// three errors. h has a row for each retention of the grid.
double best_time_scale(const arma::mat& h, const arma::rowvec& y);

struct RetentionTraining {
  std::uint64_t iterations = 0;
  double rate = 0;  // of Adam at the start; it falls to a tenth
  arma::uword batch = 0;
};

// The time scale of one unit before training and then after each hundredth of it. λ descends the error of the best readout of
// each batch: the readout is solved, as that of an echo state network is; W = 1 and U = b = 0 stay.
struct TimeScales {
  std::vector<double> tau = {};
  std::uint64_t every = 1;  // updates
};
TimeScales learn_retention(double start, const PulseTask& task, const RetentionTraining& training,
                           Stream stream);

}  // namespace unroll::experiments::leaks
