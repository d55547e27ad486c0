#include "datasets/windowed_average.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;

namespace {

// Equation (1) as it is printed, two sums one after the other.
double printed(const WindowedAverage& data, arma::uword t) {
  double past = 0, rest = 0;
  const auto x = [&](int delta) {
    return data.x[static_cast<arma::uword>(static_cast<int>(data.margin + t) + delta)];
  };
  for (int delta = -10; delta <= -1; ++delta) past += x(delta) * (1 - std::abs(delta) / 10.0);
  for (int delta = 0; delta <= 19; ++delta) rest += x(delta) * (1 - std::abs(delta) / 20.0);
  return past / 10 + rest / 20;
}

// The mean of `n` values of a series in which only those less than 30 steps apart depend on each other has
// a standard error of at most that of n/30 independent ones.
double error_of_mean(const arma::vec& values) {
  return arma::stddev(values) * std::sqrt(30.0 / static_cast<double>(values.n_elem));
}

constexpr int everything = std::numeric_limits<int>::max(), nothing = std::numeric_limits<int>::min();

}  // namespace

TEST_CASE("each target is the printed sum, at the edges of the series as well") {
  for (const arma::uword margin : {19u, 20u, 57u}) {
    Stream stream(3);
    const auto data = windowed_average(150, margin, stream);
    REQUIRE(data.x.n_elem == 150 + 2 * margin);
    REQUIRE(data.y.n_elem == 150);
    for (arma::uword t = 0; t < 150; ++t) CHECK(data.y[t] == Approx(printed(data, t)).epsilon(1e-12));
  }
}

TEST_CASE("inputs are uniform and targets stay in the range of the weights") {
  Stream stream(4);
  const auto data = windowed_average(100000, 19, stream);
  CHECK(data.x.min() >= 0);
  CHECK(data.x.max() < 1);
  const auto n = static_cast<double>(data.x.n_elem);
  CHECK(std::abs(arma::mean(data.x) - 0.5) < 4 * std::sqrt(1 / 12.0 / n));
  // no two neighbours depend on each other
  const arma::vec a = data.x.head(data.x.n_elem - 1) - 0.5, b = data.x.tail(data.x.n_elem - 1) - 0.5;
  CHECK(std::abs(arma::dot(a, b) / n) < 4 / 12.0 / std::sqrt(n));
  CHECK(data.y.min() >= 0);
  CHECK(data.y.max() <= 0.975);  // 4.5/10 + 10.5/20
  CHECK(std::abs(arma::mean(data.y) - 0.4875) < 4 * error_of_mean(data.y));
}

TEST_CASE("58 of 100 targets are not above one half, and near the published 59 are in many short series") {
  Stream stream(5);
  const auto data = windowed_average(300000, 19, stream);
  arma::vec below(data.y.n_elem);
  for (arma::uword t = 0; t < below.n_elem; ++t) {
    below[t] = data.above(t) ? 0 : 1;
    CHECK((below[t] == 1) == (data.y[t] <= 0.5));
  }
  // y is nearly normal: a share of Φ((0.5 - 0.4875) / √0.00387) = 0.580
  CHECK(4 * error_of_mean(below) < 0.025);
  CHECK(std::abs(arma::mean(below) - 0.580) < 4 * error_of_mean(below));
  int near = 0;  // of 30 series as long as the published one, how many come within 2 in 100 of its share
  for (arma::uword first = 0; first < below.n_elem; first += 10000)
    near += std::abs(arma::mean(below.subvec(first, first + 9999)) - 0.59) < 0.02;
  CHECK(near >= 15);
}

TEST_CASE("the weights are those of the printed sum, and 0 outside the window") {
  CHECK(window_weight(-11) == 0);
  CHECK(window_weight(-10) == 0);
  CHECK(window_weight(-9) == Approx(0.01));
  CHECK(window_weight(-1) == Approx(0.09));
  CHECK(window_weight(0) == Approx(0.05));
  CHECK(window_weight(19) == Approx(0.0025));
  CHECK(window_weight(20) == 0);
  // each weight is what the printed sum gives for a single x of 1
  WindowedAverage pulse{arma::vec(2 * 40 + 1, arma::fill::zeros), arma::vec(1), 40};
  for (int delta = -30; delta <= 30; ++delta) {
    pulse.x.zeros();
    pulse.x[static_cast<arma::uword>(40 + delta)] = 1;
    CHECK(window_weight(delta) == Approx(printed(pulse, 0)).margin(1e-15));
  }
}

TEST_CASE("who sees all is right, and who sees less errs by the variance of what is hidden") {
  Stream stream(6);
  const auto data = windowed_average(100000, 19, stream);
  CHECK(arma::abs(best_guess(data, nothing, everything) - data.y).max() < 1e-15);
  CHECK(hidden_variance(nothing, everything) == 0);
  for (const int shift : {-20, -5, 0, 3, 10, 18})
    for (const bool forward : {true, false}) {
      const int first = forward ? nothing : -shift, last = forward ? shift : everything;
      const arma::vec squares = arma::square(best_guess(data, first, last) - data.y);
      INFO("first " << first << ", last " << last);
      CHECK(std::abs(arma::mean(squares) - hidden_variance(first, last)) <= 4 * error_of_mean(squares));
    }
}

TEST_CASE("no linear prediction from what is seen does better than the best guess") {
  Stream stream(7);
  const auto data = windowed_average(20000, 40, stream);
  for (const int shift : {-3, 0, 5}) {
    arma::mat seen(data.y.n_elem, 31);  // 1 and x(t+shift-29) … x(t+shift)
    seen.col(0).ones();
    for (arma::uword k = 0; k < 30; ++k) {
      const auto begin = static_cast<arma::uword>(40 + shift) - k;
      seen.col(k + 1) = data.x.subvec(begin, begin + data.y.n_elem - 1);
    }
    const arma::vec fit = seen * arma::solve(seen, data.y);
    const double fitted = arma::mean(arma::square(fit - data.y));
    // 31 coefficients take up as many of 20,000 errors, somewhat more where neighbours resemble each other
    CHECK(fitted < 1.001 * arma::mean(arma::square(best_guess(data, nothing, shift) - data.y)));
    CHECK(fitted > 0.95 * hidden_variance(nothing, shift));
  }
}

TEST_CASE("a model that sees x(t) alone is at the level of chance") {
  CHECK(hidden_variance(1, 0) == Approx(0.00387).epsilon(0.001));  // nothing seen: the variance of y
  CHECK(hidden_variance(0, 0) == Approx(hidden_variance(1, 0) - 0.05 * 0.05 / 12));
  CHECK(hidden_variance(0, 0) > 0.94 * hidden_variance(1, 0));
}

TEST_CASE("the same stream gives the same series, another one another") {
  Stream a(1), b(1), c(2);
  const auto one = windowed_average(50, 20, a), same = windowed_average(50, 20, b),
             other = windowed_average(50, 20, c);
  CHECK(arma::all(one.x == same.x));
  CHECK(arma::all(one.y == same.y));
  CHECK(!arma::all(one.x == other.x));
}

TEST_CASE("no targets, or a margin that is too narrow for the window, are refused") {
  Stream stream(1);
  CHECK_THROWS_AS(windowed_average(0, 20, stream), std::invalid_argument);
  CHECK_THROWS_AS(windowed_average(10, 18, stream), std::invalid_argument);
  CHECK_THROWS_AS(windowed_average(10, 0, stream), std::invalid_argument);
}
