#include "windowed_average.hpp"

#include <cstddef>
#include <stdexcept>
#include <string>

namespace unroll::datasets {

double window_weight(int delta) {
  if (delta < window_first || delta > window_last) return 0;
  return delta < 0 ? (1 + delta / 10.0) / 10 : (1 - delta / 20.0) / 20;
}

WindowedAverage windowed_average(arma::uword n, arma::uword margin, Stream& stream) {
  if (n == 0 || margin < static_cast<arma::uword>(window_last))
    throw std::invalid_argument("a windowed average was asked for " + std::to_string(n) +
                                " targets with a margin of " + std::to_string(margin) +
                                "; it needs at least 1 with a margin of at least " +
                                std::to_string(window_last));
  WindowedAverage data{arma::vec(n + 2 * margin), {}, margin};
  data.y.set_size(n);
  for (double& x : data.x) x = stream.uniform();
  data.y = best_guess(data, window_first, window_last);
  return data;
}

arma::vec best_guess(const WindowedAverage& data, int first, int last) {
  arma::vec guess(data.y.n_elem, arma::fill::zeros);
  for (int delta = window_first; delta <= window_last; ++delta) {
    const double weight = window_weight(delta);
    const bool seen = delta >= first && delta <= last;
    const double* x = data.x.memptr() + (static_cast<std::ptrdiff_t>(data.margin) + delta);
    for (arma::uword t = 0; t < guess.n_elem; ++t) guess[t] += weight * (seen ? x[t] : 0.5);
  }
  return guess;
}

double hidden_variance(int first, int last) {
  double sum = 0;
  for (int delta = window_first; delta <= window_last; ++delta)
    if (delta < first || delta > last) sum += window_weight(delta) * window_weight(delta);
  return sum / 12;
}

}  // namespace unroll::datasets
