// Cells: the declaration and the equations that core needs to unroll a recurrent model.
//
// At every step a unit of a cell holds some numbers, its slots: gates, candidates, states. A step consists of
// a few points, in order. The matrix products of a point come before it; the point itself is a set of scalar
// equations, the same for every unit of every sequence. A cell declares its slots and products and writes the
// equations of each point forward and backward. It holds no data, has no notion of time and calls no BLAS.
//
//   struct Elman {
//     enum { h, slots };                                        // one slot: the state
//     static constexpr Range input{h, 1}, output{h, 1};         // fed by W x + b; read by layers above
//     static constexpr std::array state{int{h}};                // carried from step to step
//     static constexpr std::array products{Product{0, {h, 1}, {h, 1}, true}};
//     static constexpr int points = 1;
//     template <int k, class S>
//     static void forward(Slots<S> t, Slots<const S> p) { t[h] = tanh(t[h]); }
//     template <int k, class S>
//     static void backward(Slots<const S> t, Slots<const S> p, Slots<S> d, Slots<S> dp) {
//       d[h] *= 1 - t[h] * t[h];
//     }
//   };
//
// t[slot] is a value of this step and p[slot] a value of the previous step; d and dp are the gradients of the
// loss with respect to them. A slot that a product feeds holds the pre-activation until its point has run. On
// entry, backward finds in d the gradient from later points and later steps. It turns d into the gradient of
// the pre-activation in place, and adds to dp, and to d of earlier points, the gradient that does not pass
// through a product. Core does not clear d of a slot that is neither state nor output and that no product
// reads: backward must set it before it adds to it. Core does everything else, including the products and
// their transposes (sequence.hpp).
//
// A cell may declare more:
//   bias           Range of the slots with a bias, where it is not `input`
//   own            parameters that each unit has for itself, such as a retention or a peephole: forward then
//                  also gets w, and backward w and dw, where w[k] is the unit's own parameter k
//   output_units   the slot and the point from which on the units are output units (Jordan)
//   forced         the slot that a teacher may overwrite before a point
//   kinked         true if the equations have points without a derivative
//   memory_gate    the slot of the forget or update gate, whose bias sets how long the cell remembers
//   memory_sign    +1 if a larger bias of that gate lengthens the memory, -1 if it shortens the memory
//   steepest       the largest slope γ_φ of the activation, where ‖∂h_t/∂h_{t-1}‖ ≤ γ_φ ‖U‖ holds
//   retention      the own parameter α of leaky units, whose bound is α + (1 - α) γ_φ ‖U‖
//
// cell_of<Elman>() is the cell as a value; the rest of core knows a cell only in this form. The library
// contains the cells of the lineup compiled; for a cell of your own include passes.hpp, which compiles it.
#pragma once
#include <algorithm>
#include <armadillo>
#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <span>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "parameter_block.hpp"

namespace unroll {

// `count` neighbouring slots: first, first + 1, …
struct Range {
  int first = 0, count = 0;
};

// Before point `point`, slots `to` += U · slots `from` of the previous step or of this one. No gradient flows
// back into `from` through a `cut` product; its U still learns.
struct Product {
  int point;
  Range to, from;
  bool previous = false, cut = false;
};

// A parameter that each unit has for itself. One that is `held` is a constant: its gradient is zero. `usual`
// is the value that experiments give it unless the user chooses another (set_usual of initial_theta.hpp).
struct Own {
  const char* name;
  bool held = false;
  double usual = 0;
};

// From this slot and this point on, the units of a cell are output units.
struct OutputUnits {
  int slot, point;
};

// Before `point`, the values of a teacher replace those in `slot`.
struct Forced {
  int slot, point;
};

// The slots of one unit of one sequence at one step: `units` numbers lie between one slot and the next, and
// `at` points to slot `first`.
template <class S>
struct Slots {
  S* at;
  arma::uword units;
  int first = 0;
  S& operator[](int slot) const { return at[static_cast<arma::uword>(slot - first) * units]; }
};

template <class Cell>
concept RecurrentCell = requires {
  {int{Cell::slots}};
  { Cell::input } -> std::convertible_to<Range>;
  { Cell::output } -> std::convertible_to<Range>;
  {int{Cell::state.front()}};
  {Product{Cell::products.front()}};
  {int{Cell::points}};
};

struct Layout;

// The equations of one point over units × batch, forward and backward.
template <class S>
struct Pass {
  void (*forward)(const Layout&, const S* theta, arma::uword batch, S* now, const S* before);
  void (*backward)(const Layout&, const S* theta, arma::uword batch, const S* now, const S* before, S* d_now,
                   S* d_before, S* gradient);
};

// A whole step of one sequence in a network of up to 16 units (small_steps.hpp), or null. p and t, d and dp
// hold a vector of 16 numbers for each of up to `small_slots` slots.
template <class S>
struct SmallStep {
  void (*forward)(arma::uword units, const S* U, S* now, const S* p, S* t);
  void (*backward)(arma::uword units, const S* U_transposed, const S* now, const S* before, S* d_now,
                   S* d_before, S* d, S* dp);
};
inline constexpr int small_slots = 32;

// A cell as a value: its declaration and its passes.
struct Cell {
  int slots, points;
  Range input, bias, output;
  std::span<const int> state;
  std::span<const Product> products;
  std::span<const Own> own;
  OutputUnits output_units;  // {slots, points} for a cell without output units
  Forced forced;             // {-1, -1} for a cell without a forced slot
  bool kinked;
  int memory_gate;  // slot of the forget or update gate; -1 for a cell without one
  int memory_sign;  // +1 or -1; 0 for a cell without a memory gate
  double steepest;  // γ_φ; NaN for a cell without such a bound
  int retention;    // index of α in `own`; -1 for units that are not leaky
  const Pass<float>* in_float;
  const Pass<double>* in_double;
  SmallStep<float> small_in_float;
  SmallStep<double> small_in_double;

