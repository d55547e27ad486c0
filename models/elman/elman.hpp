// Elman's simple recurrent network
//
//   (1)  h_t = φ(W x_t + U h_{t-1} + b),   φ one of tanh, sigmoid, max(0, ·)
//
// Source: J. L. Elman, "Finding structure in time", Cognitive Science 14 (1990) 179–211, fig. 2, with the
// logistic φ; tanh is today's custom.
// Departs from it: the gradient goes back through h_{t-1} to all earlier steps. Elman copied h_{t-1} into
// context units and treated them as inputs: Context::copied.
// Shapes: x inputs × B × T, h units × B × T. The output layer is separate (core/network.hpp).
// Read first: core/cell.hpp. Read next: residual.hpp, ../leaky/leaky.hpp, ../gru/gru.hpp.
#pragma once
#include <array>
#include <limits>

#include "../core/activations.hpp"
#include "../core/cell.hpp"

namespace unroll {

enum class Context { recurrent, copied };

template <Activation activation = Activation::tanh, Context context = Context::recurrent>
struct Elman {
  enum { h, slots };
  static constexpr Range input{h, 1}, output{h, 1};
  static constexpr std::array state{int{h}};
  static constexpr std::array products{Product{0, {h, 1}, {h, 1}, true, context == Context::copied}};
  static constexpr int points = 1;
  static constexpr bool kinked = activation == Activation::relu;
  static constexpr double steepest =
      context == Context::recurrent ? largest_slope(activation) : std::numeric_limits<double>::quiet_NaN();

  template <int k, class S>
  static void forward(Slots<S> t, Slots<const S>) {
    t[h] = activate<activation>(t[h]);
  }

  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S>, Slots<S> d, Slots<S>) {
    d[h] *= slope<activation>(t[h]);
  }
};

}  // namespace unroll
