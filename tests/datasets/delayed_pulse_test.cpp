#include "datasets/delayed_pulse.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;

TEST_CASE("without noise there is nothing but the pulses, each at its delay and each what is asked") {
  Stream stream(1);
  for (const std::vector<arma::uword>& delays :
       {std::vector<arma::uword>{0}, std::vector<arma::uword>{3, 11}, std::vector<arma::uword>{19, 0, 7}}) {
    constexpr arma::uword batch = 50, steps = 20;
    const auto data = delayed_pulse(batch, steps, delays, 0, stream);
    REQUIRE(arma::size(data.x) == arma::size(1, batch, steps));
    REQUIRE(arma::size(data.y) == arma::size(delays.size(), batch));
    arma::cube expected(1, batch, steps, arma::fill::zeros);
    for (arma::uword b = 0; b < batch; ++b)
      for (std::size_t i = 0; i < delays.size(); ++i) {
        CHECK(std::abs(data.y(i, b)) == 1);
        expected(0, b, steps - 1 - delays[i]) = data.y(i, b);
      }
    CHECK(arma::approx_equal(data.x, expected, "absdiff", 0));
  }
}

TEST_CASE("delayed pulses are even, independent of each other, and the rest is noise of the size asked for") {
  Stream stream(2);
  constexpr arma::uword batch = 20000, steps = 12;
  constexpr double noise = 0.5;
  const auto data = delayed_pulse(batch, steps, {4, 9}, noise, stream);
  const double limit = 4 / std::sqrt(static_cast<double>(batch));
  CHECK(std::abs(arma::mean(data.y.row(0))) < limit);
  CHECK(std::abs(arma::mean(data.y.row(1))) < limit);
  CHECK(std::abs(arma::mean(data.y.row(0) % data.y.row(1))) < limit);
  for (arma::uword t = 0; t < steps; ++t) {
    const arma::rowvec x = data.x.slice(t);
    for (const arma::uword i : {0u, 1u}) {
      const bool pulse = t == steps - 1 - (i == 0 ? 4 : 9);
      // The mean of x y is 1 where the pulse is and 0 elsewhere: no other step says anything of it.
      const arma::rowvec told = x % data.y.row(i);
      CHECK(std::abs(arma::mean(told) - (pulse ? 1 : 0)) < limit * std::max(arma::stddev(told), 0.1));
    }
    if (t == steps - 5 || t == steps - 10) continue;
    CHECK(arma::var(x) == Approx(noise * noise).epsilon(4 * std::sqrt(2.0 / batch)));
  }
}

TEST_CASE("without memory a delayed pulse cannot be told: the best line through the last input errs by 1") {
  Stream stream(3);
  constexpr arma::uword batch = 20000;
  const auto data = delayed_pulse(batch, 10, {3}, 0.2, stream);
  const arma::rowvec last = data.x.slice(9), y = data.y.row(0);
  const double slope = arma::dot(last, y) / arma::dot(last, last);
  CHECK(arma::mean(arma::square(y - slope * last)) == Approx(1).epsilon(1e-3));
  // Nor from its size: the sign of the pulse is even among large and small ones.
  for (const double from : {0.1, 0.3}) {
    const arma::uvec large = arma::find(arma::abs(last) > from);
    CHECK(std::abs(arma::mean(y.elem(large))) < 4 / std::sqrt(static_cast<double>(large.n_elem)));
  }
}

TEST_CASE("delayed pulses: the same stream gives the same, and what makes no sense is refused") {
  Stream a(4), b(4), c(5);
  const auto one = delayed_pulse(3, 9, {2}, 0.1, a), same = delayed_pulse(3, 9, {2}, 0.1, b),
             other = delayed_pulse(3, 9, {2}, 0.1, c);
  CHECK(arma::approx_equal(one.x, same.x, "absdiff", 0));
  CHECK(!arma::approx_equal(one.x, other.x, "absdiff", 0));
  CHECK_THROWS_AS(delayed_pulse(0, 9, {2}, 0.1, a), std::invalid_argument);
  CHECK_THROWS_AS(delayed_pulse(3, 9, {}, 0.1, a), std::invalid_argument);
  CHECK_THROWS_AS(delayed_pulse(3, 9, {9}, 0.1, a), std::invalid_argument);
  CHECK_THROWS_AS(delayed_pulse(3, 9, {2, 2}, 0.1, a), std::invalid_argument);
  CHECK_THROWS_AS(delayed_pulse(3, 9, {2}, -0.1, a), std::invalid_argument);
  CHECK_THROWS_AS(delayed_pulse(3, 9, {2}, std::numeric_limits<double>::quiet_NaN(), a),
                  std::invalid_argument);
}
