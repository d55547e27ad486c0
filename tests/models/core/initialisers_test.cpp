#include "models/core/initialisers.hpp"

#include <cmath>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

#include "tests/catch.hpp"

using namespace unroll;
using Catch::Matchers::Contains;

namespace {

const double nan_value = std::numeric_limits<double>::quiet_NaN();
const double infinite = std::numeric_limits<double>::infinity();

// Mean, variance and largest size of all elements.
struct Moments {
  double mean = 0, variance = 0, largest = 0;
  template <class S>
  explicit Moments(const arma::Mat<S>& W) {
    const arma::mat values = arma::conv_to<arma::mat>::from(W);
    mean = arma::mean(arma::vectorise(values));
    variance = arma::mean(arma::vectorise(arma::square(values - mean)));
    largest = arma::abs(values).max();
  }
};

// Within four standard errors of mean 0 and the variance; `fourth` is the fourth moment over its square.
template <class S>
void check_moments(const arma::Mat<S>& W, double variance, double fourth) {
  const Moments moments(W);
  const double n = static_cast<double>(W.n_elem);
  CHECK(std::abs(moments.mean) < 4 * std::sqrt(variance / n));
  CHECK(std::abs(moments.variance - variance) < 4 * variance * std::sqrt((fourth - 1) / n));
}

template <class S>
double distance_to_identity(const arma::Mat<S>& product) {
  return static_cast<double>(arma::abs(product - arma::Mat<S>(arma::size(product), arma::fill::eye)).max());
}

// Every initialiser that draws, by a name.
template <class S>
std::vector<std::pair<const char*, std::function<void(arma::Mat<S>&, Stream&)>>> all_drawn() {
  using namespace initialise;
  return {{"uniform", [](auto& W, auto& s) { uniform(W, 0.3, s); }},
          {"normal", [](auto& W, auto& s) { normal(W, 0.3, s); }},
          {"glorot_uniform", [](auto& W, auto& s) { glorot_uniform(W, s); }},
          {"glorot_normal", [](auto& W, auto& s) { glorot_normal(W, s); }},
          {"orthogonal", [](auto& W, auto& s) { orthogonal(W, s); }},
          {"spectral", [](auto& W, auto& s) { spectral(W, 0.9, s); }},
          {"sparse", [](auto& W, auto& s) { sparse(W, 5, 0.3, s); }}};
}

}  // namespace

TEMPLATE_TEST_CASE("drawn weights have the distribution that they say", "", float, double) {
  Stream stream(1);
  arma::Mat<TestType> W(300, 500);
  initialise::uniform(W, 0.08, stream);
  check_moments(W, 0.08 * 0.08 / 3, 9.0 / 5);
  CHECK(Moments(W).largest <= 0.08 * (1 + 1e-7));
  CHECK(Moments(W).largest > 0.0799);
  initialise::normal(W, 0.2, stream);
  check_moments(W, 0.04, 3);
  initialise::glorot_uniform(W, stream);
  check_moments(W, 2.0 / 800, 9.0 / 5);
  CHECK(Moments(W).largest <= std::sqrt(6.0 / 800) * (1 + 1e-7));
  initialise::glorot_normal(W, stream);
  check_moments(W, 2.0 / 800, 3);
  CHECK(Moments(W).largest > std::sqrt(6.0 / 800));
}

TEMPLATE_TEST_CASE("the same stream gives the same bits, another one others", "", float, double) {
  for (const auto& [name, fill] : all_drawn<TestType>()) {
    INFO(name);
    Stream one(1, "01", "elman", 0, "weights"), same = one, other(1, "01", "elman", 1, "weights");
    arma::Mat<TestType> A(12, 12), B(12, 12, arma::fill::value(7)), C(12, 12);
    fill(A, one);
    fill(B, same);
    fill(C, other);
    CHECK(arma::all(arma::vectorise(A == B)));
    CHECK_FALSE(arma::all(arma::vectorise(A == C)));
    CHECK(one.bits() == same.bits());
    fill(B, one);
    CHECK_FALSE(arma::all(arma::vectorise(A == B)));
  }
}

TEST_CASE("float weights are the double ones, rounded") {
  const auto in_float = all_drawn<float>();
  const auto in_double = all_drawn<double>();
  for (std::size_t k = 0; k < in_float.size(); ++k) {
    INFO(in_float[k].first);
    Stream one(2), same(2);
    arma::fmat A(9, 9);
    arma::mat B(9, 9);
    in_float[k].second(A, one);
    in_double[k].second(B, same);
    CHECK(arma::abs(arma::conv_to<arma::mat>::from(A) - B).max() <= 1e-6);
  }
}

