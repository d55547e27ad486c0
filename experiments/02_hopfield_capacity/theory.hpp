// What theory says of random patterns under Hebb's rule, N units, P patterns, load α = P/N, states -1/+1
//
//   (1)  y [√(2α) + (2/√π) e^(-y²)] = erf(y),   m = erf(y)    overlap of a memory at rest, endless N
//   (2)  P_error = ½ erfc(√(N/2P)) = ½ erfc(√(1/2α))           a unit's error after one synchronous step
//   (3)  (1 - P_error)^N,  P - 1 for P                         share of memories without a wrong unit
//
// Sources: (1) after Amit, Gutfreund & Sompolinsky 1985 and 1987, at temperature 0, replica symmetric.
// (2) after Hertz, Krogh & Palmer 1991, table 2.1. (3) Hopfield 1982, eq. [10], which has N/2 for N because
// half of the units are silent with states 0/1; it takes units for independent.
#pragma once
#include <cmath>
#include <numbers>

#include "models/hopfield/network.hpp"

namespace unroll::experiments::capacity {

// (1) solved for the load at which y > 0 is a solution.
inline double load_of(double y) {
  const double root = std::erf(y) / y - 2 * std::numbers::inv_sqrtpi * std::exp(-y * y);
  return root * root / 2;
}

// The largest load for which (1) has a solution with m > 0, and that solution.
struct Transition {
  double load = 0, y = 0, overlap = 0;
};

// load_of rises from 0 at y = 0 to a single maximum and falls again: the section with the maximum is narrowed
// by the golden ratio.
inline Transition transition() {
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

// (1) solved for m at a load, on the branch of memories at rest; 0 beyond the transition. Beyond its maximum
// load_of falls, so bisection finds the one solution there; from y = 10 on m is 1 in double.
inline double overlap_at_rest(double load) {
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

// (2) where a unit's signal is √`kept` times that of whole weights; 2/π for clipped ones.
inline double error_probability(double load, double kept = 1) {
  return std::erfc(std::sqrt(kept / load / 2)) / 2;
}

// (3) for either coding.
inline double exact_share(double units, double memories, hopfield::Coding coding) {
  if (memories <= 1) return 1;
  const double heard = coding == hopfield::Coding::plus_minus ? units : units / 2;
  return std::pow(1 - error_probability((memories - 1) / heard), units);
}

}  // namespace unroll::experiments::capacity
