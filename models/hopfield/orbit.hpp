// Where a deterministic run ends: in a cycle, because the states are finitely many
//
//   s, f(s), f²(s), …, f^μ(s), …, f^(μ+λ)(s) = f^μ(s):   a transient of μ steps, then a period of λ
//
// Source: R. P. Brent, "An improved Monte Carlo factorization algorithm", BIT 20 (1980) 176–184: two states
// in memory however long the cycle. An anchor waits at steps 1, 2, 4, 8, … until the runner comes back to it;
// both then start anew, λ steps apart, and meet where the cycle begins. Exact, in about 3 (μ + λ) steps.
// Read next: recall.hpp and bit_network.hpp, whose dynamics it follows. Shown by experiments 01 and 03.
#pragma once
#include <cstddef>
#include <functional>

namespace unroll::hopfield {

// Where a run ends: after `transient` steps it repeats itself every `period` steps (1: a fixed point, 2: a
// 2-cycle, …). A period of 0 says that it was not seen to repeat within the limit.
struct Orbit {
  std::size_t transient = 0, period = 0;
};

// The orbit of `s` under step(s), of at most `limit` steps until the cycle is seen.
template <class State, class Step, class Same = std::equal_to<>>
Orbit orbit_of(const State& s, Step&& step, std::size_t limit, Same&& same = {}) {
  std::size_t power = 1, period = 1, steps = 1;
  State anchor = s, runner = step(s);
  for (; !same(anchor, runner); ++steps, ++period) {
    if (steps >= limit) return {steps, 0};
    if (period == power) {
      anchor = runner;
      power *= 2;
      period = 0;
    }
    runner = step(runner);
  }
  std::size_t transient = 0;
  State behind = s, ahead = s;
  for (std::size_t k = 0; k < period; ++k) ahead = step(ahead);
  for (; !same(behind, ahead); ++transient) {
    behind = step(behind);
    ahead = step(ahead);
  }
  return {transient, period};
}

}  // namespace unroll::hopfield
