// Two measurements on units with U = 0: the memory of one pulse, and the gain of a wave.
#pragma once
#include <armadillo>
#include <cmath>
#include <numbers>

#include "nets.hpp"
#include "theory.hpp"

namespace unroll::experiments::leaks {

// h of one unit that reads x, 1 × 1 × T.
inline arma::vec states_of_one(Retention retention, double alpha, double w, const arma::cube& x) {
  const Net net = leaky_net(retention, 1, 0);
  NetworkRun<Recurrent, double> run;
  net.forward(integrators(net, w, {alpha}), x, {}, run);
  return arma::vectorise(run.y);
}

// h_{1+k} / h_1 after a pulse at the first step, for k = 0 … lags.
inline arma::vec pulse_memory(double alpha, Retention retention, arma::uword lags) {
  arma::cube x(1, 1, lags + 1, arma::fill::zeros);
  x[0] = 1;
  const arma::vec h = states_of_one(retention, alpha, 1, x);
  return h / h[0];
}

// The amplitude of h over that of φ(W x) when the input is a wave of so many steps a period. Period 2 is +1, -1, …, whatever
// the weight is; longer waves are cosines so small that φ is straight.
inline double wave_gain(double alpha, arma::uword period) {
  const double w = period == 2 ? 1 : 1e-4;
  const auto settled = static_cast<arma::uword>(45 * time_scale(alpha)) + 1;  // e^-45 of the start is left
  arma::cube x(1, 1, settled + period);
  for (arma::uword t = 0; t < x.n_elem; ++t)
    x[t] = std::cos(2 * std::numbers::pi * static_cast<double>(t % period) / static_cast<double>(period));
  const arma::vec h = states_of_one(Retention::held, alpha, w, x).tail(period);
  // The amplitude at the frequency of the wave; for period 2, half of the swing.
  double real = 0, imaginary = 0;
  for (arma::uword t = 0; t < period; ++t) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(t) / static_cast<double>(period);
    real += h[t] * std::cos(angle);
    imaginary += h[t] * std::sin(angle);
  }
  const double parts = static_cast<double>(period) / (period == 2 ? 1 : 2);
  return std::hypot(real, period == 2 ? 0 : imaginary) / parts / std::tanh(w);
}

}  // namespace unroll::experiments::leaks
