#include "models/core/network.hpp"

#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "tests/catch.hpp"
#include "tests/models/recurrent.hpp"

using namespace recurrent;
using Catch::Matchers::Contains;
using unroll::Activation;
using unroll::cell_of;
using unroll::Elman;
using unroll::Gru;
using unroll::Network;
using unroll::NetworkRun;
using unroll::Recurrent;
using unroll::Steps;
using unroll::Symbols;

namespace {

using Layer = Recurrent;
const auto nobody = [](std::size_t, int, arma::uword, const arma::mat&) {};

Network<Layer> network_of(std::size_t depth, arma::uword outputs) {
  Network<Layer> network;
  network.stack = unroll::stack_of<Layer>(depth, cell_of<Elman<>>(), 3, 4);
  network.outputs = outputs;
  return network;
}

arma::mat psi_of(Activation psi, const arma::mat& a) {
  if (psi == Activation::tanh) return arma::tanh(a);
  if (psi == Activation::sigmoid) return 1 / (1 + arma::exp(-a));
  if (psi == Activation::relu) return arma::clamp(a, 0, arma::datum::inf);
  return a;
}

}  // namespace

TEST_CASE("a network is its stack and y = ψ(V h + D x + b), for every ψ") {
  Stream stream(71);
  for (const Activation psi : {Activation::identity, Activation::tanh, Activation::sigmoid, Activation::relu})
    for (const bool bias : {true, false})
      for (const bool shortcut : {true, false}) {
        auto network = network_of(2, 2);
        network.psi = psi;
        network.bias = bias;
        network.shortcut = shortcut;
        arma::vec theta = random_theta(network.blocks(), stream);
        const arma::cube x = random_cube(3, 2, 4, stream), dy = random_cube(2, 2, 4, stream);
        NetworkRun<Layer, double> run;
        network.forward(theta, x, Given<double>{}, run);
        unroll::StackRun<Layer, double> stack;
        network.stack.forward(theta, Input<double>(x), Given<double>{}, stack);
        const arma::cube h = network.stack.outputs(stack).cube();
        const arma::mat V(theta.memptr() + network.V(), 2, 4);
        for (arma::uword t = 0; t < 4; ++t) {
          arma::mat a = V * h.slice(t);
          if (shortcut) a += arma::mat(theta.memptr() + network.D(), 2, 3) * x.slice(t);
          if (bias) a.each_col() += arma::vec(theta.tail(2));
          CHECK(difference(run.y.slice(t), psi_of(psi, a)) < 1e-14);
        }
        run.dy = dy;
        arma::vec gradient(theta.n_elem, arma::fill::zeros);
        network.backward(theta, x, Given<double>{}, run, gradient);
        const arma::vec numeric = differences(network.blocks(), theta, [&](const arma::vec& at) {
          network.forward(at, x, Given<double>{}, run);
          return arma::accu(dy % run.y);
        });
        CHECK(difference(gradient, numeric) < 1e-8);
      }
}

TEST_CASE("a network's blocks lie one after the other and are all of θ") {
  for (const bool bias : {true, false})
    for (const bool shortcut : {true, false}) {
      auto network = network_of(2, 5);
      network.bias = bias;
      network.shortcut = shortcut;
      std::vector<std::string> names{"layers.0.W",  "layers.0.U0", "layers.0.b", "layers.1.W",
                                     "layers.1.U0", "layers.1.b",  "output.V"};
      if (shortcut) names.push_back("output.D");
      if (bias) names.push_back("output.b");
      const auto blocks = network.blocks();
      REQUIRE(blocks.size() == names.size());
      arma::uword at = 0;
      for (std::size_t k = 0; k < names.size(); ++k) {
        CHECK(blocks[k].name == names[k]);
        CHECK(blocks[k].first == at);
        CHECK(blocks[k].decays == (names[k].back() != 'b'));
        at += blocks[k].rows * blocks[k].columns;
      }
      CHECK(at == network.parameters());
    }
}

