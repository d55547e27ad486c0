// Experiment 03, one unit at a time with random asymmetric T: where Hopfield's networks of 1982 end.
//
// Source: J. J. Hopfield, PNAS 79 (1982) 2554–2558, "Monte Carlo calculations were made on systems of N = 30
// and N = 100": T_ij random between -1 and 1, units 0/1 with threshold 0, in random order, random starts.
// Departs from it: what it ends in is not guessed from a long run but found exactly. The states that can be
// reached are searched; where each of them leads back, they are all that will ever be visited.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "experiments/lab/run.hpp"
#include "models/hopfield/bit_network.hpp"

namespace unroll::experiments::dynamics {

// fixed: one state. two_cycle: A → B → A, one unit that switches itself off and on. cycle: more states in a
// ring, each with one way on. wandering: states with several ways on. vast: more than can be searched.
enum class End { fixed, two_cycle, cycle, wandering, vast };
inline constexpr End all_ends[] = {End::fixed, End::two_cycle, End::cycle, End::wandering, End::vast};
std::string name_of(End end);

// A closed set of states: from each of them every other is reached, and nothing else.
struct Region {
  End end = End::vast;
  std::vector<hopfield::BitState> states;  // ascending; empty if vast
};

// The closed set that `s` is in. None if some state that can be reached from it does not lead back to it, or
// if more than `limit` can be reached.
std::optional<Region> closed_region(const hopfield::BitNetwork& net, hopfield::BitState s, std::size_t limit);

// N draws of a unit, each updated on its turn.
hopfield::BitState sweep(const hopfield::BitNetwork& net, hopfield::BitState s, Stream& stream);

// The states met in so many sweeps, ascending, and how often, after each update.
using Visits = std::vector<std::pair<hopfield::BitState, std::size_t>>;
Visits visits(const hopfield::BitNetwork& net, hopfield::BitState s, std::size_t sweeps, Stream& stream);

// What wandering is worth: ln M = -Σ p_i ln p_i of the states visited, and how far on average, in units, they
// are from the one visited most.
struct Room {
  double states = 0, distance = 0;
};
Room room(const Visits& visits);

// One start of one network.
struct Trial {
  bool self_connections;
  std::size_t run, matrix, trial;
  End end;
  std::size_t states;   // in the region; 0 if vast
  std::size_t settled;  // sweeps until it was seen to be in it
  std::size_t region;   // which of this matrix, in the order they were found
};

// One region in which a network wanders.
struct Wandering {
  bool self_connections;
  std::size_t run, matrix, region, states;
  Room room;
};

struct Trials {
  std::vector<Trial> trials;
  std::vector<Wandering> wanderings;
};

// --matrices networks with and without self-connections in each run, --trials starts each.
Trials trials(lab::Run& run);

}  // namespace unroll::experiments::dynamics
