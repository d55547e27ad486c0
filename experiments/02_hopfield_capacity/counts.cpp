#include "counts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "datasets/random_patterns.hpp"

namespace unroll::experiments::capacity {

using hopfield::Coding;
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
  const auto wanted = run.settings().count("memories");
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
  const auto runs = run.settings().count("runs");
  for (std::size_t r = 0; r < runs; ++r) {
    for (const Coding coding : codings)
      for (const auto memories : counted_memories) all.push_back({coding, false, memories, r, {}});
    for (const Coding coding : codings) all.push_back({coding, true, clipped_memories, r, {}});
  }
  run.parallel("counts of 1982", all.size(), [&](std::size_t i) { count(run, all[i]); });
  return all;
}

namespace {

// Where a curve over the number of memories, a straight line between points, first has this value; NaN if it
// never does.
double crossing(const std::vector<std::pair<double, double>>& curve, double value) {
  for (std::size_t k = 1; k < curve.size(); ++k) {
    const auto& [n, a] = curve[k - 1];
    const auto& [next, b] = curve[k];
    if ((a - value) * (b - value) > 0) continue;
    return a == b ? n : n + (next - n) * (value - a) / (b - a);
  }
  return std::numeric_limits<double>::quiet_NaN();
}

// A curve of whole weights in one run.
std::vector<std::pair<double, double>> curve(const std::vector<Count>& counts, std::size_t run, Coding coding,
                                             double (*value)(const Count&)) {
  std::vector<std::pair<double, double>> points;
  for (const Count& c : counts)
    if (c.run == run && !c.clipped && c.coding == coding)
      points.emplace_back(static_cast<double>(c.memories), value(c));
  return points;
}

const Count& find(const std::vector<Count>& counts, std::size_t run, bool clipped, arma::uword memories) {
  return *std::find_if(counts.begin(), counts.end(), [&](const Count& c) {
    return c.run == run && c.clipped == clipped && c.memories == memories && c.coding == Coding::zero_one;
  });
}

}  // namespace

double like_clipped(const std::vector<Count>& counts, std::size_t run) {
  const auto errors = [](const Count& c) { return c.mean_errors(); };
  return crossing(curve(counts, run, Coding::zero_one, errors),
                  find(counts, run, true, clipped_memories).mean_errors());
}

double like_ten(const std::vector<Count>& counts, std::size_t run) {
  const auto exact = [](const Count& c) { return c.share_up_to(0); };
  return crossing(curve(counts, run, Coding::plus_minus, exact), find(counts, run, false, 10).share_up_to(0));
}

std::size_t Starts::all() const { return std::accumulate(ends.begin(), ends.end(), std::size_t{0}); }

double Starts::share(std::initializer_list<Kind> kinds) const {
  std::size_t sum = 0;
  for (const Kind kind : kinds) sum += ends[static_cast<std::size_t>(kind)];
  return static_cast<double>(sum) / static_cast<double>(all());
}

namespace {

// Are all patterns and their reverses at rest?
bool is_sound(const hopfield::Network<float>& net, const arma::fmat& patterns) {
  const arma::fmat states = hopfield::as_states<float>(arma::join_rows(patterns, -patterns), net.coding());
  return arma::all(arma::vectorise(hopfield::synchronous(net, states) == states));
}

void start_at_random(const lab::Run& run, Starts& every, Starts& sound) {
  const auto wanted = run.settings().count("starts");
  const std::size_t r = every.run;
  Stream draw = run.stream("", r, "random starts"), order = run.stream(name_of(every.coding), r, "starts");
  for (std::size_t started = 0; started < wanted; started += starts_each) {
    const auto patterns = datasets::random_patterns<float>(start_units, start_memories, draw);
    const auto cues = datasets::random_patterns<float>(start_units, starts_each, draw);
    const auto net = hopfield::store(patterns, Rule::hebb, {.coding = every.coding});
    const arma::fmat ends = rests(net, cues, Order::random_choice, order),
                     overlaps = patterns.t() * ends / float(start_units);
    const bool counts_as_sound = is_sound(net, patterns);
    ++every.nets;
    sound.nets += counts_as_sound;
    for (arma::uword k = 0; k < ends.n_cols; ++k) {
      const auto kind = static_cast<std::size_t>(kind_of(patterns, ends.col(k), overlaps.col(k)));
      ++every.ends[kind];
      sound.ends[kind] += counts_as_sound;
    }
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
  const auto wanted = run.settings().count("starts") / 5;  // at each number of flips
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
  const auto runs = run.settings().count("runs");
  std::vector<Starts> all;
  for (std::size_t r = 0; r < runs; ++r)
    for (const Coding coding : codings)
      for (const bool sound : {false, true}) all.push_back({coding, r, sound, 0, {}});
  run.parallel("random starts", all.size() / 2,
               [&](std::size_t i) { start_at_random(run, all[2 * i], all[2 * i + 1]); });
  return all;
}

std::vector<Distance> distances(lab::Run& run) {
  const auto runs = run.settings().count("runs");
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
