// The input of a cell at every step: numbers, or one symbol of an alphabet.
#pragma once
#include <algorithm>
#include <armadillo>
#include <stdexcept>
#include <string>
#include <vector>

#include "packed_product.hpp"

namespace unroll {

// Symbols instead of numbers: `at` is B × T, each element below `count`. A symbol stands for a one-hot column
// of `count` rows, which is never written out.
struct Symbols {
  arma::umat at;
  arma::uword count = 0;
};

// A view of numbers or of symbols, which must outlive it. At each of `steps` steps, each of `batch` sequences
// has `rows` numbers, or one symbol of `rows`. The columns of numbers lie `stride` apart.
template <class S>
struct Input {
  const S* dense = nullptr;
  const arma::uword* symbols = nullptr;
  arma::uword rows = 0, batch = 0, steps = 0, stride = 0;

  Input(const arma::Cube<S>& x)
      : dense(x.memptr()), rows(x.n_rows), batch(x.n_cols), steps(x.n_slices), stride(x.n_rows) {}
  Input(const S* x, arma::uword rows_, arma::uword batch_, arma::uword steps_, arma::uword stride_)
      : dense(x), rows(rows_), batch(batch_), steps(steps_), stride(stride_) {}
  Input(const Symbols& x) : symbols(x.at.memptr()), rows(x.count), batch(x.at.n_rows), steps(x.at.n_cols) {
    for (arma::uword k = 0; k < x.at.n_elem; ++k)
      if (x.at[k] >= x.count)
        throw std::invalid_argument(
            "symbol " + std::to_string(x.at[k]) + " of sequence " + std::to_string(k % batch + 1) +
            " at step " + std::to_string(k / batch + 1) + " is not below " + std::to_string(x.count));
  }

  // The input as numbers, rows × B × T.
  arma::Cube<S> cube() const {
    arma::Cube<S> x(rows, batch, steps);
    for (arma::uword k = 0; k < batch * steps; ++k)
      std::copy_n(dense + k * stride, rows, x.memptr() + k * rows);
    return x;
  }
};

// W (m × rows) times the input, for a range of columns. W and x must outlive it. Its memory is reused when it
// is set up again.
template <class S>
class InputProduct {
 public:
  void set_up(const Input<S>& x, arma::uword m, const S* W);

  // y ← first + W · x for the columns begin … end - 1 of x, counted through all sequences and steps. y has m
  // rows, its columns lie `stride` apart, and `first` holds m numbers.
  void set(arma::uword begin, arma::uword end, const S* first, S* y, arma::uword stride) const;

  // y += W · x.
  void add(arma::uword begin, arma::uword end, S* y, arma::uword stride) const;

 private:
  void add_dense(arma::uword begin, arma::uword end, S* y, arma::uword stride) const;

  const S* dense_ = nullptr;
  const arma::uword* symbols_ = nullptr;
  arma::uword rows_ = 0, stride_ = 0, m_ = 0;
  const S* W_ = nullptr;
  PackedMatrix<S> packed_;    // for many rows of x and many of W
  std::vector<S> rows_of_W_;  // for many rows of x and few of W
};

// dW (m × rows) += dy · xᵀ over the steps first … last, counted from 1.
template <class S>
void add_input_gradient(const Input<S>& x, arma::uword first, arma::uword last, arma::uword m, const S* dy,
                        arma::uword stride, S* dW, OuterRoom<S>& room);

}  // namespace unroll
