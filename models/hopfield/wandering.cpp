#include "wandering.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <unordered_map>

namespace unroll::hopfield {
namespace {

// Calls visit(s') for every state s' that one flip leads to.
template <class Visit>
void for_each_next(BitState s, BitState flips, Visit&& visit) {
  for (; flips != 0; flips &= flips - 1) visit(s ^ (flips & -flips));
}

// True if every state of the graph leads to the first. `from[k]` are the states with a transition to k.
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
  static constexpr const char* names[] = {"fixed point", "2-cycle", "longer cycle", "wandering",
                                          "still wandering"};
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

}  // namespace unroll::hopfield
