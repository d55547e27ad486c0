// A constant error carousel with an input gate and nothing else: the network of task 2a in 1997
//
//   (1)  i = σ(W_i x_t),   g = σ(W_g x_t)
//   (2)  c_t = c_{t-1} + i g        output of the cell: c_t itself
//
// Source: S. Hochreiter & J. Schmidhuber, Neural Computation 9 (1997) 1735–1780, section 5.2: no output gate,
// g the logistic function, h the identity, and, as its 10,504 weights show, neither biases nor recurrent
// weights. Its gradient is not truncated: (2) is the only path back.
// Shapes: x inputs × B × T, c units × B × T. Read first: memory_blocks.hpp. Shown by experiment 16.
#pragma once
#include <array>

#include "../core/activations.hpp"
#include "../core/cell.hpp"

namespace unroll {

struct Carousel {
  enum { g, i, c, slots };
  static constexpr Range input{g, 2}, bias{g, 0}, output{c, 1};
  static constexpr std::array state{int{c}};
  static constexpr std::array<Product, 0> products{};
  static constexpr int points = 1;

  template <int k, class S>
  static void forward(Slots<S> t, Slots<const S> p) {
    t[g] = sigmoid(t[g]);
    t[i] = sigmoid(t[i]);
    t[c] = p[c] + t[i] * t[g];
  }

  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S>, Slots<S> d, Slots<S> dp) {
    d[g] = d[c] * t[i] * t[g] * (1 - t[g]);
    d[i] = d[c] * t[g] * t[i] * (1 - t[i]);
    dp[c] += d[c];
  }
};

}  // namespace unroll
