// Experiment 03, one unit at a time with random asymmetric T: where Hopfield's networks of 1982 end.
//
// Source: J. J. Hopfield, PNAS 79 (1982) 2554–2558, "Monte Carlo calculations were made on systems of N = 30
// and N = 100": T_ij random between -1 and 1, units 0/1 with threshold 0, in random order, random starts.
// See models/hopfield/wandering.hpp for how it is told what they end in.
#pragma once
#include <cstddef>
#include <vector>

#include "experiments/lab/run.hpp"
#include "models/hopfield/wandering.hpp"

namespace unroll::experiments::dynamics {

// One start of one network.
struct Trial {
  bool self_connections;
  std::size_t run, matrix, trial;
  hopfield::End end;
  std::size_t states;   // in the region; 0 if open
  std::size_t settled;  // sweeps until it was seen to be in it
  std::size_t region;   // which of this matrix, in the order they were found
};

// One region in which a network wanders.
struct Wandering {
  bool self_connections;
  std::size_t run, matrix, region, states;
  hopfield::Room room;
};

struct Trials {
  std::vector<Trial> trials;
  std::vector<Wandering> wanderings;
};

// --matrices networks with and without self-connections in each run, --trials starts each.
Trials trials(lab::Run& run);

}  // namespace unroll::experiments::dynamics
