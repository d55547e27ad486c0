#include "nets.hpp"

#include <fmt/format.h>

#include <cmath>

#include "models/core/initial_theta.hpp"
#include "models/core/initialisers.hpp"
#include "models/elman/elman.hpp"
#include "models/lstm/carousel.hpp"
#include "models/lstm/memory_blocks.hpp"

namespace unroll::experiments::long_lags {
namespace {

constexpr arma::uword units_of_1989 = 15;  // Cleeremans et al.'s, after Table 1

// Which of the library's cells a line's blocks are.
const Cell& blocks_of(const Line& line) {
  const bool one = line.cells == 1;
  switch (line.kind) {
    case Kind::plain_lag:
      return cell_of<Carousel>();
    case Kind::noisy_lag:
      return cell_of<MemoryBlocks<Blocks{.cells_have_bias = false, .gates_have_bias = false}>>();
    case Kind::reber:
      return one ? cell_of<MemoryBlocks<Blocks{.cells_have_bias = false}>>()
                 : cell_of<MemoryBlocks<Blocks{.cells = 2, .cells_have_bias = false}>>();
    default:
      return cell_of<MemoryBlocks<Blocks{.cells = 2}>>();
  }
}

Network<Recurrent> network(const Line& line, const Cell& cell, arma::uword units) {
  Network<Recurrent> net;
  net.stack = stack_of<Recurrent>(1, cell, line.inputs(), units);
  net.outputs = line.outputs();
  net.psi = line.logistic ? Activation::sigmoid : Activation::identity;
  return net;
}

// Of the units of a rival, those whose weights are nearest in number.
arma::uword units_like(const Line& line, const Cell& cell, arma::uword weights) {
  const auto off = [&](arma::uword units) {
    return std::abs(static_cast<double>(network(line, cell, units).parameters()) -
                    static_cast<double>(weights));
  };
  arma::uword units = 1;
  while (off(units + 1) < off(units)) ++units;
  return units;
}

}  // namespace

const char* name_of(Model model) {
  switch (model) {
    case Model::lstm:
      return "lstm";
    case Model::elman:
      return "elman";
    default:
      return "elman copied";
  }
}

Network<Recurrent> network_of(const Line& line, Model model) {
  Network<Recurrent> own = network(line, blocks_of(line), line.blocks);
  own.bias = line.kind != Kind::reber && line.kind != Kind::noisy_lag && line.kind != Kind::plain_lag;
  own.shortcut = line.shortcut;
  if (model == Model::lstm) return own;
  if (model == Model::elman_copied)
    return network(line, cell_of<Elman<Activation::sigmoid, Context::copied>>(), units_of_1989);
  return network(line, cell_of<Elman<>>(), units_like(line, cell_of<Elman<>>(), own.parameters()));
}

arma::fvec start_of(const Line& line, Model model, const Network<Recurrent>& network, Stream& stream) {
  if (model == Model::elman) return initial_theta<float>(network, stream);
  arma::fvec theta(network.parameters());
  initialise::uniform<float>(theta, model == Model::lstm ? line.range : 0.5, stream);
  if (model != Model::lstm) return theta;
  const int gates = line.cells;  // the slot of the input gate; that of the output gate is the next
  network.for_cells(theta, [&](const Layout& layout, arma::fvec& window, std::size_t, int) {
    for (std::size_t k = 0; k < line.input_biases.size(); ++k)
      layout.b(window, gates)[k] = static_cast<float>(line.input_biases[k]);
    for (std::size_t k = 0; k < line.output_biases.size(); ++k)
      layout.b(window, gates + 1)[k] = static_cast<float>(line.output_biases[k]);
  });
  return theta;
}

}  // namespace unroll::experiments::long_lags
