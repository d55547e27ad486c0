// What each lag adds to a gradient.
//
//   (1)  G_j = Σ_t D_{t-j}ᵀ (J_t ⋯ J_{t-j+1})ᵀ ∂L_t/∂s_t,   D_t = ∂s_t/∂θ,  J_t = ∂s_t/∂s_{t-1}
//   (2)  g_k = G_0 + … + G_{k-1},   g_T = dL/dθ
//
// g_k is the gradient of backpropagation truncated after k steps with k1 = 1 (core/truncated.hpp), where the
// loss of each step is sent back through the last k steps. Window by window that would cost k T steps for
// each k. Here the losses of all steps walk back together, a column each, so that all k cost T²/2 steps.
#pragma once
#include <armadillo>
#include <vector>

#include "models/core/sequence.hpp"

namespace unroll::experiments::bptt {

// The columns of steps first … last as one step.
inline arma::cube as_one_step(const arma::cube& of, arma::uword first, arma::uword last) {
  const arma::uword n = of.n_cols * (last - first + 1);
  arma::cube one(of.n_rows, n, 1);
  std::copy_n(of.slice_memptr(first), of.n_rows * n, one.memptr());
  return one;
}

// G_0 … G_{T-1} of sequences of equal length T, from `d_loss`, the gradient of the losses with respect to the
// outputs of each step (height × B × (T+1), what `backward` takes).
inline std::vector<arma::vec> gradient_by_lag(const Layout& layout, const arma::vec& theta,
                                              const arma::cube& x, const Tape<double>& tape,
                                              const Tape<double>& d_loss) {
  const arma::uword T = x.n_slices, B = x.n_cols;
  std::vector<arma::vec> lags;
  arma::mat arriving = as_one_step(d_loss, 1, T).slice(0);  // of each loss, at the step it has come to
  for (arma::uword j = 0; j < T; ++j) {
    // The losses of steps j + 1 … T have come to steps 1 … T - j; those before have left at the start.
    const arma::uword columns = B * (T - j);
    Tape<double> now(tape.n_rows, columns, 2), d(tape.n_rows, columns, 2, arma::fill::zeros);
    now.slice(0) = as_one_step(tape, 0, T - j - 1).slice(0);
    now.slice(1) = as_one_step(tape, 1, T - j).slice(0);
    d.slice(1) = arriving.tail_cols(columns);
    lags.emplace_back(theta.n_elem, arma::fill::zeros);
    const arma::cube shown = as_one_step(x, 0, T - j - 1);
    backward(layout, theta, shown, Given<double>{}, now, d, lags.back());
    arriving = d.slice(0);
  }
  return lags;
}

}  // namespace unroll::experiments::bptt
