// What a cell reads at every step: numbers, or one symbol of an alphabet.
#pragma once
#include <algorithm>
#include <armadillo>
#include <stdexcept>
#include <string>

#include "product.hpp"

namespace unroll {

// Symbols instead of numbers: `at` is B × T, each below `count`. They stand for one-hot columns of `count`
// rows, which are never written out.
struct Symbols {
  arma::umat at;
  arma::uword count = 0;
};

// A view of either, which must outlive it: `rows` numbers (or one symbol of `rows`) for each of `batch`
// sequences at each of `steps` steps.
template <class S>
struct Input {
  const S* dense = nullptr;
  const arma::uword* symbols = nullptr;
  arma::uword rows = 0, batch = 0, steps = 0;

  Input(const arma::Cube<S>& x) : dense(x.memptr()), rows(x.n_rows), batch(x.n_cols), steps(x.n_slices) {}
  Input(const Symbols& x) : symbols(x.at.memptr()), rows(x.count), batch(x.at.n_rows), steps(x.at.n_cols) {
    for (arma::uword k = 0; k < x.at.n_elem; ++k)
      if (x.at[k] >= x.count)
        throw std::invalid_argument(
            "symbol " + std::to_string(x.at[k]) + " of sequence " + std::to_string(k % batch + 1) +
            " at step " + std::to_string(k / batch + 1) + " is not below " + std::to_string(x.count));
  }
};

// y (m × columns, from one column to the next `stride`) += W (m × rows) · x, for all sequences and steps.
template <class S>
void add_input(const Input<S>& x, arma::uword m, const S* W, S* y, arma::uword stride) {
  const arma::uword columns = x.batch * x.steps;
  if (x.dense != nullptr)
    return product<S>(As::is, As::is, m, columns, x.rows, 1, W, m, x.dense, x.rows, 1, y, stride);
  for (arma::uword k = 0; k < columns; ++k) {
    const S* from = W + x.symbols[k] * m;
    for (arma::uword i = 0; i < m; ++i) y[k * stride + i] += from[i];
  }
}

// dW (m × rows) += dy · xᵀ over the steps first … last, counted from 1.
template <class S>
void add_input_gradient(const Input<S>& x, arma::uword first, arma::uword last, arma::uword m, const S* dy,
                        arma::uword stride, S* dW) {
  const arma::uword begin = (first - 1) * x.batch, end = last * x.batch;
  if (x.dense != nullptr)
    return product<S>(As::is, As::transposed, m, x.rows, end - begin, 1, dy + begin * stride, stride,
                      x.dense + begin * x.rows, x.rows, 1, dW, m);
  for (arma::uword k = begin; k < end; ++k) {
    S* to = dW + x.symbols[k] * m;
    for (arma::uword i = 0; i < m; ++i) to[i] += dy[k * stride + i];
  }
}

}  // namespace unroll
