#include "models/core/initial_theta.hpp"

#include "models/bidirectional/bidirectional.hpp"
#include "models/leaky/leaky.hpp"
#include "models/lstm/lstm.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using Catch::Matchers::Contains;

TEST_CASE("the usual start: orthogonal gates, Glorot inputs, no biases, and what is set by hand") {
  using Layer = Bidirectional<Lstm<>>;
  Network<Layer> network;
  network.stack = stack_of<Layer>(2, 3, 5);
  network.outputs = 2;
  Stream stream(1);
  arma::vec theta = initial_theta<double>(network, stream, 0.5);
  set_bias(network, theta, Lstm<>::f, 1);
  int cells = 0;
  network.for_cells(theta, [&](const auto& layout, arma::vec& window, std::size_t layer, int) {
    ++cells;
    const arma::mat U = layout.U(window, 0), W = layout.W(window);
    for (arma::uword gate = 0; gate < 4; ++gate) {
      const arma::mat one = U.rows(gate * 5, gate * 5 + 4);
      CHECK(arma::abs(one.t() * one - 0.25 * arma::eye(5, 5)).max() < 1e-12);
    }
    CHECK(arma::abs(W).max() <= std::sqrt(6.0 / (5 + (layer == 0 ? 3 : 10))));
    CHECK(arma::abs(W).min() > 0);
    CHECK(arma::all(arma::vec(layout.b(window, Lstm<>::f)) == 1));
    CHECK(arma::accu(arma::abs(layout.b(window))) == 5);
  });
  CHECK(cells == 4);
  CHECK(arma::all(theta.tail(2) == 0));
  CHECK(arma::abs(theta.subvec(network.V(), network.b() - 1)).min() > 0);
}

TEST_CASE("a parameter of the units alone is set by its name") {
  using Layer = Recurrent<Leaky<>>;
  Network<Layer> network;
  network.stack = stack_of<Layer>(1, 2, 3);
  Stream stream(1);
  arma::fvec theta = initial_theta<float>(network, stream);
  set_own(network, theta, "alpha", 0.25);
  CHECK(arma::all(theta.tail(3) == 0.25f));
  CHECK_THROWS_WITH(set_own(network, theta, "W", 1), Contains("\"W\""));
}
