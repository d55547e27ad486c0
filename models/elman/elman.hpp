// Elman's simple recurrent network
//
//   (1)  h_t = φ(W x_t + U h_{t-1} + b),   φ one of tanh, sigmoid, max(0, ·)
//
// Source: J. L. Elman, "Finding structure in time", Cognitive Science 14 (1990) 179–211, fig. 2, with the
// logistic φ; tanh is today's custom.
// Departs from it: the context units are h_{t-1} itself, and the gradient goes through them (Elman copied
// them back as inputs); the output layer is apart from the cell. Shapes: x inputs × B × T, h units × B × T.
// Read first: models/core/cell.hpp.
#pragma once
#include <array>
#include <cmath>

#include "../core/activations.hpp"
#include "../core/cell.hpp"

namespace unroll {

enum class Activation { tanh, sigmoid, relu };

template <Activation activation = Activation::tanh>
struct Elman {
  enum { h, slots };
  static constexpr Range input{h, 1};
  static constexpr std::array state{int{h}};
  static constexpr std::array products{Product{0, h, 1, h, true}};
  static constexpr int points = 1;

  template <int k, class S>
  static void forward(Slots<S> t, Slots<const S>) {
    if constexpr (activation == Activation::tanh) t[h] = std::tanh(t[h]);
    if constexpr (activation == Activation::sigmoid) t[h] = sigmoid(t[h]);
    if constexpr (activation == Activation::relu) t[h] = t[h] > 0 ? t[h] : S{0};
  }

  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S>, Slots<S> d, Slots<S>) {
    if constexpr (activation == Activation::tanh) d[h] *= 1 - t[h] * t[h];
    if constexpr (activation == Activation::sigmoid) d[h] *= t[h] * (1 - t[h]);
    if constexpr (activation == Activation::relu) d[h] *= t[h] > 0 ? S{1} : S{0};
  }
};

}  // namespace unroll
