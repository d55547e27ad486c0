// One unit at a time with random asymmetric T: the ends of Hopfield's networks of 1982.
//
// Source: J. J. Hopfield, PNAS 79 (1982) 2554–2558, "Monte Carlo calculations were made on systems of N = 30
// and N = 100": T_ij random between -1 and 1, units 0/1 with threshold 0, in random order, random starts.
// models/hopfield/wandering.hpp explains how the ends are told apart.
#include <fmt/format.h>

#include <map>
#include <unordered_map>

#include "models/hopfield/wandering.hpp"
#include "parts.hpp"

namespace unroll::experiments::dynamics {

using hopfield::BitNetwork;
using hopfield::BitState;
using hopfield::End;
using hopfield::Region;

namespace {

constexpr std::size_t most_states = 4096;  // that are searched
constexpr std::size_t patience = 4096;     // sweeps until a run that has found no region is called open
constexpr std::size_t first_search = 64;   // sweeps
constexpr std::size_t wandering_sweeps = 2000;

// The regions of one network as they are found.
struct Regions {
  std::vector<Region> all;
  std::unordered_map<BitState, std::size_t> of;  // states by region; of an open one those that were met

  std::size_t add(Region region) {
    for (const BitState s : region.states) of[s] = all.size();
    all.push_back(std::move(region));
    return all.size() - 1;
  }
};

// Runs from `s` until it is in a region, which is added if it is new; counts the sweeps.
std::size_t settle(const BitNetwork& net, BitState& s, Regions& regions, std::size_t& sweeps,
                   Stream& stream) {
  std::size_t next_search = first_search;
  for (sweeps = 0; sweeps < patience; ++sweeps) {
    if (const auto known = regions.of.find(s); known != regions.of.end()) return known->second;
    if (net.unstable(s) == 0 || sweeps == next_search) {
      if (auto found = hopfield::closed_region(net, s, most_states)) return regions.add(std::move(*found));
      next_search *= 4;  // a search that finds nothing is dear
    }
    s = hopfield::sweep(net, s, stream);
  }
  for (std::size_t k = 0; k < regions.all.size(); ++k)  // one open region a network
    if (regions.all[k].end == End::open) return k;
  return regions.add({});
}

// Starts of one network; counts how they end.
void try_matrix(lab::Point& at, std::size_t matrix, std::map<End, std::size_t>& ends) {
  const bool self_connections = at.word("self_connections") == "yes";
  const auto units = at.settings().count("units");
  Stream stream =
      at.stream(fmt::format("{} {}", self_connections ? "self" : "no self", matrix), "Hopfield 1982");
  const BitNetwork net = hopfield::zero_one(hopfield::uniform_weights(units, self_connections, stream));
  Regions regions;
  for (std::size_t k = 0; k < at.settings().count("trials"); ++k) {
    BitState s = hopfield::random_bits(units, stream);
    std::size_t sweeps = 0;
    const std::size_t known = regions.all.size(), region = settle(net, s, regions, sweeps, stream);
    const auto& [end, states] = regions.all[region];
    at.row("trials", matrix, k, hopfield::name_of(end), states.size(), sweeps, region);
    ++ends[end];
    if (region != known || (end != End::wandering && end != End::open)) continue;
    const auto met = hopfield::visits(net, s, wandering_sweeps, stream);
    for (const auto& visit : met) regions.of.emplace(visit.first, region);
    const auto room = hopfield::room(met);
    at.row("wandering", matrix, region, states.size(), room.states, room.distance);
  }
  at.row("matrices", matrix, regions.all.size());
}

void try_all(lab::Point& at) {
  const auto matrices = at.settings().count("matrices");
  std::map<End, std::size_t> ends;
  for (std::size_t matrix = 0; matrix < matrices; ++matrix) try_matrix(at, matrix, ends);
  const auto starts = matrices * at.settings().count("trials");
  for (const End end : hopfield::all_ends)
    at.row("ends", hopfield::name_of(end), ends[end], starts, double(ends[end]) / double(starts));
}

}  // namespace

void try_matrices(lab::Run& run) {
  run.grid({.label = "wandering", .axes = {{"self_connections", {"no", "yes"}}}, .seeds = run.seeds()},
           try_all);
  std::vector<std::string> ends;
  for (const End end : hopfield::all_ends) ends.push_back(hopfield::name_of(end));
  run.variable("ends", ends);
}

}  // namespace unroll::experiments::dynamics
