#include "reading.hpp"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace unroll::experiments::both_ways {

Reading read(const datasets::WindowedAverage& series, Task task, Way way, int shift) {
  const arma::uword n = series.y.n_elem, steps = series.x.n_elem;
  if (static_cast<arma::uword>(std::abs(shift)) > series.margin || (way == Way::both && shift != 0))
    throw std::invalid_argument("a shift of " + std::to_string(shift) +
                                " was asked for; one direction takes up to " + std::to_string(series.margin) +
                                " either way, both directions take 0");
  Reading reading{arma::fcube(1, 1, steps), arma::fcube(1, 1, steps, arma::fill::zeros),
                  arma::mat(1, steps, arma::fill::zeros), way};
  for (arma::uword k = 0; k < steps; ++k)
    reading.x[k] = static_cast<float>(series.x[way == Way::backward ? steps - 1 - k : k]);
  // Counted from the end, reading backwards is reading forwards: the margins are the same.
  const auto first = static_cast<arma::uword>(static_cast<int>(series.margin) + shift);
  for (arma::uword k = 0; k < n; ++k) {
    const arma::uword t = way == Way::backward ? n - 1 - k : k;
    reading.weights[first + k] = 1 / static_cast<double>(n);
    reading.y[first + k] =
        task == Task::regression ? static_cast<float>(series.y[t]) : (series.above(t) ? 1.0f : 0.0f);
  }
  return reading;
}

arma::vec in_time(const Reading& reading, const arma::fcube& said) {
  const arma::uvec counted = arma::find(reading.weights);
  arma::vec answers(counted.n_elem);
  for (arma::uword t = 0; t < answers.n_elem; ++t) answers[t] = static_cast<double>(said[counted[t]]);
  return reading.way == Way::backward ? arma::vec(arma::reverse(answers)) : answers;
}

arma::cube windows(const datasets::WindowedAverage& series, Way way, arma::uword count) {
  count = std::min(count, series.y.n_elem);
  const arma::uword steps = 2 * margin + 1, apart = series.y.n_elem / count;
  arma::cube x(1, count, steps);
  for (arma::uword b = 0; b < count; ++b)
    for (arma::uword k = 0; k < steps; ++k) {
      const arma::uword from_start = way == Way::backward ? steps - 1 - k : k;
      x(0, b, k) = series.x[series.margin + b * apart - margin + from_start];
    }
  return x;
}

}  // namespace unroll::experiments::both_ways
