#include "models/core/schedules.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using Catch::Matchers::Contains;

TEST_CASE("a constant rate is constant") {
  const Schedule rate = schedule::constant(0.3);
  CHECK(rate(0) == 0.3);
  CHECK(rate(1000000) == 0.3);
}

TEST_CASE("exponential decay begins after the epochs at full rate") {
  // Epochs 1 to 10 (0 to 9 here) at the full rate, 0.95 of it in the 11th.
  const Schedule rate = schedule::exponential_decay(2e-3, 0.95, 10);
  for (std::uint64_t n = 0; n < 10; ++n) CHECK(rate(n) == 2e-3);
  CHECK(rate(10) == Approx(2e-3 * 0.95));
  for (std::uint64_t n = 10; n < 50; ++n) CHECK(rate(n) == Approx(0.95 * rate(n - 1)));
  const Schedule plain = schedule::exponential_decay(1, 0.5);
  CHECK(plain(0) == 1);
  CHECK(plain(1) == 0.5);
  CHECK(plain(3) == 0.125);
}

TEST_CASE("step decay falls once an interval") {
  const Schedule rate = schedule::step_decay(1, 0.5, 3);
  CHECK(rate(0) == 1);
  CHECK(rate(2) == 1);
  CHECK(rate(3) == 0.5);
  CHECK(rate(5) == 0.5);
  CHECK(rate(6) == 0.25);
}

TEST_CASE("linear decay and cosine go from the first rate to the last and stay there") {
  for (const Schedule& rate : {schedule::linear_decay(0.5, 0.1, 100), schedule::cosine(0.5, 0.1, 100)}) {
    CHECK(rate(0) == 0.5);
    CHECK(rate(50) == Approx(0.3));
    CHECK(rate(100) == 0.1);
    CHECK(rate(12345) == 0.1);
    for (std::uint64_t n = 0; n < 100; ++n) CHECK(rate(n + 1) < rate(n));
    for (std::uint64_t n = 0; n <= 50; ++n) CHECK(rate(50 - n) + rate(50 + n) == Approx(0.6));
  }
  CHECK(schedule::linear_decay(0.5, 0.1, 100)(25) == Approx(0.4));
  CHECK(schedule::cosine(0.5, 0.1, 100)(25) == Approx(0.3 + 0.2 * std::sqrt(0.5)));
}

TEST_CASE("inverse time halves at its half-time") {
  const Schedule rate = schedule::inverse_time(0.8, 20);
  CHECK(rate(0) == 0.8);
  CHECK(rate(20) == Approx(0.4));
  CHECK(rate(60) == Approx(0.2));
}

TEST_CASE("warm-up rises to the schedule that it leads to") {
  const Schedule rate = schedule::warm_up(4, schedule::step_decay(1, 0.5, 6));
  CHECK(rate(0) == 0.25);
  CHECK(rate(1) == 0.5);
  CHECK(rate(3) == 1);
  CHECK(rate(5) == 1);
  CHECK(rate(6) == 0.5);
}

TEST_CASE("a schedule of epochs becomes one of iterations") {
  const Schedule rate = schedule::per_epoch(schedule::exponential_decay(1, 0.5), 7);
  CHECK(rate(0) == 1);
  CHECK(rate(6) == 1);
  CHECK(rate(7) == 0.5);
  CHECK(rate(21) == 0.125);
}

TEST_CASE("schedules name what makes no sense") {
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  CHECK_THROWS_WITH(schedule::constant(-0.5), Contains("the rate") && Contains("-0.5"));
  CHECK_THROWS_WITH(schedule::constant(nan), Contains("nan"));
  CHECK_THROWS_WITH(schedule::constant(inf), Contains("inf"));
  CHECK_THROWS_WITH(schedule::exponential_decay(0.1, -1), Contains("the factor") && Contains("-1"));
  CHECK_THROWS_WITH(schedule::exponential_decay(0.1, 1, 0),
                    Contains("the epochs at full rate") && Contains("0"));
  CHECK_THROWS_AS(schedule::step_decay(0.1, 0.5, 0), std::invalid_argument);
  CHECK_THROWS_WITH(schedule::linear_decay(0.1, nan, 3), Contains("the last rate"));
  CHECK_THROWS_AS(schedule::linear_decay(0.1, 0, 0), std::invalid_argument);
  CHECK_THROWS_AS(schedule::cosine(0.1, -1, 3), std::invalid_argument);
  CHECK_THROWS_WITH(schedule::inverse_time(0.1, 0), Contains("the half-time"));
  CHECK_THROWS_WITH(schedule::warm_up(0, schedule::constant(1)), Contains("the warm-up"));
  CHECK_THROWS_WITH(schedule::warm_up(3, {}), Contains("is missing"));
  CHECK_THROWS_AS(schedule::per_epoch({}, 3), std::invalid_argument);
  CHECK_THROWS_AS(schedule::per_epoch(schedule::constant(1), 0), std::invalid_argument);
}
