// Overlap after recall, error of one synchronous step, and four learning rules, against the number of memories.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "datasets/random_patterns.hpp"
#include "parts.hpp"
#include "recalls.hpp"
#include "theory.hpp"

namespace unroll::experiments::capacity {

using hopfield::Network;
using hopfield::Rule;

namespace {

const std::vector<double> loads{0.02,  0.04, 0.06,  0.08, 0.1,  0.11, 0.12, 0.13,
                                0.135, 0.14, 0.145, 0.15, 0.16, 0.17, 0.18, 0.2};
constexpr double kept_from = 0.9;  // of the overlap; the transition is at 0.967

// The number of memories that comes nearest to a load, at least one.
arma::uword memories_at(double load, double units) {
  return std::max<arma::uword>(1, static_cast<arma::uword>(std::lround(load * units)));
}

// Two loads may be one number of memories in a small network; the greater of them is left out.
bool is_repeated(const lab::Point& at) {
  const auto memories = [&](double load) { return memories_at(load, at.number("units")); };
  const std::size_t k = at.index("nominal_load");
  return k > 0 && memories(loads[k - 1]) == memories(loads[k]);
}

// Some memories of one network, recalled from themselves.
void recall_memories(lab::Point& at) {
  const auto units = static_cast<arma::uword>(at.number("units"));
  const auto memories = memories_at(at.number("nominal_load"), at.number("units"));
  const std::string purpose = fmt::format("{} units, {} memories", units, memories);
  Stream draw = at.stream("", purpose), order = at.stream("", purpose + ", order");
  const auto patterns = datasets::random_patterns<float>(units, memories, draw);
  const auto net = hopfield::store(patterns, Rule::hebb);
  const arma::fmat cues = patterns.head_cols(std::min<arma::uword>(at.settings().count("tried"), memories));
  arma::uword wrong = 0, kept = 0;
  for (const auto w : wrong_units(cues, rests(net, cues, Order::permutation, order))) {
    wrong += w;
    kept += 1 - 2 * double(w) / double(units) >= kept_from;
  }
  at.row("overlap", memories, double(memories) / double(units), 1 - 2 * double(wrong) / double(cues.n_elem),
         double(kept) / double(cues.n_cols));
}

}  // namespace

void measure_overlaps(lab::Run& run) {
  std::vector<std::size_t> sizes;
  for (auto units = run.settings().count("largest");
       sizes.size() < run.settings().count("size-count") && units >= 20; units /= 2)
    sizes.insert(sizes.begin(), units);
  run.grid(
      {.label = "overlap against load",
       .axes = {{"units", sizes}, {"nominal_load", loads}},
       .seeds = run.seeds(),
       .cost =
           [](const lab::Point& at) { return std::pow(at.number("units"), 3) * at.number("nominal_load"); },
       .skip = is_repeated},
      recall_memories);
  const Transition end = transition();
  for (int k = 1; k < 100; ++k)
    run.row("overlap_theory", end.load * k / 100, overlap_at_rest(end.load * k / 100));
  run.row("overlap_theory", end.load, end.overlap);
  run.variable("sizes", sizes);
  run.variable("end_load", end.load);
}

namespace {

// Table 2.1 of Hertz, Krogh & Palmer 1991: loads, and the error probabilities printed for them.
const std::vector<double> printed_loads{0.105, 0.138, 0.185, 0.37, 0.61},
    printed_errors{0.001, 0.0036, 0.01, 0.05, 0.1};
constexpr double clipped_signal = 2 / std::numbers::pi;  // clipped weights hold this part of the load

// One synchronous step from all memories of some networks. Clipped weights of an even number of memories are 0 where as
// many agree as disagree, and err less for it; the theory is of signs, so their number of memories is odd.
void step_once(lab::Point& at) {
  const auto units = at.settings().count("units"), wanted = at.settings().count("decisions");
  const bool clipped = at.word("weights") == "clipped";
  const double nominal = at.number("nominal_load");
  const arma::uword memories = clipped
                                   ? memories_at(nominal * 2 / std::numbers::pi, double(units)) / 2 * 2 + 1
                                   : memories_at(nominal, double(units));
  Stream draw = at.stream(clipped ? "clipped" : "Hebb", fmt::format("step, {} memories", memories));
  std::size_t decisions = 0, wrong = 0;
  while (decisions < wanted) {
    lab::check_interrupt();
    const auto patterns = datasets::random_patterns<float>(units, memories, draw);
    auto net = hopfield::store(patterns, Rule::hebb);
    if (clipped) net = hopfield::clipped(net);
    wrong += arma::accu(wrong_units(patterns, hopfield::synchronous(net, patterns)));
    decisions += patterns.n_elem;
  }
  const double load = double(memories) / double(units);
  at.row("errors", printed_errors[at.index("nominal_load")], units, memories, load,
         error_probability(load, clipped ? clipped_signal : 1), decisions, wrong,
         double(wrong) / double(decisions));
}

}  // namespace

void measure_errors(lab::Run& run) {
  run.grid({.label = "one synchronous step",
            .axes = {{"weights", {"whole", "clipped"}}, {"nominal_load", printed_loads}},
            .seeds = run.seeds(),
            .cost = [](const lab::Point& at) { return at.number("nominal_load"); }},
           step_once);
  for (int k = 10; k <= 140; ++k) {
    const double load = k * 0.005;
    run.row("errors_theory", load, error_probability(load), error_probability(load, clipped_signal));
  }
}

namespace {

const std::vector<std::string> rules{"Hebb", "Storkey", "projection", "Hebb clipped"};

// In double: near P = N the correlations that projection inverts are nearly singular.
Network<double> network(const std::string& rule, const arma::mat& patterns) {
  if (rule == "Storkey") return hopfield::store(patterns, Rule::storkey);
  if (rule == "projection") return hopfield::store(patterns, Rule::projection);
  auto net = hopfield::store(patterns, Rule::hebb);
  return rule == "Hebb clipped" ? hopfield::clipped(net) : net;
}

// Share of the memories that are exactly stable, and share recalled exactly after flips.
void try_rule(lab::Point& at) {
  const auto units = at.settings().count("rule-units");
  const auto memories = static_cast<arma::uword>(at.number("memories"));
  const std::string purpose = fmt::format("rules, {} memories", memories);
  Stream draw = at.stream("", purpose), order = at.stream(at.word("rule"), purpose);
  const auto patterns = datasets::random_patterns<double>(units, memories, draw);
  const arma::mat cues = datasets::with_flips(patterns, at.settings().count("flips"), draw);
  const auto net = network(at.word("rule"), patterns);
  const auto right = [&](const arma::mat& states) {
    const arma::urowvec wrong = wrong_units(patterns, states);
    return double(arma::accu(wrong == 0)) / double(wrong.n_elem);
  };
  const double stable = right(hopfield::synchronous(net, patterns));
  at.row("rules", units, double(memories) / double(units), stable,
         right(rests(net, cues, Order::permutation, order)));
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

void compare_rules(lab::Run& run) {
  run.grid({.label = "rules",
            .axes = {{"rule", rules}, {"memories", memory_counts(run.settings().count("rule-units"))}},
            .seeds = run.seeds(),
            .cost = [](const lab::Point& at) { return at.number("memories"); }},
           try_rule);
  run.variable("rules", rules);
}

}  // namespace unroll::experiments::capacity
