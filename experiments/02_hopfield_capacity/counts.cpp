// Hopfield's own counts of 1982: errors of recall from each stored pattern (his Fig. 2), ends of random starts, and
// recall of the memory nearest to a damaged one.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <numbers>

#include "datasets/random_patterns.hpp"
#include "kinds.hpp"
#include "parts.hpp"
#include "recalls.hpp"
#include "theory.hpp"

namespace unroll::experiments::capacity {

using hopfield::Rule;

namespace {

constexpr arma::uword counted_units = 100;  // N of Fig. 2
const std::vector<int> counted_memories{5, 9, 10, 11, 12, 13, 14, 15, 17, 20};

// All memories of some networks, each recalled from itself: [e] is the number of recalls that ended e units off. The
// patterns are the same for every coding and kind of weights, so that no difference comes from them.
std::vector<std::size_t> recalls_by_errors(const lab::Point& at) {
  const auto memories = static_cast<arma::uword>(at.number("memories"));
  const bool clipped = at.word("weights") == "clipped";
  Stream draw = at.stream("", fmt::format("{} memories", memories));
  Stream order =
      at.stream(at.word("coding"), fmt::format("{} memories{}, order", memories, clipped ? ", clipped" : ""));
  std::vector<std::size_t> recalls(counted_units + 1);
  for (std::size_t done = 0; done < at.settings().count("memories"); done += memories) {
    const auto patterns = datasets::random_patterns<float>(counted_units, memories, draw);
    auto net = hopfield::store(patterns, Rule::hebb, {.coding = coding_of(at.word("coding"))});
    if (clipped) net = hopfield::clipped(net);
    for (const auto errors : wrong_units(patterns, rests(net, patterns, Order::random_choice, order)))
      ++recalls[errors];
  }
  return recalls;
}

// The bins of the histogram: single errors up to 9, then tens, as in Hopfield's Fig. 2.
constexpr std::size_t bins = 15;
std::size_t bin_of(std::size_t errors) { return errors < 10 ? errors : std::min(9 + errors / 10, bins - 1); }

void count(lab::Point& at) {
  const bool clipped = at.word("weights") == "clipped";
  const auto recalls = recalls_by_errors(at);
  std::array<std::size_t, bins> binned{};
  std::size_t all = 0, few = 0, errors = 0;
  for (std::size_t e = 0; e < recalls.size(); ++e) {
    if (recalls[e] > 0) at.row("recalls", e, recalls[e]);
    all += recalls[e];
    few += e < 5 ? recalls[e] : 0;
    errors += e * recalls[e];
    binned[bin_of(e)] += recalls[e];
  }
  const double share =
      clipped ? 2 / std::numbers::pi : 1;  // clipped weights are taken for so many fewer memories
  const double theory =
      exact_share(counted_units, 1 + (at.number("memories") - 1) / share, coding_of(at.word("coding")));
  at.row("counts", theory, double(recalls[0]) / double(all), double(few) / double(all),
         double(errors) / double(all));
  if (clipped) return;
  for (std::size_t b = 0; b < bins; ++b) at.row("histogram", b, b < 10 ? b : 10 * (b - 9), binned[b], all);
}

}  // namespace

void count_errors(lab::Run& run) {
  run.grid({.label = "counts of 1982",
            .axes = {{"weights", {"whole", "clipped"}}, {"coding", codings}, {"memories", counted_memories}},
            .seeds = run.seeds(),
            // He compares clipped weights at nine memories.
            .skip =
                [](const lab::Point& at) {
                  return at.word("weights") == "clipped" && at.word("memories") != "9";
                }},
           count);
}

namespace {

constexpr arma::uword start_units = 30, start_memories = 5, starts_each = 100;

// Whether all patterns and their reverses are stable.
bool all_stable(const hopfield::Network<float>& net, const arma::fmat& patterns) {
  const arma::fmat states = hopfield::as_states<float>(arma::join_rows(patterns, -patterns), net.coding());
  return arma::all(arma::vectorise(hopfield::synchronous(net, states) == states));
}

// Random starts, `starts_each` in each of some networks; counted once more for the networks in which all memories and
// their reverses are stable.
void start(lab::Point& at) {
  struct Ends {
    const char* networks;
    std::size_t count = 0;
    std::array<std::size_t, kind_names.size()> kinds{};
  } every{"all"}, sound{"stable"};
  Stream draw = at.stream("", "random starts"), order = at.stream(at.word("coding"), "starts");
  for (std::size_t done = 0; done < at.settings().count("starts"); done += starts_each) {
    const auto patterns = datasets::random_patterns<float>(start_units, start_memories, draw);
    const auto cues = datasets::random_patterns<float>(start_units, starts_each, draw);
    const auto net = hopfield::store(patterns, Rule::hebb, {.coding = coding_of(at.word("coding"))});
    const arma::fmat states = rests(net, cues, Order::random_choice, order),
                     overlaps = patterns.t() * states / float(start_units);
    const bool stable = all_stable(net, patterns);
    ++every.count;
    sound.count += stable;
    for (arma::uword k = 0; k < starts_each; ++k) {
      const auto kind = static_cast<std::size_t>(kind_of(patterns, states.col(k), overlaps.col(k)));
      ++every.kinds[kind];
      sound.kinds[kind] += stable;
    }
  }
  for (const Ends& ends : {every, sound})
    for (std::size_t k = 0; k < kind_names.size(); ++k)
      at.row("starts", ends.networks, ends.count, kind_names[k], ends.kinds[k],
             over(double(ends.kinds[k]), ends.count * starts_each));
}

// The memory or reverse that is nearest to a cue, and its distance; `alone` unless two are equally near.
struct Nearest {
  arma::fvec pattern;
  arma::uword distance = 0;
  bool alone = true;
};

Nearest nearest(const arma::fmat& patterns, const arma::fvec& cue) {
  Nearest found{{}, patterns.n_rows + 1};
  for (arma::uword mu = 0; mu < patterns.n_cols; ++mu)
    for (const float sign : {1.0f, -1.0f}) {
      const arma::fvec pattern = sign * patterns.col(mu);
      const auto distance = arma::accu(pattern != cue);
      if (distance < found.distance)
        found = {pattern, distance, true};
      else if (distance == found.distance)
        found.alone = false;
    }
  return found;
}

// Starts some units from a memory, by their distance to the nearest.
void start_near(lab::Point& at) {
  constexpr arma::uword farthest = 12;
  struct {
    std::size_t starts = 0, exact = 0, near = 0;
  } by_distance[farthest + 1];
  const auto wanted = at.settings().count("starts") / 5;  // at each number of flips
  Stream draw = at.stream("", "damaged memories"), order = at.stream(at.word("coding"), "damaged");
  for (std::size_t done = 0; done < wanted; done += start_memories) {
    const auto patterns = datasets::random_patterns<float>(start_units, start_memories, draw);
    const auto net = hopfield::store(patterns, Rule::hebb, {.coding = coding_of(at.word("coding"))});
    for (arma::uword flips = 0; flips <= farthest; ++flips) {
      const arma::fmat cues = datasets::with_flips(patterns, flips, draw),
                       states = rests(net, cues, Order::random_choice, order);
      for (arma::uword k = 0; k < cues.n_cols; ++k) {
        const Nearest target = nearest(patterns, cues.col(k));
        if (!target.alone) continue;
        const auto wrong = arma::accu(target.pattern != states.col(k));
        auto& [starts, exact, near] = by_distance[target.distance];
        ++starts;
        exact += wrong == 0;
        near += wrong <= start_units / 10;
      }
    }
  }
  for (arma::uword d = 0; d <= farthest; ++d) {
    const auto& [starts, exact, near] = by_distance[d];
    at.row("distances", d, starts, exact, near, over(double(exact), starts), over(double(near), starts));
  }
}

}  // namespace

void count_endings(lab::Run& run) {
  run.grid({.label = "random starts", .axes = {{"coding", codings}}, .seeds = run.seeds()}, start);
  run.variable("codings", codings);
}

void measure_distances(lab::Run& run) {
  run.grid({.label = "damaged memories", .axes = {{"coding", codings}}, .seeds = run.seeds()}, start_near);
}

}  // namespace unroll::experiments::capacity
