#include "lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace unroll::experiments {
namespace {

using hopfield::Network;
using hopfield::Rule;
using lab::Csv;

constexpr std::size_t linked = 10;  // lines are drawn between the first ten memories

std::size_t units_apart(const arma::fmat& patterns, std::size_t a, std::size_t b) {
  return static_cast<std::size_t>(arma::accu(patterns.col(a) != patterns.col(b)));
}

std::vector<std::size_t> first(std::size_t count) {
  std::vector<std::size_t> list(count);
  std::iota(list.begin(), list.end(), std::size_t{0});
  return list;
}

// The energies on the way from ξ^a to ξ^b, its D units flipped in random order: at steps + 1 shares of them.
std::vector<double> flipped(const Network<float>& net, const arma::fmat& patterns, std::size_t a,
                            std::size_t b, std::size_t steps, Stream& stream) {
  const arma::uvec differ = arma::find(patterns.col(a) != patterns.col(b));
  std::vector<arma::uword> order(differ.begin(), differ.end());
  stream.shuffle(order);
  const hopfield::Asynchronous<float> moves{net};
  const arma::fvec goal = states_of(net, patterns.col(b));
  auto recall = hopfield::start(net, states_of(net, patterns.col(a)));
  std::vector<double> energies{energy(moves, recall)};
  std::size_t done = 0;
  for (std::size_t step = 1; step <= steps; ++step) {
    for (; done < step * order.size() / steps; ++done)
      put_unit(net.W(), recall, order[done], goal[order[done]]);
    energies.push_back(energy(moves, recall));
  }
  return energies;
}

// (3) at t = ½.
double barrier_of_theory(const arma::fmat& patterns, const arma::fvec& self, std::size_t a, std::size_t b) {
  double sum = 0;
  for (arma::uword i = 0; i < patterns.n_rows; ++i)
    if (patterns.at(i, a) != patterns.at(i, b)) sum += 1 - double(self[i]);
  return sum / 2;
}

double farthest_from_one(const std::vector<double>& values) {
  return *std::max_element(values.begin(), values.end(),
                           [](double a, double b) { return std::abs(a - 1) < std::abs(b - 1); });
}

void measure_corners(lab::Run& run, const Memories& memories, const Networks& nets) {
  double worst = 0;
  for (const auto& net : nets) {
    const auto form = relaxation(net, memories.patterns);
    for (arma::uword mu = 0; mu < std::min<arma::uword>(linked, memories.patterns.n_cols); ++mu) {
      arma::vec c(memories.patterns.n_cols);
      c[mu] = 1;
      const double own = energy(net, states_of(net, memories.patterns.col(mu)));
      worst = std::max(worst, std::abs(form.at(c) - own) / std::max(1e-30, std::abs(own)));
    }
  }
  run.measured("corner_energy", {worst});
}

}  // namespace

Pairs pairs_of(const arma::fmat& patterns, const std::vector<std::size_t>& memories) {
  Pairs pairs;
  for (std::size_t k = 0; k < memories.size(); ++k)
    for (std::size_t l = k + 1; l < memories.size(); ++l)
      if (units_apart(patterns, memories[k], memories[l]) > 0) pairs.push_back({memories[k], memories[l]});
  return pairs;
}

