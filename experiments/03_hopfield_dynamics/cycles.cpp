// All units at once: the cycles in which random networks end.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <stdexcept>

#include "annealed.hpp"
#include "models/hopfield/bit_network.hpp"
#include "models/hopfield/orbit.hpp"
#include "parts.hpp"

namespace unroll::experiments::dynamics {

using hopfield::BitNetwork;
using hopfield::BitState;
using hopfield::Orbit;

namespace {

constexpr std::size_t limit = 2'000'000'000;  // steps; at N = 64 a thousand times a common cycle

Orbit orbit(const BitNetwork& net, BitState start) {
  return hopfield::orbit_of(
      start, [&](BitState s) { return net.next(s); }, limit);
}

// Those with ties have symmetric weights -1, 0, +1, self-connections and biases: about one field in ten is exactly zero.
const std::vector<std::string> kinds{"asymmetric", "symmetric", "symmetric with ties", "antisymmetric"};

BitNetwork network(const std::string& weights, arma::uword units, double symmetry, Stream& stream) {
  if (weights == "asymmetric") return BitNetwork(hopfield::normal_weights(units, symmetry, stream));
  if (weights == "symmetric") return BitNetwork(hopfield::normal_weights(units, 1, stream));
  if (weights == "antisymmetric") return BitNetwork(hopfield::normal_weights(units, -1, stream));
  const auto W = hopfield::small_symmetric_weights(units, 1, stream);
  hopfield::WholeVector b(units);
  for (std::int32_t& bias : b) bias = static_cast<std::int32_t>(stream.below(3)) - 1;
  return {W, b};
}

// Networks of one kind and size, each from one random state.
void run_networks(lab::Point& at) {
  const std::string& weights = at.word("weights");
  const auto units = static_cast<arma::uword>(at.number("units"));
  const auto nets = at.settings().count("nets");
  const double symmetry = at.settings().real("symmetry");
  Stream stream = at.stream(fmt::format("{} {}", weights, units), "cycles");
  double sum = 0;
  for (std::size_t k = 0; k < nets; ++k) {
    const BitNetwork net = network(weights, units, symmetry, stream);
    const auto [transient, period] = orbit(net, hopfield::random_bits(units, stream));
    if (period == 0)
      throw std::runtime_error(fmt::format(
          "network {} of {} {} units (seed {}) did not return within {} steps; ask for smaller --sizes", k,
          units, weights, at.seed(), limit));
    at.row("cycles", k, transient, period, period == 1, period == 2, period == 4);
    sum += static_cast<double>(period);
  }
  const bool theory = weights == "asymmetric" && symmetry == 0;
  at.row("periods", theory ? std::optional(annealed_mean_cycle(units)) : std::nullopt,
         sum / static_cast<double>(nets));
}

// ln of the mean period = intercept + exponent · N by least squares over the sizes.
struct Growth {
  double exponent, intercept;
};
Growth growth(const lab::Rows& periods) {
  double n = 0, x = 0, y = 0, xx = 0, xy = 0;
  for (std::size_t r = 0; r < periods.size(); ++r) {
    const double units = periods.number(r, "units"), value = std::log(periods.number(r, "mean_period"));
    n += 1;
    x += units;
    y += value;
    xx += units * units;
    xy += units * value;
  }
  const double exponent = (n * xy - x * y) / (n * xx - x * x);
  return {exponent, (y - exponent * x) / n};
}

}  // namespace

void measure_cycles(lab::Run& run) {
  auto sizes = run.settings().counts("sizes");
  std::sort(sizes.begin(), sizes.end());
  sizes.erase(std::unique(sizes.begin(), sizes.end()), sizes.end());
  run.grid(
      {.label = "cycles",
       .axes = {{"weights", kinds}, {"units", sizes}},
       .seeds = run.seeds(),
       .cost =
           [](const lab::Point& at) { return at.word("weights") == "asymmetric" ? at.number("units") : 0; }},
      run_networks);
  const auto asymmetric = run.results()["periods"].where("weights", "asymmetric");
  for (const auto seed : run.seeds()) {
    const auto [exponent, intercept] = growth(asymmetric.where("seed", std::to_string(seed)));
    run.row("growth", seed, exponent, intercept);
  }
  run.variable("sizes", sizes);
}

namespace {

constexpr arma::uword strip_units = 32;
constexpr std::size_t strip_steps = 100;

// The first network, by number, whose orbit fits `wanted`, step by step.
Orbit draw_strip(lab::Run& run, int strip, const std::string& title, const std::string& weights,
                 const std::function<bool(const Orbit&)>& wanted) {
  constexpr std::uint64_t tries = 100000;
  for (std::uint64_t k = 0; k < tries; ++k) {
    Stream stream = run.stream(weights, k, "raster");
    const BitNetwork net = network(weights, strip_units, 0, stream);
    BitState s = hopfield::random_bits(strip_units, stream);
    const Orbit found = orbit(net, s);
    if (!wanted(found)) continue;
    for (std::size_t t = 0; t <= strip_steps; ++t, s = net.next(s))
      for (arma::uword i = 0; i < strip_units; ++i)
        run.row("raster", strip, title, found.transient, found.period, t, i, s >> i & 1);
    return found;
  }
  throw std::runtime_error(fmt::format("no network for the raster \"{}\" among {}", title, tries));
}

}  // namespace

void draw_raster(lab::Run& run) {
  const std::vector<Orbit> orbits{draw_strip(run, 0, "fixed point", "symmetric",
                                             [](const Orbit& o) { return o.period == 1 && o.transient > 5; }),
                                  draw_strip(run, 1, "2-cycle", "symmetric",
                                             [](const Orbit& o) { return o.period == 2 && o.transient > 5; }),
                                  draw_strip(run, 2, "long cycle", "asymmetric", [](const Orbit& o) {
                                    return o.period >= 25 && o.period <= 35 && o.transient > 5 &&
                                           o.transient < 30;
                                  })};
  std::vector<std::size_t> transients, periods;
  for (const Orbit& o : orbits) {
    transients.push_back(o.transient);
    periods.push_back(o.period);
  }
  run.variable("transients", transients);
  run.variable("periods", periods);
}

}  // namespace unroll::experiments::dynamics
