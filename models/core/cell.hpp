// Cells: what a recurrent model says of itself so that core can unroll it.
//
// At every step a unit of a cell holds some numbers, its slots: gates, candidates, states. A step is a few
// points in order; before a point come its matrix products, and a point is scalar equations, the same for
// every unit of every sequence. A cell declares its slots and products and writes the equations of each point
// forward and backward; it holds no data, knows no time and calls no BLAS.
//
//   struct Elman {
//     enum { h, slots };                                        // one slot: the state
//     static constexpr Range input{h, 1}, output{h, 1};         // receives W x + b; what layers above see
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
// t[slot] is a value of this step and p[slot] of the one before; d and dp are the gradients of the loss with
// respect to them. A slot that a product feeds holds the pre-activation until its point has run. So backward
// finds in d what came from later points and steps, turns it into the gradient of the pre-activation in
// place, and adds to dp and to d of earlier points what goes there past the products. A slot that is neither
// state nor output is nobody's but the cell's: backward may set its d. Everything else, the products and
// their transposes among it, is core's (sequence.hpp).
//
// A cell may declare more:
//   bias           Range of the slots with a bias, where it is not `input`
//   own            parameters of each unit alone, such as a retention or a peephole: forward then also gets
//                  w, and backward w and dw, where w[k] is the unit's own parameter k
//   output_units   slots and points whose units are those of the output (Jordan), not the hidden ones
//   forced         the slot that a teacher may overwrite before a point
#pragma once
#include <algorithm>
#include <armadillo>
#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "parameter_block.hpp"

namespace unroll {

// Neighbouring slots: first, first + 1, … of `count`.
struct Range {
  int first = 0, count = 0;
};

// slots `to` += U · slots `from`, of the previous step or this one, before point `point`. Through a `cut`
// product no gradient flows back into `from`; U still learns.
struct Product {
  int point;
  Range to, from;
  bool previous = false, cut = false;
};

// A parameter that each unit has for itself. One that is `held` is a constant: its gradient is zero.
struct Own {
  const char* name;
  bool held = false;
};

// From this slot and this point on, a cell's units are its outputs.
struct OutputUnits {
  int slot, point;
};

// Before `point` a teacher's values replace what the cell has in `slot`.
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

// --- what a cell declares, with what holds where it says nothing ----------------------------------------

template <class Cell>
constexpr Range bias_of() {
  if constexpr (requires { Cell::bias; })
    return Cell::bias;
  else
    return Cell::input;
}

template <class Cell>
constexpr auto own_of() {
  if constexpr (requires { Cell::own; })
    return Cell::own;
  else
    return std::array<Own, 0>{};
}

template <class Cell>
constexpr OutputUnits output_units_of() {
  if constexpr (requires { Cell::output_units; })
    return Cell::output_units;
  else
    return {Cell::slots, Cell::points};
}

template <class Cell>
constexpr Forced forced_of() {
  if constexpr (requires { Cell::forced; })
    return Cell::forced;
  else
    return {-1, -1};
}

template <class Cell>
concept RecurrentCell = requires {
  {int{Cell::slots}};
  { Cell::input } -> std::convertible_to<Range>;
  { Cell::output } -> std::convertible_to<Range>;
  {int{Cell::state.front()}};
  {Product{Cell::products.front()}};
  {int{Cell::points}};
};

// The most rows or columns of a matrix: BLAS counts them in 32 bits.
inline constexpr arma::uword largest_size = std::numeric_limits<std::int32_t>::max();
// The most numbers of a vector θ or of a tape.
inline constexpr double largest_array = 4294967296.0;

// Where the parameters of a cell of some size lie in its one vector θ: W, then U of each product, then the
// biases, then the units' own. `outputs` is asked only where the cell has output units.
template <RecurrentCell Cell>
struct Layout {
  arma::uword inputs = 0, units = 0, outputs = 0;

  static constexpr std::size_t products = Cell::products.size();
  static constexpr Range bias = bias_of<Cell>();
  static constexpr auto own = own_of<Cell>();
  static constexpr OutputUnits output_units = output_units_of<Cell>();

  // The first row of a slot in a column of the tape, and the rows of neighbouring slots.
  arma::uword row(int slot) const {
    const int hidden = slot < output_units.slot ? slot : output_units.slot;
    return static_cast<arma::uword>(hidden) * units + static_cast<arma::uword>(slot - hidden) * outputs;
  }
  arma::uword rows(Range slots) const { return row(slots.first + slots.count) - row(slots.first); }
  arma::uword height() const { return row(Cell::slots); }
  arma::uword width() const { return rows(Cell::output); }  // what a layer above, or the loss, sees
  arma::uword own_units() const { return output_units.slot < Cell::slots ? outputs : units; }

