#include "models/core/activations.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

#include "models/core/random.hpp"
#include "tests/catch.hpp"

using unroll::Activation;
using unroll::Stream;

namespace {

template <class R>
R exact_sigmoid(R x) {
  if (x >= 0) return 1 / (1 + std::exp(-x));
  const R t = std::exp(x);
  return t / (1 + t);
}

// |y - exact| in units of the last place that the exact value has as an S.
template <class S, class R>
double error(S y, R exact) {
  using limits = std::numeric_limits<S>;
  int exponent = limits::min_exponent;
  if (exact != 0) std::frexp(exact, &exponent);
  const R place = std::ldexp(R{1}, std::max(exponent, limits::min_exponent) - limits::digits);
  return static_cast<double>(std::abs(y - exact) / place);
}

// Looks at tanh and sigmoid of ever larger x and remembers the worst. R is a wider type.
template <class S, class R>
struct Examination {
  double tanh_error = 0, sigmoid_error = 0;
  bool in_range = true, rising = true, symmetric = true;
  S tanh_before = -1, sigmoid_before = 0;

  void look_at(S x) {
    const S y = unroll::tanh(x), z = unroll::sigmoid(x);
    tanh_error = std::max(tanh_error, error(y, std::tanh(R{x})));
    sigmoid_error = std::max(sigmoid_error, error(z, exact_sigmoid(R{x})));
    in_range = in_range && y >= -1 && y <= 1 && z >= 0 && z <= 1;
    rising = rising && y >= tanh_before && z >= sigmoid_before;
    symmetric = symmetric && unroll::tanh(-x) == -y && (x < 0 || z == 1 - unroll::sigmoid(-x));
    tanh_before = y;
    sigmoid_before = z;
  }

