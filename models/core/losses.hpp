// Losses: the error of the outputs of a network, and its gradient with respect to the outputs.
//
//   (1)  softmax cross-entropy   -ln (e^{a_k} / Σ_j e^{a_j})                    k the right class, in nats
//   (2)  binary cross-entropy    -Σ_i [y_i ln σ(a_i) + (1 - y_i) ln(1 - σ(a_i))]  in nats
//   (3)  squared error           ½ Σ_i (a_i - y_i)²
//   (4)  hinge                   Σ_{j≠k} max(0, 1 + a_j - a_k)
//
// Source: (1)–(3) as in C. M. Bishop, Neural Networks for Pattern Recognition (1995), ch. 6; (4) J. Weston &
// C. Watkins, ESANN 1999.
// Shapes: outputs a n × B × T; targets y n × B × T, or labels k B × T, each below n; weights B × T. A loss is
// the sum of weight · loss over steps and sequences: the weights select the steps, weigh the classes, and
// make the loss a sum or a mean. Where the weight is 0 a label may be anything. The gradient `da` is
// overwritten. Every function throws std::invalid_argument that names both shapes, or the label.
#pragma once
#include <algorithm>
#include <armadillo>
#include <cmath>
#include <stdexcept>
#include <string>

#include "sequence_shapes.hpp"

