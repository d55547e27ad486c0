// Temporal exclusive or: a stream of bits in which every third is the exclusive or of the two before it.
//
//   (1)  b_{3k+1}, b_{3k+2} are 0 or 1, each with chance 1/2;   b_{3k+3} = b_{3k+1} xor b_{3k+2}
//
// A bit of the stream tells nothing about the next: all four pairs of neighbours are equally frequent, at
// every place. Whoever has no memory can do no better than to say 1/2, which is off by 0.5 (root mean
// square). Whoever knows the rule and the place is right at every third bit.
//
// Source: J. L. Elman, "Finding structure in time", Cognitive Science 14 (1990) 179–211, p. 185.
#pragma once
#include <armadillo>

#include "../models/core/random.hpp"

namespace unroll::datasets {

// 3 · triples bits. Throws std::invalid_argument for none.
arma::uvec temporal_xor(arma::uword triples, Stream& stream);

}  // namespace unroll::datasets
