// Graded units: the largest Lyapunov exponent against the gain, and trajectories on both sides of the transition.
#include <algorithm>
#include <cmath>
#include <vector>

#include "models/hopfield/rates.hpp"
#include "parts.hpp"

namespace unroll::experiments::dynamics {

using hopfield::Time;

// Every gain in one network; discrete and continuous time have the same networks.
void measure_exponents(lab::Run& run) {
  auto gains = run.settings().reals("gains");
  std::sort(gains.begin(), gains.end());
  gains.erase(std::unique(gains.begin(), gains.end()), gains.end());
  const auto measure = [&](lab::Point& at) {
    const auto units = at.settings().count("rate-units");
    const double duration = static_cast<double>(at.settings().integer("time"));
    const Time time = at.word("time") == "discrete" ? Time::discrete : Time::continuous;
    Stream stream = at.stream("", "couplings");
    const hopfield::RateNetwork net(hopfield::normal_couplings(units, stream), arma::vec(gains));
    const auto flow = hopfield::random_flow(units, gains.size(), stream);
    const auto found = hopfield::largest_exponents(net, flow, time, duration / 2, duration);
    for (std::size_t k = 0; k < gains.size(); ++k)
      at.row("lyapunov", gains[k], found.lambda[k], found.size[k]);
  };
  run.grid({.label = "exponents",
            .axes = {{"time", {"continuous", "discrete"}}},
            .seeds = run.seeds("rate-seeds")},
           measure);
  constexpr int points = 120;
  const double low = gains.front(), high = gains.back();
  for (int k = 0; k <= points; ++k) {
    const double gain = low + (high - low) * k / points;
    run.row("lyapunov_theory", gain, hopfield::large_network_exponent(gain));
  }
}

// x_i(t) of a few units in continuous time, and of a twin that began a little elsewhere, below and above the transition.
void follow_twins(lab::Run& run) {
  constexpr double dt = 0.2, offset = 0.01;  // the offset of each unit at the start
  constexpr int steps = 250;
  constexpr arma::uword drawn = 4;  // the least that --rate-units may be
  const arma::vec gains{0.8, 2};
  const auto units = run.settings().count("rate-units");
  Stream stream = run.stream("", run.stream_number(run.seeds("rate-seeds").front()), "couplings");
  const hopfield::RateNetwork net(hopfield::normal_couplings(units, stream), arma::join_cols(gains, gains));
  hopfield::Flow flow =
      hopfield::random_flow(units, 2 * gains.n_elem, stream);  // the drawn ones, then their twins
  flow.cols(gains.n_elem, 2 * gains.n_elem - 1) += offset;
  std::vector<hopfield::Flow> flows;
  for (int k = 0; k <= steps; ++k, net.advance(flow, dt)) flows.push_back(flow);
  for (arma::uword g = 0; g < gains.n_elem; ++g) {
    const arma::uword twin = gains.n_elem + g;
    for (arma::uword i = 0; i < drawn; ++i)
      for (std::size_t k = 0; k < flows.size(); ++k)
        run.row("trajectories", gains[g], i, dt * double(k), flows[k].at(i, g), flows[k].at(i, twin));
    for (std::size_t k = 0; k < flows.size(); ++k)
      run.row("divergence", gains[g], dt * double(k),
              arma::norm(flows[k].col(twin) - flows[k].col(g)) / std::sqrt(double(units)));
  }
}

}  // namespace unroll::experiments::dynamics
