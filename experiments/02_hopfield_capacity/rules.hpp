// The rules side by side: how many of their memories are exactly stable, and how many come back from flips.
#pragma once
#include <vector>

#include "experiments/lab/run.hpp"
#include "recalls.hpp"

namespace unroll::experiments::capacity {

inline constexpr const char* rule_names[] = {"Hebb", "Storkey", "projection", "Hebb clipped"};

// A net of one rule and its memories.
struct RuleNet {
  std::size_t rule = 0;  // of rule_names
  arma::uword units = 0, memories = 0;
  std::size_t run = 0;
  double stable = 0, recalled = 0;  // share exactly stable; share recalled exactly after --flips flips
};
std::vector<RuleNet> rule_nets(lab::Run& run);

// The number of memories, of those measured, at which rules are compared: about a fifth of the units.
arma::uword compared_memories(const lab::Run& run);

}  // namespace unroll::experiments::capacity
