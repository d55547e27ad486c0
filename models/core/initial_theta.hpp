// The parameters of a network before the first step: the usual initial values, and the few set by hand.
//
//   W, V, D     Glorot uniform, gate by gate
//   U           orthogonal for each gate where that is square; else Glorot uniform
//   b, own      0, also for constants such as a retention α: set those with `set_usual` or `set_own`
//
// Sources: initialisers.hpp. Shapes: core/cell.hpp, core/network.hpp.
#pragma once
#include <armadillo>
#include <stdexcept>
#include <string>

#include "initialisers.hpp"
#include "network.hpp"

namespace unroll {

// The initial values above. `gain` scales the orthogonal U.
template <class S, class Layer>
arma::Col<S> initial_theta(const Network<Layer>& network, Stream& stream, double gain = 1) {
  network.stack.check();
  arma::Col<S> theta(network.parameters(), arma::fill::zeros);
  const auto glorot = [&](arma::Mat<S>& gate) { initialise::glorot_uniform(gate, stream); };
  const auto orthogonal = [&](arma::Mat<S>& gate) { initialise::orthogonal(gate, stream, gain); };
  network.for_cells(theta, [&](const auto& layout, arma::Col<S>& window, std::size_t, int) {
    arma::Mat<S> W = layout.W(window);
    initialise::each_gate(W, W.n_rows / layout.units, glorot);
    for (std::size_t k = 0; k < layout.cell->products.size(); ++k) {
      arma::Mat<S> U = layout.U(window, k);
      const arma::uword gates = layout.gates(k);
      if (U.n_rows == gates * U.n_cols)
        initialise::each_gate(U, gates, orthogonal);
      else
        initialise::each_gate(U, gates, glorot);
    }
  });
  for (const ParameterBlock& block : network.blocks())
    if (block.name == "output.V" || block.name == "output.D") {
      arma::Mat<S> V(theta.memptr() + block.first, block.rows, block.columns, false, true);
      initialise::glorot_uniform(V, stream);
    }
  return theta;
}

// Sets the bias of one slot in every layer and direction, for instance that of a forget gate to 1.
template <class Layer, class S>
void set_bias(const Network<Layer>& network, arma::Col<S>& theta, int slot, double value) {
  network.for_cells(theta, [&](const auto& layout, arma::Col<S>& window, std::size_t, int) {
    layout.b(window, slot).fill(static_cast<S>(value));
  });
}

// Sets an own parameter of the units in every layer and direction, for instance "alpha" to 0.9. Throws
// std::invalid_argument for a name that the cell does not have.
template <class Layer, class S>
void set_own(const Network<Layer>& network, arma::Col<S>& theta, const std::string& name, double value) {
  network.for_cells(theta, [&](const auto& layout, arma::Col<S>& window, std::size_t, int) {
    for (const ParameterBlock& block : layout.blocks())
      if (block.name == name && block.first >= layout.w()) {
        window.subvec(block.first, block.first + block.size() - 1).fill(static_cast<S>(value));
        return;
      }
    throw std::invalid_argument("the units of this cell have no own parameter \"" + name + "\"");
  });
}

// Sets every own parameter of the units to the usual value that the cell declares, in every layer and
// direction.
template <class Layer, class S>
void set_usual(const Network<Layer>& network, arma::Col<S>& theta) {
  network.for_cells(theta, [&](const auto& layout, arma::Col<S>& window, std::size_t, int) {
    for (std::size_t k = 0; k < layout.cell->own.size(); ++k)
      layout.w(window, k).fill(static_cast<S>(layout.cell->own[k].usual));
  });
}

}  // namespace unroll
