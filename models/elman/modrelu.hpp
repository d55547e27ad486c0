// Elman's network with modReLU, which keeps the sign of a unit and changes its absolute value
//
//   (1)  a_t = W x_t + U h_{t-1}
//   (2)  h_t = sign(a_t) max(|a_t| + β, 0)
//
// Source: M. Arjovsky, A. Shah & Y. Bengio, "Unitary evolution recurrent neural networks", ICML 2016, eq.
// (8), for complex units; these are real. β is learnt, one for each unit; there is no other bias.
// Shapes: x inputs × B × T, h and β units. Read first: elman.hpp.
#pragma once
#include <array>
#include <cmath>

#include "../core/cell.hpp"

namespace unroll {

struct ModReluElman {
  enum { h, slots };
  enum { beta };
  static constexpr Range input{h, 1}, output{h, 1}, bias{h, 0};
  static constexpr std::array state{int{h}};
  static constexpr std::array own{Own{"beta"}};
  static constexpr std::array products{Product{0, {h, 1}, {h, 1}, true}};
  static constexpr int points = 1;
  static constexpr bool kinked = true;

  template <int k, class S>
  static void forward(Slots<S> t, Slots<const S>, Slots<const S> w) {
    const S size = std::abs(t[h]) + w[beta];
    t[h] = size > 0 ? std::copysign(size, t[h]) : S{0};
  }

  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S>, Slots<S> d, Slots<S>, Slots<const S>, Slots<S> dw) {
    d[h] *= t[h] != 0 ? S{1} : S{0};
    dw[beta] += t[h] > 0 ? d[h] : -d[h];
  }
};

}  // namespace unroll