TEST_CASE("a window of θ is filled in place, and nothing beside it") {
  for (const auto& [name, fill] : all_drawn<double>()) {
    INFO(name);
    Stream stream(3), same(3);
    arma::vec theta(100, arma::fill::value(7));
    arma::mat window(theta.memptr() + 10, 8, 8, false, true), own(8, 8);
    fill(window, stream);
    fill(own, same);
    CHECK(arma::all(theta.subvec(10, 73) == arma::vectorise(own)));
    CHECK(arma::all(theta.head(10) == 7));
    CHECK(arma::all(theta.tail(26) == 7));
  }
}

TEST_CASE("weights are drawn column by column") {
  Stream stream(4), same(4);
  arma::mat W(3, 2);
  initialise::normal(W, 2, stream);
  for (arma::uword k = 0; k < 6; ++k) CHECK(W[k] == 2 * same.normal());
  // The numbers of the initialisers never change: a change here changes every result of every experiment.
  Stream recorded(1);
  arma::mat Q(2, 2);
  initialise::orthogonal(Q, recorded);
  CHECK(Q(0, 0) == 0x1.bcfc7caba57e3p-1);
  CHECK(Q(1, 0) == -0x1.fa7b9a6abb934p-2);
}

TEMPLATE_TEST_CASE("orthogonal weights are orthogonal, square, tall and wide", "", float, double) {
  // Tighter than one pass of Gram–Schmidt would reach.
  const double bound = sizeof(TestType) == 8 ? 1e-14 : 1e-5;
  Stream stream(5);
  for (const arma::uword n : {1u, 2u, 7u, 64u, 150u})
    for (const arma::uword m : {n, n + 1, 3 * n}) {
      arma::Mat<TestType> tall(m, n), wide(n, m);
      initialise::orthogonal(tall, stream);
      initialise::orthogonal(wide, stream);
      CHECK(distance_to_identity<TestType>(tall.t() * tall) < bound);
      CHECK(distance_to_identity<TestType>(wide * wide.t()) < bound);
    }
  arma::Mat<TestType> W(20, 20);
  initialise::orthogonal(W, stream, 1.7);
  CHECK(distance_to_identity<TestType>(W.t() * W / TestType(1.7 * 1.7)) < bound);
}

TEST_CASE("orthogonal weights have Haar's measure") {
  // An element of a Haar matrix of n has mean 0 and E q² = 1/n, E q⁴ = 3 / (n (n + 2)); its trace has mean 0
  // and variance 1. A QR whose signs are not mended has a trace of mean far from 0.
  Stream stream(6);
  const int n = 4, draws = 20000;
  double trace = 0, traces = 0, determinant = 0;
  arma::mat mean(n, n, arma::fill::zeros), squares = mean, fourths = mean;
  for (int k = 0; k < draws; ++k) {
    arma::mat Q(n, n);
    initialise::orthogonal(Q, stream);
    mean += Q / draws;
    squares += arma::square(Q) / draws;
    fourths += arma::square(arma::square(Q)) / draws;
    trace += arma::trace(Q) / draws;
    traces += arma::trace(Q) * arma::trace(Q) / draws;
    determinant += arma::det(Q) / draws;
  }
  const double root = std::sqrt(draws);
  CHECK(arma::abs(mean).max() < 4 * 0.5 / root);
  CHECK(arma::abs(squares - 0.25).max() < 4 * std::sqrt(0.125 - 0.0625) / root);
  CHECK(arma::abs(fourths - 0.125).max() < 4 * 0.25 / root);
  CHECK(std::abs(trace) < 4 / root);
  CHECK(std::abs(traces - 1) < 4 * std::sqrt(2.0) / root);
  CHECK(std::abs(determinant) < 4 / root);
}

TEMPLATE_TEST_CASE("the identity and constants are what they say", "", float, double) {
  arma::Mat<TestType> W(3, 3, arma::fill::value(9));
  initialise::identity(W, 0.5);
  CHECK(arma::all(arma::vectorise(W == arma::Mat<TestType>{{0.5, 0, 0}, {0, 0.5, 0}, {0, 0, 0.5}})));
  arma::Col<TestType> b(4);
  initialise::constant(b, -1.5);
  CHECK(arma::all(b == TestType(-1.5)));
}

TEMPLATE_TEST_CASE("the spectral radius is the one asked for", "", float, double) {
  Stream stream(7);
  for (const arma::uword n : {1u, 2u, 30u})
    for (const double rho : {0.01, 0.95, 4.0}) {
      arma::Mat<TestType> W(n, n);
      initialise::spectral(W, rho, stream);
      const double bound = sizeof(TestType) == 8 ? 1e-12 : 1e-5;
      CHECK(initialise::spectral_radius(arma::conv_to<arma::mat>::from(W)) == Approx(rho).epsilon(bound));
    }
  // A rotation's eigenvalues are complex: the radius is their size, not their real part.
  CHECK(initialise::spectral_radius(arma::mat{{0, -3}, {3, 0}}) == Approx(3));
  CHECK(initialise::spectral_radius(arma::mat{{0, 1}, {0, 0}}) == 0);
}

