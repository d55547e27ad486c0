// The gradient check: backpropagation against central differences.
//
//   (1)  δ(ε) = (L(θ+ε) - L(θ-ε)) / 2ε,   ĝ = (15 δ(ε) - 6 δ(2ε) + δ(3ε)) / 10
//
// with ε = 1e-3: the error of ĝ is of order ε⁶, so ε may be so large that rounding does not matter. A
// component g of the gradient is right when |g - ĝ| is at most 1e-7 · max(largest |g| of its block, 1e-3 ·
// largest |g| of all). A held block must have gradient 0. Where L has kinks (ReLU, hinge), a larger
// difference counts only if all six points lie on the same side of every kink.
#pragma once
#include <algorithm>
#include <armadillo>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "parameter_block.hpp"

namespace unroll {

struct GradientError {
  double worst = 0;         // the largest difference, relative to the scale of the bound: right up to 1e-7
  std::string block;        // its block
  arma::uword element = 0;  // its index in the block
  bool unclear = false;     // a kink was crossed, or no gradient exists: a large error proves nothing
};

// A loss, and a number that changes if one of its kinks is crossed.
struct LossAt {
  double loss = 0;
  std::uint64_t side = 0;
};

// Mixes the signs of the values into `side`. The number is the same for points on the same side of all kinks.
inline std::uint64_t signs_of(const arma::cube& values, std::uint64_t side) {
  for (const double v : values) side = (side ^ (v == 0 ? 1u : v > 0 ? 2u : 3u)) * 1099511628211u;
  return side;
}

// Compares `gradient`, that of the loss at θ, with differences of `loss_at`, θ → LossAt.
template <class Loss>
GradientError check_gradient(const std::vector<ParameterBlock>& blocks, const arma::vec& theta,
                             const arma::vec& gradient, Loss&& loss_at) {
  const double step = 1e-3, all = arma::abs(gradient).max();
  const std::uint64_t side = loss_at(theta).side;
  GradientError error;
  error.unclear = all < 1e-9;
  arma::vec shifted = theta;
  const auto difference = [&](double& value, double by) {
    const double at = value;
    value = at + by;
    const LossAt up = loss_at(shifted);
    value = at - by;
    const LossAt down = loss_at(shifted);
    value = at;
    error.unclear = error.unclear || up.side != side || down.side != side;
    return (up.loss - down.loss) / (2 * by);
  };
  for (const ParameterBlock& block : blocks) {
    const arma::uword size = block.rows * block.columns;
    if (size == 0) continue;
    const double largest = arma::abs(gradient.subvec(block.first, block.first + size - 1)).max();
    for (arma::uword k = 0; k < size; ++k) {
      double& value = shifted[block.first + k];
      const double g = gradient[block.first + k];
      const double numeric = block.held ? 0
                                        : 1.5 * difference(value, step) - 0.6 * difference(value, 2 * step) +
                                              0.1 * difference(value, 3 * step);
      const double scale = block.held ? 1 : std::max(largest, 1e-3 * all);
      const double e = std::abs(g - numeric) / scale;
      if (!(e <= error.worst) && !std::isnan(error.worst))  // NaN stays the worst
        error = {e, block.name, k, error.unclear};
    }
  }
  return error;
}

}  // namespace unroll
