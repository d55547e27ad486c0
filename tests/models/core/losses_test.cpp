#include "models/core/losses.hpp"

#include "tests/catch.hpp"
#include "tests/models/recurrent.hpp"

using namespace recurrent;
using namespace unroll;
using Catch::Matchers::Contains;

namespace {

constexpr arma::uword no_label = 99;

// Any loss as a function of outputs, with its targets and weights.
using Loss = std::function<double(const arma::cube&, arma::cube&)>;

// Three outputs, two sequences of four steps; where the weight is 0 there is no label.
struct Case {
  arma::cube a, y;
  arma::umat labels{{0, 2, 1, no_label}, {1, 1, no_label, 2}};
  arma::mat weights{{1, 0.5, 2, 0}, {1, 3, 0, 0.25}};

  explicit Case(std::uint64_t seed) {
    Stream stream(seed);
    a = random_cube(3, 2, 4, stream) * 2;
    y = random_cube(3, 2, 4, stream).transform([&](double) { return stream.uniform(); });
  }
  std::vector<std::pair<std::string, Loss>> losses() const {
    return {
        {"softmax", [*this](auto& at, auto& da) { return softmax_cross_entropy(at, labels, weights, da); }},
        {"binary", [*this](auto& at, auto& da) { return binary_cross_entropy(at, y, weights, da); }},
        {"squared", [*this](auto& at, auto& da) { return squared_error(at, y, weights, da); }},
        {"hinge", [*this](auto& at, auto& da) { return hinge(at, labels, weights, da); }}};
  }
};

// One output column, weight 1.
arma::cube column(const arma::vec& values) { return arma::cube(values.memptr(), values.n_elem, 1, 1); }
const arma::mat once{1.0};
arma::umat label(arma::uword k) { return arma::umat(1, 1, arma::fill::value(k)); }

}  // namespace

TEST_CASE("a loss's gradient is that of its differences, and 0 where its weight is") {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    const Case c(seed);
    for (const auto& [name, loss] : c.losses()) {
      INFO(name);
      arma::cube da(7, 7, 7, arma::fill::randu), ignored, a = c.a;
      loss(a, da);
      REQUIRE(arma::size(da) == arma::size(a));
      for (arma::uword k = 0; k < a.n_elem; ++k) {
        const double at = a[k], step = 1e-5;
        a[k] = at + step;
        const double up = loss(a, ignored);
        a[k] = at - step;
        CHECK(da[k] == Approx((up - loss(a, ignored)) / (2 * step)).margin(1e-8));
        a[k] = at;
      }
      CHECK(arma::abs(da.slice(3).col(0)).max() == 0);
      CHECK(arma::abs(da.slice(2).col(1)).max() == 0);
    }
  }
}

TEST_CASE("losses by hand") {
  arma::cube da;
  CHECK(softmax_cross_entropy(column({0, 0, 0, 0}), label(2), once, da) == Approx(std::log(4.0)));
  CHECK(softmax_cross_entropy(column({std::log(2.0), std::log(3.0), std::log(5.0)}), label(1), once, da) ==
        Approx(-std::log(0.3)));
  CHECK(difference(da, column({0.2, -0.7, 0.5})) < 1e-15);
  CHECK(binary_cross_entropy(column({0, std::log(3.0)}), column({1, 0}), once, da) ==
        Approx(std::log(2.0) - std::log(0.25)));
  CHECK(difference(da, column({-0.5, 0.75})) < 1e-15);
  CHECK(squared_error(column({1, -2}), column({4, -1}), once, da) == Approx(5));
  CHECK(difference(da, column({-3, -1})) == 0);
  CHECK(hinge(column({1, 0.5, -3}), label(1), once, da) == Approx(1.5));
  CHECK(difference(da, column({1, -1, 0})) == 0);
  CHECK(hinge(column({1, 3, 0}), label(1), once, da) == 0);
  CHECK(arma::abs(da).max() == 0);
}

TEST_CASE("weights scale the loss and its gradient, also in float") {
  const Case c(6);
  for (const auto& [name, loss] : c.losses()) {
    INFO(name);
    Case twice = c;
    twice.weights *= 2;
    for (const auto& [other, doubled] : twice.losses()) {
      if (other != name) continue;
      arma::cube da, da_twice;
      CHECK(doubled(c.a, da_twice) == Approx(2 * loss(c.a, da)));
      CHECK(difference(da_twice, arma::cube(2 * da)) < 1e-14);
    }
  }
  arma::fcube single;
  arma::cube da;
  const arma::fcube a = arma::conv_to<arma::fcube>::from(c.a), y = arma::conv_to<arma::fcube>::from(c.y);
  CHECK(softmax_cross_entropy(a, c.labels, c.weights, single) ==
        Approx(softmax_cross_entropy(c.a, c.labels, c.weights, da)).epsilon(1e-6));
  CHECK(difference(single, da) < 1e-6);
  CHECK(binary_cross_entropy(a, y, c.weights, single) ==
        Approx(binary_cross_entropy(c.a, c.y, c.weights, da)).epsilon(1e-6));
  CHECK(difference(single, da) < 1e-6);
}

