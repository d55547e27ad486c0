// The adding problem: remember two numbers of a long sequence, and say their sum at its end.
//
// At every step two inputs: a number in 0 … 1 and a marker, which is 1 at two steps and 0 elsewhere; one of
// the two is in the first half of the sequence, the other in the second. The target is the sum of the two
// marked numbers. Whoever always says 1 has a mean squared error of 1/6 = 0.1667.
//
// Source: S. Hochreiter & J. Schmidhuber, Neural Computation 9 (1997), experiment 4, in the form of Q. V. Le,
// N. Jaitly & G. Hinton, arXiv:1504.00941, section 4.1, after memory.
#pragma once
#include <armadillo>

#include "../models/core/random.hpp"

namespace unroll::datasets {

struct Adding {
  arma::cube x;  // 2 × batch × steps: number, marker
  arma::vec y;   // batch: the sum
};

// Throws std::invalid_argument for fewer than 2 steps or an empty batch.
Adding adding(arma::uword batch, arma::uword steps, Stream& stream);

}  // namespace unroll::datasets
