#include "endings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "datasets/random_patterns.hpp"

namespace unroll::experiments::capacity {
namespace {

using hopfield::Rule;

std::string written(const arma::fvec& state) {
  std::string text;
  for (const float s : state) text += s > 0 ? '+' : '-';
  return text;
}

// The three largest of some overlaps by size.
std::array<double, 3> largest_three(arma::fvec overlaps) {
  overlaps = arma::sort(arma::abs(overlaps), "descend");
  return {overlaps[0], overlaps[1], overlaps[2]};
}

void end(const lab::Run& run, Endings& e) {
  const auto count = run.settings().count("random-starts");
  const std::string what = fmt::format("endings, {} memories", e.memories);
  Stream draw = run.stream("", e.run, what), order = run.stream("", e.run, what + ", order");
  const auto patterns = datasets::random_patterns<float>(e.units, e.memories, draw);
  const auto net = hopfield::store(patterns, Rule::hebb);
  const arma::fmat cues = datasets::random_patterns<float>(e.units, count, draw),
                   ends = rests(net, cues, Order::permutation, order),
                   overlaps = patterns.t() * ends / float(e.units);
  std::array<std::set<std::string>, kind_names.size()> states;
  for (arma::uword k = 0; k < count; ++k) {
    const arma::fvec m = overlaps.col(k);
    const Kind kind = kind_of(patterns, ends.col(k), m);
    const auto index = static_cast<std::size_t>(kind);
    ++e.groups[index].starts;
    // Without self-connections E = -½ Σ_μ (N m^μ)² + ½ N P.
    e.groups[index].depth += double(arma::dot(m, m)) - double(e.memories) / double(e.units);
    states[index].insert(written(ends.col(k)));
    if (kind == Kind::mixture_of_3)
      for (const double overlap : largest_three(m)) e.mixed.push_back(overlap);
  }
  for (std::size_t k = 0; k < states.size(); ++k) {
    e.groups[k].states = states[k].size();
    if (e.groups[k].starts > 0) e.groups[k].depth /= static_cast<double>(e.groups[k].starts);
  }
}

}  // namespace

std::vector<Endings> endings(lab::Run& run) {
  const auto runs = run.settings().count("runs");
  const auto units = run.settings().count("ending-units");
  std::vector<Endings> all;
  for (auto memories = std::rbegin(ending_memories); memories != std::rend(ending_memories); ++memories)
    for (std::size_t r = 0; r < runs; ++r) all.push_back({units, *memories, r, {}, {}});
  run.parallel("endings", all.size(), [&](std::size_t i) { end(run, all[i]); });
  return all;
}

}  // namespace unroll::experiments::capacity
