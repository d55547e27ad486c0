// Leaky integration units
//
//   (1)  a_t = φ(W x_t + U h_{t-1} + b)
//   (2)  h_t = α∘h_{t-1} + (1 - α)∘a_t,   α in 0 … 1: the retention of each unit
//   (3)  α = σ(λ), where α is learnt
//
// Source: M. C. Mozer, "Induction of multiscale temporal structure", NIPS 4 (1992); Y. Bengio, N.
// Boulanger-Lewandowski & R. Pascanu, arXiv:1212.0901, section 3.1. Jaeger et al., Neural Networks 20 (2007)
// 335–352, eq. (2), call 1 - α the leaking rate. A pulse decays as α^k: the time scale of a unit is -1/ln α.
// Shapes: x inputs × B × T, h, α and λ units. One α for all units is the same α in each. Held α are constants
// that lie in θ with the weights. Read first: ../elman/elman.hpp.
#pragma once
#include <array>
#include <limits>

#include "../core/activations.hpp"
#include "../core/cell.hpp"

namespace unroll {

enum class Retention { held, learnt };

template <Retention kind = Retention::held, Activation activation = Activation::tanh>
struct Leaky {
  static constexpr bool learnt = kind == Retention::learnt;
  enum { a, h, slots };
  enum { alpha };  // λ where it is learnt
  static constexpr Range input{a, 1}, output{h, 1};
  static constexpr std::array state{int{h}};
  static constexpr std::array own{learnt ? Own{"lambda"} : Own{.name = "alpha", .held = true, .usual = 0.9}};
  static constexpr std::array products{Product{0, {a, 1}, {h, 1}, true}};
  static constexpr int points = 1;
  static constexpr bool kinked = activation == Activation::relu;
  static constexpr int retention = learnt ? -1 : int{alpha};
  static constexpr double steepest =
      learnt ? std::numeric_limits<double>::quiet_NaN() : largest_slope(activation);

  template <class S>
  static S retained(Slots<const S> w) {
    if constexpr (learnt) return sigmoid(w[alpha]);
    return w[alpha];
  }

  template <int k, class S>
  static void forward(Slots<S> t, Slots<const S> p, Slots<const S> w) {
    const S keep = retained(w);
    t[a] = activate<activation>(t[a]);
    t[h] = keep * p[h] + (1 - keep) * t[a];
  }

  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp, Slots<const S> w,
                       Slots<S> dw) {
    const S keep = retained(w);
    d[a] = d[h] * (1 - keep) * slope<activation>(t[a]);
    dp[h] += d[h] * keep;
    if constexpr (learnt) dw[alpha] += d[h] * (p[h] - t[a]) * keep * (1 - keep);
  }
};

}  // namespace unroll
