// The norms of all layers are those that the ordinary backward pass shows, and go on where it ends in zeros.
#include "models/core/network_flow.hpp"

#include <map>

#include "models/bidirectional/bidirectional.hpp"
#include "models/core/initial_theta.hpp"
#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "models/jordan/jordan.hpp"
#include "models/leaky/leaky.hpp"
#include "models/lstm/lstm.hpp"
#include "models/lstm/memory_blocks.hpp"
#include "tests/models/recurrent.hpp"

using namespace recurrent;
using namespace unroll;

namespace {

constexpr double inf = std::numeric_limits<double>::infinity();

template <class Layer>
struct Case {
  Network<Layer> network;
  arma::vec theta;
  arma::cube x, dy;

  Case(const Cell& cell, std::size_t depth, arma::uword outputs, bool residual, arma::uword steps) {
    Stream stream(7);
    const arma::uword in = residual ? 4 * Layer::directions : 3;
    network.stack = stack_of<Layer>(depth, cell, in, 4, 4);
    network.stack.residual = residual;
    network.outputs = outputs;
    network.psi = Activation::tanh;
    network.shortcut = outputs > 0;
    theta = random_theta(network.blocks(), stream);
    x = random_cube(in, 3, steps, stream);
    dy = random_cube(outputs > 0 ? outputs : network.stack.width(), 3, steps, stream);
  }

  std::vector<LayerFlow> flows() {
    NetworkRun<Layer, double> run;
    network.forward(theta, x, {}, run);
    run.dy = dy;
    return log_gradient_flow(network, theta, Input<double>(x), run);
  }
};

// Against the norms that the probe of one ordinary backward pass sees, for a loss that reads every step.
template <class Layer>
void agrees(const Cell& cell, std::size_t depth, arma::uword outputs, bool residual = false) {
  Case<Layer> c(cell, depth, outputs, residual, 9);
  const arma::uword T = 9;
  std::map<std::pair<std::size_t, int>, arma::mat> seen;
  NetworkRun<Layer, double> run;
  c.network.forward(c.theta, c.x, {}, run);
  run.dy = c.dy;
  arma::vec gradient(c.theta.n_elem, arma::fill::zeros);
  c.network.backward(c.theta, c.x, {}, run, gradient,
                     [&](std::size_t l, int way, arma::uword t, const arma::mat& d) {
                       auto& norms = seen[{l, way}];
                       if (norms.is_empty()) norms = arma::mat(T + 1, 3).fill(-inf);
                       const arma::uword place = way == 0 ? t : T + 1 - t;
                       const arma::mat states = d.rows(state_rows(c.network.stack.layers[l].cell_layout()));
                       for (arma::uword b = 0; place <= T && b < 3; ++b)
                         norms(T - place, b) = std::log(arma::norm(states.col(b)));
                     });
  const auto flows = c.flows();
  REQUIRE(flows.size() == depth * Layer::directions);
  for (const LayerFlow& flow : flows) {
    INFO("layer " << flow.layer << ", direction " << flow.direction);
    const arma::mat& expected = seen.at({flow.layer, flow.direction});
    for (arma::uword k = 0; k < expected.n_elem; ++k)
      if (std::isfinite(expected[k]))
        CHECK(flow.log_norms[k] == Approx(expected[k]).margin(1e-11));
      else
        CHECK(flow.log_norms[k] == -inf);
  }
}

// Two leaky layers without recurrent weights: each step keeps exactly α of what a layer has.
std::vector<LayerFlow> leaky_pair(double below, double above, arma::uword steps) {
  Case<Recurrent> c(cell_of<Leaky<>>(), 2, 0, false, steps);
  c.dy.slices(0, steps - 2).zeros();
  const auto set = [&](std::size_t l, double alpha) {
    const Layout& layout = c.network.stack.layers[l].layout;
    arma::vec own =
        c.theta.subvec(c.network.stack.first(l), c.network.stack.first(l) + layout.parameters() - 1);
    layout.U(own, 0).zeros();
    layout.w(own, 0).fill(alpha);
    c.theta.subvec(c.network.stack.first(l), c.network.stack.first(l) + layout.parameters() - 1) = own;
  };
  set(0, below);
  set(1, above);
  return c.flows();
}

}  // namespace

TEST_CASE("the flow through layers is what the backward pass of the network shows") {
  agrees<Recurrent>(cell_of<Elman<>>(), 1, 0);
  agrees<Recurrent>(cell_of<Lstm<>>(), 2, 2);
  agrees<Recurrent>(cell_of<Gru<>>(), 3, 2, true);
  agrees<Recurrent>(cell_of<Jordan<>>(), 2, 0);
  agrees<Recurrent>(cell_of<MemoryBlocks<>>(), 2, 1);
  agrees<Bidirectional>(cell_of<Lstm<>>(), 2, 2);
  agrees<Bidirectional>(cell_of<Elman<>>(), 3, 1, true);
  agrees<Bidirectional>(cell_of<Jordan<>>(), 1, 1);
}

TEST_CASE("each layer fades at its own rate, far below what a number can hold") {
  const arma::uword T = 4000;
  const auto slope = [&](const LayerFlow& flow) {  // nothing is handed down to the state before step 1
    return (flow.log_norms(T - 1, 0) - flow.log_norms(T / 2 - 1, 0)) * 2 / T;
  };
  for (const auto& [below, above] : {std::pair{0.99, 0.5}, std::pair{0.5, 0.99}}) {
    const auto flows = leaky_pair(below, above, T);
    REQUIRE(flows.size() == 2);
    CHECK(flows[0].layer == 1);
    CHECK(slope(flows[0]) == Approx(std::log(above)).epsilon(1e-12));
    CHECK(slope(flows[1]) == Approx(std::log(0.99)).epsilon(1e-3));  // whichever keeps more feeds it
  }
  CHECK(leaky_pair(0.5, 0.5, T)[0].log_norms(T, 0) < -2700);  // e^-745 is the smallest number
}
