// What experiment 09 is made of: how a series is read, what networks start from, what they look at.
#include <cmath>
#include <limits>
#include <stdexcept>

#include "experiments/09_bidirectional/claims.hpp"
#include "experiments/09_bidirectional/nets.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::experiments::both_ways;
using datasets::WindowedAverage;

namespace {

WindowedAverage series_of(arma::uword n, std::uint64_t seed) {
  Stream stream(seed);
  return datasets::windowed_average(n, margin, stream);
}

float x_at(const WindowedAverage& series, arma::uword t, int delta) {
  return static_cast<float>(series.x[static_cast<arma::uword>(static_cast<int>(series.margin + t) + delta)]);
}

// The step at which target t is asked, or T without one.
arma::uword step_of(const Reading& reading, float y) {
  for (arma::uword k = 0; k < reading.y.n_elem; ++k)
    if (reading.weights[k] > 0 && reading.y[k] == y) return k;
  return reading.y.n_elem;
}

}  // namespace

TEST_CASE("each target is asked once, when x(t+shift) has been read forwards or x(t-shift) backwards") {
  const auto series = series_of(70, 1);
  for (const int shift : {-30, -5, 0, 7, 30})
    for (const Way way : {Way::forward, Way::backward}) {
      INFO("shift " << shift << (way == Way::forward ? ", FOR" : ", BACK"));
      const Reading reading = read(series, Task::regression, way, shift);
      CHECK(reading.x.n_elem == series.x.n_elem);
      CHECK(arma::accu(reading.weights) == Approx(1));
      CHECK(arma::uvec(arma::find(reading.weights)).n_elem == 70);
      for (arma::uword t = 0; t < 70; ++t) {
        const arma::uword k = step_of(reading, static_cast<float>(series.y[t]));
        REQUIRE(k < reading.x.n_elem);
        CHECK(reading.x[k] == x_at(series, t, way == Way::forward ? shift : -shift));
        // read before it: what lies on its own side
        CHECK(reading.x[k - 3] == x_at(series, t, way == Way::forward ? shift - 3 : 3 - shift));
      }
      // what was said at the step of a target is said to that target
      const arma::vec said = in_time(reading, reading.y);
      REQUIRE(said.n_elem == 70);
      CHECK(arma::abs(said - series.y).max() < 1e-6);
    }
}

TEST_CASE("both ways answer at t, classes are asked as 0 and 1, and other shifts are refused") {
  const auto series = series_of(50, 2);
  const Reading reading = read(series, Task::classification, Way::both, 0);
  const arma::vec asked = in_time(reading, reading.y);
  for (arma::uword t = 0; t < 50; ++t) CHECK(asked[t] == (series.y[t] > 0.5 ? 1 : 0));
  CHECK(reading.x[margin + 9] == x_at(series, 9, 0));
  CHECK_THROWS_AS(read(series, Task::regression, Way::both, 1), std::invalid_argument);
  CHECK_THROWS_AS(read(series, Task::regression, Way::forward, 41), std::invalid_argument);
  CHECK_THROWS_AS(read(series, Task::regression, Way::backward, -41), std::invalid_argument);
}

TEST_CASE("BACK is FOR on the series turned round") {
  WindowedAverage series = series_of(60, 3), turned = series;
  turned.x = arma::reverse(series.x);
  turned.y = arma::reverse(series.y);
  const auto net = net_of<Recurrent>(2);
  Stream stream(4);
  const arma::fvec theta = first_theta(net, 0.5, stream);
  for (const int shift : {-4, 0, 5}) {
    const arma::vec back = answers(net, theta, read(series, Task::regression, Way::backward, shift)),
                    forward = answers(net, theta, read(turned, Task::regression, Way::forward, shift));
    CHECK(arma::all(back == arma::vec(arma::reverse(forward))));
  }
}

TEST_CASE("weights start within -1 and 1, and a network that hears nothing says what is usual") {
  const auto series = series_of(4000, 5);
  for (const Task task : {Task::regression, Task::classification}) {
    const Reading reading = read(series, task, Way::both, 0);
    const double prior = prior_of(reading, task), mean = arma::mean(in_time(reading, reading.y));
    CHECK((task == Task::regression ? prior : 1 / (1 + std::exp(-prior))) == Approx(mean).epsilon(1e-6));
    const auto net = net_of<Bidirectional>(2);
    CHECK(net.parameters() == 2 * (2 + 4 + 2) + 4 + 1);
    Stream stream(6);
    arma::fvec theta = first_theta(net, prior, stream);
    CHECK(theta[net.b()] == static_cast<float>(prior));
    const arma::fvec drawn = theta.head(net.b());
    CHECK(arma::abs(drawn).max() <= 1);
    CHECK(drawn.min() < 0);
    CHECK(drawn.max() > 0);
    theta.subvec(net.V(), net.b() - 1).zeros();
    CHECK(arma::abs(answers(net, theta, reading) - prior).max() < 1e-6);
  }
}

