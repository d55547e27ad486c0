// The gradient of the loss with respect to the outputs of a layer, one step at a time. It is given as it is,
// or as the gradient with respect to the outputs of the layer above, a_t = V h_t + …, from which follows
//
//   (1)  ∂L/∂h_t = Vᵀ ∂L/∂a_t
//
// This product is never written out for all steps. Steps at which the gradient is zero are skipped, for
// instance all but the last where a sequence has one answer.
#pragma once
#include <algorithm>
#include <armadillo>

#include "packed_product.hpp"
#include "sequence_shapes.hpp"

namespace unroll {

// The first and the last step whose slice contains a number other than 0; {1, 0} if there is none.
template <class S>
Steps steps_not_zero(const arma::Cube<S>& d) {
  const auto is_not = [](S value) { return value != 0; };
  const S *begin = d.memptr(), *end = begin + d.n_elem, *first = std::find_if(begin, end, is_not);
  if (first == end) return {1, 0};
  while (!is_not(end[-1])) --end;
  const auto step_of = [&](const S* at) { return static_cast<arma::uword>(at - begin) / d.n_elem_slice + 1; };
  return {step_of(first), step_of(end - 1)};
}

// A view: the cube, and the matrix of (1), must outlive it.
template <class S>
class OutputGradient {
 public:
  // The gradient `dy` as it is, width × B × T.
  OutputGradient(const arma::Cube<S>& dy) : d_(&dy), width_(dy.n_rows), steps_(steps_not_zero(dy)) {}
  // (1) with `da` outputs × B × T and `V_transposed` width × outputs.
  OutputGradient(const arma::Cube<S>& da, const PackedMatrix<S>& V_transposed)
      : d_(&da), V_(&V_transposed), width_(V_transposed.rows()), steps_(steps_not_zero(da)) {}

  arma::uword width() const { return width_; }
  arma::uword batch() const { return d_->n_cols; }
  arma::uword steps() const { return d_->n_slices; }

  // True if `put` leaves step t's rows as they are, because the gradient is zero, or adds (1) to them.
  bool passes_over(arma::uword t) const { return V_ != nullptr || t < steps_.first || t > steps_.last; }

  // Puts the gradient of step t into the first `width` rows of B columns that lie `height` apart. Where
  // `passes_over(t)` is true these rows must be 0 before; elsewhere they are overwritten.
  void put(arma::uword t, S* to, arma::uword height) const {
    if (t < steps_.first || t > steps_.last) return;
    const S* from = d_->slice_memptr(t - 1);
    if (V_ != nullptr) return V_->multiply(batch(), from, d_->n_rows, to, height);
    for (arma::uword b = 0; b < batch(); ++b) std::copy_n(from + b * width_, width_, to + b * height);
  }

  // The gradient at all steps, width × B × T.
  arma::Cube<S> written_out() const {
    arma::Cube<S> all(width_, batch(), steps(), arma::fill::zeros);
    for (arma::uword t = 1; t <= steps(); ++t) put(t, all.slice_memptr(t - 1), width_);
    return all;
  }

 private:
  const arma::Cube<S>* d_;
  const PackedMatrix<S>* V_ = nullptr;
  arma::uword width_;
  Steps steps_;
};

}  // namespace unroll
