#include "models/core/free_run.hpp"

#include "models/elman/elman.hpp"
#include "models/jordan/jordan.hpp"
#include "models/lstm/lstm.hpp"
#include "tests/catch.hpp"
#include "tests/models/recurrent.hpp"

using namespace recurrent;
using Catch::Matchers::Contains;
using unroll::cell_of;
using unroll::Elman;
using unroll::Jordan;
using unroll::Lstm;
using unroll::Network;
using unroll::NetworkRun;
using unroll::Recurrent;
using unroll::Symbols;

namespace {

template <class Cell>
Network<Recurrent> network_of(arma::uword inputs) {
  Network<Recurrent> network;
  network.stack = unroll::stack_of<Recurrent>(2, cell_of<Cell>(), inputs, 4, 3);
  network.outputs = inputs;
  return network;
}

}  // namespace

TEMPLATE_TEST_CASE("a free run gives what forward gives on the sequence that it produced", "", Elman<>,
                   Lstm<>, Jordan<>) {
  Stream stream(81);
  const auto network = network_of<TestType>(3);
  const arma::vec theta = random_theta(network.blocks(), stream);
  arma::cube x(3, 2, 6), y(3, 2, 6);
  x.slice(0) = random_mat(3, 2, stream);
  arma::uword next = 1;
  arma::uword height = 0;
  for (const auto& layer : network.stack.layers) height += layer.state_height();
  const arma::mat start = random_mat(height, 2, stream);
  const arma::mat last = unroll::free_run(network, theta, arma::cube(x.slices(0, 0)), 6, start,
                                          [&](arma::uword t, const arma::mat& y_t) {
                                            CHECK(t == next++);
                                            y.slice(t - 1) = y_t;
                                            if (t < 6) x.slice(t) = 2 * y_t;
                                            return arma::cube(arma::mat(2 * y_t).memptr(), 3, 2, 1);
                                          });
  CHECK(next == 7);
  NetworkRun<Recurrent, double> run;
  network.forward(theta, x, Given<double>{.state = start}, run);
  CHECK(difference(y, run.y) < 1e-14);
  CHECK(difference(last, network.stack.state(run.stack, 6)) < 1e-14);
}

TEST_CASE("a free run of symbols writes the text that forward reads") {
  Stream stream(82);
  const auto network = network_of<Elman<>>(5);
  const arma::vec theta = random_theta(network.blocks(), stream);
  Symbols text{arma::umat(2, 9), 5};
  text.at.col(0) = arma::uvec{3, 1};
  arma::cube y(5, 2, 9);
  unroll::free_run(network, theta, Symbols{text.at.col(0), 5}, 9, arma::mat(),
                   [&](arma::uword t, const arma::mat& y_t) {
                     y.slice(t - 1) = y_t;
                     const arma::umat chosen = arma::index_max(y_t, 0).t();
                     if (t < 9) text.at.col(t) = chosen;
                     return Symbols{chosen, 5};
                   });
  NetworkRun<Recurrent, double> run;
  network.forward(theta, text, Given<double>{}, run);
  CHECK(difference(y, run.y) < 1e-14);
}

TEST_CASE("a free run of no steps leaves the state as it was and asks for no input") {
  Stream stream(83);
  const auto network = network_of<Elman<>>(2);
  const arma::vec theta = random_theta(network.blocks(), stream);
  const arma::mat start = random_mat(8, 1, stream);
  const arma::mat last =
      unroll::free_run(network, theta, arma::cube(2, 1, 1), 0, start, [&](arma::uword, const arma::mat&) {
        FAIL("asked");
        return arma::cube(2, 1, 1);
      });
  CHECK(difference(last, start) == 0);
}

TEST_CASE("a free run names an input of more steps than one, at the start or on the way") {
  const auto network = network_of<Elman<>>(2);
  const arma::vec theta(network.parameters(), arma::fill::zeros);
  const auto run = [&](arma::uword first, arma::uword next) {
    unroll::free_run(
        network, theta, arma::cube(2, 1, first, arma::fill::zeros), 2, arma::mat(),
        [&](arma::uword, const arma::mat&) { return arma::cube(2, 1, next, arma::fill::zeros); });
  };
  CHECK_NOTHROW(run(1, 1));
  CHECK_THROWS_WITH(run(3, 1), Contains("one step") && Contains("3"));
  CHECK_THROWS_WITH(run(1, 2), Contains("one step") && Contains("2"));
}
