// How far a truncated gradient is from the whole one, against the number of steps it goes back.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "experiments/lab/run.hpp"

namespace unroll::experiments::bptt {

// Of a truncated gradient g_k and the whole g.
struct Bias {
  double cosine = 0, norm_ratio = 0;  // NaN for the cosine of a g_k that is 0
};

Bias bias_of(const arma::vec& truncated, const arma::vec& whole);

enum class Asked { last, each };         // the loss: at the last step, or at each step
enum class Rule { every_step, chunks };  // k1 = 1, k2 = k, or k1 = k2 = k
enum class Phase { before, after };      // training
inline constexpr std::array asked_names{"last step", "each step"};
inline constexpr std::array rule_names{"every step", "chunks"};
inline constexpr std::array phase_names{"before training", "after training"};

// One network with one seed and one loss, before or after training.
struct Truncated {
  std::string cell;
  std::uint64_t seed = 0;
  Asked asked = Asked::last;
  Phase phase = Phase::before;
  double error = 0;                   // mean squared error on the adding problem, where the loss asks for it
  std::vector<Bias> every_step = {};  // k = 1 … T
  std::vector<Bias> chunks = {};      // at each of widths(T)

  // From which k on the cosine of `every_step` is at least this.
  std::size_t window(double cosine) const;
};

// The k that tables and pictures show: about two to an octave, and T.
std::vector<std::size_t> widths(std::size_t steps);

// Every cell of --truncated with every seed, loss and phase.
std::vector<Truncated> truncate(lab::Run& run);

void write_truncation(lab::Run& run, const std::vector<Truncated>& all);

}  // namespace unroll::experiments::bptt
