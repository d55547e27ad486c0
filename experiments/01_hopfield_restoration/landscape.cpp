// The energy between memories (relaxation.hpp): hills, and a map with recalls on it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "experiments/lab/error.hpp"
#include "models/hopfield/plane.hpp"
#include "models/hopfield/relaxation.hpp"
#include "restoration.hpp"

namespace unroll::experiments {
namespace {

using Numbers = std::vector<std::size_t>;

constexpr std::size_t linked = 10;  // lines are drawn between the first ten memories

// 0, 1, … below count and most.
Numbers first_numbers(std::size_t count, std::size_t most = 1000) {
  Numbers list(std::min(count, most));
  std::iota(list.begin(), list.end(), std::size_t{0});
  return list;
}

// Every two of the chosen memories that differ, counted from 0.
std::vector<std::array<std::size_t, 2>> pairs_of(const Memories& memories, const Numbers& chosen) {
  std::vector<std::array<std::size_t, 2>> pairs;
  for (std::size_t k = 0; k < chosen.size(); ++k)
    for (std::size_t l = k + 1; l < chosen.size(); ++l)
      if (arma::any(memories[chosen[k]] != memories[chosen[l]])) pairs.push_back({chosen[k], chosen[l]});
  return pairs;
}

// The energies on the path from ξ^a to ξ^b, its D units flipped in random order: at steps + 1 shares of them.
std::vector<double> energies_of_flips(const Network& net, const arma::fvec& a, const arma::fvec& b,
                                      std::size_t steps, Stream& stream) {
  const arma::uvec differ = arma::find(a != b);
  std::vector<arma::uword> order(differ.begin(), differ.end());
  stream.shuffle(order);
  const hopfield::Asynchronous<float> moves{net};
  const arma::fvec goal = states_of(net, b);
  auto recall = hopfield::start(net, states_of(net, a));
  std::vector<double> energies{energy(moves, recall)};
  std::size_t done = 0;
  for (std::size_t step = 1; step <= steps; ++step) {
    for (; done < step * order.size() / steps; ++done)
      put_unit(net.W(), recall, order[done], goal[order[done]]);
    energies.push_back(energy(moves, recall));
  }
  return energies;
}

}  // namespace

void measure_hills(lab::Run& run, const Memories& memories) {
  const Network& projection = memories.net("projection");
  const auto pairs = pairs_of(memories, first_numbers(memories.names.size(), linked));
  if (pairs.empty() || projection.coding() != hopfield::Coding::plus_minus || run.settings().flag("clip"))
    return;
  const auto form = relaxation(projection, memories.patterns);
  const arma::fvec diagonal = projection_diagonal(run, memories.patterns);
  const auto hill = [&](std::size_t a, std::size_t b) {
    return form.between(a, b, 0.5) - form.between(a, b, 0);
  };
  for (const auto& [a, b] : pairs) {
    const arma::uvec differ = arma::find(memories[a] != memories[b]);
    const double theory = 0.5 * arma::accu(1 - arma::conv_to<arma::vec>::from(diagonal.elem(differ)));
    run.row("hills", a + 1, b + 1, memories.names[a], memories.names[b], hill(a, b), theory,
            hill(a, b) / theory);
  }
  run.grid({"flips", {}, run.seeds()}, [&](lab::Point& at) {
    Stream stream = at.stream("projection", "flips of the finding");
    for (std::size_t k = 0; k < std::min<std::size_t>(3, pairs.size()); ++k) {
      const auto [a, b] = pairs[k];
      const auto energies = energies_of_flips(projection, memories[a], memories[b], 2, stream);
      at.row("hills_by_flips", a + 1, b + 1, (energies[1] - energies[0]) / hill(a, b));
    }
  });
}

Numbers chosen_corners(const lab::Run& run, const Memories& memories) {
  Numbers corners = run.settings().counts("corners");
  const std::string asked = fmt::format("{}", fmt::join(corners, " "));
  bool stored = corners.size() == 3;
  for (auto& corner : corners) stored = stored && corner-- <= memories.names.size();
  if (!stored || pairs_of(memories, corners).size() != 3)
    throw lab::UsageError(
        fmt::format("--corners {}: name three stored pictures that differ, by numbers from 1 to {}", asked,
                    memories.names.size()));
  return corners;
}

namespace {

struct Landscape {
  const Memories& memories;
  const Numbers& corners;
  hopfield::Plane plane;
  std::map<std::string, double> scale;  // mean size of the energies of the three memories
};

// Energies on a grid that is a little larger than the triangle on every side.
void add_map(lab::Run& run, const Landscape& land) {
  const auto& plane = land.plane;
  const auto [least, most] = std::minmax({0.0, plane.corner(1).u, plane.corner(2).u});
  const double wide = most - least, high = plane.corner(2).v, longest = std::max(wide, high);
  const double margin = 0.25 * longest;
  const double step = (longest + 2 * margin) / (run.scale() == lab::Scale::quick ? 24.0 : 96.0);
  const auto columns = static_cast<std::size_t>((wide + 2 * margin) / step) + 1,
             rows = static_cast<std::size_t>((high + 2 * margin) / step) + 1;
  for (const auto& [rule, net] : land.memories.nets) {
    const auto form = relaxation(net, plane.states());
    for (std::size_t k = 0; k < rows * columns; ++k) {
      const double u = least - margin + step * double(k % columns), v = -margin + step * double(k / columns);
      const double e = form.at(plane.mixed({u, v}));
      run.row("landscape", rule, u, v, e, e / land.scale.at(rule));
    }
  }
  run.variable("map_columns", columns);
  run.variable("map_rows", rows);
}

// The three memories, and as memory 0 the foot of the leading mixture, which lies off the plane: it is drawn
// with the energy of the mixture.
void add_corners(lab::Run& run, const Landscape& land) {
  const arma::fvec mixture = leading_mixture(land.memories.patterns);
  for (const auto& [rule, net] : land.memories.nets) {
    const auto form = relaxation(net, land.plane.states());
    for (std::size_t k = 0; k <= 3; ++k) {
      const arma::fvec state = k == 0 ? mixture : land.plane.states().col(k);
      const auto [u, v] = k == 0 ? land.plane.projected(mixture) : land.plane.corner(k - 1);
      const double on_plane = form.at(land.plane.mixed({u, v})),
                   of_network = energy(net, states_of(net, state));
      run.row("landscape_corners", rule, k,
              k == 0 ? "leading mixture" : land.memories.names[land.corners[k - 1]], u, v, on_plane,
              of_network, (k == 0 ? of_network : on_plane) / land.scale.at(rule));
    }
  }
}

// A random state whose units are +1 on their own with the means x(c) of a random point of the triangle.
arma::fvec drawn_start(const hopfield::Plane& plane, Stream& stream) {
  double low = stream.uniform(), high = stream.uniform();
  if (low > high) std::swap(low, high);
  const arma::vec c{0, low, high - low, 1 - high};
  const arma::vec means = arma::conv_to<arma::mat>::from(plane.states()) * c;
  arma::fvec state(means.n_elem);
  for (arma::uword i = 0; i < state.n_elem; ++i) state[i] = stream.chance((1 + means[i]) / 2) ? 1.0f : -1.0f;
  return state;
}

void add_paths(lab::Run& run, const Landscape& land) {
  const auto starts = first_numbers(run.scale() == lab::Scale::quick ? 4 : 12);
  run.grid({"descents on the map", {{"rule", rules}, {"start", starts}}}, [&](lab::Point& at) {
    const std::string& rule = at.word("rule");
    Stream draw = run.stream("", at.index("start"), "start on the map"),
           order = run.stream(rule, at.index("start"), "map");
    const auto cue = drawn_start(land.plane, draw);
    const auto descent = asynchronous_descent(run, land.memories.net(rule), cue, order, 12);
    std::size_t ends_in = 0;
    for (std::size_t c = 0; c < 3; ++c)
      if (hopfield::overlap(land.memories[land.corners[c]], descent.frames.back().state) >= 0.98)
        ends_in = c + 1;
    for (std::size_t step = 0; step < descent.frames.size(); ++step) {
      const auto& frame = descent.frames[step];
      const auto place = land.plane.projected(frame.state);
      at.row("landscape_paths", step, place.u, place.v, frame.sweep, frame.energy, ends_in);
    }
  });
}

// Straight lines between the linked memories and the corners.
void add_lines(lab::Run& run, const Landscape& land) {
  constexpr std::size_t steps = 40;
  const auto is_corner = [&](std::size_t a) { return std::ranges::count(land.corners, a) > 0; };
  auto drawn = first_numbers(land.memories.names.size(), linked);
  for (const auto corner : land.corners)
    if (corner >= drawn.size()) drawn.push_back(corner);
  const auto pairs = pairs_of(land.memories, drawn);
  for (const auto& [rule, net] : land.memories.nets) {
    const auto form = relaxation(net, land.memories.patterns);
    for (const auto& [a, b] : pairs)
      for (std::size_t step = 0; step <= steps; ++step) {
        const double t = static_cast<double>(step) / steps, e = form.between(a, b, t);
        run.row("energy_lines", rule, a + 1, b + 1, land.memories.names[a], land.memories.names[b],
                is_corner(a) && is_corner(b), t, e, e / land.scale.at(rule));
      }
  }
}

// Paths between the corners: with each seed one order of flips, the same for all rules.
void add_flips(lab::Run& run, const Landscape& land) {
  constexpr std::size_t steps = 20;
  const auto pairs = pairs_of(land.memories, land.corners);
  run.grid({"flips on the map", {{"rule", rules}}, run.seeds()}, [&](lab::Point& at) {
    const std::string& rule = at.word("rule");
    for (std::size_t pair = 0; pair < pairs.size(); ++pair) {
      const auto [a, b] = pairs[pair];
      Stream stream = at.stream("", fmt::format("flips of pair {}", pair));
      const auto energies =
          energies_of_flips(land.memories.net(rule), land.memories[a], land.memories[b], steps, stream);
      for (std::size_t step = 0; step <= steps; ++step)
        at.row("energy_flips", a + 1, b + 1, static_cast<double>(step) / steps, energies[step],
               energies[step] / land.scale.at(rule));
    }
  });
}

}  // namespace

void map_landscape(lab::Run& run, const Memories& memories, const Numbers& corners) {
  const arma::uvec columns{corners[0], corners[1], corners[2]};
  Landscape land{memories, corners, hopfield::Plane(memories.patterns.cols(columns)), {}};
  for (const auto& [rule, net] : memories.nets) {
    double sum = 0;
    for (const auto corner : corners) sum += std::abs(energy(net, states_of(net, memories[corner]))) / 3;
    land.scale[rule] = sum > 0 ? sum : 1;
  }
  add_map(run, land);
  add_corners(run, land);
  add_paths(run, land);
  add_lines(run, land);
  add_flips(run, land);
}

}  // namespace unroll::experiments
