#include "reading.hpp"

#include <algorithm>
#include <cstdlib>
#include <limits>
#include <stdexcept>

namespace unroll::experiments {

using datasets::WindowedAverage;

lab::Batch<float> read(const WindowedAverage& series, Task task, Direction direction, int shift) {
  const arma::uword n = series.y.n_elem, steps = series.x.n_elem;
  if (static_cast<arma::uword>(std::abs(shift)) > series.margin ||
      (direction == Direction::both && shift != 0))
    throw std::invalid_argument("a shift of " + std::to_string(shift) +
                                " was asked for; one direction takes up to " + std::to_string(series.margin) +
                                " either way, both directions take 0");
  const bool backward = direction == Direction::backward;
  lab::Batch<float> batch{.x = arma::fcube(1, 1, steps),
                          .targets = arma::fcube(1, 1, steps, arma::fill::zeros),
                          .weights = arma::mat(1, steps, arma::fill::zeros)};
  for (arma::uword k = 0; k < steps; ++k)
    batch.x[k] = static_cast<float>(series.x[backward ? steps - 1 - k : k]);
  // Counted from the end, reading backwards is reading forwards: the margins are the same.
  const auto first = static_cast<arma::uword>(static_cast<int>(series.margin) + shift);
  for (arma::uword k = 0; k < n; ++k) {
    const arma::uword t = backward ? n - 1 - k : k;
    batch.weights[first + k] = 1 / static_cast<double>(n);
    batch.targets[first + k] =
        task == Task::regression ? static_cast<float>(series.y[t]) : (series.above(t) ? 1.0f : 0.0f);
  }
  return batch;
}

arma::vec in_time(const lab::Batch<float>& batch, Direction direction, const arma::fcube& outputs) {
  const arma::uvec counted = arma::find(batch.weights);
  arma::vec answers(counted.n_elem);
  for (arma::uword t = 0; t < answers.n_elem; ++t) answers[t] = static_cast<double>(outputs[counted[t]]);
  return direction == Direction::backward ? arma::vec(arma::reverse(answers)) : answers;
}

arma::cube windows(const WindowedAverage& series, Direction direction, arma::uword count) {
  count = std::min(count, series.y.n_elem);
  const arma::uword steps = 2 * margin + 1, apart = series.y.n_elem / count;
  arma::cube x(1, count, steps);
  for (arma::uword b = 0; b < count; ++b)
    for (arma::uword k = 0; k < steps; ++k) {
      const arma::uword from_start = direction == Direction::backward ? steps - 1 - k : k;
      x(0, b, k) = series.x[series.margin + b * apart - margin + from_start];
    }
  return x;
}

double score(const WindowedAverage& series, Task task, const arma::vec& answers) {
  if (task == Task::regression) return arma::mean(arma::square(answers - series.y));
  arma::uword right = 0;
  for (arma::uword t = 0; t < answers.n_elem; ++t) right += (answers[t] > 0) == series.above(t);
  return static_cast<double>(right) / static_cast<double>(answers.n_elem);
}

double chance(const WindowedAverage& series, Task task) {
  if (task == Task::regression)
    return score(series, task, arma::vec(series.y.n_elem, arma::fill::value(arma::mean(series.y))));
  const double above = score(series, task, arma::vec(arma::size(series.y), arma::fill::ones));
  return std::max(above, 1 - above);
}

double best_possible(const WindowedAverage& series, Task task, const std::string& network, int shift) {
  constexpr int beginning = std::numeric_limits<int>::min(), end = std::numeric_limits<int>::max();
  const auto guess = [&](const std::string& direction) {
    return direction == "FOR" ? datasets::best_guess(series, beginning, shift)
                              : datasets::best_guess(series, -shift, end);
  };
  const arma::vec answers =
      network == "MERGE" ? arma::vec((guess("FOR") + guess("BACK")) / 2) : guess(network);
  return score(series, task, task == Task::regression ? answers : arma::vec(answers - 0.5));
}

}  // namespace unroll::experiments