TEST_CASE("a network without outputs of its own hands on the stack's") {
  Stream stream(72);
  const auto network = network_of(2, 0);
  const arma::vec theta = random_theta(network.blocks(), stream);
  const arma::cube x = random_cube(3, 2, 4, stream);
  NetworkRun<Layer, double> run;
  network.forward(theta, x, Given<double>{}, run);
  CHECK(network.parameters() == network.stack.parameters());
  CHECK(difference(run.y, network.stack.outputs(run.stack).cube()) == 0);
}

TEST_CASE("the shortcut takes symbols as it takes one-hot columns") {
  Stream stream(73);
  auto network = network_of(1, 2);
  network.shortcut = true;
  const arma::vec theta = random_theta(network.blocks(), stream);
  const Symbols symbols{{{0, 2, 1}, {2, 2, 0}}, 3};
  arma::cube x(3, 2, 3, arma::fill::zeros);
  for (arma::uword b = 0; b < 2; ++b)
    for (arma::uword t = 0; t < 3; ++t) x(symbols.at(b, t), b, t) = 1;
  NetworkRun<Layer, double> run, expected;
  arma::vec gradient(theta.n_elem, arma::fill::zeros), other = gradient;
  network.forward(theta, symbols, Given<double>{}, run);
  network.forward(theta, x, Given<double>{}, expected);
  CHECK(difference(run.y, expected.y) < 1e-15);
  run.dy = expected.dy = random_cube(2, 2, 3, stream);
  network.backward(theta, symbols, Given<double>{}, run, gradient);
  network.backward(theta, x, Given<double>{}, expected, other);
  CHECK(difference(gradient, other) < 1e-14);
}

TEST_CASE("the probe of a network names layer, direction and step") {
  Stream stream(74);
  const auto network = network_of(2, 2);
  const arma::vec theta = random_theta(network.blocks(), stream);
  NetworkRun<Layer, double> run;
  const arma::cube x = random_cube(3, 1, 3, stream);
  network.forward(theta, x, Given<double>{}, run);
  run.dy = random_cube(2, 1, 3, stream);
  arma::vec gradient(theta.n_elem, arma::fill::zeros);
  std::string seen;
  network.backward(theta, x, Given<double>{}, run, gradient,
                   [&](std::size_t layer, int way, arma::uword t, const arma::mat& d) {
                     seen += std::to_string(layer) + std::to_string(way) + std::to_string(t) + " ";
                     CHECK(arma::abs(d).max() > 0);
                   });
  CHECK(seen == "103 102 101 100 003 002 001 000 ");
}

TEST_CASE("going back through some steps, a network's losses elsewhere count for nothing") {
  Stream stream(75);
  auto network = network_of(2, 2);
  network.psi = Activation::tanh;
  network.shortcut = true;
  const arma::vec theta = random_theta(network.blocks(), stream);
  const arma::cube x = random_cube(3, 2, 6, stream), dy = random_cube(2, 2, 6, stream);
  NetworkRun<Layer, double> run;
  const auto back = [&](const arma::cube& d, std::vector<arma::mat>& seen) {
    network.forward(theta, x, Given<double>{}, run);
    run.dy = d;
    arma::vec gradient(theta.n_elem, arma::fill::zeros);
    network.backward(
        theta, x, Given<double>{}, run, gradient,
        [&](std::size_t, int, arma::uword, const arma::mat& d_t) { seen.push_back(d_t); }, Steps{3, 4});
    return gradient;
  };
  arma::cube within(arma::size(dy), arma::fill::zeros);
  within.slices(2, 3) = dy.slices(2, 3);
  std::vector<arma::mat> seen, expected;
  const arma::vec found = back(dy, seen);
  CHECK(difference(found, back(within, expected)) < 1e-14);
  REQUIRE(seen.size() == 6);  // steps 4, 3 and the state before them, of two layers
  for (std::size_t k = 0; k < 6; ++k) CHECK(difference(seen[k], expected[k]) < 1e-14);
  CHECK(arma::abs(seen[2]).max() > 0);
}

