// Operations on a gradient before a step: clipping, and the gradient of the L2 penalty.
//
//   (1)  by norm     g ← g · min(1, c / ‖g‖)
//   (2)  by element  g_i ← max(-c, min(c, g_i))
//   (3)  L2          L ← L + ½ λ ‖θ_W‖²,   g_W ← g_W + λ θ_W,   for the blocks W that decay
//
// Sources: (1) R. Pascanu, T. Mikolov & Y. Bengio, "On the difficulty of training recurrent neural networks",
// ICML 2013, Algorithm 1; the norm is taken over all parameters together, so the direction stays. (2) after
// T. Mikolov, "Statistical language models based on neural networks", PhD thesis, Brno 2012: simple, but it
// changes the direction of the gradient. Shown by experiments 13 and 15. Read next: training.hpp.
#pragma once
#include <algorithm>
#include <armadillo>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

#include "parameter_block.hpp"
#include "text.hpp"

namespace unroll {

namespace detail {

// Σ x_i², in double and in eight lanes: the order is fixed, which BLAS does not promise.
template <class S>
double sum_of_squares(const arma::Col<S>& x) {
  double lanes[8] = {};
  const auto add = [&](arma::uword i, arma::uword lane) {
    lanes[lane] += static_cast<double>(x[i]) * static_cast<double>(x[i]);
  };
  const arma::uword whole = x.n_elem - x.n_elem % 8;
  for (arma::uword i = 0; i < whole; i += 8)
    for (arma::uword lane = 0; lane < 8; ++lane) add(i + lane, lane);
  for (arma::uword i = whole; i < x.n_elem; ++i) add(i, i - whole);
  double sum = 0;
  for (const double lane : lanes) sum += lane;
  return sum;
}

inline void check_limit(double limit) {
  if (!(limit > 0))
    throw std::invalid_argument("the limit of clipping is " + text(limit) + "; it must be above 0");
}

}  // namespace detail

// ‖x‖, in double. The norm is right even where the squares of elements would overflow or underflow. It is NaN
// or Inf if an element is.
template <class S>
double norm(const arma::Col<S>& x) {
  const double plain = detail::sum_of_squares(x);
  if (plain > 1e-250 && plain < 1e300) return std::sqrt(plain);
  double largest = 0;
  for (const S value : x) {
    if (!std::isfinite(value)) return std::abs(static_cast<double>(value));
    largest = std::max(largest, std::abs(static_cast<double>(value)));
  }
  if (largest == 0) return 0;
  const arma::vec scaled = arma::conv_to<arma::vec>::from(x) / largest;
  return largest * std::sqrt(detail::sum_of_squares(scaled));
}

// (1). Returns the norm before clipping. A gradient that is not finite stays as it is, for the caller to see.
// Throws std::invalid_argument unless limit > 0.
template <class S>
double clip_by_norm(arma::Col<S>& gradient, double limit) {
  detail::check_limit(limit);
  const double before = norm(gradient);
  if (before > limit && std::isfinite(before))
    for (S& value : gradient) value = static_cast<S>(static_cast<double>(value) / before * limit);
  return before;
}

// (2). NaN stays NaN. Throws std::invalid_argument unless limit > 0.
template <class S>
void clip_elements(arma::Col<S>& gradient, double limit) {
  detail::check_limit(limit);
  const S most = static_cast<S>(limit);
  for (S& value : gradient) value = std::clamp(value, -most, most);
}

// (3). Adds λθ to the gradient of the blocks that decay and are not held. Returns ½λ‖·‖² of these blocks,
// which belongs to the loss. Throws std::invalid_argument unless λ ≥ 0 is finite.
template <class S>
double add_l2(arma::Col<S>& gradient, const arma::Col<S>& theta, const std::vector<ParameterBlock>& blocks,
              double lambda) {
  if (!(lambda >= 0 && std::isfinite(lambda)))
    throw std::invalid_argument("the strength of L2 is " + detail::text(lambda) +
                                "; it must be a number of at least 0");
  double sum = 0;
  for (const auto& block : blocks)
    if (block.decays && !block.held)
      for (arma::uword i = block.first; i < block.first + block.size(); ++i) {
        gradient[i] += static_cast<S>(lambda) * theta[i];
        sum += static_cast<double>(theta[i]) * static_cast<double>(theta[i]);
      }
  return lambda / 2 * sum;
}

}  // namespace unroll
