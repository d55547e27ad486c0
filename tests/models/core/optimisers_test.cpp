#include "models/core/optimisers.hpp"

#include <cmath>
#include <fstream>
#include <sstream>
#include <utility>

#include "models/core/initialisers.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using Catch::Matchers::Contains;

namespace {

// The function of tests/golden/optimisers.py; the fourth parameter is in no term.
template <class S>
arma::Col<S> golden_gradient(const arma::Col<S>& p) {
  const S x = p[0], y = p[1], z = p[2];
  return {x * x * x + (x - y), (y - x) + 2 * z * (y * z - 1), 2 * y * (y * z - 1), 0};
}

// Follows the trajectory `name` of tests/golden/optimisers.txt. Returns the number of its points.
template <class O>
int follow(const std::string& name, O optimiser, double rate(int)) {
  std::ifstream file(GOLDEN_DIR "/optimisers.txt");
  REQUIRE(file);
  arma::vec theta;
  int points = 0;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    std::string whose;
    int n = -1;
    arma::vec point(4);
    words >> whose >> n >> point[0] >> point[1] >> point[2] >> point[3];
    REQUIRE(words);
    if (whose != name) continue;
    REQUIRE(n == points++);
    if (n == 0) theta = point;
    if (n > 0) optimiser.step(theta, golden_gradient(theta), rate(n - 1));
    INFO(name << " after " << n << " steps");
    CHECK(arma::abs(theta - point).max() <= 1e-12);
  }
  return points;
}

template <template <class> class O, class S>
S scalar_of(const O<S>&);
template <template <class> class O>
O<double> of_double(const O<float>&) {
  return {};
}

double one(int) { return 1; }
double falling(int n) { return 0.05 / (1 + n / 10.0); }

// The rate at which one is to settle on the functions below, and the values that it is to reach.
struct Expected {
  double rate, quadratic, rosenbrock;
};
template <class O>
constexpr Expected expected{};
template <class S>
constexpr Expected expected<Sgd<S>>{1e-3, 2e-5, 5e-6};
template <class S>
constexpr Expected expected<Momentum<S>>{1e-3, 1e-30, 1e-20};
template <class S>
constexpr Expected expected<Nesterov<S>>{1e-3, 1e-30, 1e-20};
template <class S>
constexpr Expected expected<AdaGrad<S>>{0.5, 1e-30, 1e-9};
template <class S>
constexpr Expected expected<RmsProp<S>>{0.01, 1e-12, 1e-5};
template <class S>
constexpr Expected expected<AdaDelta<S>>{1, 1e-20, 1e-5};
template <class S>
constexpr Expected expected<Adam<S>>{0.01, 1e-30, 1e-20};
template <class S>
constexpr Expected expected<Rprop<S>>{1, 1e-12, 1e-7};

// A valley 100 times as steep across as along, turned so that no axis lies along it.
struct Quadratic {
  arma::mat A;
  Quadratic() {
    Stream stream(11);
    arma::mat Q(3, 3);
    initialise::orthogonal(Q, stream);
    A = Q * arma::diagmat(arma::vec{1, 10, 100}) * Q.t();
  }
  arma::vec start() const { return {1, 1, 1}; }
  double value(const arma::vec& x) const { return arma::dot(x, A * x) / 2; }
  arma::vec gradient(const arma::vec& x) const { return A * x; }
};

// H. H. Rosenbrock, Comput. J. 3 (1960) 175–184: a bent valley with its minimum, 0, at (1, 1).
struct Rosenbrock {
  arma::vec start() const { return {-1.2, 1}; }
  double value(const arma::vec& p) const {
    return std::pow(1 - p[0], 2) + 100 * std::pow(p[1] - p[0] * p[0], 2);
  }
  arma::vec gradient(const arma::vec& p) const {
    const double bend = p[1] - p[0] * p[0];
    return {-2 * (1 - p[0]) - 400 * p[0] * bend, 200 * bend};
  }
};

// The value after so many steps at a rate that falls to nothing over the last half.
template <class O, class Function>
double settle(const Function& f, int steps) {
  O optimiser;
  arma::vec theta = f.start();
  for (int n = 0; n < steps; ++n)
    optimiser.step(theta, f.gradient(theta), expected<O>.rate * std::min(1.0, 2 - 2.0 * n / steps));
  return f.value(theta);
}

}  // namespace

