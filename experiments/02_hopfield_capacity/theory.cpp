#include "theory.hpp"

#include <cmath>
#include <numbers>

namespace unroll::experiments::capacity {
namespace {

// The probability that a normal variable is above z.
double above(double z) { return std::erfc(z / std::numbers::sqrt2) / 2; }

// Signal² over crosstalk² of a unit but for the factor 1/(P-1) or 1/χ²: states 0/1 halve it, because half of
// the units are silent (Hopfield 1982, eq. [10]: mean N/2, variance (P-1) N/2).
double clarity(double units, hopfield::Coding coding) {
  return coding == hopfield::Coding::plus_minus ? units : units / 2;
}

}  // namespace

double load_of(double y) {
  const double root = std::erf(y) / y - 2 * std::numbers::inv_sqrtpi * std::exp(-y * y);
  return root * root / 2;
}

// load_of rises from 0 at y = 0 to a single maximum and falls again: the section with the maximum is narrowed
// by the golden ratio.
Transition transition() {
  constexpr double ratio = std::numbers::phi - 1;
  double low = 0.5, high = 4;
  while (high - low > 1e-9) {
    const double a = high - ratio * (high - low), b = low + ratio * (high - low);
    if (load_of(a) < load_of(b))
      low = a;
    else
      high = b;
  }
  const double y = (low + high) / 2;
  return {load_of(y), y, std::erf(y)};
}

// Beyond the maximum load_of falls, so bisection finds the one solution there; at y = 10 m is 1 in double.
double overlap_at_rest(double load) {
  const Transition end = transition();
  if (load > end.load) return 0;
  double low = end.y, high = 10;
  if (load <= load_of(high)) return 1;
  while (high - low > 1e-12) {
    const double y = (low + high) / 2;
    (load_of(y) > load ? low : high) = y;
  }
  return std::erf(low);
}

double error_probability(double load, double kept) { return above(std::sqrt(kept / load)); }

double exact_share_independent(double units, double memories, hopfield::Coding coding) {
  if (memories <= 1) return 1;
  return std::pow(1 - above(std::sqrt(clarity(units, coding) / (memories - 1))), units);
}

// By Simpson's rule over the density of χ, χ^(P-2) e^(-χ²/2), without its constant.
double exact_share(double units, double memories, hopfield::Coding coding) {
  if (memories <= 1) return 1;
  constexpr int steps = 2000;
  const double end = std::sqrt(memories - 1) + 8, c = std::sqrt(clarity(units, coding));
  double sum = 0, weights = 0;
  for (int k = 1; k <= steps; ++k) {  // at 0 the density is 0 but for P = 2, where the share is 1
    const double chi = end * k / steps;
    const double density =
        std::exp((memories - 2) * std::log(chi / std::sqrt(memories)) - chi * chi / 2 + (memories - 1) / 2);
    const double weight = density * (k % 2 == 1 ? 4 : 2);
    weights += weight;
    sum += weight * std::pow(1 - above(c / chi), units);
  }
  return sum / weights;
}

}  // namespace unroll::experiments::capacity
