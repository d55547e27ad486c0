// Long short-term memory
//
//   (1)  i = σ(W_i x_t + U_i h_{t-1} + b_i [+ P_i c_{t-1}])        input gate
//   (2)  f = σ(W_f x_t + U_f h_{t-1} + b_f [+ P_f c_{t-1}])        forget gate
//   (2') f = 1 - i (coupled to the input gate), or f = 1 (no forget gate)
//   (3)  g = tanh(W_g x_t + U_g h_{t-1} + b_g)                     candidate
//   (4)  c_t = f∘c_{t-1} + i∘g                                     cell
//   (5)  o = σ(W_o x_t + U_o h_{t-1} + b_o [+ P_o c_t])            output gate
//   (6)  h_t = o∘tanh(c_t)
//
// Peepholes, in brackets: P is diagonal, or dense as on the lecture's slides; the output gate reads c_t.
// Sources: S. Hochreiter & J. Schmidhuber, Neural Computation 9 (1997) 1735–1780, without forget gate; forget
// gate: F. A. Gers, J. Schmidhuber & F. Cummins, Neural Computation 12 (2000) 2451–2471; peepholes: F. A.
// Gers, N. N. Schraudolph & J. Schmidhuber, JMLR 3 (2002) 115–143; coupled gates: K. Greff et al., IEEE TNNLS
// 28 (2017) 2222–2232.
// Departs from them: tanh for both squashing functions, no memory blocks, the whole gradient; the original
// networks are in memory_blocks.hpp. Shapes: x inputs × B × T, h and c units × B × T, a diagonal P units. The
// probe sees ∂L/∂c_t without the path through h_t; after the backward pass d[c] includes it.
// Read first: ../elman/elman.hpp.
#pragma once
#include <array>

#include "../core/activations.hpp"
#include "../core/cell.hpp"

namespace unroll {

enum class Forget { gate, coupled, none };
enum class Peephole { none, diagonal, dense };

template <Forget forget = Forget::gate, Peephole peephole = Peephole::none>
struct Lstm {
  static constexpr bool gated = forget == Forget::gate, diagonal = peephole == Peephole::diagonal,
                        dense = peephole == Peephole::dense;
  enum { f, i, g, o, c, s, h, slots };  // forget and input gate, candidate, output gate, cell, tanh(c), state
  enum { p_i, p_o, p_f };
  static constexpr int gates = gated ? f : i;  // the first slot with weights
  static constexpr Range input{gates, c - gates}, output{h, 1};
  static constexpr std::array state{int{c}, int{h}};
  static constexpr auto own = [] {
    if constexpr (!diagonal) return std::array<Own, 0>{};
    if constexpr (diagonal && gated) return std::array{Own{"P_i"}, Own{"P_o"}, Own{"P_f"}};
    if constexpr (diagonal && !gated) return std::array{Own{"P_i"}, Own{"P_o"}};
  }();
  static constexpr auto products = [] {
    constexpr Product recurrent{0, input, {h, 1}, true};
    if constexpr (!dense) return std::array{recurrent};
    if constexpr (dense)
      return std::array{recurrent, Product{0, {gates, g - gates}, {c, 1}, true}, Product{1, {o, 1}, {c, 1}}};
  }();
  static constexpr int points = dense ? 2 : 1;
  static constexpr int memory_gate = gated ? int{f} : -1, memory_sign = 1;

  template <int k, class S>
  static void forward(Slots<S> t, Slots<const S> p, Slots<const S> w = {}) {
    if constexpr (k == 0) {
      if constexpr (diagonal) t[i] += w[p_i] * p[c];
      if constexpr (diagonal && gated) t[f] += w[p_f] * p[c];
      t[i] = sigmoid(t[i]);
      t[f] = gated ? sigmoid(t[f]) : forget == Forget::coupled ? 1 - t[i] : S{1};
      t[g] = tanh(t[g]);
      t[c] = t[f] * p[c] + t[i] * t[g];
    }
    if constexpr (k == points - 1) {
      if constexpr (diagonal) t[o] += w[p_o] * t[c];
      t[o] = sigmoid(t[o]);
      t[s] = tanh(t[c]);
      t[h] = t[o] * t[s];
    }
  }

  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp, Slots<const S> w = {},
                       Slots<S> dw = {}) {
    if constexpr (k == points - 1) {
      d[o] = d[h] * t[s] * t[o] * (1 - t[o]);
      d[c] += d[h] * t[o] * (1 - t[s] * t[s]);
      if constexpr (diagonal) {
        d[c] += d[o] * w[p_o];
        dw[p_o] += d[o] * t[c];
      }
    }
    if constexpr (k == 0) {
      d[g] = d[c] * t[i] * (1 - t[g] * t[g]);
      d[i] = d[c] * (forget == Forget::coupled ? t[g] - p[c] : t[g]) * t[i] * (1 - t[i]);
      dp[c] += d[c] * t[f];
      if constexpr (gated) d[f] = d[c] * p[c] * t[f] * (1 - t[f]);
      if constexpr (diagonal) {
        dp[c] += d[i] * w[p_i];
        dw[p_i] += d[i] * p[c];
      }
      if constexpr (diagonal && gated) {
        dp[c] += d[f] * w[p_f];
        dw[p_f] += d[f] * p[c];
      }
    }
  }
};

}  // namespace unroll
