// The parts of experiment 09: how a series is read, from where networks start, how much each input moves
// their answer.
#include <cmath>
#include <limits>
#include <stdexcept>

#include "experiments/09_bidirectional/judging.hpp"
#include "experiments/09_bidirectional/networks.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::experiments;
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
arma::uword step_of(const lab::Batch<float>& batch, float y) {
  for (arma::uword k = 0; k < batch.targets.n_elem; ++k)
    if (batch.weights[k] > 0 && batch.targets[k] == y) return k;
  return batch.targets.n_elem;
}

}  // namespace

TEST_CASE("each target is asked once, when x(t+shift) has been read forwards or x(t-shift) backwards") {
  const auto series = series_of(70, 1);
  for (const int shift : {-30, -5, 0, 7, 30})
    for (const Direction direction : {Direction::forward, Direction::backward}) {
      INFO("shift " << shift << (direction == Direction::forward ? ", FOR" : ", BACK"));
      const lab::Batch<float> batch = read(series, Task::regression, direction, shift);
      CHECK(batch.x.n_elem == series.x.n_elem);
      CHECK(arma::accu(batch.weights) == Approx(1));
      CHECK(arma::uvec(arma::find(batch.weights)).n_elem == 70);
      for (arma::uword t = 0; t < 70; ++t) {
        const arma::uword k = step_of(batch, static_cast<float>(series.y[t]));
        REQUIRE(k < batch.x.n_elem);
        CHECK(batch.x[k] == x_at(series, t, direction == Direction::forward ? shift : -shift));
        // read before it: what lies on its own side
        CHECK(batch.x[k - 3] == x_at(series, t, direction == Direction::forward ? shift - 3 : 3 - shift));
      }
      // the output at the step of a target is the answer for that target
      const arma::vec answers = in_time(batch, direction, batch.targets);
      REQUIRE(answers.n_elem == 70);
      CHECK(arma::abs(answers - series.y).max() < 1e-6);
    }
}

TEST_CASE(
    "networks of both directions answer at t, classes are asked as 0 and 1, and other shifts are refused") {
  const auto series = series_of(50, 2);
  const lab::Batch<float> batch = read(series, Task::classification, Direction::both, 0);
  const arma::vec asked = in_time(batch, Direction::both, batch.targets);
  for (arma::uword t = 0; t < 50; ++t) CHECK(asked[t] == (series.y[t] > 0.5 ? 1 : 0));
  CHECK(batch.x[margin + 9] == x_at(series, 9, 0));
  CHECK_THROWS_AS(read(series, Task::regression, Direction::both, 1), std::invalid_argument);
  CHECK_THROWS_AS(read(series, Task::regression, Direction::forward, 41), std::invalid_argument);
  CHECK_THROWS_AS(read(series, Task::regression, Direction::backward, -41), std::invalid_argument);
}

TEST_CASE("BACK is FOR on the series turned round") {
  WindowedAverage series = series_of(60, 3), turned = series;
  turned.x = arma::reverse(series.x);
  turned.y = arma::reverse(series.y);
  const auto net = network_of<Recurrent>(2);
  Stream stream(4);
  const arma::fvec theta = first_theta(net, 0.5, stream);
  for (const int shift : {-4, 0, 5}) {
    const arma::vec back = answers(net, theta, read(series, Task::regression, Direction::backward, shift),
                                   Direction::backward),
                    forward = answers(net, theta, read(turned, Task::regression, Direction::forward, shift),
                                      Direction::forward);
    CHECK(arma::all(back == arma::vec(arma::reverse(forward))));
  }
}

TEST_CASE("weights start within -1 and 1, and a network without input answers with the prior") {
  const auto series = series_of(4000, 5);
  for (const Task task : {Task::regression, Task::classification}) {
    const lab::Batch<float> batch = read(series, task, Direction::both, 0);
    const double prior = prior_of(batch, task),
                 mean = arma::mean(in_time(batch, Direction::both, batch.targets));
    CHECK((task == Task::regression ? prior : 1 / (1 + std::exp(-prior))) == Approx(mean).epsilon(1e-6));
    const auto net = network_of<Bidirectional>(2);
    CHECK(net.parameters() == 2 * (2 + 4 + 2) + 4 + 1);
    Stream stream(6);
    arma::fvec theta = first_theta(net, prior, stream);
    CHECK(theta[net.b()] == static_cast<float>(prior));
    const arma::fvec drawn = theta.head(net.b());
    CHECK(arma::abs(drawn).max() <= 1);
    CHECK(drawn.min() < 0);
    CHECK(drawn.max() > 0);
    theta.subvec(net.V(), net.b() - 1).zeros();
    CHECK(arma::abs(answers(net, theta, batch, Direction::both) - prior).max() < 1e-6);
  }
}

