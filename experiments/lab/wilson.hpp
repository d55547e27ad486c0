// How far a share of successes can be trusted.
#pragma once
#include <cmath>
#include <cstddef>

namespace unroll::lab {

struct Interval {
  double low = 0, high = 1;
};

// Wilson's interval, which holds the true share with 95 %, for so many successes in so many trials: the
// shares p from which the observed one is off by no more than z standard errors, (s/n - p)² ≤ z² p (1 - p) /
// n. With no trials it is 0 … 1. E. B. Wilson, J. American Statistical Association 22 (1927) 209–212.
inline Interval wilson(std::size_t successes, std::size_t trials, double z = 1.959963984540054) {
  if (trials == 0) return {};
  const auto n = static_cast<double>(trials), share = static_cast<double>(successes) / n;
  const double scale = 1 + z * z / n, middle = (share + z * z / (2 * n)) / scale;
  const double half = z / scale * std::sqrt(share * (1 - share) / n + z * z / (4 * n * n));
  return {successes == 0 ? 0 : middle - half, successes == trials ? 1 : middle + half};
}

}  // namespace unroll::lab
