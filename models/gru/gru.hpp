// The gated recurrent unit, with the reset gate before or after the recurrent product
//
//   (1)  z = σ(W_z x + U_z h_{t-1} + b_z)                       update
//   (2)  r = σ(W_r x + U_r h_{t-1} + b_r)                       reset
//   (3)  h̃ = tanh(W x + U (r∘h_{t-1}) + b)                      candidate, reset before the product
//   (3') h̃ = tanh(W x + b + r∘(U h_{t-1} + c))                  candidate, reset after the product
//   (4)  h = (1 - z)∘h_{t-1} + z∘h̃
//
// Sources: (3) K. Cho et al., EMNLP 2014, eqs. (5)–(8); (4) J. Chung et al., arXiv:1412.3555, eq. (4). The z
// of Cho and of PyTorch is one minus this z. PyTorch has (3'), as cuDNN does. Shapes: x inputs × B × T, h
// units × B × T. Read first: ../elman/elman.hpp.
#pragma once
#include <array>

#include "../core/activations.hpp"
#include "../core/cell.hpp"

namespace unroll {

enum class Reset { before, after };

template <Reset reset = Reset::before>
struct Gru {
  enum { z, r, n, q, h, slots };  // update, reset, candidate, r∘h_{t-1}, state
  static constexpr Range input{z, 3}, output{h, 1};
  static constexpr std::array state{int{h}};
  static constexpr std::array products{Product{0, {z, 2}, {h, 1}, true}, Product{1, {n, 1}, {q, 1}}};
  static constexpr int points = 2;
  static constexpr int memory_gate = z, memory_sign = -1;  // z near 0 keeps h

  template <int k, class S>
  static void forward(Slots<S> t, Slots<const S> p) {
    if constexpr (k == 0) {
      t[z] = sigmoid(t[z]);
      t[r] = sigmoid(t[r]);
      t[q] = t[r] * p[h];
    } else {
      t[n] = tanh(t[n]);
      t[h] = (1 - t[z]) * p[h] + t[z] * t[n];
    }
  }

  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp) {
    if constexpr (k == 1) {
      dp[h] += d[h] * (1 - t[z]);
      d[z] = d[h] * (t[n] - p[h]);
      d[n] = d[h] * t[z] * (1 - t[n] * t[n]);
    } else {
      dp[h] += d[q] * t[r];
      d[r] = d[q] * p[h] * t[r] * (1 - t[r]);
      d[z] *= t[z] * (1 - t[z]);
    }
  }
};

template <>
struct Gru<Reset::after> {
  enum { u, z, r, n, h, slots };  // U h_{t-1} + c, update, reset, candidate, state
  static constexpr Range input{z, 3}, output{h, 1}, bias{u, 4};
  static constexpr std::array state{int{h}};
  static constexpr std::array products{Product{0, {u, 3}, {h, 1}, true}};
  static constexpr int points = 1;
  static constexpr int memory_gate = z, memory_sign = -1;

  template <int k, class S>
  static void forward(Slots<S> t, Slots<const S> p) {
    t[z] = sigmoid(t[z]);
    t[r] = sigmoid(t[r]);
    t[n] = tanh(t[n] + t[r] * t[u]);
    t[h] = (1 - t[z]) * p[h] + t[z] * t[n];
  }

  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp) {
    dp[h] += d[h] * (1 - t[z]);
    d[z] = d[h] * (t[n] - p[h]) * t[z] * (1 - t[z]);
    d[n] = d[h] * t[z] * (1 - t[n] * t[n]);
    d[u] = d[n] * t[r];
    d[r] = d[n] * t[u] * t[r] * (1 - t[r]);
  }
};

}  // namespace unroll
