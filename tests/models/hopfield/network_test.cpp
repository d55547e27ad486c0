#include "models/hopfield/network.hpp"

#include <limits>

#include "nets.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::hopfield;

namespace {

// Equation (1), term by term.
double plain_energy(const arma::mat& W, const arma::vec& b, const arma::vec& s) {
  double e = 0;
  for (arma::uword i = 0; i < s.n_elem; ++i) {
    e -= b[i] * s[i];
    for (arma::uword j = 0; j < s.n_elem; ++j) e -= W(i, j) * s[i] * s[j] / 2;
  }
  return e;
}

}  // namespace

TEST_CASE("energy and fields are what the equations say, for every kind of network") {
  Stream stream(1);
  for (const auto& [name, net] : every_network(23, 5, stream)) {
    INFO(name);
    const arma::vec s = random_state(net.size(), net.coding(), stream);
    CHECK(energy(net, s) == Approx(plain_energy(net.W(), net.b(), s)).margin(1e-12));
    const arma::vec h = net.fields(s);
    for (arma::uword i = 0; i < net.size(); ++i) {
      double field = net.b()[i];
      for (arma::uword j = 0; j < net.size(); ++j) field += net.W()(i, j) * s[j];
      CHECK(h[i] == Approx(field).margin(1e-12));
    }
  }
}

TEST_CASE("fields from the sum over memories are the fields from the weights") {
  // 2 K < N takes the factors, larger K the weights; 300 units also cross the panels of the product.
  Stream stream(2);
  for (const Rule rule : {Rule::hebb, Rule::storkey, Rule::projection})
    for (const bool self : {false, true})
      for (const bool bias : {false, true}) {
        const auto net =
            store(random_patterns(300, 9, stream), rule, {.bias = bias, .self_connections = self});
        arma::mat states = random_patterns(300, 4, stream);
        arma::mat expected = net.W() * states;
        expected.each_col() += net.b();
        CHECK(arma::abs(net.fields(states) - expected).max() < 1e-12);
        CHECK(net.W().is_symmetric());
        if (!self) CHECK(arma::abs(net.W().diag()).max() == 0);
      }
}

TEST_CASE("float agrees with double") {
  Stream stream(3);
  const arma::mat patterns = random_patterns(200, 10, stream);
  for (const Rule rule : {Rule::hebb, Rule::storkey, Rule::projection}) {
    const auto wide = store(patterns, rule, {.bias = true});
    const auto narrow = store(arma::conv_to<arma::fmat>::from(patterns), rule, {.bias = true});
    CHECK(arma::abs(arma::conv_to<arma::mat>::from(narrow.W()) - wide.W()).max() < 1e-5);
    const arma::vec s = patterns.col(0);
    CHECK(energy(narrow, arma::conv_to<arma::fvec>::from(s)) == Approx(energy(wide, s)).epsilon(1e-5));
  }
}

TEST_CASE("overlap is 1 with itself, -1 with its opposite, and codings agree") {
  Stream stream(4);
  const arma::vec pattern = random_patterns(50, 1, stream);
  CHECK(overlap<double>(pattern, pattern) == 1);
  CHECK(overlap<double>(pattern, -pattern) == -1);
  const arma::vec s = random_state(50, Coding::plus_minus, stream);
  const arma::vec v = as_states<double>(s, Coding::zero_one);
  CHECK(overlap<double>(pattern, s) == Approx(arma::dot(pattern, s) / 50));
  CHECK(overlap<double>(pattern, v, Coding::zero_one) == Approx(overlap<double>(pattern, s)));
}

TEST_CASE("a unit without a field stays as it is") {
  const Network<double> net(arma::mat(2, 2, arma::fill::zeros), arma::vec(2, arma::fill::zeros),
                            Coding::zero_one);
  CHECK(net.updated(0, 0) == 0);
  CHECK(net.updated(0, 1) == 1);
  CHECK(net.updated(1e-300, 0) == 1);
  CHECK(net.updated(-1e-300, 1) == 0);
}

TEST_CASE("shapes that do not fit are named") {
  using Catch::Matchers::Contains;
  const arma::mat W(3, 3, arma::fill::zeros);
  const arma::vec b(3, arma::fill::zeros);
  CHECK_THROWS_WITH(Network<double>(arma::mat(3, 4), b), Contains("3 × 4"));
  CHECK_THROWS_WITH(Network<double>(W, arma::vec(2)), Contains("3 × 3") && Contains("2"));
  CHECK_THROWS_AS(Network<double>(arma::mat(), arma::vec()), std::invalid_argument);
  arma::mat crooked = W;
  crooked(0, 1) = 1;
  CHECK_THROWS_WITH(Network<double>(crooked, b), Contains("symmetric"));
  const Network<double> net(W, b);
  CHECK_THROWS_WITH(energy(net, arma::vec(4)), Contains("4") && Contains("3"));
  CHECK_THROWS_WITH(net.fields(arma::mat(5, 2)), Contains("5") && Contains("3"));
  CHECK_THROWS_WITH(overlap(arma::vec(5), arma::vec(4)), Contains("5") && Contains("4"));
}
