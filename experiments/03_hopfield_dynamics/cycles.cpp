#include "cycles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <stdexcept>

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

}  // namespace

std::string name_of(Weights weights) {
  switch (weights) {
    case Weights::asymmetric:
      return "asymmetric";
    case Weights::symmetric:
      return "symmetric";
    case Weights::ties:
      return "symmetric with ties";
    default:
      return "antisymmetric";
  }
}

BitNetwork network(Weights weights, arma::uword units, double symmetry, Stream& stream) {
  switch (weights) {
    case Weights::asymmetric:
      return BitNetwork(hopfield::normal_weights(units, symmetry, stream));
    case Weights::symmetric:
      return BitNetwork(hopfield::normal_weights(units, 1, stream));
    case Weights::antisymmetric:
      return BitNetwork(hopfield::normal_weights(units, -1, stream));
    default: {
      const auto W = hopfield::small_symmetric_weights(units, 1, stream);
      hopfield::WholeVector b(units);
      for (std::int32_t& bias : b) bias = static_cast<std::int32_t>(stream.below(3)) - 1;
      return {W, b};
    }
  }
}

std::vector<arma::uword> sizes(const lab::Run& run) {
  std::vector<arma::uword> all;
  for (const auto& word : run.settings().words("sizes")) all.push_back(std::stoul(word));
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<Ending> endings(lab::Run& run) {
  const auto runs = run.settings().count("runs");
  const auto nets = run.settings().count("nets");
  const double symmetry = run.settings().real("symmetry");
  const auto size = sizes(run);
  std::vector<Ending> all(size.size() * runs * std::size(all_weights) * nets);
  run.parallel("cycles", size.size() * runs, [&](std::size_t job) {
    const std::size_t reversed = size.size() * runs - 1 - job;  // the largest first, so that no thread waits
    const std::size_t seed = reversed % runs;
    const arma::uword units = size[reversed / runs];
    std::size_t at = reversed * std::size(all_weights) * nets;
    for (const Weights weights : all_weights) {
      Stream stream = run.stream(fmt::format("{} {}", name_of(weights), units), seed, "cycles");
      for (std::size_t k = 0; k < nets; ++k) {
        const BitNetwork net = network(weights, units, symmetry, stream);
        all[at++] = {weights, units, seed, k, orbit(net, hopfield::random_bits(units, stream))};
      }
    }
  });
  for (const Ending& e : all)
    if (e.orbit.period == 0)
      throw std::runtime_error(
          fmt::format("network {} of {} {} units (run {}) did not return within {} steps; ask for smaller "
                      "--sizes",
                      e.net, e.units, name_of(e.weights), e.run, limit));
  return all;
}

double mean_period(const std::vector<Ending>& endings, Weights weights, arma::uword units, std::size_t run) {
  double sum = 0, count = 0;
  for (const Ending& e : endings)
    if (e.weights == weights && e.units == units && e.run == run) {
      sum += static_cast<double>(e.orbit.period);
      ++count;
    }
  return sum / count;
}

std::vector<Growth> growths(const lab::Run& run, const std::vector<Ending>& endings) {
  const auto size = sizes(run);
  std::vector<Growth> all;
  for (std::size_t seed = 0; seed < run.settings().count("runs"); ++seed) {
    double n = 0, x = 0, y = 0, xx = 0, xy = 0;
    for (const arma::uword units : size) {
      const double at = static_cast<double>(units),
                   value = std::log(mean_period(endings, Weights::asymmetric, units, seed));
      n += 1;
      x += at;
      y += value;
      xx += at * at;
      xy += at * value;
    }
    const double exponent = (n * xy - x * y) / (n * xx - x * x);
    all.push_back({exponent, (y - exponent * x) / n});
  }
  return all;
}

namespace {

constexpr arma::uword strip_units = 32;
constexpr std::size_t strip_steps = 100;

// The first network whose run fits `wanted`.
Strip first_strip(const lab::Run& run, const std::string& title, Weights weights,
                  const std::function<bool(const Orbit&)>& wanted) {
  constexpr std::uint64_t tries = 100000;
  for (std::uint64_t k = 0; k < tries; ++k) {
    Stream stream = run.stream(name_of(weights), k, "raster");
    const BitNetwork net = network(weights, strip_units, 0, stream);
    BitState s = hopfield::random_bits(strip_units, stream);
    Strip strip{title, strip_units, orbit(net, s), {}};
    if (!wanted(strip.orbit)) continue;
    for (std::size_t t = 0; t <= strip_steps; ++t, s = net.next(s)) strip.states.push_back(s);
    return strip;
  }
  throw std::runtime_error(fmt::format("no network for the raster \"{}\" among {}", title, tries));
}

}  // namespace

std::vector<Strip> strips(lab::Run& run) {
  return {first_strip(run, "fixed point", Weights::symmetric,
                      [](const Orbit& o) { return o.period == 1 && o.transient > 5; }),
          first_strip(run, "2-cycle", Weights::symmetric,
                      [](const Orbit& o) { return o.period == 2 && o.transient > 5; }),
          first_strip(run, "long cycle", Weights::asymmetric, [](const Orbit& o) {
            return o.period >= 25 && o.period <= 35 && o.transient > 5 && o.transient < 30;
          })};
}

}  // namespace unroll::experiments::dynamics
