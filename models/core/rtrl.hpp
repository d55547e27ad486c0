// Real-time recurrent learning: the gradient carried forward in time instead of back.
//
//   (1)  P_t = J_t P_{t-1} + D_t,   P_t = ds_t/dθ, J_t = ∂s_t/∂s_{t-1}, D_t = ∂s_t/∂θ of step t alone
//   (2)  dL/dθ = Σ_t (∂L/∂s_t) P_t
//
// Source: R. J. Williams & D. Zipser, Neural Computation 1 (1989) 270–280, eqs. (9)–(13). A step costs
// (states)² · parameters operations: the method is a check, and shows why training propagates back instead. s
// are the carried states and the outputs. Each row of J_t and D_t is computed by one backward step of the
// cell from that row. Read first: sequence.hpp.
#pragma once
#include <algorithm>
#include <armadillo>
#include <vector>

#include "sequence.hpp"

namespace unroll {

// The rows of s in a column of the tape: states first, then outputs that are not states.
inline std::vector<arma::uword> followed_rows(const Layout& layout) {
  std::vector<arma::uword> rows;
  for_state_rows(layout, [&](arma::uword i) { rows.push_back(i); });
  const Range o = layout.cell->output;
  for (arma::uword i = layout.row(o.first); i < layout.row(o.first + o.count); ++i)
    if (std::find(rows.begin(), rows.end(), i) == rows.end()) rows.push_back(i);
  return rows;
}

// The gradient of a loss of one sequence (B = 1), in θ's layout. `d_loss` is the gradient of the loss with
// respect to s at each step (height × 1 × (T+1), as `backward` takes it).
template <class S>
arma::Col<S> rtrl_gradient(const Layout& layout, const arma::Col<S>& theta,
                           const std::type_identity_t<Input<S>>& x, const Given<S>& given,
                           const Tape<S>& tape, const Tape<S>& d_loss) {
  if (x.batch != 1)
    throw std::invalid_argument("RTRL follows one sequence; it was given " + std::to_string(x.batch));
  check_shapes(layout, theta, x, given);
  check_tape(layout, x, tape);
  check_tape(layout, x, d_loss);
  const auto rows = followed_rows(layout);
  arma::Col<S> gradient(theta.n_elem, arma::fill::zeros), row(theta.n_elem);
  arma::Mat<S> P(theta.n_elem, rows.size(), arma::fill::zeros),
      next(arma::size(P));  // a column for each element of s
  Tape<S> d(arma::size(tape), arma::fill::zeros);
  for (arma::uword t = 1; t <= x.steps; ++t) {
    for (std::size_t r = 0; r < rows.size(); ++r) {
      d.slice(t).zeros();
      d.slice(t - 1).zeros();
      d(rows[r], 0, t) = 1;
      row.zeros();
      backward(layout, theta, x, given, tape, d, row, nullptr, Steps{t, t});
      for (std::size_t s = 0; s < rows.size(); ++s)
        if (const S J = d(rows[s], 0, t - 1); J != 0) row += J * P.col(s);
      next.col(r) = row;
    }
    P.swap(next);
    for (std::size_t r = 0; r < rows.size(); ++r) gradient += d_loss(rows[r], 0, t) * P.col(r);
  }
  return gradient;
}

}  // namespace unroll
