// Adding and multiplying as they were first asked: two of many numbers are marked; say, at the end, their sum
// or their product.
//
// Every element is a number and a marker. Sequences have T elements or up to T/10 more. One of the first ten
// elements is marked, and one more of the first T/2 - 1: their markers are 1, those of the first and the last
// element of all -1, all others 0.
//
//   (1)  adding           numbers in -1 … 1, target 1/2 + (X1 + X2) / 4
//   (2)  multiplication   numbers in 0 … 1, target X1 X2
//
// Where the first element is chosen its marker stays -1, and it counts as 0 in the sum and as 1 in the
// product. Who always says the mean has, with both numbers within reach, a mean squared error of 1/24 =
// 0.0417 (1) and 7/144 = 0.0486 (2).
//
// Source: S. Hochreiter & J. Schmidhuber, Neural Computation 9 (1997) 1735–1780, experiments 4 and 5. The
// paper speaks of X1 alone where the first element is chosen; it can be chosen second, too, and X2 is then
// treated likewise. Later papers ask for the plain sum of numbers from 0 … 1: adding.hpp.
#pragma once
#include <armadillo>
#include <vector>

#include "../models/core/random.hpp"

namespace unroll::datasets {

enum class Combine { sum, product };

struct MarkedNumbers {
  std::vector<double> numbers, markers;  // one for each step
  double target = 0;
};

// Draws a sequence into `data`, whose memory is used again. Throws std::invalid_argument for T below 8: two
// markers need room among the first T/2 - 1.
void draw_marked_numbers(Combine combine, arma::uword T, Stream& stream, MarkedNumbers& data);

}  // namespace unroll::datasets
