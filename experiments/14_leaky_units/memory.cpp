#include "memory.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "nets.hpp"
#include "theory.hpp"

namespace unroll::experiments::leaks {
namespace {

constexpr double smallest = 1e-290;  // below it, numbers lose digits before they vanish

// h of one unit that reads x, 1 × 1 × T.
arma::vec states_of_one(Alpha kind, double alpha, double w, const arma::cube& x) {
  const Net net = leaky_net(kind, 1, 0);
  NetworkRun<Recurrent, double> tapes;
  net.forward(integrators(net, w, {alpha}), x, {}, tapes);
  return arma::vectorise(tapes.y);
}

}  // namespace

double PulseMemory::worst() const {
  double most = 0;
  for (arma::uword k = 0; k < kept.n_elem; ++k) {
    const double law = std::pow(alpha, static_cast<double>(k));
    if (law > smallest) most = std::max(most, std::abs(kept[k] / law - 1));
  }
  return most;
}

PulseMemory pulse_memory(double alpha, bool learnt, arma::uword lags) {
  arma::cube x(1, 1, lags + 1, arma::fill::zeros);
  x[0] = 1;
  const arma::vec h = states_of_one(learnt ? Alpha::learnt : Alpha::held, alpha, 1, x);
  return {.alpha = alpha, .learnt = learnt, .kept = h / h[0]};
}

WaveGain wave_gain(double alpha, arma::uword period) {
  const double w = period == 2 ? 1 : 1e-4;
  const auto settled = static_cast<arma::uword>(45 * time_scale(alpha)) + 1;  // e^-45 of the start is left
  arma::cube x(1, 1, settled + period);
  for (arma::uword t = 0; t < x.n_elem; ++t)
    x[t] = std::cos(2 * std::numbers::pi * static_cast<double>(t % period) / static_cast<double>(period));
  const arma::vec h = states_of_one(Alpha::held, alpha, w, x).tail(period);
  // The amplitude is that of the wave's own frequency: of period 2, half of the swing.
  double real = 0, imaginary = 0;
  for (arma::uword t = 0; t < period; ++t) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(t) / static_cast<double>(period);
    real += h[t] * std::cos(angle);
    imaginary += h[t] * std::sin(angle);
  }
  const double parts = static_cast<double>(period) / (period == 2 ? 1 : 2);
  return {alpha, period, std::hypot(real, period == 2 ? 0 : imaginary) / parts / std::tanh(w)};
}

}  // namespace unroll::experiments::leaks
