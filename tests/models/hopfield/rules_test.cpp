#include "models/hopfield/rules.hpp"

#include <cmath>

#include "nets.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::hopfield;

namespace {

// Storkey & Valabregue's rule, one weight at a time.
arma::mat plain_storkey(const arma::mat& patterns) {
  const arma::uword n = patterns.n_rows;
  arma::mat W(n, n, arma::fill::zeros);
  for (arma::uword mu = 0; mu < patterns.n_cols; ++mu) {
    const arma::vec xi = patterns.col(mu);
    const auto h = [&](arma::uword i, arma::uword j) {
      double sum = 0;
      for (arma::uword k = 0; k < n; ++k)
        if (k != i && k != j) sum += W(i, k) * xi[k];
      return sum;
    };
    arma::mat next = W;
    for (arma::uword i = 0; i < n; ++i)
      for (arma::uword j = 0; j < n; ++j)
        next(i, j) += (xi[i] * xi[j] - xi[i] * h(j, i) - h(i, j) * xi[j]) / double(n);
    W = next;
  }
  return W;
}

arma::mat with_always_on(const arma::mat& patterns) {
  return arma::join_cols(patterns, arma::mat(1, patterns.n_cols, arma::fill::ones));
}

}  // namespace

TEST_CASE("Hebb adds the patterns up") {
  Stream stream(1);
  const arma::mat X = random_patterns(31, 7, stream);
  const auto net = store(X, Rule::hebb, {.self_connections = true});
  for (arma::uword i = 0; i < 31; ++i)
    for (arma::uword j = 0; j < 31; ++j) {
      double sum = 0;
      for (arma::uword mu = 0; mu < 7; ++mu) sum += X(i, mu) * X(j, mu);
      CHECK(net.W()(i, j) == sum);
    }
}

TEST_CASE("Storkey's rule as factors is the published rule weight by weight") {
  Stream stream(2);
  for (const arma::uword count : {1u, 2u, 6u, 30u}) {  // 30 patterns of 17 units: far beyond what it can hold
    const arma::mat X = random_patterns(17, count, stream), W = plain_storkey(X);
    const auto net = store(X, Rule::storkey, {.self_connections = true});
    CHECK(arma::abs(net.W() - W).max() < 1e-10 * (1 + arma::abs(W).max()));
  }
}

TEST_CASE("projection makes every pattern a fixed point with unit field") {
  Stream stream(3);
  arma::mat X = random_patterns(40, 20, stream);
  X.rows(0, 24).fill(1);  // strongly correlated
  X = X.cols(0, 12);
  const auto net = store(X, Rule::projection, {.self_connections = true});
  const arma::mat h = net.W() * X;
  CHECK(arma::abs(h - X).max() < 1e-9);
  // W is a projection: symmetric and its own square.
  CHECK(arma::abs(net.W() * net.W() - net.W()).max() < 1e-9);
}

TEST_CASE("projection does not mind a pattern stored twice") {
  Stream stream(4);
  arma::mat X = random_patterns(30, 4, stream);
  const arma::mat once = store(X, Rule::projection).W();
  X.insert_cols(4, X.col(1));
  CHECK(arma::abs(store(X, Rule::projection).W() - once).max() < 1e-9);
}

TEST_CASE("a learnt bias is the weight from an always-on unit") {
  Stream stream(5);
  const arma::mat X = random_patterns(25, 4, stream);
  for (const Rule rule : {Rule::hebb, Rule::storkey, Rule::projection}) {
    const auto net = store(X, rule, {.bias = true});
    const arma::mat whole = store(with_always_on(X), rule).W();
    CHECK(arma::abs(net.b() - whole.col(25).head(25)).max() < 1e-12);
    CHECK(arma::abs(net.W() - whole.submat(0, 0, 24, 24)).max() < 1e-12);
    CHECK(arma::abs(store(X, rule).b()).max() == 0);
  }
}

TEST_CASE("clipped weights are signs, and biases keep their share") {
  Stream stream(6);
  const auto net =
      store(random_patterns(20, 5, stream), Rule::hebb, {.bias = true, .self_connections = true});
  const auto clip = clipped(net);
  double sum = 0, links = 0;
  for (arma::uword i = 0; i < 20; ++i)
    for (arma::uword j = 0; j < 20; ++j)
      if (i != j && net.W()(i, j) != 0) {
        CHECK(clip.W()(i, j) == (net.W()(i, j) > 0 ? 1 : -1));
        sum += std::abs(net.W()(i, j));
        ++links;
      }
  CHECK(arma::abs(clip.b() * sum / links - net.b()).max() < 1e-12);
  CHECK(arma::abs(clip.W().diag() * sum / links - net.W().diag()).max() < 1e-12);
}

TEST_CASE("clipped weights of many units in float are counted exactly") {
  // 6000² weights are more than a sum in float can count.
  Stream stream(7);
  const arma::fmat X = arma::conv_to<arma::fmat>::from(random_patterns(6000, 3, stream));
  const auto net = store(X, Rule::hebb, {.bias = true});
  const auto clip = clipped(net);
  double total = 0;  // |w| of three patterns is 3 where all agree or all differ, else 1
  for (arma::uword j = 0; j < 6000; ++j)
    for (arma::uword i = 0; i < 6000; ++i) total += i == j ? 0 : std::abs(double(net.W()(i, j)));
  const double size = total / (6000.0 * 5999.0);
  CHECK(arma::abs(clip.b() * float(size) - net.b()).max() < 1e-4);
}

TEST_CASE("capacities are those of theory") {
  CHECK(capacity(Rule::hebb, 1000) == Approx(138));
  CHECK(capacity(Rule::storkey, 1000) == Approx(1000 / std::sqrt(2 * std::log(1000))));
  CHECK(capacity(Rule::projection, 1000) == 999);
}

TEST_CASE("what is no set of patterns is refused") {
  using Catch::Matchers::Contains;
  arma::mat X(4, 2, arma::fill::ones);
  X(3, 1) = 0.5;
  CHECK_THROWS_WITH(store(X, Rule::hebb), Contains("pattern 1") && Contains("0.5") && Contains("unit 3"));
  CHECK_THROWS_AS(store(arma::mat(), Rule::projection), std::invalid_argument);
}