TEST_CASE("optimisers follow an independent implementation") {
  CHECK(follow("sgd", Sgd<double>{}, [](int) { return 0.05; }) == 31);
  CHECK(follow("momentum", Momentum<double>{}, [](int) { return 0.02; }) == 31);
  CHECK(follow("momentum_falling", Momentum<double>{}, falling) == 31);
  CHECK(follow("nesterov", Nesterov<double>{}, [](int) { return 0.02; }) == 31);
  CHECK(follow("nesterov_falling", Nesterov<double>{}, falling) == 31);
  CHECK(follow("adagrad", AdaGrad<double>{}, [](int) { return 0.3; }) == 31);
  CHECK(follow("rmsprop", RmsProp<double>{}, [](int) { return 0.05; }) == 31);
  CHECK(follow("adadelta", AdaDelta<double>{}, one) == 31);
  CHECK(follow("adam", Adam<double>{}, [](int) { return 0.1; }) == 31);
  CHECK(follow("rprop", Rprop<double>{}, one) == 31);
}

#define OPTIMISERS (Sgd, Momentum, Nesterov, AdaGrad, RmsProp, AdaDelta, Adam, Rprop)

TEMPLATE_PRODUCT_TEST_CASE("optimisers settle in a steep valley and in a bent one", "", OPTIMISERS,
                           (double)) {
  CHECK(settle<TestType>(Quadratic{}, 5000) < expected<TestType>.quadratic);
  CHECK(settle<TestType>(Rosenbrock{}, 20000) < expected<TestType>.rosenbrock);
}

TEMPLATE_PRODUCT_TEST_CASE("a parameter whose gradient is always 0 never moves", "", OPTIMISERS,
                           (float, double)) {
  using S = decltype(scalar_of(TestType{}));
  TestType optimiser;
  Stream stream(5);
  const S still = static_cast<S>(0.1);
  arma::Col<S> theta{1, still, 2}, start = theta, gradient(3, arma::fill::zeros);
  for (int n = 0; n < 200; ++n) {
    gradient[0] = static_cast<S>(stream.normal());
    gradient[2] = static_cast<S>(1e6 * stream.normal());
    optimiser.step(theta, gradient, 0.01);
    REQUIRE(theta[1] == still);
  }
  CHECK(theta[0] != start[0]);
  CHECK(theta[2] != start[2]);
}

TEMPLATE_PRODUCT_TEST_CASE("the first step goes against the gradient", "", OPTIMISERS, (float, double)) {
  using S = decltype(scalar_of(TestType{}));
  TestType optimiser;
  arma::Col<S> theta(4, arma::fill::zeros);
  optimiser.step(theta, arma::Col<S>{3, -0.1f, 1e-3f, -2000}, 0.01);
  CHECK(theta[0] < 0);
  CHECK(theta[1] > 0);
  CHECK(theta[2] < 0);
  CHECK(theta[3] > 0);
}

TEMPLATE_PRODUCT_TEST_CASE("a rate of 0 moves nothing at rest", "", OPTIMISERS, (float, double)) {
  using S = decltype(scalar_of(TestType{}));
  TestType optimiser;
  arma::Col<S> theta{1, 2};
  for (int n = 0; n < 3; ++n) optimiser.step(theta, arma::Col<S>{5, -5}, 0);
  CHECK(arma::all(theta == arma::Col<S>{1, 2}));
}

TEMPLATE_PRODUCT_TEST_CASE("float steps agree with double ones", "", OPTIMISERS, (float)) {
  const auto path = [](auto optimiser) {
    using S = decltype(scalar_of(optimiser));
    arma::Col<S> theta{1.5, S(-0.7), S(0.4), 2};
    for (int n = 0; n < 15; ++n) optimiser.step(theta, golden_gradient(theta), 0.02);
    return arma::vec(arma::conv_to<arma::vec>::from(theta));
  };
  CHECK(arma::abs(path(TestType{}) - path(of_double(TestType{}))).max() < 2e-5);
}

TEMPLATE_PRODUCT_TEST_CASE("an optimiser continues from its saved state with the same bits", "", OPTIMISERS,
                           (float, double)) {
  using S = decltype(scalar_of(TestType{}));
  TestType optimiser, restored;
  arma::Col<S> theta{1.5, S(-0.7), S(0.4), 2};
  for (int n = 0; n < 10; ++n) optimiser.step(theta, golden_gradient(theta), 0.02);
  auto saved = optimiser.state(), empty = restored.state();
  REQUIRE(saved.size() == empty.size());
  for (std::size_t k = 0; k < saved.size(); ++k) {
    CHECK(saved[k].name == empty[k].name);
    CHECK(saved[k].vector != empty[k].vector);
    *empty[k].vector = *saved[k].vector;
  }
  arma::Col<S> again = theta;
  for (int n = 0; n < 10; ++n) {
    optimiser.step(theta, golden_gradient(theta), 0.02);
    restored.step(again, golden_gradient(again), 0.02);
  }
  CHECK(arma::all(theta == again));
}

