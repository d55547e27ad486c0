#include "models/core/gradient_check.hpp"

#include "tests/catch.hpp"

using unroll::check_gradient;
using unroll::GradientError;
using unroll::LossAt;
using unroll::ParameterBlock;

namespace {

const std::vector<ParameterBlock> blocks{{"W", 0, 2, 2, false, true}, {"none", 4, 0, 3}, {"b", 4, 2, 1}};
const arma::vec theta{0.5, -1, 2, 0.25, 1.5, -0.75};

// Σ k sin(θ_k): its gradient is k cos(θ_k).
LossAt sines(const arma::vec& at) {
  double loss = 0;
  for (arma::uword k = 0; k < at.n_elem; ++k) loss += static_cast<double>(k + 1) * std::sin(at[k]);
  return {loss, 0};
}
arma::vec slopes() { return arma::regspace(1, 6) % arma::cos(theta); }

GradientError check(const arma::vec& gradient) { return check_gradient(blocks, theta, gradient, sines); }

}  // namespace

TEST_CASE("a right gradient passes the check by far") {
  const GradientError error = check(slopes());
  CHECK(error.worst < 1e-11);
  CHECK_FALSE(error.unclear);
}

TEST_CASE("one wrong element is found, named and measured") {
  for (arma::uword k = 0; k < 6; ++k) {
    arma::vec gradient = slopes();
    const double largest = arma::abs(k < 4 ? gradient.head(4) : gradient.tail(2)).max();
    gradient[k] += 1e-4;
    const GradientError error = check(gradient);
    CHECK(error.worst == Approx(1e-4 / largest).epsilon(1e-3));
    CHECK(error.block == (k < 4 ? "W" : "b"));
    CHECK(error.element == (k < 4 ? k : k - 4));
    CHECK_FALSE(error.unclear);
  }
}

TEST_CASE("an element that is no number is found wherever it is, and stays the worst") {
  for (arma::uword k = 0; k < 6; ++k)
    for (const double bad : {arma::datum::nan, arma::datum::inf}) {
      arma::vec gradient = slopes();
      gradient[k] = bad;
      const GradientError error = check(gradient);
      CHECK_FALSE(error.worst <= 1e-7);
      CHECK(error.block == (k < 4 ? "W" : "b"));
    }
}

TEST_CASE("a block of small gradients is measured by itself, down to a thousandth of the largest") {
  const auto loss = [](const arma::vec& at) { return LossAt{100 * at[0] + 0.5 * at[4] + 1e-9 * at[5], 0}; };
  arma::vec gradient{100, 0, 0, 0, 0.5, 1e-9};
  CHECK(check_gradient(blocks, theta, gradient, loss).worst < 1e-11);
  gradient[4] += 0.5e-6;
  const GradientError error = check_gradient(blocks, theta, gradient, loss);
  CHECK(error.worst == Approx(1e-6).epsilon(1e-3));
  const auto tiny = [](const arma::vec& at) { return LossAt{100 * at[0] + 1e-3 * at[4], 0}; };
  CHECK(check_gradient(blocks, theta, {100, 0, 0, 0, 1.1e-3, 0}, tiny).worst == Approx(1e-3).epsilon(1e-3));
}

TEST_CASE("a held block must have no gradient, whatever the loss does there") {
  auto held = blocks;
  held[2].held = true;
  arma::vec gradient = slopes();
  CHECK(check_gradient(held, theta, gradient, sines).block == "b");
  CHECK(check_gradient(held, theta, gradient, sines).worst == Approx(arma::abs(gradient.tail(2)).max()));
  gradient.tail(2).zeros();
  CHECK(check_gradient(held, theta, gradient, sines).worst < 1e-11);
}

TEST_CASE("where a kink is crossed, or nothing has a gradient, the check says that it is unclear") {
  const auto kinked = [](double kink) {
    return [kink](const arma::vec& at) {
      return LossAt{std::abs(at[0] - kink) + at[4],
                    unroll::signs_of(arma::cube(1, 1, 1).fill(at[0] - kink), 0)};
    };
  };
  const arma::vec gradient{1, 0, 0, 0, 1, 0};
  CHECK(check_gradient(blocks, theta, gradient, kinked(0.499)).unclear);  // 1e-3 away, and 3e-3 are looked at
  CHECK(check_gradient(blocks, theta, gradient, kinked(0.4971)).unclear);
  const GradientError far = check_gradient(blocks, theta, gradient, kinked(0.49));
  CHECK_FALSE(far.unclear);
  CHECK(far.worst < 1e-10);
  const auto flat = [](const arma::vec&) { return LossAt{1, 0}; };
  CHECK(check_gradient(blocks, theta, arma::vec(6, arma::fill::zeros), flat).unclear);
}

TEST_CASE("signs are the same number exactly where every sign is the same") {
  const auto signs = [](double a, double b) {
    return unroll::signs_of(arma::cube(arma::vec{a, b}.memptr(), 2, 1, 1), 7);
  };
  CHECK(signs(1, -2) == signs(0.1, -9));
  CHECK(signs(1, -2) != signs(-1, 2));
  CHECK(signs(1, 0) != signs(1, 1));
  CHECK(signs(1, 0) != signs(1, -1));
  CHECK(signs(1, -1) != signs(-1, -1));
}
