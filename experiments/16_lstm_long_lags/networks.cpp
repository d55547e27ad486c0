// The networks: their topology, from which the published numbers of weights follow, and their initial
// weights.
#include <cmath>

#include "models/core/initial_theta.hpp"
#include "models/core/initialisers.hpp"
#include "models/elman/elman.hpp"
#include "models/lstm/carousel.hpp"
#include "models/lstm/memory_blocks.hpp"
#include "tasks.hpp"

namespace unroll::experiments::long_lags {
namespace {

const Cell& blocks_of(const Task& task) {
  switch (task.kind) {
    case Kind::plain_lag:
      return cell_of<Carousel>();
    case Kind::noisy_lag:
      return cell_of<MemoryBlocks<Blocks{.cells_have_bias = false, .gates_have_bias = false}>>();
    case Kind::reber:
      return task.cells == 1 ? cell_of<MemoryBlocks<Blocks{.cells_have_bias = false}>>()
                             : cell_of<MemoryBlocks<Blocks{.cells = 2, .cells_have_bias = false}>>();
    default:
      return cell_of<MemoryBlocks<Blocks{.cells = 2}>>();
  }
}

Network<Recurrent> network(const Task& task, const Cell& cell, arma::uword units) {
  Network<Recurrent> net;
  net.stack = stack_of<Recurrent>(1, cell, task.inputs, units);
  net.outputs = task.outputs;
  net.psi = task.logistic ? Activation::sigmoid : Activation::identity;
  return net;
}

// The number of tanh units with which an Elman network comes nearest to a number of weights.
arma::uword units_near(const Task& task, arma::uword weights) {
  const auto off = [&](arma::uword units) {
    return std::abs(static_cast<double>(network(task, cell_of<Elman<>>(), units).parameters()) -
                    static_cast<double>(weights));
  };
  arma::uword units = 1;
  while (off(units + 1) < off(units)) ++units;
  return units;
}

}  // namespace

Network<Recurrent> network_of(const Task& task, Net net) {
  constexpr arma::uword units_of_1989 = 15;  // Cleeremans et al.'s, after Table 1
  if (net == Net::elman_copied)
    return network(task, cell_of<Elman<Activation::sigmoid, Context::copied>>(), units_of_1989);
  Network<Recurrent> published = network(task, blocks_of(task), task.blocks);
  published.bias = task.kind != Kind::reber && task.kind != Kind::noisy_lag && task.kind != Kind::plain_lag;
  published.shortcut = task.shortcut;
  if (net == Net::lstm) return published;
  return network(task, cell_of<Elman<>>(), units_near(task, published.parameters()));
}

arma::fvec start_of(const Task& task, Net net, const Network<Recurrent>& network, Stream& stream) {
  if (net == Net::elman) return initial_theta<float>(network, stream);
  arma::fvec theta(network.parameters());
  initialise::uniform<float>(theta, net == Net::lstm ? task.range : 0.5, stream);
  if (net == Net::elman_copied) return theta;
  const int gates = task.cells;  // the slot of the input gate; that of the output gate is the next
  network.for_cells(theta, [&](const Layout& layout, arma::fvec& window, std::size_t, int) {
    for (std::size_t k = 0; k < task.input_biases.size(); ++k)
      layout.b(window, gates)[k] = static_cast<float>(task.input_biases[k]);
    for (std::size_t k = 0; k < task.output_biases.size(); ++k)
      layout.b(window, gates + 1)[k] = static_cast<float>(task.output_biases[k]);
  });
  return theta;
}

}  // namespace unroll::experiments::long_lags