TEMPLATE_PRODUCT_TEST_CASE("optimisers name sizes that do not fit", "", OPTIMISERS, (double)) {
  TestType optimiser;
  arma::vec theta(3, arma::fill::zeros), other(4, arma::fill::zeros);
  CHECK_THROWS_WITH(optimiser.step(theta, other, 1), Contains("4 elements") && Contains("3 parameters"));
  optimiser.step(theta, arma::vec{1, 2, 3}, 0.1);
  if (!optimiser.state().empty())
    CHECK_THROWS_WITH(optimiser.step(other, arma::vec{1, 2, 3, 4}, 1),
                      Contains("has 3") && Contains("has 4"));
}

TEST_CASE("a constant gradient brings momentum to its terminal velocity") {
  arma::vec theta{0}, nesterov_theta{0};
  Momentum<double> momentum;
  Nesterov<double> nesterov;
  for (int n = 0; n < 400; ++n) {
    momentum.step(theta, arma::vec{2}, 0.1);
    nesterov.step(nesterov_theta, arma::vec{2}, 0.1);
  }
  CHECK(momentum.velocity[0] == Approx(-0.1 * 2 / (1 - 0.9)));
  CHECK(nesterov.velocity[0] == Approx(-0.1 * 2 / (1 - 0.9)));
  // The point ahead leads by γv.
  CHECK(nesterov_theta[0] == Approx(theta[0] + 0.9 * momentum.velocity[0]));
}

TEST_CASE("the adaptive methods take steps of the rate's size, whatever the gradient's") {
  for (const double size : {1e-3, 1.0, 1e6}) {
    arma::vec ada{0, 0}, rms{0, 0}, adam{0, 0};
    const arma::vec gradient{size, -size};
    AdaGrad<double> adagrad;
    RmsProp<double> rmsprop;
    Adam<double> with_correction;
    double sum = 0;
    for (int t = 1; t <= 200; ++t) {
      const double before = rms[0];
      adagrad.step(ada, gradient, 0.1);
      rmsprop.step(rms, gradient, 0.1);
      with_correction.step(adam, gradient, 0.1);
      sum += 0.1 / std::sqrt(t);
      CHECK(ada[0] == Approx(-sum));
      CHECK(adam[0] == Approx(-0.1 * t).epsilon(2e-5));  // from the first step on, by the correction
      if (t == 200) CHECK(before - rms[0] == Approx(0.1).epsilon(2e-5));
    }
    CHECK(arma::sum(ada) == 0);
  }
}

TEST_CASE("RPROP sees signs alone") {
  // Float gradients of 1e-30, whose products underflow, take the very same path.
  arma::fvec theta{1.5f, -0.7f, 0.4f, 2}, tiny = theta;
  Rprop<float> plain, scaled;
  for (int n = 0; n < 30; ++n) {
    plain.step(theta, golden_gradient(theta), 1);
    scaled.step(tiny, arma::fvec(golden_gradient(tiny) * 1e-30f), 1);
  }
  CHECK(arma::all(theta == tiny));
}

TEST_CASE("RPROP goes back when a gradient turns, and holds its limits") {
  Rprop<double> optimiser;
  arma::vec theta{1};
  optimiser.step(theta, arma::vec{1}, 1);
  CHECK(theta[0] == Approx(0.9));
  optimiser.step(theta, arma::vec{1}, 1);
  CHECK(theta[0] == Approx(0.78));
  optimiser.step(theta, arma::vec{-1}, 1);  // back, and the step halved
  CHECK(theta[0] == Approx(0.9));
  CHECK(optimiser.sizes[0] == Approx(0.06));
  optimiser.step(theta, arma::vec{1}, 1);  // after a turn the size stays once
  CHECK(theta[0] == Approx(0.84));
  for (int n = 0; n < 100; ++n) optimiser.step(theta, arma::vec{1}, 1);
  CHECK(optimiser.sizes[0] == 50);
  for (int n = 0; n < 200; ++n) optimiser.step(theta, arma::vec{n % 2 == 0 ? -1.0 : 1.0}, 1);
  CHECK(optimiser.sizes[0] == 1e-6);
}
