<<<<<<<< HEAD:experiments/16_lstm_long_lags/carousel.cpp
// The cell of task 2a: a carousel with an input gate and nothing else
========
// A constant error carousel with an input gate and nothing else: the network of task 2a in 1997
>>>>>>>> main:models/lstm/carousel.hpp
//
//   (1)  i = σ(W_i x_t),   g = σ(W_g x_t)
//   (2)  c_t = c_{t-1} + i g        output of the cell: c_t itself
//
// Source: S. Hochreiter & J. Schmidhuber, Neural Computation 9 (1997) 1735–1780, section 5.2: no output gate,
<<<<<<<< HEAD:experiments/16_lstm_long_lags/carousel.cpp
// g the logistic function, h the identity, and, as its 10,504 weights say, neither biases nor any recurrent
// weight. Its gradient is whole: (2) is the only way back. Read first: models/lstm/memory_blocks.hpp.
#include <array>

#include "models/core/activations.hpp"
#include "models/core/passes.hpp"
#include "tasks.hpp"

namespace unroll::experiments::long_lags {
namespace {
========
// g the logistic function, h the identity, and, as its 10,504 weights show, neither biases nor recurrent
// weights. Its gradient is not truncated: (2) is the only path back.
// Shapes: x inputs × B × T, c units × B × T. Read first: memory_blocks.hpp. Shown by experiment 16.
#pragma once
#include <array>

#include "../core/activations.hpp"
#include "../core/cell.hpp"

namespace unroll {
>>>>>>>> main:models/lstm/carousel.hpp

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

<<<<<<<< HEAD:experiments/16_lstm_long_lags/carousel.cpp
}  // namespace

const Cell& carousel() { return cell_of<Carousel>(); }

}  // namespace unroll::experiments::long_lags
========
}  // namespace unroll
>>>>>>>> main:models/lstm/carousel.hpp
