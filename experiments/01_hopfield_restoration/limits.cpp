// How much noise and how many memories each rule bears.
#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>

#include "datasets/corruption.hpp"
#include "datasets/random_patterns.hpp"
#include "restoration.hpp"

namespace unroll::experiments {
namespace {

// The overlaps that recall of up to ten of the patterns reaches after a share of the units was flipped.
std::vector<double> overlaps_after(const lab::Run& run, const Network& net, const arma::fmat& patterns,
                                   double flipped, Stream& stream) {
  std::vector<double> overlaps;
  for (arma::uword mu = 0; mu < std::min<arma::uword>(patterns.n_cols, 10); ++mu) {
    const arma::fvec memory = patterns.col(mu);
    const arma::fvec cue = datasets::corrupt(
        memory, memory.n_elem, 1, {.kind = datasets::Corruption::Kind::flip, .amount = flipped}, stream);
    overlaps.push_back(hopfield::overlap(memory, recalled(run, net, cue, stream)));
  }
  return overlaps;
}

}  // namespace

void measure_basins(lab::Run& run, const Memories& memories) {
  const auto units = run.settings().count("units"), load = std::max<std::size_t>(1, units / 20);
  const int steps = run.scale() == lab::Scale::quick ? 5 : 10;
  const lab::Grid grid{"basins", {{"patterns", {"random", "pictures"}}, {"rule", rules}}, run.seeds()};
  run.grid(grid, [&](lab::Point& at) {
    const std::string& rule = at.word("rule");
    const bool random = at.word("patterns") == "random";
    Stream draw = at.stream("", "random patterns"),
           stream = at.stream(rule, random ? "random basin" : "picture basin");
    const arma::fmat patterns =
        random ? datasets::random_patterns<float>(units, load, draw) : memories.patterns;
    const auto drawn = random ? std::optional(network(run, patterns, rule)) : std::nullopt;
    for (int k = 0; k <= steps; ++k) {
      const double flipped = 0.5 * k / steps;
      const auto overlaps =
          overlaps_after(run, random ? *drawn : memories.net(rule), patterns, flipped, stream);
      const double sum = std::accumulate(overlaps.begin(), overlaps.end(), 0.0);
      at.row("basin", flipped, sum / double(overlaps.size()));
    }
  });
}

namespace {

// The least 1 - w_ii of projection: how much a unit's neighbours still decide. 0 if the patterns are linearly
// dependent: a field is then exactly 0, and rounding decides its sign.
double left_to_neighbours(const lab::Run& run, const arma::fmat& patterns) {
  const arma::mat X = arma::conv_to<arma::mat>::from(patterns);
  const bool independent = arma::eig_sym(arma::mat(X.t() * X)).min() > 1e-6 * static_cast<double>(X.n_rows);
  return independent ? 1 - double(projection_diagonal(run, patterns).max()) : 0;
}

// One network: the share of its patterns that a synchronous step leaves exactly as they are, and after 10 %
// flips the mean overlap and the share restored, to one unit in a hundred.
void add_load(lab::Point& at, const arma::fmat& patterns) {
  const std::string& rule = at.word("rule");
  Stream stream = at.stream(rule, fmt::format("{} {}", patterns.n_cols, at.word("patterns")));
  const Network net = network(at.run(), patterns, rule);
  const arma::fmat states = hopfield::as_states<float>(patterns, net.coding());
  const arma::umat same = hopfield::synchronous(net, states) == states;
  const double kept = static_cast<double>(arma::accu(arma::all(same))) / static_cast<double>(same.n_cols);
  const auto overlaps = overlaps_after(at.run(), net, patterns, 0.1, stream);
  double overlap = 0, restored = 0;
  for (const double m : overlaps) {
    overlap += m / static_cast<double>(overlaps.size());
    restored += (m >= 0.98) / static_cast<double>(overlaps.size());
  }
  at.row("loads", patterns.n_cols, left_to_neighbours(at.run(), patterns), kept, overlap, restored);
}

}  // namespace

// For the pictures (at most 32 × 32 units), the letters of --alphabet (at most 16 × 16, as they come) and random
// patterns of 256 units. With each seed the patterns of a number are among those of the next.
void measure_loads(lab::Run& run, const std::vector<datasets::Picture>& pictures) {
  const auto size = run.settings().count("size");
  const auto counts = run.settings().counts("counts");
  const std::set<std::size_t> numbers(counts.begin(), counts.end());
  std::vector<std::string> names{"pictures"};
  std::map<std::string, arma::fmat> pools;
  pools["pictures"] = different_patterns(run, pictures, std::min<arma::uword>(size, 32));
  if (const auto glyphs = letters(run); !glyphs.empty()) {
    pools["letters"] = different_patterns(run, glyphs, std::min<arma::uword>(size, 16));
    names.push_back("letters");
  }
  Stream draw = run.stream("", 0, "random pool");
  pools["random"] = datasets::random_patterns<float>(256, *numbers.rbegin(), draw);
  names.push_back("random");
  run.variable("load_sets", names);
  run.grid({"numbers stored", {{"patterns", names}, {"rule", rules}}, run.seeds()}, [&](lab::Point& at) {
    const arma::fmat& pool = pools.at(at.word("patterns"));
    Stream shuffle = at.stream("", "order of " + at.word("patterns"));
    const auto sample = shuffle.sample(pool.n_cols, pool.n_cols);
    const auto order =
        arma::conv_to<arma::uvec>::from(std::vector<arma::uword>(sample.begin(), sample.end()));
    for (const std::size_t stored : numbers)
      if (stored <= order.n_elem) add_load(at, pool.cols(order.head(stored)));
  });
}

}  // namespace unroll::experiments
