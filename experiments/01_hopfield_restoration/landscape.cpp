#include "landscape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "experiments/lab/error.hpp"
#include "experiments/lab/interrupt.hpp"

namespace unroll::experiments {

std::vector<std::size_t> chosen_corners(const lab::Run& run, const Memories& memories) {
  const auto& words = run.settings().words("corners");
  if (words.size() != 3)
    throw lab::UsageError(fmt::format(
        "--corners takes three numbers of stored pictures, such as 1 2 3; {} were given", words.size()));
  std::vector<std::size_t> list;
  for (const auto& word : words) {
    list.push_back(std::stoul(word) - 1);
    if (list.back() >= memories.names.size())
      throw lab::UsageError(fmt::format("--corners {}: there are {} stored pictures; name three of them",
                                        fmt::join(words, " "), memories.names.size()));
  }
  if (pairs_of(memories.patterns, list).size() != 3)
    throw lab::UsageError(fmt::format(
        "--corners {}: two of these pictures are the same; name three that differ", fmt::join(words, " ")));
  return list;
}

namespace {

using hopfield::Network;
using lab::Csv;

// How energies of different rules are set side by side: over the mean size of the three corners' own.
double scale_of(const Network<float>& net, const Plane& plane) {
  double sum = 0;
  for (arma::uword k = 1; k <= 3; ++k)
    sum += std::abs(energy(net, states_of(net, plane.states().col(k)))) / 3;
  return sum > 0 ? sum : 1;
}

// The map's grid: a little more than the triangle on every side.
struct Mesh {
  double u_low, u_step, v_low, v_step;
  std::size_t columns, rows;
};

Mesh mesh_of(const lab::Run& run, const Plane& plane) {
  const auto [least, most] = std::minmax({0.0, plane.corner(1).u, plane.corner(2).u});
  const double high = plane.corner(2).v, margin = 0.25 * std::max(most - least, high);
  const std::size_t cells = run.scale() == lab::Scale::quick ? 24 : 96;
  const double step = (std::max(most - least, high) + 2 * margin) / static_cast<double>(cells);
  const auto points = [&](double length) {
    return static_cast<std::size_t>((length + 2 * margin) / step) + 1;
  };
  return {least - margin, step, -margin, step, points(most - least), points(high)};
}

void write_map(lab::Run& run, const Memories& memories, const std::vector<std::size_t>& corners,
               const Networks& nets, const Plane& plane, const std::vector<double>& scales,
               const arma::fvec& mixture) {
  const Mesh grid = mesh_of(run, plane);
  Csv map{"rule", "u", "v", "energy", "relative"},
      marks{"rule", "memory", "picture", "u", "v", "energy", "of_the_network", "relative"};
  for (std::size_t k = 0; k < nets.size(); ++k) {
    lab::check_interrupt();
    const auto form = relaxation(nets[k], plane.states());
    const double scale = scales[k];
    for (std::size_t row = 0; row < grid.rows; ++row)
      for (std::size_t column = 0; column < grid.columns; ++column) {
        const Plane::Point at{grid.u_low + grid.u_step * double(column),
                              grid.v_low + grid.v_step * double(row)};
        const double e = form.at(plane.mixed(at));
        map.row(name_of(rules[k]), at.u, at.v, e, e / scale);
      }
    const auto foot = plane.projected(mixture);
    const double deep = energy(nets[k], states_of(nets[k], mixture));
    marks.row(name_of(rules[k]), 0, "leading mixture", foot.u, foot.v, form.at(plane.mixed(foot)), deep,
              deep / scale);
    for (std::size_t c = 0; c < 3; ++c) {
      const auto at = plane.corner(c);
      const double e = form.at(plane.mixed(at));
      marks.row(name_of(rules[k]), c + 1, memories.names[corners[c]], at.u, at.v, e,
                energy(nets[k], states_of(nets[k], plane.states().col(c + 1))), e / scale);
    }
  }
  run.table("landscape", map);
  run.table("landscape_corners", marks);
  run.variable("map_columns", std::to_string(grid.columns));
  run.variable("map_rows", std::to_string(grid.rows));
}

// A step of a recall on the map.
struct PathPoint {
  Plane::Point at;
  double sweep, energy;
  std::size_t ends_in;  // 1, 2, 3: that corner; 0: another state
};

// A random state whose units are +1 on their own with the means x(c) of a random point of the triangle.
arma::fvec drawn_start(const Plane& plane, Stream& stream) {
  double low = stream.uniform(), high = stream.uniform();
  if (low > high) std::swap(low, high);
  const arma::vec c{0, low, high - low, 1 - high};
  const arma::vec means = arma::conv_to<arma::mat>::from(plane.states()) * c;
  arma::fvec state(means.n_elem);
  for (arma::uword i = 0; i < state.n_elem; ++i) state[i] = stream.chance((1 + means[i]) / 2) ? 1.0f : -1.0f;
  return state;
}

std::vector<PathPoint> descent_on(const lab::Run& run, const Network<float>& net, const Plane& plane,
                                  std::size_t rule, std::size_t start) {
  Stream draw = run.stream("", start, "start on the map"),
         order = run.stream(name_of(rules[rule]), start, "map");
  const arma::fvec memory = plane.states().col(1), cue = drawn_start(plane, draw);
  const Descent descent = asynchronous_descent(run, net, memory, cue, order, 12);
  std::size_t ends_in = 0;
  for (std::size_t k = 1; k <= 3; ++k)
    if (hopfield::overlap(arma::fvec(plane.states().col(k)), descent.state.back()) >= 0.98) ends_in = k;
  std::vector<PathPoint> path;
  for (std::size_t step = 0; step < descent.state.size(); ++step)
    path.push_back(
        {plane.projected(descent.state[step]), descent.sweep[step], descent.energy[step], ends_in});
  return path;
}

void write_paths(lab::Run& run, const Networks& nets, const Plane& plane) {
  const std::size_t starts = run.scale() == lab::Scale::quick ? 4 : 12;
  std::vector<std::vector<PathPoint>> paths(nets.size() * starts);
  run.parallel("descents on the map", paths.size(), [&](std::size_t job) {
    paths[job] = descent_on(run, nets[job / starts], plane, job / starts, job % starts);
  });
  Csv csv{"rule", "start", "step", "u", "v", "sweep", "energy", "ends_in"};
  for (std::size_t job = 0; job < paths.size(); ++job)
    for (std::size_t step = 0; step < paths[job].size(); ++step) {
      const PathPoint& p = paths[job][step];
      csv.row(name_of(rules[job / starts]), job % starts, step, p.at.u, p.at.v, p.sweep, p.energy, p.ends_in);
    }
  run.table("landscape_paths", csv);
  run.variable("starts", std::to_string(starts));
}

}  // namespace

void write_landscape(lab::Run& run, const Memories& memories, const Networks& nets,
                     const arma::fvec& mixture) {
  const auto corners = chosen_corners(run, memories);
  arma::fmat three(memories.patterns.n_rows, 3);
  for (arma::uword k = 0; k < 3; ++k) three.col(k) = memories.patterns.col(corners[k]);
  const Plane plane(three);
  std::vector<double> scales;
  for (const auto& net : nets) scales.push_back(scale_of(net, plane));
  write_map(run, memories, corners, nets, plane, scales, mixture);
  write_paths(run, nets, plane);
  write_lines(run, memories, corners, nets, scales);
}

}  // namespace unroll::experiments
