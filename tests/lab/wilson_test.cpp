#include "experiments/lab/wilson.hpp"

#include <cmath>

#include "tests/catch.hpp"

using unroll::lab::Interval;
using unroll::lab::wilson;

TEST_CASE("Wilson's interval has the known values at its ends") {
  // n of n: from n / (n + z²); none of n: up to z² / (n + z²), with z² = 3.8415.
  constexpr double z2 = 3.841458820694124;
  for (const std::size_t n : {1u, 5u, 10u, 30u}) {
    const auto trials = static_cast<double>(n);
    CHECK(wilson(n, n).low == Approx(trials / (trials + z2)));
    CHECK(wilson(n, n).high == 1);
    CHECK(wilson(0, n).low == 0);
    CHECK(wilson(0, n).high == Approx(z2 / (trials + z2)));
  }
  const Interval none = wilson(0, 0);
  CHECK((none.low == 0 && none.high == 1));
}

TEST_CASE("the ends of Wilson's interval are z standard errors from the share that was seen") {
  constexpr double z = 1.959963984540054;
  for (const std::size_t n : {4u, 10u, 100u})
    for (std::size_t s = 1; s < n; ++s) {
      const auto trials = static_cast<double>(n);
      const double share = static_cast<double>(s) / trials;
      const auto [low, high] = wilson(s, n);
      CHECK((0 < low && low < share && share < high && high < 1));
      for (const double p : {low, high})
        CHECK(std::abs(share - p) == Approx(z * std::sqrt(p * (1 - p) / trials)));
      CHECK(wilson(n - s, n).low == Approx(1 - high));  // failures counted instead
    }
}
