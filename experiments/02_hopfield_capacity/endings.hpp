// Where random starts end against the number of memories: how often in which kind of state, and how many
// different states of each kind there are.
#pragma once
#include <array>
#include <vector>

#include "counts.hpp"

namespace unroll::experiments::capacity {

inline constexpr arma::uword ending_memories[] = {3, 5, 7, 10, 15, 25, 40, 60};

// One net of states -1/+1 under Hebb's rule, --random-starts recalls.
struct Endings {
  arma::uword units = 0, memories = 0;
  std::size_t run = 0;
  struct Group {
    std::size_t starts = 0, states = 0;  // that ended so; different states among them
    double depth = 0;                    // mean of -2E / N², which is about 1 for a memory
  };
  std::array<Group, kind_names.size()> groups{};
  std::vector<double> mixed;  // overlaps of mixtures of three with their three memories

  const Group& of(Kind kind) const { return groups[static_cast<std::size_t>(kind)]; }
};
std::vector<Endings> endings(lab::Run& run);

}  // namespace unroll::experiments::capacity
