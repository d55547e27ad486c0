// Sums of vectors, on the vectors of the processor: what core adds up beside its products.
#pragma once
#include <armadillo>

#include "clones.hpp"

namespace unroll {

// to += from, n numbers each.
template <class S>
UNROLL_CLONES void add_numbers(arma::uword n, const S* from, S* to) {
  UNROLL_INDEPENDENT
  for (arma::uword i = 0; i < n; ++i) to[i] += from[i];
}

// to += the sum of `columns` columns of n numbers, `stride` from one to the next.
template <class S>
UNROLL_CLONES void add_columns(arma::uword n, arma::uword columns, const S* from, arma::uword stride, S* to) {
  for (arma::uword column = 0; column < columns; ++column) {
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < n; ++i) to[i] += from[column * stride + i];
  }
}

}  // namespace unroll
