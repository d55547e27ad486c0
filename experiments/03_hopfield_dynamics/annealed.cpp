#include "annealed.hpp"

#include <cmath>
#include <numbers>
#include <numeric>
#include <vector>

namespace unroll::experiments::dynamics {
namespace {

// Probabilities of 0 … n for a binomial variable.
std::vector<double> binomial(std::size_t n, double p) {
  std::vector<double> all(n + 1);
  const double count = static_cast<double>(n);
  for (std::size_t k = 0; k <= n; ++k) {
    const double hits = static_cast<double>(k);
    all[k] = std::exp(std::lgamma(count + 1) - std::lgamma(hits + 1) - std::lgamma(count - hits + 1) +
                      hits * std::log(p) + (count - hits) * std::log1p(-p));
  }
  return all;
}

double agreement(std::size_t distance, std::size_t units) {
  const double q = 1 - 2 * static_cast<double>(distance) / static_cast<double>(units);
  return 0.5 + std::asin(q) / std::numbers::pi;
}

}  // namespace

double annealed_mean_cycle(std::size_t units) {
  std::vector<std::vector<double>> onward(units + 1);  // (2) from each distance
  for (std::size_t d = 1; d < units; ++d) onward[d] = binomial(units, 1 - agreement(d, units));
  std::vector<double> now = binomial(units, 0.5);
  double closing = 0;
  constexpr int turns = 60;  // each forgets more than half of how it began
  for (int turn = 0; turn < turns; ++turn) {
    now.front() = now.back() = 0;  // closed
    const double open = std::accumulate(now.begin(), now.end(), 0.0);
    std::vector<double> next(units + 1);
    for (std::size_t d = 1; d < units; ++d)
      for (std::size_t e = 0; e <= units; ++e) next[e] += now[d] / open * onward[d][e];
    closing = next.front();
    now = next;
  }
  return 0.375 * std::sqrt(std::numbers::pi / closing);
}

}  // namespace unroll::experiments::dynamics
