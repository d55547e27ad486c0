// A small problem for the tests of training: a bowl in seven parameters of three blocks.
#pragma once
#include "models/core/training.hpp"

namespace unroll {

// W of 2 × 2 that decays, a constant c, a bias b of 2.
inline const std::vector<ParameterBlock> blocks{
    {"W", 0, 2, 2, false, true}, {"c", 4, 1, 1, true, false}, {"b", 5, 2, 1}};

inline arma::vec start() { return {1, 2, 3, 4, 5, 6, 7}; }

// L = ½ |θ - 1|², whose gradient is θ - 1, that of c included.
template <class S>
double bowl(const arma::Col<S>& theta, arma::Col<S>& gradient, std::uint64_t) {
  gradient += theta - 1;
  return static_cast<double>(arma::dot(theta - 1, theta - 1)) / 2;
}

inline TrainingOptions steps(std::uint64_t iterations, double rate = 0.1) {
  TrainingOptions options;
  options.iterations = iterations;
  options.rate = schedule::constant(rate);
  return options;
}

}  // namespace unroll
