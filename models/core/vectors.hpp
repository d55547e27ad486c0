// Sums of vectors, on the vectors of the processor: what core adds up beside its products.
#pragma once
#include <armadillo>

namespace unroll {

// to += from, n numbers each.
template <class S>
void add_numbers(arma::uword n, const S* from, S* to);

// to += the sum of `columns` columns of n numbers, `stride` from one to the next.
template <class S>
void add_columns(arma::uword n, arma::uword columns, const S* from, arma::uword stride, S* to);

}  // namespace unroll
