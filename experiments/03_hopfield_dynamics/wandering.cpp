#include "wandering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <unordered_map>

namespace unroll::experiments::dynamics {

using hopfield::BitNetwork;
using hopfield::BitState;

namespace {

constexpr std::size_t most_states = 4096;  // that are searched
constexpr std::size_t patience = 4096;     // sweeps until a run that has found no region is called vast
constexpr std::size_t first_search = 64;   // sweeps
constexpr std::size_t wandering_sweeps = 2000;

// Calls `visit` with every state that one flip leads to.
template <class Visit>
void for_each_next(BitState s, BitState flips, Visit&& visit) {
  for (; flips != 0; flips &= flips - 1) visit(s ^ (flips & -flips));
}

// Does every state of the graph lead to the first? `from[k]` are the states with a way to k.
bool all_lead_to_first(const std::vector<std::vector<std::uint32_t>>& from) {
  std::vector<bool> seen(from.size());
  std::vector<std::uint32_t> open{0};
  seen[0] = true;
  std::size_t count = 1;
  while (!open.empty()) {
    const auto k = open.back();
    open.pop_back();
    for (const auto before : from[k])
      if (!seen[before]) {
        seen[before] = true;
        ++count;
        open.push_back(before);
      }
  }
  return count == from.size();
}

End end_of(std::size_t states, bool branches) {
  return states == 1 ? End::fixed : branches ? End::wandering : states == 2 ? End::two_cycle : End::cycle;
}

}  // namespace

std::string name_of(End end) {
  static constexpr const char* names[] = {"fixed point", "2-cycle", "longer cycle", "wandering", "vast"};
  return names[static_cast<std::size_t>(end)];
}

std::optional<Region> closed_region(const BitNetwork& net, BitState s, std::size_t limit) {
  std::vector<BitState> states{s};
  std::vector<std::vector<std::uint32_t>> from(1);
  std::unordered_map<BitState, std::uint32_t> number{{s, 0}};
  bool branches = false;
  for (std::uint32_t k = 0; k < states.size(); ++k) {
    const BitState flips = net.unstable(states[k]);
    branches = branches || std::popcount(flips) > 1;
    for_each_next(states[k], flips, [&](BitState next) {
      const auto [at, fresh] = number.try_emplace(next, static_cast<std::uint32_t>(states.size()));
      if (fresh) {
        states.push_back(next);
        from.emplace_back();
      }
      from[at->second].push_back(k);
    });
    if (states.size() > limit) return std::nullopt;
  }
  if (!all_lead_to_first(from)) return std::nullopt;
  std::sort(states.begin(), states.end());
  const End end = end_of(states.size(), branches);
  return Region{end, std::move(states)};
}

BitState sweep(const BitNetwork& net, BitState s, Stream& stream) {
  BitState flips = net.unstable(s);
  for (arma::uword k = 0; k < net.size(); ++k) {
    const BitState unit = BitState{1} << stream.below(net.size());
    if ((flips & unit) == 0) continue;
    s ^= unit;
    flips = net.unstable(s);
  }
  return s;
}

Visits visits(const BitNetwork& net, BitState s, std::size_t sweeps, Stream& stream) {
  std::unordered_map<BitState, std::size_t> count;
  BitState flips = net.unstable(s);
  for (std::size_t k = 0; k < sweeps * net.size(); ++k) {
    const BitState unit = BitState{1} << stream.below(net.size());
    if ((flips & unit) != 0) {
      s ^= unit;
      flips = net.unstable(s);
    }
    ++count[s];
  }
  Visits all(count.begin(), count.end());
  std::sort(all.begin(), all.end());
  return all;
}

Room room(const Visits& visits) {
  double all = 0, entropy = 0, distance = 0;
  auto most = visits.front();
  for (const auto& visit : visits) {
    all += static_cast<double>(visit.second);
    if (visit.second > most.second) most = visit;
  }
  for (const auto& [state, count] : visits) {
    const double p = static_cast<double>(count) / all;
    entropy -= p * std::log(p);
    distance += p * std::popcount(state ^ most.first);
  }
  return {std::exp(entropy), distance};
}

namespace {

// The regions of one network as they are found.
struct Regions {
  std::vector<Region> all;
  std::unordered_map<BitState, std::size_t> of;  // states by region; of a vast one those that were met

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
      if (auto found = closed_region(net, s, most_states)) return regions.add(std::move(*found));
      next_search *= 4;  // a search that finds nothing is dear
    }
    s = sweep(net, s, stream);
  }
  for (std::size_t k = 0; k < regions.all.size(); ++k)  // one vast region a network
    if (regions.all[k].end == End::vast) return k;
  return regions.add({});
}

void try_matrix(const lab::Run& run, bool self_connections, std::size_t seed, std::size_t matrix,
                Trials& result) {
  const auto units = static_cast<arma::uword>(run.settings().integer("units"));
  const auto starts = static_cast<std::size_t>(run.settings().integer("trials"));
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
    if (region != known || (in.end != End::wandering && in.end != End::vast)) continue;
    const Visits met = visits(net, s, wandering_sweeps, stream);
    for (const auto& visit : met) regions.of.emplace(visit.first, region);
    result.wanderings.push_back({self_connections, seed, matrix, region, in.states.size(), room(met)});
  }
}

}  // namespace

Trials trials(lab::Run& run) {
  const auto runs = static_cast<std::size_t>(run.settings().integer("runs"));
  const auto matrices = static_cast<std::size_t>(run.settings().integer("matrices"));
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
