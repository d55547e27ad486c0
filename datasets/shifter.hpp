// The shifter: a row of bits, the same row shifted, and three bits that say how.
//
// Of the three the first is on where the row came one place to the left, the second where it stayed, the
// third where it came one to the right; what leaves at one end comes in at the other. No two of all these
// bits are more often alike under one shift than under another, unless one looks at three together: a bit, a
// bit of the shifted row, and a shift. Whoever guesses is right in one of three.
//
// Source: G. E. Hinton & T. J. Sejnowski, "Learning and relearning in Boltzmann machines", Parallel
// Distributed Processing 1 (1986), chapter 7: rows of 8 bits, each on with probability 0.3.
#pragma once
#include <armadillo>

#include "../models/core/random.hpp"

namespace unroll::datasets {

inline constexpr arma::uword shifts = 3;  // left, none, right

// Rows of bits with their shifts: x is (2 · width + 3) × n, a case a column; shift[k] is 0, 1 or 2.
struct ShiftedRows {
  arma::fmat x;
  arma::uvec shift;
};

// n cases of bits that are on with probability `on`, and of shifts drawn alike. Throws std::invalid_argument
// for rows of less than 3 bits, in which left and right are the same.
ShiftedRows shifted_rows(arma::uword n, arma::uword width, double on, Stream& stream);

// n cases in which exactly `count` bits of a row are on, at places drawn at random. Throws
// std::invalid_argument also for more than there are.
ShiftedRows shifted_rows_with(arma::uword count, arma::uword n, arma::uword width, Stream& stream);

}  // namespace unroll::datasets
