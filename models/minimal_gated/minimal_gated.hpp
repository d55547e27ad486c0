// The minimal gated unit: a GRU with one gate for reset and update
//
//   (1)  f = σ(W_f x_t + U_f h_{t-1} + b_f)                     forget gate
//   (2)  h̃ = tanh(W x_t + U (f∘h_{t-1}) + b)                    candidate
//   (3)  h_t = (1 - f)∘h_{t-1} + f∘h̃
//
// Source: after G.-B. Zhou, J. Wu, C.-L. Zhang & Z.-H. Zhou, Int. J. Automation and Computing 13 (2016)
// 226–234. This is the worked example of docs/add-a-model.md.
// Shapes: x inputs × B × T, h units × B × T. Read first: ../gru/gru.hpp.
#pragma once
#include <array>

#include "../core/activations.hpp"
#include "../core/cell.hpp"

namespace unroll {

struct MinimalGated {
  enum { f, n, q, h, slots };  // gate, candidate, f∘h_{t-1}, state
  static constexpr Range input{f, 2}, output{h, 1};
  static constexpr std::array state{int{h}};
  static constexpr std::array products{Product{0, {f, 1}, {h, 1}, true}, Product{1, {n, 1}, {q, 1}}};
  static constexpr int points = 2;
  static constexpr int memory_gate = f, memory_sign = -1;  // f near 0 keeps h

  template <int k, class S>
  static void forward(Slots<S> t, Slots<const S> p) {
    if constexpr (k == 0) {
      t[f] = sigmoid(t[f]);
      t[q] = t[f] * p[h];
    } else {
      t[n] = tanh(t[n]);
      t[h] = (1 - t[f]) * p[h] + t[f] * t[n];
    }
  }

  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp) {
    if constexpr (k == 1) {
      dp[h] += d[h] * (1 - t[f]);
      d[f] = d[h] * (t[n] - p[h]);
      d[n] = d[h] * t[f] * (1 - t[n] * t[n]);
    } else {
      dp[h] += d[q] * t[f];
      d[f] = (d[f] + d[q] * p[h]) * t[f] * (1 - t[f]);
    }
  }
};

}  // namespace unroll
