// Long short-term memory with a forget gate
//
//   (1)  i, f, o = σ(W x_t + U h_{t-1} + b)                     input, forget and output gate
//   (2)  g = tanh(W_g x_t + U_g h_{t-1} + b_g)                  candidate
//   (3)  c_t = f∘c_{t-1} + i∘g                                  cell
//   (4)  h_t = o∘tanh(c_t)
//
// Source: S. Hochreiter & J. Schmidhuber, Neural Computation 9 (1997) 1735–1780; the forget gate: F. A. Gers,
// J. Schmidhuber & F. Cummins, Neural Computation 12 (2000) 2451–2471, eqs. (3.1)–(3.3).
// Departs from them: tanh for both squashing functions, no memory blocks, the whole gradient.
// Shapes: x inputs × B × T, h and c units × B × T. Read first: models/elman/elman.hpp.
#pragma once
#include <array>
#include <cmath>

#include "../core/activations.hpp"
#include "../core/cell.hpp"

namespace unroll {

struct Lstm {
  enum { i, f, o, g, c, s, h, slots };  // gates, candidate, cell, tanh(c), state
  static constexpr Range input{i, 4};
  static constexpr std::array state{int{c}, int{h}};
  static constexpr std::array products{Product{0, i, 4, h, true}};
  static constexpr int points = 1;

  template <int k, class S>
  static void forward(Slots<S> t, Slots<const S> p) {
    t[i] = sigmoid(t[i]);
    t[f] = sigmoid(t[f]);
    t[o] = sigmoid(t[o]);
    t[g] = std::tanh(t[g]);
    t[c] = t[f] * p[c] + t[i] * t[g];
    t[s] = std::tanh(t[c]);
    t[h] = t[o] * t[s];
  }

  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp) {
    d[c] += d[h] * t[o] * (1 - t[s] * t[s]);
    d[o] = d[h] * t[s] * t[o] * (1 - t[o]);
    d[i] = d[c] * t[g] * t[i] * (1 - t[i]);
    d[f] = d[c] * p[c] * t[f] * (1 - t[f]);
    d[g] = d[c] * t[i] * (1 - t[g] * t[g]);
    dp[c] += d[c] * t[f];
  }
};

}  // namespace unroll
