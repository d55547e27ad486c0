// Bars and stripes: pictures of side × side pixels in which every row is of one colour, or every column
//
// An orientation is drawn, then for each line of it a fair coin: ink or paper. All-ink and all-paper pictures
// come of both orientations, so as a set with repetitions there are 2·2^side patterns, of which two occur
// twice. No machine can make the whole set more likely than if it draws exactly so; the sum of log P is then
// -41.59 for side 3 and -108.13 for side 4.
//
// Source: after D. J. C. MacKay, Information Theory, Inference, and Learning Algorithms (2003), chapter 43,
// and G. E. Hinton & T. J. Sejnowski, Parallel Distributed Processing (1986), chapter 7; counted as in A.
// Fischer & C. Igel, ICANN 2010.
#pragma once
#include <armadillo>

namespace unroll::datasets {

// side² × 2·2^side of 0 and 1, pictures column by column; stripes (rows of one colour) and bars (columns of
// one colour) in turn. Throws std::invalid_argument unless side is 1 … 10.
template <class S>
arma::Mat<S> bars_and_stripes(arma::uword side);

// The sum over all these patterns of log P, in nats, where P is how often a pattern is drawn. Throws
// likewise.
double bars_and_stripes_bound(arma::uword side);

}  // namespace unroll::datasets
