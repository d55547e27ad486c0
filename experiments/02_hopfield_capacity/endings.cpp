// Ends of random starts against the number of memories: how often each kind of state occurs, and how many different
// states of each kind there are.
#include <fmt/format.h>

#include <array>
#include <set>

#include "datasets/random_patterns.hpp"
#include "kinds.hpp"
#include "parts.hpp"
#include "recalls.hpp"

namespace unroll::experiments::capacity {
namespace {

const std::vector<int> stored{3, 5, 7, 10, 15, 25, 40, 60};

// The ends of one kind.
struct Ends {
  std::size_t count = 0;
  std::set<std::string> states;
  double depth = 0, overlap = 0;  // sums over the ends

  void add(const arma::fvec& state, const arma::fvec& overlaps, arma::uword members) {
    std::string signs;
    for (const float s : state) signs += s > 0 ? '+' : '-';
    states.insert(signs);
    ++count;
    // Without self-connections E = -½ Σ_μ (N m^μ)² + ½ N P.
    depth += double(arma::dot(overlaps, overlaps)) - double(overlaps.n_elem) / double(state.n_elem);
    const arma::fvec ranked = arma::sort(arma::abs(overlaps), "descend");
    for (arma::uword k = 0; k < members; ++k) overlap += double(ranked[k]);
  }
};

void end_starts(lab::Point& at) {
  const auto units = at.settings().count("ending-units"), starts = at.settings().count("random-starts");
  const std::string purpose = fmt::format("endings, {} memories", at.word("memories"));
  Stream draw = at.stream("", purpose), order = at.stream("", purpose + ", order");
  const auto patterns =
      datasets::random_patterns<float>(units, static_cast<arma::uword>(at.number("memories")), draw);
  const auto net = hopfield::store(patterns, hopfield::Rule::hebb);
  const arma::fmat cues = datasets::random_patterns<float>(units, starts, draw),
                   states = rests(net, cues, Order::permutation, order),
                   overlaps = patterns.t() * states / float(units);
  std::array<Ends, kind_names.size()> ends;
  for (arma::uword k = 0; k < starts; ++k) {
    const Kind kind = kind_of(patterns, states.col(k), overlaps.col(k));
    ends[static_cast<std::size_t>(kind)].add(states.col(k), overlaps.col(k), members_of(kind));
  }
  for (std::size_t k = 0; k < ends.size(); ++k)
    at.row("kinds", units, kind_names[k], ends[k].count, double(ends[k].count) / double(starts),
           ends[k].states.size(), over(ends[k].depth, ends[k].count),
           over(ends[k].overlap, ends[k].count * members_of(Kind(k))));
}

}  // namespace

void start_at_random(lab::Run& run) {
  run.grid({.label = "endings",
            .axes = {{"memories", stored}},
            .seeds = run.seeds(),
            .cost = [](const lab::Point& at) { return at.number("memories"); }},
           end_starts);
  run.variable("stored", stored);
  run.variable("kinds", std::vector<std::string>(kind_names.begin(), kind_names.end()));
}

}  // namespace unroll::experiments::capacity
