#include "models/core/initial_theta.hpp"

#include "models/bidirectional/bidirectional.hpp"
#include "models/leaky/leaky.hpp"
#include "models/lstm/lstm.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using Catch::Matchers::Contains;

TEST_CASE("the usual start: orthogonal gates, Glorot inputs, no biases, and what is set by hand") {
  using Layer = Bidirectional;
  Network<Layer> network;
  network.stack = stack_of<Layer>(2, cell_of<Lstm<>>(), 3, 5);
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
  using Layer = Recurrent;
  Network<Layer> network;
  network.stack = stack_of<Layer>(1, cell_of<Leaky<>>(), 2, 3);
  Stream stream(1);
  arma::fvec theta = initial_theta<float>(network, stream);
  set_own(network, theta, "alpha", 0.25);
  CHECK(arma::all(theta.tail(3) == 0.25f));
  CHECK_THROWS_WITH(set_own(network, theta, "W", 1), Contains("\"W\""));
}

TEST_CASE("what a cell does not have is not set, and nothing is written beside it") {
  Stream stream(1);
  Network<Recurrent> coupled;
  coupled.stack = stack_of<Recurrent>(1, cell_of<Lstm<Forget::coupled>>(), 2, 3);
  arma::vec theta = initial_theta<double>(coupled, stream);
  const arma::vec before = theta;
  CHECK_THROWS_WITH(set_bias(coupled, theta, Lstm<Forget::coupled>::f, 1),
                    Contains("slot 0") && Contains("no bias") && Contains("1 to 3"));
  CHECK_THROWS_WITH(set_bias(coupled, theta, Lstm<Forget::coupled>::h, 1), Contains("no bias"));
  CHECK(arma::all(theta == before));
  arma::vec small(2);
  CHECK_THROWS_WITH(set_bias(coupled, small, Lstm<Forget::coupled>::i, 1),
                    Contains("2 elements") && Contains("parameters"));
}

TEST_CASE("networks without units, inputs or layers are refused before anything is drawn") {
  Stream stream(1);
  Network<Recurrent> network;
  CHECK_THROWS_WITH(initial_theta<double>(network, stream), Contains("at least 1 layer"));
  network.stack = stack_of<Recurrent>(1, cell_of<Leaky<>>(), 3, 0);
  CHECK_THROWS_WITH(initial_theta<double>(network, stream), Contains("3 inputs and 0 units"));
  network.stack = stack_of<Recurrent>(1, cell_of<Leaky<>>(), 100'000'000, 100'000'000);
  CHECK_THROWS_WITH(network.parameters(), Contains("100000000") && Contains("2^32 weights"));
}
