// Half of a picture is hidden; who fills it in best?
#pragma once
#include <armadillo>
#include <string>
#include <vector>

#include "lessons.hpp"

namespace unroll::experiments::restricted {

constexpr const char* halves[] = {"left", "right", "top", "bottom"};

// 1 for the pixels of a picture of side × side, column by column, that are hidden in half number `half`.
arma::uvec hidden_pixels(arma::uword side, std::size_t half);

// All who try, in this order: machines, Hopfield nets, and what needs no network.
constexpr const char* restorers[] = {"machine (bits)",        "machine (grey)",  "Hopfield (Hebb)",
                                     "Hopfield (projection)", "nearest picture", "commonest ink"};

// What they make of the test pictures, in 0 … 1 where they are not sure.
struct Restored {
  std::size_t half;
  std::vector<arma::fmat> by;  // one for each of `restorers`
  std::vector<double> error;   // share of the hidden pixels that are wrong, thresholded
};

// Every half of the thresholded test pictures. All see the same training pictures and the same cue: the
// half that is left, and the commonest ink of each hidden pixel as a start.
std::vector<Restored> restore(const lab::Run& run, const Share& share, arma::uword side,
                              const std::vector<Learner>& learners, std::size_t number);

}  // namespace unroll::experiments::restricted