void measure_lines(lab::Run& run, const Memories& memories, const Networks& nets) {
  measure_corners(run, memories, nets);
  const auto& patterns = memories.patterns;
  const auto pairs = pairs_of(patterns, first(std::min(linked, memories.names.size())));
  if (pairs.empty() || nets[0].coding() != hopfield::Coding::plus_minus || run.settings().flag("clip"))
    return;
  const auto& net = nets[static_cast<std::size_t>(Rule::projection)];
  const auto form = relaxation(net, patterns);
  const arma::fvec self = projection_diagonal(run, patterns);
  const auto hill = [&](std::size_t a, std::size_t b) {
    return form.between(a, b, 0.5) - form.between(a, b, 0);
  };
  std::vector<double> ratios;
  for (const auto& [a, b] : pairs) ratios.push_back(hill(a, b) / barrier_of_theory(patterns, self, a, b));
  run.measured("barrier", {farthest_from_one(ratios)});
  const std::size_t few = std::min<std::size_t>(3, pairs.size());
  std::vector<double> climbed(run.settings().count("runs"));
  run.parallel("flips", climbed.size(), [&](std::size_t seed) {
    Stream stream = run.stream("projection", seed, "flips of the finding");
    for (std::size_t k = 0; k < few; ++k) {
      const auto [a, b] = pairs[k];
      const auto energies = flipped(net, patterns, a, b, 2, stream);
      climbed[seed] += (energies[1] - energies[0]) / hill(a, b) / static_cast<double>(few);
    }
  });
  run.measured("flip_paths", climbed);
}

namespace {

void write_straight(lab::Run& run, const Memories& memories, const std::vector<std::size_t>& corners,
                    const Networks& nets, const std::vector<double>& scale) {
  constexpr std::size_t steps = 40;
  auto drawn = first(std::min(linked, memories.names.size()));
  for (const auto corner : corners)
    if (corner >= drawn.size()) drawn.push_back(corner);
  const auto chosen = [&](std::size_t a) {
    return std::find(corners.begin(), corners.end(), a) != corners.end();
  };
  Csv csv{"rule", "from", "to", "picture", "other", "corners", "t", "energy", "relative"};
  for (std::size_t k = 0; k < nets.size(); ++k) {
    const auto form = relaxation(nets[k], memories.patterns);
    for (const auto& [a, b] : pairs_of(memories.patterns, drawn))
      for (std::size_t step = 0; step <= steps; ++step) {
        const double t = static_cast<double>(step) / steps, e = form.between(a, b, t);
        csv.row(name_of(rules[k]), a + 1, b + 1, memories.names[a], memories.names[b],
                chosen(a) && chosen(b) ? 1 : 0, t, e, e / scale[k]);
      }
  }
  run.table("energy_lines", csv);
  run.variable("line_pairs", std::to_string(pairs_of(memories.patterns, drawn).size()));
}

void write_flips(lab::Run& run, const Memories& memories, const std::vector<std::size_t>& corners,
                 const Networks& nets, const std::vector<double>& scale) {
  constexpr std::size_t steps = 20;
  const auto runs = run.settings().count("runs");
  const auto pairs = pairs_of(memories.patterns, corners);
  const std::size_t each = pairs.size() * runs;
  std::vector<std::vector<double>> ways(nets.size() * each);
  run.parallel("flips on the map", ways.size(), [&](std::size_t job) {
    const std::size_t rule = job / each, pair = job % each / runs, seed = job % runs;
    Stream stream = run.stream("", seed, fmt::format("flips of pair {}", pair));  // one order for all rules
    ways[job] = flipped(nets[rule], memories.patterns, pairs[pair][0], pairs[pair][1], steps, stream);
  });
  Csv csv{"rule", "from", "to", "run", "t", "energy", "relative"};
  for (std::size_t job = 0; job < ways.size(); ++job) {
    const std::size_t rule = job / each, pair = job % each / runs;
    for (std::size_t step = 0; step <= steps; ++step)
      csv.row(name_of(rules[rule]), pairs[pair][0] + 1, pairs[pair][1] + 1, job % runs,
              static_cast<double>(step) / steps, ways[job][step], ways[job][step] / scale[rule]);
  }
  run.table("energy_flips", csv);
}

}  // namespace

void write_lines(lab::Run& run, const Memories& memories, const std::vector<std::size_t>& corners,
                 const Networks& nets, const std::vector<double>& scale) {
  write_straight(run, memories, corners, nets, scale);
  write_flips(run, memories, corners, nets, scale);
}

}  // namespace unroll::experiments