TEST_CASE("a network names what does not fit") {
  auto network = network_of(1, 2);
  const arma::cube x(3, 2, 4, arma::fill::zeros);
  arma::vec theta(network.parameters(), arma::fill::zeros), gradient = theta;
  NetworkRun<Layer, double> run;
  const auto forward = [&] { network.forward(theta, x, Given<double>{}, run); };
  const auto backward = [&](Steps steps = {}) {
    network.backward(theta, x, Given<double>{}, run, gradient, nobody, steps);
  };
  CHECK_THROWS_WITH(backward(), Contains("run of 0 layers"));
  forward();
  CHECK_THROWS_WITH(backward(), Contains("gradient of the outputs is 0 × 0 × 0") && Contains("2 × 2 × 4"));
  run.dy.zeros(3, 2, 4);
  CHECK_THROWS_WITH(backward(), Contains("3 × 2 × 4") && Contains("2 × 2 × 4"));
  run.dy.zeros(2, 2, 4);
  CHECK_NOTHROW(backward());
  CHECK_THROWS_WITH(backward({3, 5}), Contains("steps 3 to 5") && Contains("of 4"));
  CHECK_THROWS_WITH(backward({3, 2}), Contains("steps 3 to 2"));
  const arma::cube longer(3, 2, 5, arma::fill::zeros);
  run.dy.zeros(2, 2, 5);
  CHECK_THROWS_WITH(network.backward(theta, longer, Given<double>{}, run, gradient),
                    Contains("4 × 2 × 4") && Contains("4 × 2 × 5"));
  gradient.set_size(9);
  CHECK_THROWS_WITH(backward(), Contains("9 elements") && Contains("42 parameters"));
  theta.set_size(41);
  CHECK_THROWS_WITH(forward(), Contains("41 elements") && Contains("42 parameters"));
  network.stack.layers.clear();
  CHECK_THROWS_WITH(forward(), Contains("at least 1 layer"));
  network.shortcut = true;
  CHECK_THROWS_WITH(forward(), Contains("at least 1 layer"));
}

TEST_CASE("absurd sizes are refused by name before any of them overflows") {
  for (const arma::uword size : {arma::uword{10000000000}, arma::uword{1} << 32, ~arma::uword{0}}) {
    const std::string named = std::to_string(size);
    CHECK_THROWS_WITH((unroll::Layout{unroll::cell_of<Elman<>>(), 3, size}.parameters()),
                      Contains(named) && Contains("too large"));
    CHECK_THROWS_WITH((unroll::Layout{unroll::cell_of<Gru<>>(), size, 3}.parameters()),
                      Contains(named) && Contains("too large"));
    CHECK_THROWS_WITH((unroll::Layout{unroll::cell_of<Gru<>>(), 3, 4, size}.parameters()), Contains(named));
    CHECK_THROWS_WITH((Recurrent(cell_of<Gru<>>(), 3, size).parameters()), Contains(named));
    auto network = network_of(1, size);
    CHECK_THROWS_WITH(network.parameters(), Contains(named) && Contains("too large"));
    network.outputs = 2;
    network.stack = unroll::stack_of<Layer>(2, cell_of<Elman<>>(), 3, size);
    CHECK_THROWS_WITH(network.parameters(), Contains(named));
  }
  // The largest that are not refused are counted right.
  const arma::uword large = arma::uword{1} << 15, most = unroll::largest_size;
  CHECK(unroll::Layout{unroll::cell_of<Elman<>>(), large, large}.parameters() == 2 * large * large + large);
  CHECK_THROWS_WITH((unroll::Layout{unroll::cell_of<Elman<>>(), most, most}.parameters()),
                    Contains("2^32 weights"));
  // More columns than BLAS counts, of an input that claims to be so long.
  const unroll::Layout layout{unroll::cell_of<Elman<>>(), 3, 4};
  const arma::cube x(3, 1, 1);
  Input<double> claimed(x);
  claimed.batch = claimed.steps = arma::uword{1} << 20;
  unroll::Tape<double> tape;
  CHECK_THROWS_WITH(unroll::forward(layout, arma::vec(layout.parameters()), claimed, Given<double>{}, tape),
                    Contains("1048576 × 1048576") && Contains("2147483647"));
}
