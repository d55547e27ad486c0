#include "chaos.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

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
  const auto networks = run.settings().count("networks");
  const auto units = run.settings().count("rate-units");
  const double duration = static_cast<double>(run.settings().integer("time"));
  const auto gain = gains(run);
  std::vector<Exponent> all(2 * networks * gain.size());
  run.parallel("exponents", 2 * networks, [&](std::size_t job) {
    const Time time = job < networks ? Time::continuous : Time::discrete;  // the longer ones first
    const std::size_t seed = job % networks;
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
  constexpr double dt = 0.2;
  constexpr int steps = 250;
  constexpr arma::uword drawn = std::size(drawn_gains);
  const auto units = run.settings().count("rate-units");
  Stream stream = run.stream("", 0, "couplings");
  const arma::vec gain(std::vector<double>(std::begin(drawn_gains), std::end(drawn_gains)));
  const hopfield::RateNetwork net(hopfield::normal_couplings(units, stream), arma::join_cols(gain, gain));
  hopfield::Flow flow = hopfield::random_flow(units, 2 * drawn, stream);  // the drawn ones, then their twins
  flow.cols(drawn, 2 * drawn - 1) += twin_offset;
  std::vector<Trajectory> all(drawn);
  for (int k = 0; k <= steps; ++k, net.advance(flow, dt))
    for (arma::uword g = 0; g < drawn; ++g) {
      const arma::vec x = flow.col(g), twin = flow.col(drawn + g);
      Trajectory& t = all[g];
      t.gain = gain[g];
      t.time.push_back(dt * k);
      t.x.push_back(x.head(drawn_units));
      t.twin.push_back(twin.head(drawn_units));
      t.distance.push_back(arma::norm(twin - x) / std::sqrt(static_cast<double>(units)));
    }
  return all;
}

}  // namespace unroll::experiments::dynamics
