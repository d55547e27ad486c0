#include "sequence.hpp"

#include <algorithm>

#include "product.hpp"

namespace unroll {
namespace {

// Calls act(k, product) for every product k before `point`.
template <class Act>
void for_products(const Cell& cell, int point, Act&& act) {
  for (std::size_t k = 0; k < cell.products.size(); ++k)
    if (cell.products[k].point == point) act(k, cell.products[k]);
}

// (1)
template <class S>
void start_inputs(const Layout& layout, const arma::Col<S>& theta, const Input<S>& x, Tape<S>& tape) {
  const arma::uword height = layout.height();
  S* first = tape.slice_memptr(1);
  for (arma::uword column = 0; column < x.batch * x.steps; ++column)
    std::copy_n(theta.memptr() + layout.b(), layout.rows(layout.cell->bias),
                first + column * height + layout.row(layout.cell->bias.first));
  add_input<S>(x, layout.rows(layout.cell->input), theta.memptr() + layout.W(),
               first + layout.row(layout.cell->input.first), height);
}

// (4), of the steps gone through.
template <class S>
void add_gradients(const Layout& layout, const Input<S>& x, const Tape<S>& tape, const Tape<S>& d,
                   arma::Col<S>& gradient, Steps steps) {
  const Cell& cell = *layout.cell;
  const arma::uword height = layout.height(), columns = x.batch * (steps.last - steps.first + 1);
  const S* d_first = d.slice_memptr(steps.first);
  for (std::size_t k = 0; k < cell.products.size(); ++k) {
    const Product& p = cell.products[k];
    const S* from = tape.slice_memptr(p.previous ? steps.first - 1 : steps.first);
    product<S>(As::is, As::transposed, layout.rows(p.to), layout.rows(p.from), columns, 1,
               d_first + layout.row(p.to.first), height, from + layout.row(p.from.first), height, 1,
               gradient.memptr() + layout.U(k), layout.rows(p.to));
  }
  add_input_gradient<S>(x, steps.first, steps.last, layout.rows(cell.input),
                        d.slice_memptr(1) + layout.row(cell.input.first), height,
                        gradient.memptr() + layout.W());
  const arma::uword biases = layout.rows(cell.bias);
  for (arma::uword column = 0; column < columns; ++column)
    for (arma::uword i = 0; i < biases; ++i)
      gradient[layout.b() + i] += d_first[column * height + layout.row(cell.bias.first) + i];
}

}  // namespace

template <class S>
void forward(const Layout& layout, const arma::Col<S>& theta, const std::type_identity_t<Input<S>>& x,
             const Given<S>& given, Tape<S>& tape, const Tape<S>* held) {
  check_shapes(layout, theta, x, given);
  if (held != nullptr) check_tape(layout, x, *held);
  const Cell& cell = *layout.cell;
  const arma::uword height = layout.height(), B = x.batch, T = x.steps;
  tape.zeros(height, B, T + 1);
  if (!given.state.is_empty()) tape.slice(0) = given.state;
  start_inputs(layout, theta, x, tape);
  for (arma::uword t = 1; t <= T; ++t) {
    S *now = tape.slice_memptr(t), *before = tape.slice_memptr(t - 1);
    for (int point = 0; point < cell.points; ++point) {
      for_products(cell, point, [&](std::size_t k, const Product& p) {
        const Tape<S>& read = p.cut && held != nullptr ? *held : tape;
        product<S>(As::is, As::is, layout.rows(p.to), B, layout.rows(p.from), 1, theta.memptr() + layout.U(k),
                   layout.rows(p.to), read.slice_memptr(p.previous ? t - 1 : t) + layout.row(p.from.first),
                   height, 1, now + layout.row(p.to.first), height);
      });
      if (point == cell.forced.point) force(layout, given, t, now);
      cell.pass<S>(point).forward(layout, theta.memptr(), B, now, before);
    }
    for (arma::uword b = 0; b < B; ++b)
      if (given.has_ended(b, t)) keep_state(layout, now + b * height, before + b * height);
  }
}

template <class S>
void backward(const Layout& layout, const arma::Col<S>& theta, const std::type_identity_t<Input<S>>& x,
              const Given<S>& given, const Tape<S>& tape, Tape<S>& d, arma::Col<S>& gradient,
              const std::type_identity_t<Probe<S>>& probe, Steps steps) {
  steps = check_tapes(layout, theta, x, given, tape, d, gradient, steps);
  const Cell& cell = *layout.cell;
  const arma::uword height = layout.height(), B = x.batch;
  for (arma::uword t = steps.last; t >= steps.first; --t) {
    S *d_now = d.slice_memptr(t), *d_before = d.slice_memptr(t - 1);
    if (probe) probe(t, d.slice(t));
    for (arma::uword b = 0; b < B; ++b)
      if (given.has_ended(b, t)) pass_state_on(layout, d_now + b * height, d_before + b * height);
    for (int point = cell.points - 1; point >= 0; --point) {
      cell.pass<S>(point).backward(layout, theta.memptr(), B, tape.slice_memptr(t), tape.slice_memptr(t - 1),
                                   d_now, d_before, gradient.memptr());
      if (point == cell.forced.point) forget_forced(layout, given, B, d_now);
      for_products(cell, point, [&](std::size_t k, const Product& p) {
        if (!p.cut)
          product<S>(As::transposed, As::is, layout.rows(p.from), B, layout.rows(p.to), 1,
                     theta.memptr() + layout.U(k), layout.rows(p.to), d_now + layout.row(p.to.first), height,
                     1, (p.previous ? d_before : d_now) + layout.row(p.from.first), height);
      });
    }
  }
  if (probe) probe(steps.first - 1, d.slice(steps.first - 1));
  add_gradients(layout, x, tape, d, gradient, steps);
}

template <class S>
void input_gradient(const Layout& layout, const arma::Col<S>& theta, const Tape<S>& d, Steps steps,
                    arma::Cube<S>& dx) {
  const arma::uword B = d.n_cols, rows = layout.rows(layout.cell->input);
  dx.zeros(layout.inputs, B, d.n_slices - 1);
  product<S>(As::transposed, As::is, layout.inputs, B * (steps.last - steps.first + 1), rows, 1,
             theta.memptr() + layout.W(), rows,
             d.slice_memptr(steps.first) + layout.row(layout.cell->input.first), layout.height(), 0,
             dx.slice_memptr(steps.first - 1), layout.inputs);
}

#define UNROLL_SEQUENCE(S)                                                                              \
  template void forward(const Layout&, const arma::Col<S>&, const Input<S>&, const Given<S>&, Tape<S>&, \
                        const Tape<S>*);                                                                \
  template void backward(const Layout&, const arma::Col<S>&, const Input<S>&, const Given<S>&,          \
                         const Tape<S>&, Tape<S>&, arma::Col<S>&, const Probe<S>&, Steps);              \
  template void input_gradient(const Layout&, const arma::Col<S>&, const Tape<S>&, Steps, arma::Cube<S>&)
UNROLL_SEQUENCE(float);
UNROLL_SEQUENCE(double);
#undef UNROLL_SEQUENCE

}  // namespace unroll
