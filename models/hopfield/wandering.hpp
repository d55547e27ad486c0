// Wandering: the end of a run with any weights when units are updated one at a time, in random order
//
//   (1)  s → s', where s' is s with one unit flipped that would change in its update
//   (2)  closed set: every state of it can be reached from every other by (1), and no state outside
//   (3)  ln M = -Σ_k p_k ln p_k      M states at hand, p_k the share of visits to state k (1982, eq. [9])
//
// Every run finally enters a closed set and never leaves it. A closed set of one state is a fixed point. One
// of two states is a unit that switches itself off and on, which takes w_ii < 0: without self-connections a
// unit's flip does not change its own field, so no such pair exists. A ring of more states, each with one
// transition, is a longer cycle; with several transitions from a state, the network wanders.
//
// Source: J. J. Hopfield, PNAS 79 (1982) 2554–2558, p. 2556, who judged by long runs. Here the reachable
// states are searched exhaustively. Read next: bit_network.hpp. Shown by experiment 03.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bit_network.hpp"

namespace unroll::hopfield {

// open: no closed set was found that is small enough to be searched.
enum class End { fixed, two_cycle, cycle, wandering, open };
inline constexpr End all_ends[] = {End::fixed, End::two_cycle, End::cycle, End::wandering, End::open};
std::string name_of(End end);

struct Region {
  End end = End::open;
  std::vector<BitState> states;  // ascending; empty if open
};

// The closed set (2) that contains `s`. None if some state reachable from `s` does not lead back to it, or if
// more than `limit` states can be reached.
std::optional<Region> closed_region(const BitNetwork& net, BitState s, std::size_t limit);

// N draws of a unit, each followed by its update: one unit of time.
BitState sweep(const BitNetwork& net, BitState s, Stream& stream);

// The visited states, ascending, and the number of visits, counted after each update.
using Visits = std::vector<std::pair<BitState, std::size_t>>;
Visits visits(const BitNetwork& net, BitState s, std::size_t sweeps, Stream& stream);

// M of (3), and the mean distance in units of the visited states from the most visited one.
struct Room {
  double states = 0, distance = 0;
};
Room room(const Visits& visits);

}  // namespace unroll::hopfield