TEST_CASE("huge outputs cost what they are wrong by, and are never infinite") {
  arma::cube da;
  CHECK(softmax_cross_entropy(column({1000, -1000, 0}), label(1), once, da) == Approx(2000));
  CHECK(difference(da, column({1, -1, 0})) == 0);
  CHECK(softmax_cross_entropy(column({1000, -1000, 0}), label(0), once, da) == 0);
  CHECK(softmax_cross_entropy(column({1000, 1000}), label(0), once, da) == Approx(std::log(2.0)));
  CHECK(binary_cross_entropy(column({1000, -1000}), column({0, 1}), once, da) == Approx(2000));
  CHECK(difference(da, column({1, -1})) == 0);
  CHECK(binary_cross_entropy(column({1000, -1000}), column({1, 0}), once, da) == 0);
  CHECK(arma::abs(da).max() == 0);
  arma::fcube single;
  const arma::fcube far(arma::fvec{1000, -1000}.memptr(), 2, 1, 1);
  CHECK(softmax_cross_entropy(far, label(1), once, single) == Approx(2000));
  CHECK(single.is_finite());
}

TEST_CASE("weights: each step, the last, by class, their mean") {
  CHECK(arma::approx_equal(each_step(2, 3), arma::mat(2, 3, arma::fill::ones), "absdiff", 0));
  CHECK(arma::approx_equal(each_step(2, 3, {1, 3}), arma::mat{{1, 0, 0}, {1, 1, 1}}, "absdiff", 0));
  CHECK(arma::approx_equal(last_step(2, 3), arma::mat{{0, 0, 1}, {0, 0, 1}}, "absdiff", 0));
  CHECK(arma::approx_equal(last_step(2, 3, {1, 3}), arma::mat{{1, 0, 0}, {0, 0, 1}}, "absdiff", 0));
  const arma::umat labels{{1, no_label}, {0, 1}};
  CHECK(arma::approx_equal(by_class({{2, 0}, {1, 1}}, labels, {10, 0.5}), arma::mat{{1, 0}, {10, 0.5}},
                           "absdiff", 0));
  CHECK(arma::approx_equal(mean({{1, 3}, {0, 4}}), arma::mat{{0.125, 0.375}, {0, 0.5}}, "absdiff", 0));
}

TEST_CASE("weights name lengths, labels and sums that do not fit") {
  CHECK_THROWS_WITH(each_step(3, 4, {1, 2}), Contains("2 lengths") && Contains("3 sequences"));
  CHECK_THROWS_WITH(each_step(1, 4, {5}), Contains("length 5") && Contains("1 to 4"));
  CHECK_THROWS_WITH(last_step(1, 2, {1, 2}), Contains("2 lengths") && Contains("1 sequences"));
  CHECK_THROWS_WITH(last_step(1, 4, {0}), Contains("length 0"));
  CHECK_THROWS_WITH(by_class({{1, 1}}, {{0, 2}}, {1, 1}), Contains("label 2") && Contains("2 weights"));
  CHECK_THROWS_WITH(by_class({{1, 1}}, arma::umat(2, 1), {1, 1}), Contains("2 × 1") && Contains("1 × 2"));
  CHECK_THROWS_WITH(mean(arma::mat(2, 2, arma::fill::zeros)), Contains("sum to 0"));
}

TEST_CASE("losses name both shapes, or the label, that do not fit") {
  const arma::cube a(3, 2, 4, arma::fill::zeros);
  const arma::mat weights(2, 4, arma::fill::ones);
  arma::umat labels(2, 4, arma::fill::zeros);
  arma::cube da;
  const auto both = [&](const arma::umat& l, const arma::mat& w, const auto& message) {
    CHECK_THROWS_WITH(softmax_cross_entropy(a, l, w, da), message);
    CHECK_THROWS_WITH(hinge(a, l, w, da), message);
  };
  both(labels, arma::mat(4, 2), Contains("weights are 4 × 2") && Contains("3 × 2 × 4 need 2 × 4"));
  both(arma::umat(2, 3), weights, Contains("labels are 2 × 3") && Contains("3 × 2 × 4 need 2 × 4"));
  labels(1, 2) = 3;
  both(labels, weights, Contains("label 3 of sequence 2 at step 3") && Contains("below the 3 outputs"));
  const arma::cube y(3, 2, 3);
  CHECK_THROWS_WITH(binary_cross_entropy(a, y, weights, da), Contains("3 × 2 × 3") && Contains("3 × 2 × 4"));
  CHECK_THROWS_WITH(squared_error(a, y, weights, da), Contains("3 × 2 × 3") && Contains("3 × 2 × 4"));
  CHECK_THROWS_WITH(squared_error(a, a, arma::mat(2, 3), da), Contains("2 × 3") && Contains("need 2 × 4"));
}

TEST_CASE("weights of no steps or no sequences are refused") {
  CHECK_THROWS_WITH(unroll::last_step(2, 0), Contains("2 sequences of 0 steps"));
  CHECK_THROWS_WITH(unroll::each_step(0, 3), Contains("0 sequences of 3 steps"));
}
