// The gradient check: backpropagation against central differences.
//
// The loss is L = Σ_t Σ_s ⟨R_t^s, s_t⟩ + ½|s_t|² over every carried state s, with random R, so that no state
// and no step is without a gradient. A component g of the gradient is right when its difference from (L(θ+ε)
// - L(θ-ε)) / 2ε is at most 1e-7 · max(largest |g| of its block, 1e-3 · largest |g| of all).
#pragma once
#include <algorithm>
#include <armadillo>
#include <cmath>
#include <string>

#include "random.hpp"
#include "sequence.hpp"

namespace unroll {

struct GradientError {
  double worst = 0;         // the difference over that bound's scale; right up to 1e-7
  std::string block;        // where it is: "W", "U0", "U1", … or "b"
  arma::uword element = 0;  // in the block
};

namespace detail {

template <RecurrentCell Cell>
double check_loss(const Layout<Cell>& layout, const Tape<double>& tape, const Tape<double>& R,
                  Tape<double>* d) {
  double loss = 0;
  for (const int slot : Cell::state)
    for (arma::uword t = 1; t < tape.n_slices; ++t)
      for (arma::uword b = 0; b < tape.n_cols; ++b)
        for (arma::uword i = 0; i < layout.units; ++i) {
          const arma::uword row = static_cast<arma::uword>(slot) * layout.units + i;
          const double s = tape(row, b, t), r = R(row, b, t);
          loss += r * s + s * s / 2;
          if (d != nullptr) (*d)(row, b, t) = r + s;
        }
  return loss;
}

}  // namespace detail

// Checks a cell of any size over `x`, inputs × B × T, at the parameters θ.
template <RecurrentCell Cell>
GradientError check_gradient(const Layout<Cell>& layout, const arma::vec& theta, const arma::cube& x,
                             const Start<double>& start, Stream& stream) {
  Tape<double> R(layout.height(), x.n_cols, x.n_slices + 1);
  for (double& value : R) value = stream.normal();
  const Tape<double> tape = forward(layout, theta, x, start);
  Tape<double> d(arma::size(tape), arma::fill::zeros);
  detail::check_loss<Cell>(layout, tape, R, &d);
  arma::vec gradient(theta.n_elem, arma::fill::zeros);
  backward(layout, theta, x, tape, d, gradient, start);

  arma::vec numeric(theta.n_elem), shifted = theta;
  for (arma::uword k = 0; k < theta.n_elem; ++k) {
    const double step = 1e-5;
    shifted[k] = theta[k] + step;
    const double up = detail::check_loss<Cell>(layout, forward(layout, shifted, x, start), R, nullptr);
    shifted[k] = theta[k] - step;
    const double down = detail::check_loss<Cell>(layout, forward(layout, shifted, x, start), R, nullptr);
    shifted[k] = theta[k];
    numeric[k] = (up - down) / (2 * step);
  }

  GradientError error;
  const double all = arma::abs(gradient).max();
  const auto block = [&](const std::string& name, arma::uword begin, arma::uword end) {
    if (begin == end) return;
    const double scale = std::max(arma::abs(gradient.subvec(begin, end - 1)).max(), 1e-3 * all);
    for (arma::uword k = begin; k < end; ++k)
      if (const double e = std::abs(gradient[k] - numeric[k]) / scale; !(e <= error.worst))
        error = {e, name, k - begin};
  };
  block("W", layout.W(), layout.U(0));
  for (std::size_t k = 0; k < Cell::products.size(); ++k)
    block("U" + std::to_string(k), layout.U(k), k + 1 < Cell::products.size() ? layout.U(k + 1) : layout.b());
  block("b", layout.b(), layout.parameters());
  return error;
}

}  // namespace unroll
