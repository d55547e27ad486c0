#include "datasets/latch.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;

TEST_CASE("a latch keeps its last pulse, begins with one, and reads nothing but -1, 0 and +1") {
  Stream stream(1);
  const auto data = latch(50, 100, 0.1, stream);
  REQUIRE(arma::size(data.x) == arma::size(1, 50, 100));
  for (arma::uword b = 0; b < 50; ++b) {
    REQUIRE(std::abs(data.x(0, b, 0)) == 1);
    double last = 0;
    for (arma::uword t = 0; t < 100; ++t) {
      const double x = data.x(0, b, t);
      REQUIRE((x == -1 || x == 0 || x == 1));
      if (x != 0) last = x;
      REQUIRE(data.y(0, b, t) == last);
    }
  }
}

TEST_CASE("pulses of a latch come with the chance asked for, set and reset even, and targets are balanced") {
  for (const double p : {0.05, 0.3}) {
    Stream stream(2);
    constexpr arma::uword batch = 2000, steps = 50;
    const auto data = latch(batch, steps, p, stream);
    double pulses = 0, sets = 0;
    for (arma::uword t = 1; t < steps; ++t)
      for (arma::uword b = 0; b < batch; ++b) {
        pulses += data.x(0, b, t) != 0;
        sets += data.x(0, b, t) == 1;
      }
    const double asked = batch * (steps - 1);
    CHECK(std::abs(pulses - p * asked) < 4 * std::sqrt(asked * p * (1 - p)));
    CHECK(std::abs(sets - pulses / 2) < 2 * std::sqrt(pulses));
    for (const arma::uword t : {0u, 10u, 49u})
      CHECK(std::abs(arma::accu(data.y.slice(t))) < 4 * std::sqrt(batch));
  }
}

TEST_CASE("without memory a latch is as wrong as its header says, and where nothing comes nothing is known") {
  Stream stream(3);
  constexpr arma::uword batch = 4000, steps = 40;
  constexpr double p = 0.1;
  const auto data = latch(batch, steps, p, stream);
  const double said = arma::accu(arma::square(data.y - data.x)) / static_cast<double>(data.x.n_elem);
  const double deviation = std::sqrt(p * (1 - p) / static_cast<double>(data.x.n_elem));
  CHECK(std::abs(said - latch_without_memory(steps, p)) < 4 * deviation);
  // The targets under an input of 0 sum to 0 as independent sequences do.
  double square = 0, sum = 0;
  for (arma::uword b = 0; b < batch; ++b) {
    double one = 0;
    for (arma::uword t = 0; t < steps; ++t) one += data.x(0, b, t) == 0 ? data.y(0, b, t) : 0;
    sum += one;
    square += one * one;
  }
  CHECK(std::abs(sum) < 4 * std::sqrt(square));
}

TEST_CASE("latches: the same stream gives the same, and what makes no sense is refused") {
  Stream a(4), b(4), c(5);
  const auto one = latch(3, 50, 0.2, a), same = latch(3, 50, 0.2, b), other = latch(3, 50, 0.2, c);
  CHECK(arma::approx_equal(one.x, same.x, "absdiff", 0));
  CHECK(!arma::approx_equal(one.x, other.x, "absdiff", 0));
  CHECK_THROWS_AS(latch(0, 9, 0.1, a), std::invalid_argument);
  CHECK_THROWS_AS(latch(3, 0, 0.1, a), std::invalid_argument);
  CHECK_THROWS_AS(latch(3, 9, 1.1, a), std::invalid_argument);
  CHECK_THROWS_AS(latch(3, 9, std::numeric_limits<double>::quiet_NaN(), a), std::invalid_argument);
}