TEST_CASE("every state is one half before the first step of its direction") {
  const auto one = net_of<Recurrent>(2);
  const auto both = net_of<Bidirectional>(2);
  CHECK(arma::approx_equal(start_of<double>(one, 3).state, arma::mat(2, 3, arma::fill::value(0.5)), "absdiff",
                           0));
  CHECK(arma::approx_equal(start_of<double>(both, 3).state, arma::mat(4, 3, arma::fill::value(0.5)),
                           "absdiff", 0));
}

TEST_CASE("sensitivities are 0 where nothing was read, and sum to what moves all inputs at once") {
  const auto series = series_of(4000, 7);
  constexpr double step = 1e-2;
  const auto check = [&](const auto& net, Way way, int shift) {
    INFO(name_of(way) << ' ' << shift);
    Stream stream(8);
    const arma::fvec theta = first_theta(net, 0.5, stream);
    const arma::vec by_delta = sensitivity(net, theta, series, way, shift);
    REQUIRE(by_delta.n_elem == 2 * margin + 1);
    for (int delta = -40; delta <= 40; ++delta) {
      const double value = by_delta[static_cast<arma::uword>(40 + delta)];
      if (way == Way::forward && delta > shift) CHECK(value == 0);
      if (way == Way::backward && delta < -shift) CHECK(value == 0);
    }
    WindowedAverage up = series, down = series;
    up.x += step;
    down.x -= step;
    const double difference = arma::mean(answers(net, theta, read(up, Task::regression, way, shift)) -
                                         answers(net, theta, read(down, Task::regression, way, shift))) /
                              (2 * step);
    CHECK(std::abs(difference) > 0.05);  // else the next line says little
    CHECK(arma::accu(by_delta) == Approx(difference).epsilon(0.02));
  };
  check(net_of<Recurrent>(2), Way::forward, 3);
  check(net_of<Recurrent>(2), Way::backward, -2);
  check(net_of<Bidirectional>(2), Way::both, 0);
}

TEST_CASE("a score is the mean squared error, or the share of right classes") {
  WindowedAverage series = series_of(4, 9);
  series.y = {0.4, 0.6, 0.7, 0.3};
  CHECK(score(series, Task::regression, {0.4, 0.5, 0.7, 0.5}) == Approx((0.01 + 0.04) / 4));
  CHECK(score(series, Task::classification, {-1, 2, -0.1, -3}) == 0.75);
}

TEST_CASE("the best possible is the best guess's, and of MERGE that of two best guesses") {
  const auto series = series_of(20000, 10);
  for (const int shift : {-5, 0, 5, 12}) {
    constexpr int least = std::numeric_limits<int>::min(), most = std::numeric_limits<int>::max();
    CHECK(best_possible(series, Task::regression, "FOR", shift) ==
          Approx(datasets::hidden_variance(least, shift)).epsilon(0.1));
    CHECK(best_possible(series, Task::regression, "BACK", shift) ==
          Approx(datasets::hidden_variance(-shift, most)).epsilon(0.1));
    // Two who hide different things from each other: each error counts half, so its square a quarter.
    if (shift >= 0)
      CHECK(best_possible(series, Task::regression, "MERGE", shift) ==
            Approx((datasets::hidden_variance(least, shift) + datasets::hidden_variance(-shift, most)) / 4)
                .epsilon(0.1));
  }
  CHECK(best_possible(series, Task::classification, "FOR", 19) == 1);
  const double few = best_possible(series, Task::classification, "FOR", -5),
               more = best_possible(series, Task::classification, "FOR", 5);
  CHECK((few > 0.5 && few < more && more < 1));
}

TEST_CASE("the best shift is that of the best median, and scores are found run by run") {
  const std::vector<Trial> all{
      {Task::regression, "FOR", 0, 0, 0, 3},     {Task::regression, "FOR", 0, 1, 0, 1},
      {Task::regression, "FOR", 5, 0, 0, 1.5},   {Task::regression, "FOR", 5, 1, 0, 1.6},
      {Task::classification, "FOR", 2, 0, 0, 1}, {Task::classification, "FOR", 3, 0, 0, 2}};
  CHECK(best_shift(all, Task::regression, "FOR") == 5);
  CHECK(best_shift(all, Task::classification, "FOR") == 3);
  CHECK(scores_of(all, Task::regression, "FOR", 5) == std::vector<double>{1.5, 1.6});
  CHECK(scores_of(all, Task::regression, "BACK", 5).empty());
}

TEST_CASE("shifts are whole numbers within 30") {
  for (const std::string right : {"0", "-5", "30", "-30"}) CHECK_NOTHROW(check_shift(right));
  for (const std::string wrong : {"31", "-31", "5x", "", "1.5", "x"})
    CHECK_THROWS_AS(check_shift(wrong), std::invalid_argument);
}
