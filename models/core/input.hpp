// What a cell reads at every step: numbers, or one symbol of an alphabet.
#pragma once
#include <armadillo>
#include <stdexcept>
#include <string>
#include <vector>

#include "packed_product.hpp"

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

// W (m × rows) times the input, some columns at a time. W and x must outlive it.
template <class S>
class InputProduct {
 public:
  InputProduct(const Input<S>& x, arma::uword m, const S* W);

  // y (m × columns, from one column to the next `stride`) += W · x, for the columns begin … end - 1 of x,
  // which are counted through all sequences and steps.
  void add(arma::uword begin, arma::uword end, S* y, arma::uword stride);

 private:
  Input<S> x_;
  arma::uword m_;
  const S* W_;
  PackedMatrix<S> packed_;
  std::vector<S> panel_;
};

// The same for all sequences and steps.
template <class S>
void add_input(const Input<S>& x, arma::uword m, const S* W, S* y, arma::uword stride) {
  InputProduct<S>(x, m, W).add(0, x.batch * x.steps, y, stride);
}

// dW (m × rows) += dy · xᵀ over the steps first … last, counted from 1.
template <class S>
void add_input_gradient(const Input<S>& x, arma::uword first, arma::uword last, arma::uword m, const S* dy,
                        arma::uword stride, S* dW);

}  // namespace unroll