TEST_CASE("every state is one half before the first step of its direction") {
  const auto one = network_of<Recurrent>(2);
  const auto both = network_of<Bidirectional>(2);
  CHECK(arma::approx_equal(start_of<double>(one, 3).state, arma::mat(2, 3, arma::fill::value(0.5)), "absdiff",
                           0));
  CHECK(arma::approx_equal(start_of<double>(both, 3).state, arma::mat(4, 3, arma::fill::value(0.5)),
                           "absdiff", 0));
}

TEST_CASE("sensitivities are 0 where nothing was read, and sum to what moves all inputs at once") {
  const auto series = series_of(4000, 7);
  constexpr double step = 1e-2;
  const auto check = [&](const auto& net, Direction direction, int shift) {
    INFO(name_of(direction) << ' ' << shift);
    Stream stream(8);
    const arma::fvec theta = first_theta(net, 0.5, stream);
    const arma::vec by_delta = sensitivity(net, theta, series, direction, shift);
    REQUIRE(by_delta.n_elem == 2 * margin + 1);
    for (int delta = -40; delta <= 40; ++delta) {
      const double value = by_delta[static_cast<arma::uword>(40 + delta)];
      if (direction == Direction::forward && delta > shift) CHECK(value == 0);
      if (direction == Direction::backward && delta < -shift) CHECK(value == 0);
    }
    WindowedAverage up = series, down = series;
    up.x += step;
    down.x -= step;
    const double difference =
        arma::mean(answers(net, theta, read(up, Task::regression, direction, shift), direction) -
                   answers(net, theta, read(down, Task::regression, direction, shift), direction)) /
        (2 * step);
    CHECK(std::abs(difference) > 0.05);  // else the next line says little
    CHECK(arma::accu(by_delta) == Approx(difference).epsilon(0.02));
  };
  check(network_of<Recurrent>(2), Direction::forward, 3);
  check(network_of<Recurrent>(2), Direction::backward, -2);
  check(network_of<Bidirectional>(2), Direction::both, 0);
}

TEST_CASE("a score is the mean squared error, or the share of right classes") {
  WindowedAverage series = series_of(4, 9);
  series.y = {0.4, 0.6, 0.7, 0.3};
  CHECK(score(series, Task::regression, {0.4, 0.5, 0.7, 0.5}) == Approx((0.01 + 0.04) / 4));
  CHECK(score(series, Task::classification, {-1, 2, -0.1, -3}) == 0.75);
}

TEST_CASE("the best possible score is that of the best guess, and for MERGE that of the mean of two") {
  const auto series = series_of(20000, 10);
  for (const int shift : {-5, 0, 5, 12}) {
    constexpr int least = std::numeric_limits<int>::min(), most = std::numeric_limits<int>::max();
    CHECK(best_possible(series, Task::regression, "FOR", shift) ==
          Approx(datasets::hidden_variance(least, shift)).epsilon(0.1));
    CHECK(best_possible(series, Task::regression, "BACK", shift) ==
          Approx(datasets::hidden_variance(-shift, most)).epsilon(0.1));
    // Each of the two errors counts half; they are independent, so a quarter of each square is left.
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

TEST_CASE("chance is the variance of the targets, or the share of the larger class") {
  WindowedAverage series = series_of(4, 11);
  series.y = {0.4, 0.6, 0.3, 0.3};
  CHECK(chance(series, Task::regression) == Approx(0.015));
  CHECK(chance(series, Task::classification) == 0.75);
  series.y = {0.6, 0.6, 0.7, 0.3};
  CHECK(chance(series, Task::classification) == 0.75);
}

TEST_CASE("the best shift is that of the best median") {
  lab::Table trials({"task", "network", "shift", "seed", "test"});
  trials.row("regression", "FOR", 0, 1, 3);
  trials.row("regression", "FOR", 0, 2, 1);
  trials.row("regression", "FOR", 5, 1, 1.5);
  trials.row("regression", "FOR", 5, 2, 1.6);
  trials.row("classification", "FOR", 2, 1, 1);
  trials.row("classification", "FOR", 3, 1, 2);
  CHECK(best_shift(lab::Rows(trials), "regression", "FOR") == "5");
  CHECK(best_shift(lab::Rows(trials), "classification", "FOR") == "3");
  CHECK(best_shift(lab::Rows(trials), "regression", "BACK").empty());
}
