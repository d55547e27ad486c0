// Sums over columns on the processor's vector instructions, for core's additions besides its products.
// Columns of n numbers lie `stride` apart.
#pragma once
#include <armadillo>

namespace unroll {

// to += the sum of the columns.
template <class S>
void add_columns(arma::uword n, arma::uword columns, const S* from, arma::uword stride, S* to);

// Each column ← first + W · (its column of x), with W n × rows and x rows × columns; for a few rows.
template <class S>
void affine_columns(arma::uword n, arma::uword rows, arma::uword columns, const S* W, const S* x,
                    arma::uword x_stride, const S* first, S* to, arma::uword stride);

// The first number of each column += the inner product of w and its column of x, n numbers each.
template <class S>
void add_dot_columns(arma::uword n, arma::uword columns, const S* w, const S* x, arma::uword x_stride, S* to,
                     arma::uword stride);

// W += the sum over columns of column · (its column of x)ᵀ; for a few rows.
template <class S>
void add_outer_columns(arma::uword n, arma::uword rows, arma::uword columns, const S* from,
                       arma::uword stride, const S* x, arma::uword x_stride, S* W);

// Each column ← first + the column of W (n × any number) that its symbol selects.
template <class S>
void gather_columns(arma::uword n, arma::uword columns, const S* W, const arma::uword* symbols,
                    const S* first, S* to, arma::uword stride);

// The column of W that a column's symbol selects += that column.
template <class S>
void scatter_columns(arma::uword n, arma::uword columns, const S* from, arma::uword stride,
                     const arma::uword* symbols, S* W);

}  // namespace unroll
