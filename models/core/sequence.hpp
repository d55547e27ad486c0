// Unrolling: a cell over a sequence, forward and back. The only loop over time of the project.
//
//   (1)  all steps at once: slots of the input = W x_t + b
//   (2)  for t = 1 … T, for each point: its products, then one pass of the cell's equations over units ×
//   batch (3)  for t = T … 1, for each point backwards: the pass's derivative, then the products' transposes
//   (4)  after the loop: one dU for each product, one dW, one db
//
// Source: backpropagation through time, P. J. Werbos, Proc. IEEE 78 (1990) 1550–1560.
// Shapes: x inputs × B × T; a tape slots·units × B × (T+1), slice 0 the state before the first step. As one
// matrix a tape has a column for each sequence at each step, so (1) and (4) are single products.
// Read first: cell.hpp. Read next: models/elman/elman.hpp.
#pragma once
#include <algorithm>
#include <armadillo>
#include <stdexcept>
#include <string>

#include "cell.hpp"
#include "product.hpp"

namespace unroll {

// The values of all slots at all steps, or the gradient with respect to them.
template <class S>
using Tape = arma::Cube<S>;

// How a sequence is run. Both may be empty: it then starts from zero, and all sequences have T steps.
template <class S>
struct Start {
  arma::Mat<S> state = {};  // slots·units × B, slice T of the tape before: continues it
  arma::uvec lengths = {};  // B: after its own length a sequence keeps its state
};

// --- how it is done ------------------------------------------------------------------------------------

namespace detail {

template <class Cell, class S>
void check_shapes(const Layout<Cell>& layout, const arma::Col<S>& theta, const arma::Cube<S>& x,
                  const Start<S>& start) {
  const auto text = [](arma::uword n) { return std::to_string(n); };
  if (theta.n_elem != layout.parameters())
    throw std::invalid_argument("θ has " + text(theta.n_elem) + " parameters; this cell of " +
                                text(layout.inputs) + " inputs and " + text(layout.units) + " units has " +
                                text(layout.parameters()));
  if (x.n_rows != layout.inputs || x.n_cols == 0 || x.n_slices == 0)
    throw std::invalid_argument("the input is " + text(x.n_rows) + " × " + text(x.n_cols) + " × " +
                                text(x.n_slices) + "; it must be " + text(layout.inputs) +
                                " inputs × at least 1 sequence × at least 1 step");
  if (!start.state.is_empty() && (start.state.n_rows != layout.height() || start.state.n_cols != x.n_cols))
    throw std::invalid_argument("the state to start from is " + text(start.state.n_rows) + " × " +
                                text(start.state.n_cols) + "; it must be " + text(layout.height()) + " × " +
                                text(x.n_cols));
  if (!start.lengths.is_empty() && start.lengths.n_elem != x.n_cols)
    throw std::invalid_argument(text(start.lengths.n_elem) + " lengths were given for " + text(x.n_cols) +
                                " sequences");
  for (const auto length : start.lengths)
    if (length == 0 || length > x.n_slices)
      throw std::invalid_argument("a sequence has length " + text(length) + "; it must be from 1 to " +
                                  text(x.n_slices));
}

template <class S>
bool has_ended(const Start<S>& start, arma::uword sequence, arma::uword t) {
  return !start.lengths.is_empty() && t > start.lengths[sequence];
}

// Calls act(k, product) for every product k before `point`.
template <class Cell, class Act>
void for_products(int point, Act&& act) {
  for (std::size_t k = 0; k < Cell::products.size(); ++k)
    if (Cell::products[k].point == point) act(k, Cell::products[k]);
}

template <class Cell, int k, class S>
void pass_forward(S* now, const S* before, arma::uword units, arma::uword batch) {
  const arma::uword height = static_cast<arma::uword>(Cell::slots) * units;
  for (arma::uword b = 0; b < batch; ++b)
    for (arma::uword i = 0; i < units; ++i)
      Cell::template forward<k>(Slots<S>{now + b * height + i, units},
                                Slots<const S>{before + b * height + i, units});
}

template <class Cell, int k, class S>
void pass_backward(const S* now, const S* before, S* d, S* d_before, arma::uword units, arma::uword batch) {
  const arma::uword height = static_cast<arma::uword>(Cell::slots) * units;
  for (arma::uword b = 0; b < batch; ++b)
    for (arma::uword i = 0; i < units; ++i) {
      const arma::uword at = b * height + i;
      Cell::template backward<k>(Slots<const S>{now + at, units}, Slots<const S>{before + at, units},
                                 Slots<S>{d + at, units}, Slots<S>{d_before + at, units});
    }
}

// The points of a step, 0 … and back, each with its number as a constant.
template <int point, int end, class Act>
void points_up(Act&& act) {
  if constexpr (point < end) {
    act(std::integral_constant<int, point>{});
    points_up<point + 1, end>(act);
  }
}
template <int point, class Act>
void points_down(Act&& act) {
  if constexpr (point >= 0) {
    act(std::integral_constant<int, point>{});
    points_down<point - 1>(act);
  }
}

}  // namespace detail

// (1) and (2): the tape of a cell with parameters θ over x.
// Throws std::invalid_argument that names both shapes for any that do not fit.
template <RecurrentCell Cell, class S>
Tape<S> forward(const Layout<Cell>& layout, const arma::Col<S>& theta, const arma::Cube<S>& x,
                const Start<S>& start = {}) {
  detail::check_shapes(layout, theta, x, start);
  const arma::uword H = layout.units, height = layout.height(), B = x.n_cols, T = x.n_slices;
  const auto row = [&](int slot) { return static_cast<arma::uword>(slot) * H; };
  Tape<S> tape(height, B, T + 1, arma::fill::zeros);
  if (!start.state.is_empty()) tape.slice(0) = start.state;
  S* first = tape.slice_memptr(1);
  for (arma::uword column = 0; column < B * T; ++column)
    std::copy_n(theta.memptr() + layout.b(), row(layout.bias.count),
                first + column * height + row(layout.bias.first));
  product<S>(As::is, As::is, row(Cell::input.count), B * T, layout.inputs, 1, theta.memptr() + layout.W(),
             row(Cell::input.count), x.memptr(), layout.inputs, 1, first + row(Cell::input.first), height);
  for (arma::uword t = 1; t <= T; ++t) {
    S *now = tape.slice_memptr(t), *before = tape.slice_memptr(t - 1);
    detail::points_up<0, Cell::points>([&](auto point) {
      detail::for_products<Cell>(point, [&](std::size_t k, const Product& p) {
        product<S>(As::is, As::is, row(p.rows), B, H, 1, theta.memptr() + layout.U(k), row(p.rows),
                   (p.previous ? before : now) + row(p.slot), height, 1, now + row(p.first), height);
      });
      detail::pass_forward<Cell, decltype(point)::value>(now, before, H, B);
    });
    for (arma::uword b = 0; b < B; ++b)
      if (detail::has_ended(start, b, t))
        for (const int slot : Cell::state)
          std::copy_n(before + b * height + row(slot), H, now + b * height + row(slot));
  }
  return tape;
}

// (3) and (4). On entry `d` holds the gradient of the loss with respect to the slots that it reads, such as a
// state at the steps with an output, and zeros elsewhere; on return, that with respect to all slots, the
// pre-activations of those that a product or the input feeds. Adds to `gradient`, of θ's layout.
// `probe(t, d_t)` sees at every step, last first, the gradient with respect to the carried states, in the
// rows of their slots in d_t: it is complete there.
template <RecurrentCell Cell, class S, class Probe>
void backward(const Layout<Cell>& layout, const arma::Col<S>& theta, const arma::Cube<S>& x,
              const Tape<S>& tape, Tape<S>& d, arma::Col<S>& gradient, const Start<S>& start, Probe&& probe) {
  detail::check_shapes(layout, theta, x, start);
  const arma::uword H = layout.units, height = layout.height(), B = x.n_cols, T = x.n_slices;
  const auto row = [&](int slot) { return static_cast<arma::uword>(slot) * H; };
  for (arma::uword t = T; t >= 1; --t) {
    S *d_now = d.slice_memptr(t), *d_before = d.slice_memptr(t - 1);
    const S *now = tape.slice_memptr(t), *before = tape.slice_memptr(t - 1);
    probe(t, d.slice(t));
    for (arma::uword b = 0; b < B; ++b)
      if (detail::has_ended(start, b, t)) {
        for (const int slot : Cell::state)
          for (arma::uword i = b * height + row(slot); i < b * height + row(slot) + H; ++i)
            d_before[i] += d_now[i];
        std::fill_n(d_now + b * height, height, S{0});
      }
    detail::points_down<Cell::points - 1>([&](auto point) {
      detail::pass_backward<Cell, decltype(point)::value>(now, before, d_now, d_before, H, B);
      detail::for_products<Cell>(point, [&](std::size_t k, const Product& p) {
        product<S>(As::transposed, As::is, H, B, row(p.rows), 1, theta.memptr() + layout.U(k), row(p.rows),
                   d_now + row(p.first), height, 1, (p.previous ? d_before : d_now) + row(p.slot), height);
      });
    });
  }
  probe(arma::uword{0}, d.slice(0));
  const S* d_first = d.slice_memptr(1);
  for (std::size_t k = 0; k < Cell::products.size(); ++k) {
    const Product& p = Cell::products[k];
    product<S>(As::is, As::transposed, row(p.rows), H, B * T, 1, d_first + row(p.first), height,
               tape.slice_memptr(p.previous ? 0 : 1) + row(p.slot), height, 1,
               gradient.memptr() + layout.U(k), row(p.rows));
  }
  product<S>(As::is, As::transposed, row(Cell::input.count), layout.inputs, B * T, 1,
             d_first + row(Cell::input.first), height, x.memptr(), layout.inputs, 1,
             gradient.memptr() + layout.W(), row(Cell::input.count));
  for (arma::uword column = 0; column < B * T; ++column)
    for (arma::uword i = 0; i < row(layout.bias.count); ++i)
      gradient[layout.b() + i] += d_first[column * height + row(layout.bias.first) + i];
}

template <RecurrentCell Cell, class S>
void backward(const Layout<Cell>& layout, const arma::Col<S>& theta, const arma::Cube<S>& x,
              const Tape<S>& tape, Tape<S>& d, arma::Col<S>& gradient, const Start<S>& start = {}) {
  backward(layout, theta, x, tape, d, gradient, start, [](arma::uword, const arma::Mat<S>&) {});
}

}  // namespace unroll
