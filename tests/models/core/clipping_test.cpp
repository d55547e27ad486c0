#include "models/core/clipping.hpp"

#include <limits>

#include "models/core/random.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using Catch::Matchers::Contains;

namespace {

template <class S>
arma::Col<S> random_vector(arma::uword n, Stream& stream, double scale = 1) {
  arma::Col<S> x(n);
  for (S& value : x) value = static_cast<S>(scale * stream.normal());
  return x;
}

}  // namespace

TEMPLATE_TEST_CASE("the norm is that of all elements, whatever their number", "", float, double) {
  Stream stream(1);
  for (arma::uword n = 0; n < 40; ++n) {
    const auto x = random_vector<TestType>(n, stream);
    double squares = 0;
    for (const TestType value : x) squares += static_cast<double>(value) * static_cast<double>(value);
    CHECK(norm(x) == Approx(std::sqrt(squares)).epsilon(1e-14));
  }
}

TEMPLATE_TEST_CASE("the norm neither overflows nor underflows", "", float, double) {
  const TestType most = std::numeric_limits<TestType>::max() / 4,
                 least = std::numeric_limits<TestType>::denorm_min();
  CHECK(norm(arma::Col<TestType>{most, most, most, most}) == Approx(2 * static_cast<double>(most)));
  CHECK(norm(arma::Col<TestType>{3 * least, 0, 4 * least}) == 5 * static_cast<double>(least));
  CHECK(norm(arma::Col<TestType>(9, arma::fill::zeros)) == 0);
}

TEMPLATE_TEST_CASE("the norm of what is no number is none", "", float, double) {
  const TestType nan = std::numeric_limits<TestType>::quiet_NaN(),
                 inf = std::numeric_limits<TestType>::infinity();
  CHECK(std::isnan(norm(arma::Col<TestType>{1, nan, 2})));
  CHECK(std::isinf(norm(arma::Col<TestType>{1, 2, -inf})));
}

TEMPLATE_TEST_CASE("clipping by norm keeps the direction and returns the norm before", "", float, double) {
  Stream stream(2);
  const double small = std::numeric_limits<TestType>::epsilon();
  for (const double scale : {1e-30, 1.0, 1e37}) {
    const auto before = random_vector<TestType>(50, stream, scale);
    auto after = before;
    const double length = norm(before);
    CHECK(clip_by_norm(after, length / 3) == length);
    CHECK(norm(after) == Approx(length / 3).epsilon(4 * small));
    for (arma::uword i = 0; i < 50; ++i)
      CHECK(static_cast<double>(after[i]) == Approx(static_cast<double>(before[i]) / 3).epsilon(4 * small));
    auto untouched = before;
    CHECK(clip_by_norm(untouched, length) == length);
    CHECK(arma::all(untouched == before));
  }
}

TEST_CASE("clipping a huge float gradient leaves one of the limit's norm") {
  arma::fvec gradient(1000, arma::fill::value(1e38f));
  CHECK(clip_by_norm(gradient, 5) == Approx(1e38 * std::sqrt(1000.0)));
  CHECK(norm(gradient) == Approx(5));
}

TEST_CASE("clipping does not repair what is no number") {
  const double inf = std::numeric_limits<double>::infinity();
  arma::vec gradient{1, inf, 3};
  CHECK(std::isinf(clip_by_norm(gradient, 1)));
  CHECK(gradient[0] == 1);
  CHECK(gradient[1] == inf);
  gradient[1] = std::numeric_limits<double>::quiet_NaN();
  CHECK(std::isnan(clip_by_norm(gradient, 1)));
  clip_elements(gradient, 2);
  CHECK(std::isnan(gradient[1]));
  CHECK(gradient[2] == 2);
}

TEST_CASE("clipping by element cuts both sides and leaves the rest") {
  arma::vec gradient{-3, -1, -0.5, 0, 0.5, 1, 3};
  clip_elements(gradient, 1);
  CHECK(arma::all(gradient == arma::vec{-1, -1, -0.5, 0, 0.5, 1, 1}));
}

TEST_CASE("limits and strengths that make no sense are named") {
  arma::vec gradient{1, 2};
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK_THROWS_WITH(clip_by_norm(gradient, 0), Contains("0") && Contains("above 0"));
  CHECK_THROWS_WITH(clip_by_norm(gradient, -2), Contains("-2"));
  CHECK_THROWS_WITH(clip_elements(gradient, nan), Contains("nan"));
  CHECK_THROWS_WITH(add_l2(gradient, arma::vec{1, 2}, {{"W", 0, 2, 1, false, true}}, -1), Contains("-1"));
  CHECK_THROWS_WITH(add_l2(gradient, arma::vec{1, 2}, {{"W", 0, 2, 1, false, true}}, nan), Contains("nan"));
}

TEST_CASE("L2 is the gradient of its penalty, on blocks that decay alone") {
  const std::vector<ParameterBlock> blocks{{"W", 0, 2, 2, false, true},
                                           {"b", 4, 2, 1},
                                           {"held", 6, 1, 1, true, true},
                                           {"U", 7, 1, 2, false, true}};
  const double lambda = 0.3;
  Stream stream(3);
  arma::vec theta = random_vector<double>(9, stream), nothing(9, arma::fill::zeros);
  arma::vec gradient = nothing;
  const double penalty = add_l2(gradient, theta, blocks, lambda);
  CHECK(penalty > 0);
  for (arma::uword i = 0; i < 9; ++i) {
    const double step = 1e-6, at = theta[i];
    theta[i] = at + step;
    const double up = add_l2(nothing, theta, blocks, lambda);
    theta[i] = at - step;
    const double down = add_l2(nothing, theta, blocks, lambda);
    theta[i] = at;
    CHECK(gradient[i] == Approx((up - down) / (2 * step)).margin(1e-9));
    CHECK((gradient[i] != 0) == (i < 4 || i > 6));
  }
  const arma::vec once = gradient;
  add_l2(gradient, theta, blocks, lambda);
  CHECK(arma::all(gradient == 2 * once));  // it adds
}
