// One cell over one sequence, for tests of a model's equations.
#pragma once
#include <armadillo>

#include "models/core/sequence.hpp"
#include "tests/catch.hpp"
#include "tests/models/recurrent.hpp"

namespace recurrent {

inline arma::mat sigma(const arma::mat& a) { return 1 / (1 + arma::exp(-a)); }

struct CellSize {
  arma::uword inputs, units, outputs = 0;
};

// A cell with random parameters, three steps of two sequences, and the slots that came out.
template <class Cell>
struct OneCell {
  unroll::Layout layout;
  arma::vec theta;
  arma::cube x;
  arma::mat start;
  unroll::Tape<double> tape;

  OneCell(std::uint64_t seed, CellSize size, arma::uword steps = 3)
      : layout(unroll::cell_of<Cell>(), size.inputs, size.units, size.outputs) {
    Stream stream(seed);
    theta = random_theta(layout.blocks(), stream);
    x = random_cube(layout.inputs, 2, steps, stream);
    start = random_mat(layout.height(), 2, stream);
    unroll::forward(layout, theta, x, Given<double>{.state = start}, tape);
  }

  arma::mat at(const arma::mat& column, int slot, int count = 1) const {
    return column.rows(layout.row(slot), layout.row(slot + count) - 1);
  }
  arma::mat slot(int number, arma::uword t, int count = 1) const { return at(tape.slice(t), number, count); }

  // W x_t + b of one slot, and the rows of U that feed it.
  arma::mat fed(int number, arma::uword t) {
    arma::mat a = W(number) * x.slice(t - 1);
    a.each_col() += b(number);
    return a;
  }
  arma::mat W(int number) {
    const arma::uword first = layout.row(number) - layout.row(Cell::input.first);
    return layout.W(theta).rows(first, first + layout.rows({number, 1}) - 1);
  }
  arma::vec b(int number) { return layout.b(theta, number); }
  arma::mat U(int number, std::size_t product = 0) {
    const arma::uword first = layout.row(number) - layout.row(Cell::products[product].to.first);
    return layout.U(theta, product).rows(first, first + layout.rows({number, 1}) - 1);
  }
};

// The gradient with respect to one slot at every step, t = T … 0, of unit 0 of a loss that is unit 0 of that
// slot at step T, where all weights are 0 but what `set` makes of θ.
template <class Set>
arma::vec decay(unroll::Layout layout, arma::uword steps, int slot, Set&& set) {
  arma::vec theta(layout.parameters(), arma::fill::zeros), gradient = theta, seen(steps + 1);
  set(layout, theta);
  const arma::cube x(layout.inputs, 1, steps, arma::fill::ones);
  unroll::Tape<double> tape, d;
  unroll::forward(layout, theta, x, {}, tape);
  d.zeros(arma::size(tape));
  d(layout.row(slot), 0, steps) = 1;
  unroll::backward(layout, theta, x, {}, tape, d, gradient,
                   [&](arma::uword t, const arma::mat& d_t) { seen[steps - t] = d_t(layout.row(slot), 0); });
  return seen;
}

}  // namespace recurrent
