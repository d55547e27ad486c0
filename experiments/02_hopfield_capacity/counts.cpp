#include "counts.hpp"

#include <fmt/format.h>

#include <limits>
#include <numeric>

#include "datasets/random_patterns.hpp"

namespace unroll::experiments::capacity {

using hopfield::Coding;
using hopfield::Order;
using hopfield::Rule;

std::size_t Count::recalls() const {
  return std::accumulate(with_errors.begin(), with_errors.end(), std::size_t{0});
}

double Count::share_up_to(std::size_t errors) const {
  std::size_t sum = 0;
  for (std::size_t e = 0; e <= errors; ++e) sum += with_errors[e];
  return static_cast<double>(sum) / static_cast<double>(recalls());
}

double Count::mean_errors() const {
  std::size_t sum = 0;
  for (std::size_t e = 0; e < with_errors.size(); ++e) sum += e * with_errors[e];
  return static_cast<double>(sum) / static_cast<double>(recalls());
}

namespace {

// The same patterns for every coding and kind of weights, so that what differs is theirs alone.
void count(const lab::Run& run, Count& c) {
  const auto wanted = static_cast<std::size_t>(run.settings().integer("memories"));
  Stream draw = run.stream("", c.run, fmt::format("{} memories", c.memories));
  Stream order = run.stream(name_of(c.coding), c.run,
                            fmt::format("{} memories{}, order", c.memories, c.clipped ? ", clipped" : ""));
  c.with_errors.assign(counted_units + 1, 0);
  for (std::size_t recalled = 0; recalled < wanted; recalled += c.memories) {
    const auto patterns = datasets::random_patterns<float>(counted_units, c.memories, draw);
    auto net = hopfield::store(patterns, Rule::hebb, {.coding = c.coding});
    if (c.clipped) net = hopfield::clipped(net);
    for (const auto errors : wrong_units(patterns, rests(net, patterns, Order::random_choice, order)))
      ++c.with_errors[errors];
  }
}

}  // namespace

std::vector<Count> counts(lab::Run& run) {
  std::vector<Count> all;
  const auto runs = static_cast<std::size_t>(run.settings().integer("runs"));
  for (std::size_t r = 0; r < runs; ++r) {
    for (const Coding coding : codings)
      for (const auto memories : counted_memories) all.push_back({coding, false, memories, r, {}});
    for (const Coding coding : codings) all.push_back({coding, true, clipped_memories, r, {}});
  }
  run.parallel("counts of 1982", all.size(), [&](std::size_t i) { count(run, all[i]); });
  return all;
}

double like_clipped(const std::vector<Count>& counts, std::size_t run) {
  double level = 0;
  for (const Count& c : counts)
    if (c.run == run && c.clipped && c.coding == Coding::zero_one) level = c.mean_errors();
  double n_before = 0, errors_before = std::numeric_limits<double>::infinity();
  for (const Count& c : counts) {
    if (c.run != run || c.clipped || c.coding != Coding::zero_one) continue;
    const auto n = static_cast<double>(c.memories);
    const double errors = c.mean_errors();
    if (errors_before <= level && level <= errors)
      return errors == errors_before
                 ? n
                 : n_before + (n - n_before) * (level - errors_before) / (errors - errors_before);
    n_before = n;
    errors_before = errors;
  }
  return std::numeric_limits<double>::quiet_NaN();
}

namespace {

// The majority of the `count` memories that the state overlaps most, each reversed where it overlaps its
// reverse; `ranked` lists the memories by the size of their overlaps.
arma::fvec majority(const arma::fmat& patterns, const arma::fvec& overlaps, const arma::uvec& ranked,
                    arma::uword count) {
  arma::fvec sum(patterns.n_rows, arma::fill::zeros);
  for (arma::uword k = 0; k < count; ++k)
    sum += (overlaps[ranked[k]] < 0 ? -1.0f : 1.0f) * patterns.col(ranked[k]);
  return arma::sign(sum);
}

}  // namespace

Kind kind_of(const arma::fmat& patterns, const arma::fvec& state, const arma::fvec& overlaps) {
  const auto n = static_cast<double>(patterns.n_rows), tenth_off = 0.8 - 1e-6;
  const arma::uvec ranked = arma::stable_sort_index(arma::abs(overlaps), "descend");
  const auto exact = [&](double sign) { return arma::all(state == float(sign) * patterns.col(ranked[0])); };
  if (exact(1)) return Kind::memory;
  if (exact(-1)) return Kind::reversed;
  double best = std::abs(overlaps[ranked[0]]);
  Kind kind = Kind::near;
  for (const auto& [count, mixture] : {std::pair{3u, Kind::mixture_of_3}, {5u, Kind::mixture_of_5}}) {
    if (patterns.n_cols < count) break;
    const double overlap = arma::dot(majority(patterns, overlaps, ranked, count), state) / n;
    if (overlap <= best) continue;
    best = overlap;
    kind = mixture;
  }
  return best >= tenth_off ? kind : Kind::other;
}

double Starts::share(std::initializer_list<Kind> kinds) const {
  std::size_t sum = 0;
  for (const Kind kind : kinds) sum += ends[static_cast<std::size_t>(kind)];
  return static_cast<double>(sum) /
         static_cast<double>(std::accumulate(ends.begin(), ends.end(), std::size_t{0}));
}

namespace {

void start_at_random(const lab::Run& run, Starts& s) {
  const auto wanted = static_cast<std::size_t>(run.settings().integer("starts"));
  Stream draw = run.stream("", s.run, "random starts"),
         order = run.stream(name_of(s.coding), s.run, "starts");
  for (std::size_t started = 0; started < wanted; started += starts_each) {
    const auto patterns = datasets::random_patterns<float>(start_units, start_memories, draw);
    const auto cues = datasets::random_patterns<float>(start_units, starts_each, draw);
    const auto net = hopfield::store(patterns, Rule::hebb, {.coding = s.coding});
    const arma::fmat ends = rests(net, cues, Order::random_choice, order),
                     overlaps = patterns.t() * ends / float(start_units);
    for (arma::uword k = 0; k < ends.n_cols; ++k)
      ++s.ends[static_cast<std::size_t>(kind_of(patterns, ends.col(k), overlaps.col(k)))];
  }
}

// The memory, or its reverse, that is nearest to a cue, and how far it is; two equally near are none.
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

constexpr arma::uword farthest = 12;

void start_near(const lab::Run& run, Distance* by_distance, Coding coding, std::size_t r) {
  const auto wanted = static_cast<std::size_t>(run.settings().integer("starts"));
  Stream draw = run.stream("", r, "damaged memories"), order = run.stream(name_of(coding), r, "damaged");
  for (std::size_t started = 0; started < wanted; started += start_memories) {
    const auto patterns = datasets::random_patterns<float>(start_units, start_memories, draw);
    const auto net = hopfield::store(patterns, Rule::hebb, {.coding = coding});
    for (arma::uword flips = 0; flips <= farthest; ++flips) {
      const arma::fmat cues = datasets::with_flips(patterns, flips, draw),
                       ends = rests(net, cues, Order::random_choice, order);
      for (arma::uword k = 0; k < cues.n_cols; ++k) {
        const Nearest target = nearest(patterns, cues.col(k));
        if (!target.alone) continue;
        Distance& d = by_distance[target.distance];
        const auto wrong = arma::accu(target.pattern != ends.col(k));
        ++d.starts;
        d.exact += wrong == 0;
        d.near += wrong <= start_units / 10;
      }
    }
  }
}

}  // namespace

std::vector<Starts> starts(lab::Run& run) {
  const auto runs = static_cast<std::size_t>(run.settings().integer("runs"));
  std::vector<Starts> all;
  for (std::size_t r = 0; r < runs; ++r)
    for (const Coding coding : codings) all.push_back({coding, r, {}});
  run.parallel("random starts", all.size(), [&](std::size_t i) { start_at_random(run, all[i]); });
  return all;
}

std::vector<Distance> distances(lab::Run& run) {
  const auto runs = static_cast<std::size_t>(run.settings().integer("runs"));
  std::vector<Distance> all;
  for (std::size_t r = 0; r < runs; ++r)
    for (const Coding coding : codings)
      for (arma::uword d = 0; d <= farthest; ++d) all.push_back({coding, d, r});
  run.parallel("damaged memories", all.size() / (farthest + 1), [&](std::size_t i) {
    Distance* first = &all[i * (farthest + 1)];
    start_near(run, first, first->coding, first->run);
  });
  return all;
}

}  // namespace unroll::experiments::capacity
