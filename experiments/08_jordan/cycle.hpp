// When a path has come onto a limit cycle through the corners of the square.
#pragma once
#include <armadillo>

namespace unroll::experiments {

// Whether the last two laps of a path, 2 × T, go round the square in the order of its corners, 2 × 4: each point within `near`
// of its corner.
inline bool on_cycle(const arma::mat& path, const arma::mat& corners, double near = 0.1) {
  for (arma::uword phase = 0; phase < 4; ++phase) {
    bool all = true;
    for (arma::uword k = 0; k < 8 && all; ++k)
      all = arma::norm(path.col(path.n_cols - 8 + k) - corners.col((phase + k) % 4)) <= near;
    if (all) return true;
  }
  return false;
}

}  // namespace unroll::experiments