TEST_CASE("sparse units have their number of inputs, drawn as they say") {
  Stream stream(8);
  arma::mat W(4000, 50, arma::fill::value(7));
  initialise::sparse(W, 15, 0.1, stream);
  const arma::umat used = W != 0;
  CHECK(arma::all(arma::sum(used, 1) == 15));
  const arma::vec drawn = W.elem(arma::find(W));
  check_moments<double>(drawn, 0.01, 3);
  // Every input is as likely as any other.
  const arma::rowvec uses = arma::conv_to<arma::rowvec>::from(arma::sum(used, 0));
  CHECK(arma::abs(uses - 4000 * 0.3).max() < 5 * std::sqrt(4000 * 0.3 * 0.7));
  initialise::sparse(W, 50, 0.1, stream);
  CHECK(arma::all(arma::vectorise(W != 0)));
  initialise::sparse(W, 0, 0.1, stream);
  CHECK(arma::all(arma::vectorise(W == 0)));

  arma::mat U(50, 50);
  initialise::sparse(U, 15, 1, stream);
  const arma::umat where = U != 0;
  initialise::scale_to_radius(U, 0.95);
  CHECK(initialise::spectral_radius(U) == Approx(0.95));
  CHECK(arma::all(arma::vectorise((U != 0) == where)));
}

TEST_CASE("each gate is drawn by itself") {
  Stream stream(9);
  arma::mat U(4 * 6, 6);
  initialise::each_gate(U, 4, [&](auto& V) { initialise::orthogonal(V, stream); });
  for (arma::uword a = 0; a < 4; ++a) {
    const arma::mat A = U.rows(6 * a, 6 * a + 5);
    CHECK(distance_to_identity<double>(A * A.t()) < 1e-12);
    for (arma::uword b = 0; b < a; ++b) CHECK(arma::abs(A - U.rows(6 * b, 6 * b + 5)).max() > 0.1);
  }
  // The number of outputs is that of a gate, and a window stays where it is.
  arma::vec theta(4 * 200 * 100);
  arma::mat W(theta.memptr(), 800, 100, false, true);
  initialise::each_gate(W, 4, [&](auto& V) { initialise::glorot_normal(V, stream); });
  check_moments<double>(theta, 2.0 / 300, 3);
  CHECK(W.memptr() == theta.memptr());
}

TEST_CASE("initialisers name what makes no sense") {
  using namespace initialise;
  Stream stream(10);
  arma::mat W(4, 4), wide(2, 3), none(0, 0);
  CHECK_THROWS_WITH(constant(W, infinite), Contains("the constant is inf"));
  CHECK_THROWS_WITH(uniform(W, -0.1, stream), Contains("-0.1") && Contains("at least 0"));
  CHECK_THROWS_WITH(uniform(W, nan_value, stream), Contains("nan"));
  CHECK_THROWS_WITH(normal(W, -1, stream), Contains("standard deviation") && Contains("-1"));
  CHECK_THROWS_WITH(normal(W, infinite, stream), Contains("inf"));
  CHECK_THROWS_WITH(orthogonal(W, stream, 0), Contains("the gain is 0"));
  CHECK_THROWS_WITH(orthogonal(W, stream, nan_value), Contains("nan"));
  CHECK_THROWS_WITH(identity(W, nan_value), Contains("nan"));
  CHECK_THROWS_WITH(spectral(W, 0, stream), Contains("the spectral radius is 0") && Contains("above 0"));
  CHECK_THROWS_WITH(spectral(W, -0.9, stream), Contains("-0.9"));
  CHECK_THROWS_WITH(spectral(wide, 0.9, stream), Contains("2 × 3") && Contains("square"));
  CHECK_THROWS_WITH(spectral(none, 0.9, stream), Contains("0 × 0"));
  CHECK_THROWS_WITH(spectral_radius(arma::mat{{nan_value, 0}, {0, 1}}), Contains("finite"));
  CHECK_THROWS_WITH(sparse(W, 5, 1, stream), Contains("5") && Contains("at most the 4"));
  CHECK_THROWS_WITH(sparse(W, 2, -1, stream), Contains("-1"));
  CHECK_THROWS_WITH(each_gate(W, 3, [](auto&) {}), Contains("3") && Contains("4 rows"));
  CHECK_THROWS_WITH(each_gate(W, 0, [](auto&) {}), Contains("0") && Contains("4 rows"));
  arma::mat nilpotent{{0, 1}, {0, 0}};
  CHECK_THROWS_WITH(scale_to_radius(nilpotent, 0.9), Contains("is 0") && Contains("draw other weights"));
  CHECK_NOTHROW(uniform(none, 1, stream));
  CHECK_NOTHROW(glorot_normal(none, stream));
  CHECK_NOTHROW(orthogonal(none, stream));
}