  void report(double allowed) const {
    CHECK(tanh_error <= allowed);
    CHECK(sigmoid_error <= allowed);
    CHECK(in_range);
    CHECK(rising);
    CHECK(symmetric);
  }
};

// Numbers of all sizes, both signs, and more of them where something changes: at 0, where n of the kernel
// steps, where the function reaches its limit or leaves the normal numbers.
std::vector<double> many_doubles() {
  std::vector<double> all;
  Stream stream(11);
  const double infinity = std::numeric_limits<double>::infinity(), half_log = std::log(2.0) / 2;
  for (int k = 0; k < 400000; ++k)
    if (const double x = std::bit_cast<double>(stream.bits()); x == x) all.push_back(x);
  for (int k = 0; k < 400000; ++k) {
    const int exponent = int(stream.below(70)) - 60;
    all.push_back(std::ldexp(stream.uniform(1, 2), exponent));
  }
  for (int k = -4000; k <= 4000; ++k) all.insert(all.end(), {k * 0x1p-12, k * 0x1p-8, k * 0x1p-4});
  std::vector<double> edges{19.0615, 20, 36.05, 36.74, 37.43, 708.396, 709.78, 744.44, 745.13, 746};
  for (int n = 1; n < 60; ++n) edges.push_back(n * half_log / 2);
  for (int n = 1; n < 2160; n += 2) edges.push_back(n * half_log);
  for (const double edge : edges) {
    double below = edge, above = edge;
    for (int k = 0; k < 60; ++k) {
      all.insert(all.end(), {below = std::nextafter(below, 0.0), above = std::nextafter(above, infinity)});
      all.push_back(edge + stream.uniform(-0.01, 0.01));
    }
  }
  const std::size_t half = all.size();
  for (std::size_t k = 0; k < half; ++k) all.push_back(-all[k]);
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

TEST_CASE("tanh and sigmoid in float are right to two units in the last place") {
  // Every 1009th of all floats, in order; the bits of negative ones fall as they rise.
  Examination<float, double> seen;
  const std::int64_t infinity = 0x7f800000;
  for (std::int64_t k = -infinity; k <= infinity; k += 1009)
    seen.look_at(std::bit_cast<float>(k < 0 ? 0x80000000u | static_cast<std::uint32_t>(-k)
                                            : static_cast<std::uint32_t>(k)));
  seen.report(2);
}

TEST_CASE("tanh and sigmoid in double are right to two units in the last place") {
  Examination<double, long double> seen;
  for (const double x : many_doubles()) seen.look_at(x);
  // Where long double is double, the reference itself is off by up to one.
  seen.report(std::numeric_limits<long double>::digits > 53 ? 2 : 3);
}

TEMPLATE_TEST_CASE("tanh and sigmoid of the ends of the number line", "", float, double) {
  using S = TestType;
  using limits = std::numeric_limits<S>;
  const S infinity = limits::infinity(), tiny = limits::denorm_min();
  for (const S x : {S(0), tiny, 3 * tiny, limits::min(), 5 * limits::min() / 3, S(1e-20)}) {
    CHECK(unroll::tanh(x) == x);
    CHECK(unroll::tanh(-x) == -x);
    CHECK(unroll::sigmoid(x) == S(0.5));
    CHECK(unroll::sigmoid(-x) == S(0.5));
  }
  CHECK(!std::signbit(unroll::tanh(S(0))));
  CHECK(std::signbit(unroll::tanh(-S(0))));
  for (const S x : {S(50), S(1e10), limits::max(), infinity}) {
    CHECK(unroll::tanh(x) == 1);
    CHECK(unroll::tanh(-x) == -1);
    CHECK(unroll::sigmoid(x) == 1);
  }
  for (const S x : {S(1000), S(1e10), limits::max(), infinity}) CHECK(unroll::sigmoid(-x) == 0);
  const S last = std::log(tiny);  // the last that is not 0
  CHECK(unroll::sigmoid(last) == tiny);
  CHECK(unroll::sigmoid(last - 1) == 0);
  CHECK(unroll::sigmoid(S(-100)) > 0);
  for (const S nan : {limits::quiet_NaN(), -limits::quiet_NaN()}) {
    CHECK(std::isnan(unroll::tanh(nan)));
    CHECK(std::isnan(unroll::sigmoid(nan)));
    CHECK(std::isnan(unroll::activate<Activation::relu>(nan)));
  }
}

namespace {

// The slope, from the function's value alone, against the function's central difference.
template <Activation a>
void compare_slope(double x) {
  const double step = 1e-5;
  const double rise = unroll::activate<a>(x + step) - unroll::activate<a>(x - step);
  CHECK(std::abs(unroll::slope<a>(unroll::activate<a>(x)) - rise / (2 * step)) < 1e-9);
}

}  // namespace

TEST_CASE("an activation and its slope belong together") {
  Stream stream(12);
  for (int k = 0; k < 200; ++k) {
    const double x = stream.uniform(-6, 6);
    compare_slope<Activation::identity>(x);
    compare_slope<Activation::tanh>(x);
    compare_slope<Activation::sigmoid>(x);
    if (std::abs(x) > 1e-3) compare_slope<Activation::relu>(x);
    CHECK(unroll::activate<Activation::identity>(x) == x);
    CHECK(unroll::activate<Activation::tanh>(x) == unroll::tanh(x));
    CHECK(unroll::activate<Activation::sigmoid>(x) == unroll::sigmoid(x));
    CHECK(unroll::activate<Activation::relu>(x) == std::max(x, 0.0));
  }
  CHECK(unroll::slope<Activation::relu>(0.f) == 0);  // at the kink: the left one
}

TEST_CASE("the exponential of what is not above 0 has all but the last place right") {
  double in_float = 0, in_double = 0;
  Stream stream(14);
  for (int k = 0; k < 400000; ++k) {
    const double x = -std::exp(stream.uniform(-12, std::log(700.0)));
    in_double = std::max(in_double, error(unroll::exponential(x), std::exp(static_cast<long double>(x))));
    const float f = static_cast<float>(x);
    if (f > -86)
      in_float = std::max(in_float, error(unroll::exponential(f), std::exp(static_cast<double>(f))));
  }
  CHECK(in_float <= 2);
  CHECK(in_double <= 2);
  CHECK(unroll::exponential(0.0) == 1);
  CHECK(unroll::exponential(-1e30f) == 0);
  CHECK(unroll::exponential(-1e300) == 0);
  CHECK(std::isnan(unroll::exponential(std::numeric_limits<double>::quiet_NaN())));
}