  arma::uword W() const { return 0; }
  arma::uword U(std::size_t product) const {
    arma::uword at = rows(Cell::input) * inputs;
    for (std::size_t k = 0; k < product; ++k) at += rows(Cell::products[k].to) * rows(Cell::products[k].from);
    return at;
  }
  arma::uword b() const { return U(Cell::products.size()); }
  arma::uword w() const { return b() + rows(bias); }
  arma::uword parameters() const {
    check();
    return w() + own.size() * own_units();
  }

  // Throws std::invalid_argument for a cell without inputs or units, and for one that is too large: BLAS
  // could not count its rows, or there could be no vector of its parameters. `parameters` asks it.
  void check() const {
    const std::string sizes = "a cell of " + std::to_string(inputs) + " inputs and " + std::to_string(units) +
                              " units" + (outputs > 0 ? " and " + std::to_string(outputs) + " outputs" : "");
    if (inputs == 0 || units == 0) throw std::invalid_argument(sizes + "; it must have at least 1 of each");
    if (own_units() == 0 || width() == 0)
      throw std::invalid_argument(
          "a cell that feeds back its outputs has 0 of them; it must have at least 1");
    const arma::uword most = largest_size / static_cast<arma::uword>(Cell::slots);
    if (std::max({inputs, units, outputs}) > most)
      throw std::invalid_argument(sizes + " is too large; there may be up to " + std::to_string(most) +
                                  " of each");
    double numbers = static_cast<double>(rows(Cell::input)) * static_cast<double>(inputs);
    for (const Product& p : Cell::products)
      numbers += static_cast<double>(rows(p.to)) * static_cast<double>(rows(p.from));
    if (numbers > largest_array)
      throw std::invalid_argument(sizes + " is too large; it would have more than 2^32 weights");
  }

  // How many gates U of a product feeds.
  arma::uword gates(std::size_t product) const {
    return static_cast<arma::uword>(Cell::products[product].to.count);
  }

  // The same, each with its name: "W", "U0", "U1", …, "b" and the names of the units' own.
  std::vector<ParameterBlock> blocks() const {
    std::vector<ParameterBlock> all{{"W", W(), rows(Cell::input), inputs, false, true}};
    for (std::size_t k = 0; k < Cell::products.size(); ++k)
      all.push_back({"U" + std::to_string(k), U(k), rows(Cell::products[k].to), rows(Cell::products[k].from),
                     false, true});
    all.push_back({"b", b(), rows(bias), 1, false, false});
    for (std::size_t k = 0; k < own.size(); ++k)
      all.push_back({own[k].name, w() + k * own_units(), own_units(), 1, own[k].held, false});
    return all;
  }

  // Windows of θ, or of a gradient, which has the same layout. They are valid as long as θ stays where it is.
  template <class S>
  arma::Mat<S> W(arma::Col<S>& theta) const {
    return {theta.memptr() + W(), rows(Cell::input), inputs, false, true};
  }
  template <class S>
  arma::Mat<S> U(arma::Col<S>& theta, std::size_t product) const {
    return {theta.memptr() + U(product), rows(Cell::products[product].to), rows(Cell::products[product].from),
            false, true};
  }
  template <class S>
  arma::Col<S> b(arma::Col<S>& theta) const {
    return {theta.memptr() + b(), rows(bias), false, true};
  }
  // The bias of one slot. Throws std::invalid_argument for a slot that has none.
  template <class S>
  arma::Col<S> b(arma::Col<S>& theta, int slot) const {
    if (slot < bias.first || slot >= bias.first + bias.count)
      throw std::invalid_argument("slot " + std::to_string(slot) + " of this cell has no bias; " +
                                  (bias.count == 0
                                       ? std::string("none has")
                                       : "slots " + std::to_string(bias.first) + " to " +
                                             std::to_string(bias.first + bias.count - 1) + " have"));
    return {theta.memptr() + b() + row(slot) - row(bias.first), rows({slot, 1}), false, true};
  }
  template <class S>
  arma::Col<S> w(arma::Col<S>& theta, std::size_t k) const {
    return {theta.memptr() + w() + k * own_units(), own_units(), false, true};
  }
};

}  // namespace unroll
