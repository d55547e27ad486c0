// Wandering: where a network with any weights ends when its units move one at a time, in random order
//
//   (1)  s → s' where s' is s with one of the units flipped that would change on their turn
//   (2)  closed: from each state of a set every other can be reached by (1), and nothing outside it
//   (3)  ln M = -Σ_k p_k ln p_k      states at hand, p_k how often state k is met (Hopfield 1982, eq. [9])
//
// Sooner or later a run is in a closed set and never leaves it. A set of one state is a fixed point. Two
// states are one unit that switches itself off and on, which takes w_ii < 0: without self-connections a
// unit's field does not change by its own flip, so no such pair exists. A ring of more states, each with one
// way on, is a longer cycle; with several ways on the network wanders.
//
// Source: J. J. Hopfield, PNAS 79 (1982) 2554–2558, p. 2556, who judged by long runs. Here the states that
// can be reached are searched, and found to lead back or not. Read next: bit_network.hpp. Shown by experiment
// 03.
#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bit_network.hpp"

namespace unroll::hopfield {

// open: not, or not yet, in a closed set small enough to be searched.
enum class End { fixed, two_cycle, cycle, wandering, open };
inline constexpr End all_ends[] = {End::fixed, End::two_cycle, End::cycle, End::wandering, End::open};
std::string name_of(End end);

struct Region {
  End end = End::open;
  std::vector<BitState> states;  // ascending; none if open
};

// (2) around `s`. None if some state that can be reached from it does not lead back to it, or if more than
// `limit` can be reached.
std::optional<Region> closed_region(const BitNetwork& net, BitState s, std::size_t limit);

// N draws of a unit, each updated on its turn: one unit of time.
BitState sweep(const BitNetwork& net, BitState s, Stream& stream);

// The states met in so many sweeps, ascending, and how often, counted after each update.
using Visits = std::vector<std::pair<BitState, std::size_t>>;
Visits visits(const BitNetwork& net, BitState s, std::size_t sweeps, Stream& stream);

// (3), and how far the states met are on average, in units, from the one met most.
struct Room {
  double states = 0, distance = 0;
};
Room room(const Visits& visits);

}  // namespace unroll::hopfield
