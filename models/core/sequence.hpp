// Unrolling: a cell over a sequence, forward and back. The only loop over time of the project.
//
//   (1)  all steps at once: slots of the input = W x_t + b
//   (2)  for t = 1 … T, for each point: its products, then one pass of the cell's equations
//   (3)  for t = T … 1, for each point backwards: the pass's derivative, then the products' transposes
//   (4)  after the loop: one dU for each product, one dW, one db
//
// Source: backpropagation through time, P. J. Werbos, Proc. IEEE 78 (1990) 1550–1560.
// Shapes: x inputs × B × T; a tape height × B × (T+1), slice 0 the state before the first step. As one matrix
// a tape has a column for each sequence at each step, so (1) and (4) are single products.
// Read first: cell.hpp. Read next: models/elman/elman.hpp.
#pragma once
#include <algorithm>
#include <armadillo>
#include <type_traits>

#include "cell.hpp"
#include "input.hpp"
#include "passes.hpp"
#include "product.hpp"
#include "sequence_shapes.hpp"

namespace unroll {

// (1) and (2): writes the tape of a cell with parameters θ over x. Cut products read from `held` instead, if
// it is given: the computation of which `backward` gives the gradient, for checking.
// Throws std::invalid_argument that names both shapes for any that do not fit.
template <RecurrentCell Cell, class S>
void forward(const Layout<Cell>& layout, const arma::Col<S>& theta, const std::type_identity_t<Input<S>>& x,
             const Given<S>& given, Tape<S>& tape, const Tape<S>* held = nullptr) {
  check_shapes(layout, theta, x, given);
  if (held != nullptr) check_tape(layout, x, *held);
  const arma::uword height = layout.height(), B = x.batch, T = x.steps;
  tape.zeros(height, B, T + 1);
  if (!given.state.is_empty()) tape.slice(0) = given.state;
  S* first = tape.slice_memptr(1);
  for (arma::uword column = 0; column < B * T; ++column)
    std::copy_n(theta.memptr() + layout.b(), layout.rows(layout.bias),
                first + column * height + layout.row(layout.bias.first));
  add_input<S>(x, layout.rows(Cell::input), theta.memptr() + layout.W(),
               first + layout.row(Cell::input.first), height);
  for (arma::uword t = 1; t <= T; ++t) {
    S *now = tape.slice_memptr(t), *before = tape.slice_memptr(t - 1);
    points_up<0, Cell::points>([&](auto point) {
      for_products<Cell>(point, [&](std::size_t k, const Product& p) {
        const Tape<S>& read = p.cut && held != nullptr ? *held : tape;
        product<S>(As::is, As::is, layout.rows(p.to), B, layout.rows(p.from), 1, theta.memptr() + layout.U(k),
                   layout.rows(p.to), read.slice_memptr(p.previous ? t - 1 : t) + layout.row(p.from.first),
                   height, 1, now + layout.row(p.to.first), height);
      });
      if (point == forced_of<Cell>().point) force(layout, given, t, now);
      pass_forward<Cell, point>(layout, theta.memptr(), B, now, before);
    });
    for (arma::uword b = 0; b < B; ++b)
      if (given.has_ended(b, t)) keep_state(layout, now + b * height, before + b * height);
  }
}

// (4), of the steps gone through.
template <RecurrentCell Cell, class S>
void add_gradients(const Layout<Cell>& layout, const Input<S>& x, const Tape<S>& tape, const Tape<S>& d,
                   arma::Col<S>& gradient, Steps steps) {
  const arma::uword height = layout.height(), columns = x.batch * (steps.last - steps.first + 1);
  const S* d_first = d.slice_memptr(steps.first);
  for (std::size_t k = 0; k < Cell::products.size(); ++k) {
    const Product& p = Cell::products[k];
    const S* from = tape.slice_memptr(p.previous ? steps.first - 1 : steps.first);
    product<S>(As::is, As::transposed, layout.rows(p.to), layout.rows(p.from), columns, 1,
               d_first + layout.row(p.to.first), height, from + layout.row(p.from.first), height, 1,
               gradient.memptr() + layout.U(k), layout.rows(p.to));
  }
  add_input_gradient<S>(x, steps.first, steps.last, layout.rows(Cell::input),
                        d.slice_memptr(1) + layout.row(Cell::input.first), height,
                        gradient.memptr() + layout.W());
  for (arma::uword column = 0; column < columns; ++column)
    for (arma::uword i = 0; i < layout.rows(layout.bias); ++i)
      gradient[layout.b() + i] += d_first[column * height + layout.row(layout.bias.first) + i];
}

// (3) and (4). On entry `d` holds the gradient of the loss with respect to states and outputs at the steps
// where the loss reads them, and zeros elsewhere; on return, that with respect to all slots, the
// pre-activations of those that a product or the input feeds. Adds to `gradient`, of θ's layout.
// `probe(t, d_t)` sees at every step, last first, the gradient with respect to the carried states, in the
// rows of their slots in d_t. It is complete there, with the states of a step taken as variables side by
// side: a path from one to another within the step, as from an LSTM's c to its h, is not in it. Only `steps`
// are gone through, and d of the state before them is then found in slice steps.first - 1.
template <RecurrentCell Cell, class S, class Probe>
void backward(const Layout<Cell>& layout, const arma::Col<S>& theta, const std::type_identity_t<Input<S>>& x,
              const Given<S>& given, const Tape<S>& tape, Tape<S>& d, arma::Col<S>& gradient, Probe&& probe,
              Steps steps = {}) {
  steps = check_tapes(layout, theta, x, given, tape, d, gradient, steps);
  const arma::uword height = layout.height(), B = x.batch;
  for (arma::uword t = steps.last; t >= steps.first; --t) {
    S *d_now = d.slice_memptr(t), *d_before = d.slice_memptr(t - 1);
    probe(t, d.slice(t));
    for (arma::uword b = 0; b < B; ++b)
      if (given.has_ended(b, t)) pass_state_on(layout, d_now + b * height, d_before + b * height);
    points_down<Cell::points - 1>([&](auto point) {
      pass_backward<Cell, point>(layout, theta.memptr(), B, tape.slice_memptr(t), tape.slice_memptr(t - 1),
                                 d_now, d_before, gradient.memptr());
      if (point == forced_of<Cell>().point) forget_forced(layout, given, B, d_now);
      for_products<Cell>(point, [&](std::size_t k, const Product& p) {
        if (!p.cut)
          product<S>(As::transposed, As::is, layout.rows(p.from), B, layout.rows(p.to), 1,
                     theta.memptr() + layout.U(k), layout.rows(p.to), d_now + layout.row(p.to.first), height,
                     1, (p.previous ? d_before : d_now) + layout.row(p.from.first), height);
      });
    });
  }
  probe(steps.first - 1, d.slice(steps.first - 1));
  add_gradients(layout, x, tape, d, gradient, steps);
}

// dx (inputs × B × T) of the steps gone through: Wᵀ times the gradient of the pre-activations.
template <RecurrentCell Cell, class S>
void input_gradient(const Layout<Cell>& layout, const arma::Col<S>& theta, const Tape<S>& d, Steps steps,
                    arma::Cube<S>& dx) {
  const arma::uword B = d.n_cols;
  dx.zeros(layout.inputs, B, d.n_slices - 1);
  product<S>(As::transposed, As::is, layout.inputs, B * (steps.last - steps.first + 1),
             layout.rows(Cell::input), 1, theta.memptr() + layout.W(), layout.rows(Cell::input),
             d.slice_memptr(steps.first) + layout.row(Cell::input.first), layout.height(), 0,
             dx.slice_memptr(steps.first - 1), layout.inputs);
}

}  // namespace unroll