  template <class S>
  const Pass<S>& pass(int point) const {
    if constexpr (std::is_same_v<S, float>)
      return in_float[point];
    else
      return in_double[point];
  }
  template <class S>
  const SmallStep<S>& small() const {
    if constexpr (std::is_same_v<S, float>)
      return small_in_float;
    else
      return small_in_double;
  }
};

// The cell that a type declares; every call returns the same object.
template <RecurrentCell Declared>
const Cell& cell_of();

// The largest number of rows or columns of a matrix: BLAS counts them in 32 bits.
inline constexpr arma::uword largest_size = std::numeric_limits<std::int32_t>::max();
// The largest number of elements of θ or of a tape.
inline constexpr double largest_array = 4294967296.0;

// The positions of a cell's parameters in its one vector θ: W, then U of each product, then the biases, then
// the units' own parameters. `outputs` matters only for a cell with output units.
struct Layout {
  const Cell* cell;
  arma::uword inputs, units, outputs;

  Layout(const Cell& of, arma::uword inputs_, arma::uword units_, arma::uword outputs_ = 0)
      : cell(&of), inputs(inputs_), units(units_), outputs(outputs_) {}

  // The first row of a slot in a column of the tape, and the number of rows of neighbouring slots.
  arma::uword row(int slot) const {
    const int hidden = std::min(slot, cell->output_units.slot);
    return static_cast<arma::uword>(hidden) * units + static_cast<arma::uword>(slot - hidden) * outputs;
  }
  arma::uword rows(Range slots) const { return row(slots.first + slots.count) - row(slots.first); }
  arma::uword height() const { return row(cell->slots); }
  arma::uword width() const { return rows(cell->output); }  // rows that a layer above or the loss reads
  arma::uword own_units() const { return cell->output_units.slot < cell->slots ? outputs : units; }

  arma::uword W() const { return 0; }
  arma::uword U(std::size_t product) const;
  arma::uword b() const { return U(cell->products.size()); }
  arma::uword w() const { return b() + rows(cell->bias); }
  arma::uword parameters() const {
    check();
    return w() + cell->own.size() * own_units();
  }

  // Throws std::invalid_argument for a cell without inputs or units, and for one that is too large: BLAS
  // could not count its rows, or θ would be too long. `parameters` calls it.
  void check() const;

  // The number of gates that U of a product feeds.
  arma::uword gates(std::size_t product) const {
    return static_cast<arma::uword>(cell->products[product].to.count);
  }

  // The blocks of θ with their names: "W", "U0", "U1", …, "b" and the names of the units' own parameters.
  std::vector<ParameterBlock> blocks() const;

  // Windows of θ, or of a gradient, which has the same layout. They are valid as long as θ stays where it is.
  template <class S>
  arma::Mat<S> W(arma::Col<S>& theta) const {
    return {theta.memptr() + W(), rows(cell->input), inputs, false, true};
  }
  template <class S>
  arma::Mat<S> U(arma::Col<S>& theta, std::size_t product) const {
    const Product& p = cell->products[product];
    return {theta.memptr() + U(product), rows(p.to), rows(p.from), false, true};
  }
  template <class S>
  arma::Col<S> b(arma::Col<S>& theta) const {
    return {theta.memptr() + b(), rows(cell->bias), false, true};
  }
  // The bias of one slot. Throws std::invalid_argument for a slot that has none.
  template <class S>
  arma::Col<S> b(arma::Col<S>& theta, int slot) const {
    check_bias(slot);
    return {theta.memptr() + b() + row(slot) - row(cell->bias.first), rows({slot, 1}), false, true};
  }
  template <class S>
  arma::Col<S> w(arma::Col<S>& theta, std::size_t k) const {
    return {theta.memptr() + w() + k * own_units(), own_units(), false, true};
  }

 private:
  void check_bias(int slot) const;
};

}  // namespace unroll
