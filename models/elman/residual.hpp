// A recurrent cell with a residual connection: every step adds to the state
//
//   (1)  a_t = φ(W x_t + U h_{t-1} + b)
//   (2)  h_t = h_{t-1} + a_t
//
// Source: the lecture's slide "RNN cell with residual"; for layers: K. He, X. Zhang, S. Ren & J. Sun, CVPR
// 2016, eq. (1). ∂h_t/∂h_{t-1} = 1 + …, so the gradient has a path on which it does not shrink; the state
// does not forget, either.
// Shapes: x inputs × B × T, h units × B × T. Read first: elman.hpp.
#pragma once
#include <array>

#include "../core/activations.hpp"
#include "../core/cell.hpp"

namespace unroll {

template <Activation activation = Activation::tanh>
struct ResidualElman {
  enum { a, h, slots };
  static constexpr Range input{a, 1}, output{h, 1};
  static constexpr std::array state{int{h}};
  static constexpr std::array products{Product{0, {a, 1}, {h, 1}, true}};
  static constexpr int points = 1;
  static constexpr bool kinked = activation == Activation::relu;

  template <int k, class S>
  static void forward(Slots<S> t, Slots<const S> p) {
    t[a] = activate<activation>(t[a]);
    t[h] = p[h] + t[a];
  }

  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S>, Slots<S> d, Slots<S> dp) {
    d[a] = d[h] * slope<activation>(t[a]);
    dp[h] += d[h];
  }
};

}  // namespace unroll
