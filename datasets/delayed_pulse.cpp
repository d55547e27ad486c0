#include "delayed_pulse.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace unroll::datasets {
namespace {

void check(arma::uword batch, arma::uword steps, const std::vector<arma::uword>& delays, double noise) {
  if (batch == 0 || delays.empty())
    throw std::invalid_argument(std::to_string(batch) + " sequences with " + std::to_string(delays.size()) +
                                " delayed pulses were asked for; there must be at least 1 of each");
  for (auto d = delays.begin(); d != delays.end(); ++d)
    if (*d >= steps || std::find(delays.begin(), d, *d) != d)
      throw std::invalid_argument("a delay of " + std::to_string(*d) + " was asked for in sequences of " +
                                  std::to_string(steps) + " steps; it must be below that, and there once");
  if (!(noise >= 0 && std::isfinite(noise)))
    throw std::invalid_argument("a noise of " + std::to_string(noise) +
                                " was asked for; it must be a number from 0");
}

}  // namespace

DelayedPulse delayed_pulse(arma::uword batch, arma::uword steps, const std::vector<arma::uword>& delays,
                           double noise, Stream& stream) {
  check(batch, steps, delays, noise);
  DelayedPulse data{arma::cube(1, batch, steps, arma::fill::zeros), arma::mat(delays.size(), batch)};
  if (noise > 0)
    for (double& value : data.x) value = noise * stream.normal();
  for (arma::uword b = 0; b < batch; ++b)
    for (std::size_t i = 0; i < delays.size(); ++i) {
      data.y(i, b) = stream.chance(0.5) ? 1 : -1;
      data.x(0, b, steps - 1 - delays[i]) += data.y(i, b);
    }
  return data;
}

}  // namespace unroll::datasets
