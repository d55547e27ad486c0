#include "pytorch.hpp"

#include "elman/elman.hpp"
#include "gru/gru.hpp"
#include "lstm/lstm.hpp"

namespace unroll {

std::vector<TorchGate> torch_gates(const Cell& cell) {
  using L = Lstm<>;
  using G = Gru<Reset::after>;
  if (&cell == &cell_of<Elman<Activation::tanh>>() || &cell == &cell_of<Elman<Activation::relu>>())
    return {{Elman<>::h, Elman<>::h}};
  if (&cell == &cell_of<L>()) return {{L::i, L::i}, {L::f, L::f}, {L::g, L::g}, {L::o, L::o}};
  if (&cell == &cell_of<G>()) return {{G::r, G::r}, {G::z, G::z, -1}, {G::n, G::u}};
  return {};
}

detail::TorchRows detail::torch_rows(const Layout& layout) {
  const Cell& cell = *layout.cell;
  TorchRows rows;
  const auto append = [&](arma::uvec& to, int slot, int first) {
    const arma::uword at = layout.row(slot) - layout.row(first);
    to = arma::join_cols(to, arma::regspace<arma::uvec>(at, at + layout.units - 1));
  };
  for (const TorchGate& gate : torch_gates(cell)) {
    append(rows.W, gate.input, cell.input.first);
    append(rows.U, gate.recurrent, cell.products[0].to.first);
    append(rows.b, gate.input, cell.bias.first);
    append(rows.b_recurrent, gate.recurrent, cell.bias.first);
    rows.sign = arma::join_cols(rows.sign, arma::vec(layout.units).fill(gate.sign));
  }
  return rows;
}

}  // namespace unroll
