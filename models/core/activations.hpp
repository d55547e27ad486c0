// The squashing functions of the units.
#pragma once
#include <cmath>

namespace unroll {

template <class S>
S sigmoid(S a) {
  return S{1} / (S{1} + std::exp(-a));
}
template <class S>
S tanh(S a) {
  return std::tanh(a);
}

enum class Activation { identity, tanh, sigmoid, relu };

// φ(a), and φ'(a) as a function of y = φ(a).
template <Activation activation, class S>
S activate(S a) {
  if constexpr (activation == Activation::tanh) return tanh(a);
  if constexpr (activation == Activation::sigmoid) return sigmoid(a);
  if constexpr (activation == Activation::relu) return a > 0 ? a : S{0};
  return a;
}
template <Activation activation, class S>
S slope(S y) {
  if constexpr (activation == Activation::tanh) return 1 - y * y;
  if constexpr (activation == Activation::sigmoid) return y * (1 - y);
  if constexpr (activation == Activation::relu) return y > 0 ? S{1} : S{0};
  return S{1};
}

}  // namespace unroll
