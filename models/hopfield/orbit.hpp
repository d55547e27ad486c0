// The end of a deterministic run: a cycle, because the number of states is finite
//
//   s, f(s), f²(s), …, f^μ(s), …, f^(μ+λ)(s) = f^μ(s):   a transient of μ steps, then a period of λ
//
// Source: R. P. Brent, "An improved Monte Carlo factorization algorithm", BIT 20 (1980) 176–184. The search
// keeps two states in memory, however long the cycle is. An anchor waits at steps 1, 2, 4, 8, … until the
// runner comes back to it; then both start again, λ steps apart, and meet where the cycle begins. The result
// is exact and takes about 3 (μ + λ) steps. Read next: recall.hpp and bit_network.hpp, whose dynamics it
// follows. Shown by experiments 01 and 03.
#pragma once
#include <cstddef>
#include <functional>

namespace unroll::hopfield {

// A run that repeats itself every `period` steps after `transient` steps (period 1: a fixed point, 2: a
// 2-cycle, …). A period of 0 means that no repetition was found within the limit.
struct Orbit {
  std::size_t transient = 0, period = 0;
};

// The orbit of `s` under step(s); gives up after `limit` steps without a repetition.
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
