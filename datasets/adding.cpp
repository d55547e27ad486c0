#include "adding.hpp"

#include <stdexcept>
#include <string>

namespace unroll::datasets {

Adding adding(arma::uword batch, arma::uword steps, Stream& stream) {
  if (batch == 0 || steps < 2)
    throw std::invalid_argument("the adding problem was asked for " + std::to_string(batch) +
                                " sequences of " + std::to_string(steps) +
                                " steps; it needs at least 1 of at least 2");
  Adding data{arma::cube(2, batch, steps, arma::fill::zeros), arma::vec(batch)};
  for (arma::uword b = 0; b < batch; ++b) {
    for (arma::uword t = 0; t < steps; ++t) data.x(0, b, t) = stream.uniform();
    const arma::uword first = stream.below(steps / 2), second = steps / 2 + stream.below(steps - steps / 2);
    data.x(1, b, first) = data.x(1, b, second) = 1;
    data.y[b] = data.x(0, b, first) + data.x(0, b, second);
  }
  return data;
}

}  // namespace unroll::datasets
