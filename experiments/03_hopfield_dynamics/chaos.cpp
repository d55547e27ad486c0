#include "chaos.hpp"

#include <algorithm>
#include <cmath>

namespace unroll::experiments::dynamics {

using hopfield::Time;

std::string name_of(Time time) { return time == Time::discrete ? "discrete" : "continuous"; }

std::vector<double> gains(const lab::Run& run) {
  std::vector<double> all;
  for (const auto& word : run.settings().words("gains")) all.push_back(std::stod(word));
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<Exponent> exponents(lab::Run& run) {
  const auto runs = static_cast<std::size_t>(run.settings().integer("runs"));
  const auto units = static_cast<arma::uword>(run.settings().integer("rate-units"));
  const double duration = static_cast<double>(run.settings().integer("time"));
  const auto gain = gains(run);
  std::vector<Exponent> all(2 * runs * gain.size());
  run.parallel("exponents", 2 * runs, [&](std::size_t job) {
    const Time time = job < runs ? Time::continuous : Time::discrete;  // the longer ones first
    const std::size_t seed = job % runs;
    Stream stream = run.stream("", seed, "couplings");  // the same network in both
    const hopfield::RateNetwork net(hopfield::normal_couplings(units, stream), arma::vec(gain));
    const auto flow = hopfield::random_flow(units, gain.size(), stream);
    const auto found = hopfield::largest_exponents(net, flow, time, duration / 2, duration);
    for (std::size_t k = 0; k < gain.size(); ++k)
      all[job * gain.size() + k] = {time, gain[k], seed, found.lambda[k], found.size[k]};
  });
  return all;
}

std::vector<Trajectory> trajectories(lab::Run& run) {
  constexpr double dt = 0.1;
  constexpr int steps = 500;
  const auto units = static_cast<arma::uword>(run.settings().integer("rate-units"));
  std::vector<Trajectory> all;
  for (const double gain : drawn_gains) {
    Stream stream = run.stream("", 0, "couplings");
    const hopfield::RateNetwork net(hopfield::normal_couplings(units, stream), arma::vec{gain});
    hopfield::Flow flow = hopfield::random_flow(units, 1, stream), twin = flow;
    twin.col(0) += twin_offset;
    Trajectory t{.gain = gain, .time = {}, .x = {}, .twin = {}, .distance = {}};
    for (int k = 0; k <= steps; ++k) {
      t.time.push_back(dt * k);
      t.x.push_back(flow.col(0).head(drawn_units));
      t.twin.push_back(twin.col(0).head(drawn_units));
      t.distance.push_back(arma::norm(twin.col(0) - flow.col(0)) / std::sqrt(static_cast<double>(units)));
      net.advance(flow, dt);
      net.advance(twin, dt);
    }
    all.push_back(std::move(t));
  }
  return all;
}

}  // namespace unroll::experiments::dynamics