namespace unroll {

// --- weights --------------------------------------------------------------------------------------------

// 1 at each step of each sequence up to its length; `lengths` may be empty, then it is T for all.
inline arma::mat each_step(arma::uword batch, arma::uword steps, const arma::uvec& lengths = {}) {
  check_lengths(lengths, batch, steps);
  arma::mat weights(batch, steps, arma::fill::ones);
  for (arma::uword b = 0; b < lengths.n_elem; ++b)
    if (lengths[b] < steps) weights(arma::span(b), arma::span(lengths[b], steps - 1)).zeros();
  return weights;
}

// 1 at the last step of each sequence.
inline arma::mat last_step(arma::uword batch, arma::uword steps, const arma::uvec& lengths = {}) {
  check_lengths(lengths, batch, steps);
  arma::mat weights(batch, steps, arma::fill::zeros);
  for (arma::uword b = 0; b < batch; ++b) weights(b, (lengths.is_empty() ? steps : lengths[b]) - 1) = 1;
  return weights;
}

// The weights, each multiplied by the weight of its label's class.
inline arma::mat by_class(arma::mat weights, const arma::umat& labels, const arma::vec& class_weights) {
  if (arma::size(labels) != arma::size(weights))
    throw std::invalid_argument("the labels are " + shape(labels.n_rows, labels.n_cols) + "; the weights " +
                                shape(weights.n_rows, weights.n_cols));
  for (arma::uword k = 0; k < weights.n_elem; ++k) {
    if (weights[k] == 0) continue;
    if (labels[k] >= class_weights.n_elem)
      throw std::invalid_argument("label " + std::to_string(labels[k]) + " is not below the " +
                                  std::to_string(class_weights.n_elem) + " weights of classes");
    weights[k] *= class_weights[labels[k]];
  }
  return weights;
}

// The weights scaled so that they sum to 1: the loss is then a mean.
inline arma::mat mean(const arma::mat& weights) {
  const double sum = arma::accu(weights);
  if (!(sum > 0))
    throw std::invalid_argument("the weights of a mean sum to " + std::to_string(sum) +
                                "; their sum must be above 0");
  return weights / sum;
}

// --- losses ---------------------------------------------------------------------------------------------

namespace detail {

template <class S>
void check_weights(const arma::Cube<S>& a, const arma::mat& weights) {
  if (weights.n_rows != a.n_cols || weights.n_cols != a.n_slices)
    throw std::invalid_argument("the loss's weights are " + shape(weights.n_rows, weights.n_cols) +
                                "; outputs of " + shape(a.n_rows, a.n_cols, a.n_slices) + " need " +
                                shape(a.n_cols, a.n_slices));
}

// Σ weight · each(column of a, its label, column of da). Scales da by the weight.
template <class S, class Each>
double over_labels(const arma::Cube<S>& a, const arma::umat& labels, const arma::mat& weights,
                   arma::Cube<S>& da, Each&& each) {
  check_weights(a, weights);
  if (labels.n_rows != a.n_cols || labels.n_cols != a.n_slices)
    throw std::invalid_argument("the labels are " + shape(labels.n_rows, labels.n_cols) + "; outputs of " +
                                shape(a.n_rows, a.n_cols, a.n_slices) + " need " +
                                shape(a.n_cols, a.n_slices));
  da.zeros(arma::size(a));
  double loss = 0;
  for (arma::uword k = 0; k < labels.n_elem; ++k) {
    if (weights[k] == 0) continue;
    if (labels[k] >= a.n_rows)
      throw std::invalid_argument("label " + std::to_string(labels[k]) + " of sequence " +
                                  std::to_string(k % a.n_cols + 1) + " at step " +
                                  std::to_string(k / a.n_cols + 1) + " is not below the " +
                                  std::to_string(a.n_rows) + " outputs");
    S* d = da.memptr() + k * a.n_rows;
    loss += weights[k] * each(a.memptr() + k * a.n_rows, labels[k], d);
    for (arma::uword i = 0; i < a.n_rows; ++i) d[i] *= static_cast<S>(weights[k]);
  }
  return loss;
}

// Σ weight · each(a, y, da) over single outputs. Scales da by the weight.
template <class S, class Each>
double over_targets(const arma::Cube<S>& a, const arma::Cube<S>& y, const arma::mat& weights,
                    arma::Cube<S>& da, Each&& each) {
  check_weights(a, weights);
  if (arma::size(y) != arma::size(a))
    throw std::invalid_argument("the targets are " + shape(y.n_rows, y.n_cols, y.n_slices) +
                                "; the outputs " + shape(a.n_rows, a.n_cols, a.n_slices));
  da.zeros(arma::size(a));
  double loss = 0;
  for (arma::uword k = 0; k < weights.n_elem; ++k)
    for (arma::uword i = k * a.n_rows; weights[k] != 0 && i < (k + 1) * a.n_rows; ++i) {
      loss += weights[k] * each(a[i], y[i], da[i]);
      da[i] *= static_cast<S>(weights[k]);
    }
  return loss;
}

template <class S>
struct Exponentials {
  S largest, sum;
};

// Sets e ← e^(a - largest). Returns the largest of the n numbers a and the sum of e.
template <class S>
Exponentials<S> exponentials(arma::uword n, const S* a, S* e);

}  // namespace detail

// (1)
template <class S>
double softmax_cross_entropy(const arma::Cube<S>& a, const arma::umat& labels, const arma::mat& weights,
                             arma::Cube<S>& da) {
  return detail::over_labels(a, labels, weights, da, [n = a.n_rows](const S* at, arma::uword k, S* d) {
    const auto [largest, sum] = detail::exponentials(n, at, d);
    for (arma::uword i = 0; i < n; ++i) d[i] /= sum;
    d[k] -= 1;
    return std::log(static_cast<double>(sum)) - static_cast<double>(at[k] - largest);
  });
}

// (2), computed from a, so that a confident wrong output costs |a| and not infinity.
template <class S>
double binary_cross_entropy(const arma::Cube<S>& a, const arma::Cube<S>& y, const arma::mat& weights,
                            arma::Cube<S>& da) {
  return detail::over_targets(a, y, weights, da, [](S at, S target, S& d) {
    const double v = static_cast<double>(at), small = std::exp(-std::abs(v));
    d = static_cast<S>((v >= 0 ? 1 : small) / (1 + small)) - target;
    return std::max(v, 0.0) - v * static_cast<double>(target) + std::log1p(small);
  });
}

// (3)
template <class S>
double squared_error(const arma::Cube<S>& a, const arma::Cube<S>& y, const arma::mat& weights,
                     arma::Cube<S>& da) {
  return detail::over_targets(a, y, weights, da, [](S at, S target, S& d) {
    d = at - target;
    return 0.5 * static_cast<double>(d) * static_cast<double>(d);
  });
}

// (4)
template <class S>
double hinge(const arma::Cube<S>& a, const arma::umat& labels, const arma::mat& weights, arma::Cube<S>& da) {
  return detail::over_labels(a, labels, weights, da, [n = a.n_rows](const S* at, arma::uword k, S* d) {
    double loss = 0;
    for (arma::uword j = 0; j < n; ++j) {
      const double short_of = 1 + static_cast<double>(at[j]) - static_cast<double>(at[k]);
      if (j == k || short_of <= 0) continue;
      loss += short_of;
      d[j] += 1;
      d[k] -= 1;
    }
    return loss;
  });
}

}  // namespace unroll
