#include "rules.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "datasets/random_patterns.hpp"

namespace unroll::experiments::capacity {

using hopfield::Network;
using hopfield::Rule;

namespace {

// In double: near P = N the correlations that projection inverts are nearly singular.
Network<double> network(std::size_t rule, const arma::mat& patterns) {
  if (rule == 1) return hopfield::store(patterns, Rule::storkey);
  if (rule == 2) return hopfield::store(patterns, Rule::projection);
  auto net = hopfield::store(patterns, Rule::hebb);
  return rule == 3 ? hopfield::clipped(net) : net;
}

void measure(const lab::Run& run, RuleNet& r) {
  const auto flips = run.settings().count("flips");
  const std::string what = fmt::format("rules, {} memories", r.memories);
  Stream draw = run.stream("", r.run, what), order = run.stream(rule_names[r.rule], r.run, what);
  const auto patterns = datasets::random_patterns<double>(r.units, r.memories, draw);
  const arma::mat cues = datasets::with_flips(patterns, flips, draw);
  const auto net = network(r.rule, patterns);
  const auto right = [&](const arma::mat& states) {
    const arma::urowvec wrong = wrong_units(patterns, states);
    return static_cast<double>(arma::accu(wrong == 0)) / static_cast<double>(wrong.n_elem);
  };
  r.stable = right(hopfield::synchronous(net, patterns));
  r.recalled = right(rests(net, cues, Order::permutation, order));
}

// Odd, so that clipped weights have a sign, and up to N - 1; closer together where Hebb's rule gives way.
std::vector<arma::uword> memory_counts(arma::uword units) {
  std::vector<arma::uword> list;
  const arma::uword near = std::max<arma::uword>(2, units / 50 * 2), far = 3 * near;
  for (arma::uword p = 1; p < units; p += p < units / 4 ? near : far) list.push_back(p);
  const arma::uword last = units % 2 == 0 ? units - 1 : units - 2;
  if (list.back() != last) list.push_back(last);
  return list;
}

}  // namespace

arma::uword compared_memories(const lab::Run& run) {
  const auto units = run.settings().count("rule-units");
  const auto list = memory_counts(units);
  return *std::lower_bound(list.begin(), list.end(), units / 5);
}

std::vector<RuleNet> rule_nets(lab::Run& run) {
  const auto units = run.settings().count("rule-units");
  const auto runs = run.settings().count("runs");
  const auto counts = memory_counts(units);
  std::vector<RuleNet> all;
  for (auto memories = counts.rbegin(); memories != counts.rend(); ++memories)
    for (std::size_t rule = 0; rule < std::size(rule_names); ++rule)
      for (std::size_t r = 0; r < runs; ++r) all.push_back({rule, units, *memories, r});
  run.parallel("rules", all.size(), [&](std::size_t i) { measure(run, all[i]); });
  return all;
}

}  // namespace unroll::experiments::capacity
