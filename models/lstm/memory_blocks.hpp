// Long short-term memory as published in 1997 and 2000: memory blocks, whose cells share their gates
//
//   (1)  i, o [, f] = σ(net)                          the gates of a block
//   (2)  g_j = 2 tanh(net_j / 2)                      input of cell j, in -2 … 2
//   (3)  c_j = [f] c_j + i g_j                        without f: the constant error carousel
//   (4)  h_j = o tanh(c_j / 2)                        output of cell j
//   (5)  net = W x_t + U (gates and outputs of all cells at t-1) + b
//
// Source: S. Hochreiter & J. Schmidhuber, Neural Computation 9 (1997) 1735–1780, section 4 and appendix A.1;
// their g and h are 4σ(x) - 2 and 2σ(x) - 1, which equal (2) and (4). The gate f, in networks whose gates
// feed nothing back: F. A. Gers, J. Schmidhuber & F. Cummins, Neural Computation 12 (2000) 2451–2471.
// The truncated gradient of both papers stops at every net in (5): only the carousel carries it back.
// Shapes: a unit is a block; x inputs × B × T, h cells·units × B × T, first cell 1 of all blocks. The
// published numbers of weights determine which weights exist (the tests count them).
// Read first: lstm.hpp. Read next: carousel.hpp.
#pragma once
#include <array>

#include "../core/activations.hpp"
#include "../core/cell.hpp"

namespace unroll {

struct Blocks {
  int cells = 1;                // per block
  bool forget = false;          // (3) with f
  bool gates_feed_back = true;  // (5) with the gates, as in 1997
  bool cells_have_bias = true;  // false in the networks for the Reber grammars
  bool gates_have_bias = true;  // false, with cells_have_bias = false, in task 2c
  bool truncated = true;
};

template <Blocks blocks = Blocks{}>
struct MemoryBlocks {
  static constexpr int cells = blocks.cells, gates = blocks.forget ? 3 : 2;
  enum { g = 0, f = cells, i = f + gates - 2, o, h, c = h + cells, s = c + cells, slots = s + cells };
  static constexpr Range input{g, cells + gates}, output{h, cells};
  static constexpr Range bias = !blocks.gates_have_bias  ? Range{f, 0}
                                : blocks.cells_have_bias ? input
                                                         : Range{f, gates};
  static constexpr Range fed_back = blocks.gates_feed_back ? Range{f, gates + cells} : output;
  static constexpr auto state = [] {  // the cells and the slots fed back
    std::array<int, static_cast<std::size_t>(cells + fed_back.count)> all{};
    for (std::size_t n = 0; n < all.size(); ++n) {
      const int k = static_cast<int>(n);
      all[n] = k < cells ? c + k : fed_back.first + k - cells;
    }
    return all;
  }();
  static constexpr std::array products{Product{0, input, fed_back, true, blocks.truncated}};
  static constexpr int points = 1;
  static constexpr int memory_gate = blocks.forget ? int{f} : -1, memory_sign = 1;

  template <int k, class S>
  static void forward(Slots<S> t, Slots<const S> p) {
    t[i] = sigmoid(t[i]);
    t[o] = sigmoid(t[o]);
    if constexpr (blocks.forget) t[f] = sigmoid(t[f]);
    for (int j = 0; j < cells; ++j) {
      t[g + j] = 2 * tanh(t[g + j] / 2);
      t[c + j] = (blocks.forget ? t[f] : S{1}) * p[c + j] + t[i] * t[g + j];
      t[s + j] = tanh(t[c + j] / 2);
      t[h + j] = t[o] * t[s + j];
    }
  }

  template <int k, class S>
  static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp) {
    if constexpr (!blocks.gates_feed_back)  // then nothing else reads the gates
      for (int gate = f; gate < h; ++gate) d[gate] = 0;
    for (int j = 0; j < cells; ++j) {
      d[c + j] += d[h + j] * t[o] * (1 - t[s + j] * t[s + j]) / 2;
      d[o] += d[h + j] * t[s + j];
      d[i] += d[c + j] * t[g + j];
      d[g + j] = d[c + j] * t[i] * (1 - t[g + j] * t[g + j] / 4);
      dp[c + j] += d[c + j] * (blocks.forget ? t[f] : S{1});
      if constexpr (blocks.forget) d[f] += d[c + j] * p[c + j];
    }
    d[i] *= t[i] * (1 - t[i]);
    d[o] *= t[o] * (1 - t[o]);
    if constexpr (blocks.forget) d[f] *= t[f] * (1 - t[f]);
  }
};

}  // namespace unroll
