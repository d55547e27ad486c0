#include "trials.hpp"

#include <fmt/format.h>

#include <unordered_map>

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

void try_matrix(const lab::Run& run, bool self_connections, std::size_t seed, std::size_t matrix,
                Trials& result) {
  const auto units = run.settings().count("units");
  const auto starts = run.settings().count("trials");
  Stream stream =
      run.stream(fmt::format("{} {}", self_connections ? "self" : "no self", matrix), seed, "Hopfield 1982");
  const BitNetwork net = hopfield::zero_one(hopfield::uniform_weights(units, self_connections, stream));
  Regions regions;
  for (std::size_t k = 0; k < starts; ++k) {
    BitState s = hopfield::random_bits(units, stream);
    std::size_t sweeps = 0;
    const std::size_t known = regions.all.size(), region = settle(net, s, regions, sweeps, stream);
    const Region& in = regions.all[region];
    result.trials.push_back({self_connections, seed, matrix, k, in.end, in.states.size(), sweeps, region});
    if (region != known || (in.end != End::wandering && in.end != End::open)) continue;
    const auto met = hopfield::visits(net, s, wandering_sweeps, stream);
    for (const auto& visit : met) regions.of.emplace(visit.first, region);
    result.wanderings.push_back(
        {self_connections, seed, matrix, region, in.states.size(), hopfield::room(met)});
  }
}

}  // namespace

Trials trials(lab::Run& run) {
  const auto runs = run.settings().count("runs");
  const auto matrices = run.settings().count("matrices");
  std::vector<Trials> parts(2 * runs);
  run.parallel("wandering", parts.size(), [&](std::size_t job) {
    for (std::size_t matrix = 0; matrix < matrices; ++matrix)
      try_matrix(run, job >= runs, job % runs, matrix, parts[job]);
  });
  Trials all;
  for (const Trials& part : parts) {
    all.trials.insert(all.trials.end(), part.trials.begin(), part.trials.end());
    all.wanderings.insert(all.wanderings.end(), part.wanderings.begin(), part.wanderings.end());
  }
  return all;
}

}  // namespace unroll::experiments::dynamics
