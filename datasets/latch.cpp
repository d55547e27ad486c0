#include "latch.hpp"

#include <stdexcept>
#include <string>

namespace unroll::datasets {

Latch latch(arma::uword batch, arma::uword steps, double chance, Stream& stream) {
  if (batch == 0 || steps == 0)
    throw std::invalid_argument(std::to_string(batch) + " sequences of " + std::to_string(steps) +
                                " steps of a latch were asked for; there must be at least 1 of each");
  if (!(chance >= 0 && chance <= 1))
    throw std::invalid_argument("pulses with chance " + std::to_string(chance) +
                                " were asked for; it must be from 0 to 1");
  Latch data{arma::cube(1, batch, steps, arma::fill::zeros), arma::cube(1, batch, steps)};
  for (arma::uword b = 0; b < batch; ++b)
    for (arma::uword t = 0; t < steps; ++t) {
      if (t == 0 || stream.chance(chance)) data.x(0, b, t) = stream.chance(0.5) ? 1 : -1;
      data.y(0, b, t) = data.x(0, b, t) != 0 ? data.x(0, b, t) : data.y(0, b, t - 1);
    }
  return data;
}

}  // namespace unroll::datasets
