// Propagation of a gradient back in time: its norm at every step, and the Jacobians between steps
//
//   (1)  δ_T = ∂L/∂s_T,   δ_{t-1} = J_tᵀ δ_t,   J_t = ∂s_t/∂s_{t-1},   s the carried states
//   (2)  ∂s_t/∂s_u = J_t J_{t-1} … J_{u+1}
//
// Such products leave the range of any number type within a few hundred steps. Each is therefore kept as a
// matrix of size about 1 and the logarithm of the factor divided out, so that norms are right however small.
//
// Source: R. Pascanu, T. Mikolov & Y. Bengio, ICML 2013, eqs. (5)–(7). The one-step Jacobians come from the
// cell's own backward pass, so they are those of training. Read first: sequence.hpp. Read next:
// network_flow.hpp, the same for all layers of a network.
#pragma once
#include <algorithm>
#include <armadillo>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "sequence.hpp"

namespace unroll {

// Divides by the largest absolute value and returns its logarithm. A matrix of zeros stays.
inline double rescale(arma::mat& matrix) {
  double largest = 0;
  for (const double value : matrix) largest = std::max(largest, std::abs(value));
  if (largest == 0 || !matrix.is_finite()) return 0;
  matrix /= largest;
  return std::log(largest);
}

// The product matrix · e^log, which may lie outside the range of double.
struct Scaled {
  arma::mat matrix;
  double log = 0;

  void rescale() { log += unroll::rescale(matrix); }
};

// Rows of the carried states in a column of the tape, in the cell's order.
inline arma::uvec state_rows(const Layout& layout) {
  std::vector<arma::uword> rows;
  for_state_rows(layout, [&](arma::uword i) { rows.push_back(i); });
  return arma::uvec(rows);
}

// Positions of one carried slot's rows among those of all carried states.
inline arma::span rows_of_state(const Layout& layout, int slot) {
  arma::uword at = 0;
  for (const int state : layout.cell->state) {
    const arma::uword n = layout.row(state + 1) - layout.row(state);
    if (state == slot) return arma::span(at, at + n - 1);
    at += n;
  }
  throw std::invalid_argument("slot " + std::to_string(slot) + " is not carried from step to step");
}

// Propagates a gradient back through a cell, last step first; the column of each sequence is multiplied by e^
// of its own logarithm. At every step t, `enter(t, d_t, logs)` may add the loss's own gradient at that step,
// `see(t, d_t, logs)` gets the complete gradient, and, except at t = 0, `leave(t, d_t, logs)` gets the
// gradient with respect to the pre-activations.
template <class Enter, class See, class Leave>
void walk_back(const Layout& layout, const arma::vec& theta, const Input<double>& x,
               const Given<double>& given, const Tape<double>& tape, Enter&& enter, See&& see,
               Leave&& leave) {
  Tape<double> d(arma::size(tape), arma::fill::zeros);
  arma::vec none;  // empty: the gradient of the parameters is not computed
  arma::rowvec logs(x.batch, arma::fill::zeros);
  for (arma::uword t = x.steps;; --t) {
    enter(t, d.slice(t), logs);
    for (arma::uword b = 0; b < x.batch; ++b) {
      arma::vec column(d.slice_colptr(t, b), d.n_rows, false, true);
      logs[b] += rescale(column);
    }
    see(t, d.slice(t), logs);
    if (t == 0) return;
    backward(layout, theta, x, given, tape, d, none, nullptr, Steps{t, t});
    leave(t, d.slice(t), logs);
  }
}

// (1) for a loss that depends on the carried slot at step T alone, with the gradient `d_T` there (units of
// that slot × B). Returns natural logarithms of ‖∂L/∂slot_t‖, (T+1) × B, row k at lag k = T - t; -infinity
// where the gradient is exactly 0.
inline arma::mat log_gradient_norms(const Layout& layout, const arma::vec& theta, const Input<double>& x,
                                    const Given<double>& given, const Tape<double>& tape, int slot,
                                    const arma::mat& d_T) {
  const arma::uword first = layout.row(slot), last = layout.row(slot + 1) - 1;
  arma::mat norms(x.steps + 1, x.batch);
  walk_back(
      layout, theta, x, given, tape,
      [&](arma::uword t, arma::mat& d, const arma::rowvec&) {
        if (t == x.steps) d.rows(first, last) = d_T;
      },
      [&](arma::uword t, const arma::mat& d, const arma::rowvec& logs) {
        for (arma::uword b = 0; b < x.batch; ++b)
          norms(x.steps - t, b) = std::log(arma::norm(d(arma::span(first, last), arma::span(b)))) + logs[b];
      },
      [](arma::uword, const arma::mat&, const arma::rowvec&) {});
  return norms;
}

// J_1 … J_T of one sequence (B = 1), each states × states: element (i, j) is ∂s_t,i/∂s_{t-1},j.
inline std::vector<arma::mat> jacobians(const Layout& layout, const arma::vec& theta,
                                        const Tape<double>& tape) {
  if (tape.n_cols != 1)
    throw std::invalid_argument("Jacobians are computed for one sequence; " + std::to_string(tape.n_cols) +
                                " were given");
  const arma::uvec rows = state_rows(layout);
  const arma::uword n = rows.n_elem;
  const arma::cube x(layout.inputs, n, 1, arma::fill::zeros);  // needed for dW alone
  arma::vec none;
  std::vector<arma::mat> all;
  Tape<double> step(tape.n_rows, n, 2), d(tape.n_rows, n, 2);
  for (arma::uword t = 1; t < tape.n_slices; ++t) {
    step.slice(0) = arma::repmat(tape.slice(t - 1), 1, n);
    step.slice(1) = arma::repmat(tape.slice(t), 1, n);
    d.zeros();
    for (arma::uword i = 0; i < n; ++i) d(rows[i], i, 1) = 1;
    backward(layout, theta, x, Given<double>{}, step, d, none);
    all.push_back(arma::mat(d.slice(0).rows(rows)).t());
  }
  return all;
}

// (2) for the last step and every earlier one: ∂s_T/∂s_{T-k} for k = 0 … T.
inline std::vector<Scaled> jacobian_products(const std::vector<arma::mat>& J) {
  std::vector<Scaled> products;
  if (J.empty()) return products;
  products.push_back({arma::eye(J[0].n_rows, J[0].n_rows)});
  for (std::size_t k = 0; k < J.size(); ++k) {
    products.push_back({products.back().matrix * J[J.size() - 1 - k], products.back().log});
    products.back().rescale();
  }
  return products;
}

}  // namespace unroll
