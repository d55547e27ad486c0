// Jordan's network: its memory is its own output, which decays
//
//   (1)  h_t = φ(W x_t + U s_{t-1} + b)
//   (2)  y_t = ψ(V h_t + b_y)
//   (3)  s_t = μ∘s_{t-1} + y_t
//
// Source: M. I. Jordan, "Serial order: a parallel distributed processing approach", ICS report 8604, UC San
// Diego (1986), reprinted in Advances in Psychology 121 (1997) 471–495, with the logistic φ and ψ; x is the
// plan. A teacher's value may replace y_t in (3): teacher forcing. Without a teacher the network runs freely,
// and the gradient goes through its own outputs.
// Departs from it: s_{t-1} here is Jordan's s_t, the state that step t reads.
// Shapes: x inputs × B × T, h units × B, y, s and μ outputs × B. μ is a constant in θ.
// Read first: ../elman/elman.hpp.
#pragma once
#include <array>

#include "../core/activations.hpp"
#include "../core/cell.hpp"

namespace unroll {

template <Activation hidden = Activation::sigmoid, Activation psi = Activation::sigmoid>
struct Jordan {
  enum { h, y, f, s, slots };  // hidden, output, value fed back, state
  enum { mu };
  static constexpr Range input{h, 1}, output{y, 1}, bias{h, 2};
  static constexpr std::array state{int{s}};
  static constexpr std::array own{Own{.name = "mu", .held = true, .usual = 0.9}};
  static constexpr std::array products{Product{0, {h, 1}, {s, 1}, true}, Product{1, {y, 1}, {h, 1}}};
  static constexpr int points = 3;
  static constexpr bool kinked = hidden == Activation::relu || psi == Activation::relu;
  static constexpr OutputUnits output_units{.slot = y, .point = 1};
  static constexpr Forced forced{.slot = f, .point = 2};

  template <int k, class S>
  static void forward(Slots<S> t, Slots<const S> p, Slots<const S> w) {
    if constexpr (k == 0) t[h] = activate<hidden>(t[h]);
    if constexpr (k == 1) t[f] = t[y] = activate<psi>(t[y]);
    if constexpr (k == 2) t[s] = w[mu] * p[s] + t[f];
  }

  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S>, Slots<S> d, Slots<S> dp, Slots<const S> w,
                       Slots<S>) {
    if constexpr (k == 2) {
      d[f] = d[s];
      dp[s] += d[s] * w[mu];
    }
    if constexpr (k == 1) d[y] = (d[y] + d[f]) * slope<psi>(t[y]);
    if constexpr (k == 0) d[h] *= slope<hidden>(t[h]);
  }
};

}  // namespace unroll
