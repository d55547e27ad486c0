// Cells: what a recurrent model says of itself so that core can unroll it.
//
// At every step a unit of a cell holds some numbers, its slots: gates, candidates, states. A step is a few
// points in order; before a point come its matrix products, and a point is scalar equations, the same for
// every unit of every sequence. A cell declares its slots and products and writes the equations of each point
// forward and backward; it holds no data, knows no time and calls no BLAS.
//
//   struct Elman {
//     enum { h, slots };                                                // one slot: the state
//     static constexpr Range input{h, 1};                               // receives W x + b
//     static constexpr std::array state{int{h}};                        // carried from step to step
//     static constexpr std::array products{Product{0, h, 1, h, true}};  // + U h_{t-1}, before point 0
//     static constexpr int points = 1;
//     template <int k, class S>
//     static void forward(Slots<S> t, Slots<const S> p) { t[h] = std::tanh(t[h]); }
//     template <int k, class S>
//     static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp) { d[h] *= 1 - t[h] *
//     t[h]; }
//   };
//
// t[slot] is a value of this step and p[slot] of the one before; d and dp are the gradients of the loss with
// respect to them. A slot that a product feeds holds the pre-activation until its point has run. So backward
// finds in d what came from later points and steps, turns it into the gradient of the pre-activation in
// place, and adds to dp and to d of earlier points what goes there past the products. Everything else, the
// products and their transposes among it, is core's (sequence.hpp).
#pragma once
#include <armadillo>
#include <array>
#include <concepts>
#include <stdexcept>
#include <string>
#include <utility>

namespace unroll {

// Neighbouring slots: first, first + 1, … of `count`.
struct Range {
  int first = 0, count = 0;
};

// slots[first … first + rows) += U · slot, of this step or the previous one, before point `point`.
struct Product {
  int point, first, rows, slot;
  bool previous;
};

// The slots of one unit of one sequence at one step: `units` numbers lie between one slot and the next.
template <class S>
struct Slots {
  S* at;
  arma::uword units;
  S& operator[](int slot) const { return at[static_cast<arma::uword>(slot) * units]; }
};

// Which slots receive a bias: those of the input, unless the cell says otherwise.
template <class Cell>
constexpr Range bias_of() {
  if constexpr (requires { Cell::bias; })
    return Cell::bias;
  else
    return Cell::input;
}

template <class Cell>
concept RecurrentCell = requires(Slots<double> t, Slots<const double> p) {
  {int{Cell::slots}};
  { Cell::input } -> std::convertible_to<Range>;
  {int{Cell::state.front()}};
  {Product{Cell::products.front()}};
  {int{Cell::points}};
  Cell::template forward<0>(t, p);
  Cell::template backward<0>(p, p, t, t);
};

// Where the parameters of a cell of some size lie in its one vector θ: W, then U of each product, then b.
template <RecurrentCell Cell>
struct Layout {
  arma::uword inputs = 0, units = 0;

  static constexpr arma::uword rows(int slots) { return static_cast<arma::uword>(slots); }
  static constexpr Range bias = bias_of<Cell>();

  arma::uword height() const { return rows(Cell::slots) * units; }  // numbers of a sequence at a step
  arma::uword W() const { return 0; }
  arma::uword U(std::size_t product) const {
    arma::uword at = rows(Cell::input.count) * units * inputs;
    for (std::size_t k = 0; k < product; ++k) at += rows(Cell::products[k].rows) * units * units;
    return at;
  }
  arma::uword b() const { return U(Cell::products.size()); }
  arma::uword parameters() const { return b() + rows(bias.count) * units; }

  // Windows of θ, or of a gradient, which has the same layout. They are valid as long as θ stays where it is.
  template <class S>
  arma::Mat<S> W(arma::Col<S>& theta) const {
    return {theta.memptr() + W(), rows(Cell::input.count) * units, inputs, false, true};
  }
  template <class S>
  arma::Mat<S> U(arma::Col<S>& theta, std::size_t product) const {
    return {theta.memptr() + U(product), rows(Cell::products[product].rows) * units, units, false, true};
  }
  template <class S>
  arma::Col<S> b(arma::Col<S>& theta) const {
    return {theta.memptr() + b(), rows(bias.count) * units, false, true};
  }
};

}  // namespace unroll
