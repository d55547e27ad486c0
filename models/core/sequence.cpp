#include "sequence.hpp"

#include <algorithm>
#include <vector>

#include "packed_product.hpp"
#include "vectors.hpp"

namespace unroll {
namespace {

// Calls act(k, product) for every product k before `point`.
template <class Act>
void for_products(const Cell& cell, int point, Act&& act) {
  for (std::size_t k = 0; k < cell.products.size(); ++k)
    if (cell.products[k].point == point) act(k, cell.products[k]);
}

// The slots that are added to, as they are before that: biases in their rows, 0 elsewhere.
template <class S>
struct FirstSlots {
  arma::uword row;
  std::vector<S> values;

  FirstSlots(const Layout& layout, const arma::Col<S>& theta) {
    const Cell& cell = *layout.cell;
    int first = cell.input.first, end = first + cell.input.count;
    const auto include = [&](Range slots) {
      if (slots.count == 0) return;
      first = std::min(first, slots.first);
      end = std::max(end, slots.first + slots.count);
    };
    include(cell.bias);
    for (const Product& p : cell.products) include(p.to);
    row = layout.row(first);
    values.resize(layout.row(end) - row);
    if (cell.bias.count > 0)
      std::copy_n(theta.memptr() + layout.b(), layout.rows(cell.bias),
                  values.data() + layout.row(cell.bias.first) - row);
  }
};

// U of every product, or its transpose, as the kernel reads it.
template <class S>
std::vector<PackedMatrix<S>> packed(const Layout& layout, const arma::Col<S>& theta, As op) {
  std::vector<PackedMatrix<S>> all(layout.cell->products.size());
  for (std::size_t k = 0; k < all.size(); ++k) {
    const Product& p = layout.cell->products[k];
    const arma::uword to = layout.rows(p.to), from = layout.rows(p.from);
    all[k].pack(op, op == As::is ? to : from, op == As::is ? from : to, theta.memptr() + layout.U(k), to);
  }
  return all;
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
    add_outer(layout.rows(p.to), layout.rows(p.from), columns, d_first + layout.row(p.to.first), height,
              from + layout.row(p.from.first), height, gradient.memptr() + layout.U(k), layout.rows(p.to));
  }
  add_input_gradient(x, steps.first, steps.last, layout.rows(cell.input),
                     d.slice_memptr(1) + layout.row(cell.input.first), height,
                     gradient.memptr() + layout.W());
  add_columns(layout.rows(cell.bias), columns, d_first + layout.row(cell.bias.first), height,
              gradient.memptr() + layout.b());
}

// (3) and (4); start(t) is called before anything is added to d of step t.
template <class S, class Start>
void go_back(const Layout& layout, const arma::Col<S>& theta, const Input<S>& x, const Given<S>& given,
             const Tape<S>& tape, Tape<S>& d, arma::Col<S>& gradient, const Probe<S>& probe, Steps steps,
             Start&& start) {
  const Cell& cell = *layout.cell;
  const arma::uword height = layout.height(), B = x.batch;
  const auto transposed = packed(layout, theta, As::transposed);
  std::vector<S> nowhere(gradient.is_empty() && !cell.own.empty() ? theta.n_elem : 0);
  S* const of_units = gradient.is_empty() ? nowhere.data() : gradient.memptr();
  std::vector<S> panel;
  start(steps.last);
  for (arma::uword t = steps.last; t >= steps.first; --t) {
    S *d_now = d.slice_memptr(t), *d_before = d.slice_memptr(t - 1);
    start(t - 1);
    if (probe) probe(t, d.slice(t));
    for (arma::uword b = 0; b < B; ++b)
      if (given.has_ended(b, t)) pass_state_on(layout, d_now + b * height, d_before + b * height);
    for (int point = cell.points - 1; point >= 0; --point) {
      cell.pass<S>(point).backward(layout, theta.memptr(), B, tape.slice_memptr(t), tape.slice_memptr(t - 1),
                                   d_now, d_before, of_units);
      if (point == cell.forced.point) forget_forced(layout, given, B, d_now);
      for_products(cell, point, [&](std::size_t k, const Product& p) {
        if (!p.cut)
          transposed[k].multiply(B, d_now + layout.row(p.to.first), height,
                                 (p.previous ? d_before : d_now) + layout.row(p.from.first), height, panel);
      });
    }
  }
  if (probe) probe(steps.first - 1, d.slice(steps.first - 1));
  if (!gradient.is_empty()) add_gradients(layout, x, tape, d, gradient, steps);
}

}  // namespace

template <class S>
void forward(const Layout& layout, const arma::Col<S>& theta, const std::type_identity_t<Input<S>>& x,
             const Given<S>& given, Tape<S>& tape, const Tape<S>* held) {
  check_shapes(layout, theta, x, given);
  if (held != nullptr) check_tape(layout, x, *held);
  const Cell& cell = *layout.cell;
  const arma::uword height = layout.height(), B = x.batch, T = x.steps;
  tape.set_size(height, B, T + 1);
  if (given.state.is_empty())
    std::fill_n(tape.memptr(), height * B, S{0});
  else
    std::copy(given.state.begin(), given.state.end(), tape.memptr());
  InputProduct<S> input(x, layout.rows(cell.input), theta.memptr() + layout.W());
  const FirstSlots<S> slots(layout, theta);
  const auto U = packed(layout, theta, As::is);
  std::vector<S> panel;
  for (arma::uword t = 1; t <= T; ++t) {
    S *now = tape.slice_memptr(t), *before = tape.slice_memptr(t - 1);
    for (arma::uword b = 0; b < B; ++b)
      std::copy(slots.values.begin(), slots.values.end(), now + b * height + slots.row);
    input.add((t - 1) * B, t * B, now + layout.row(cell.input.first), height);
    for (int point = 0; point < cell.points; ++point) {
      for_products(cell, point, [&](std::size_t k, const Product& p) {
        const Tape<S>& read = p.cut && held != nullptr ? *held : tape;
        U[k].multiply(B, read.slice_memptr(p.previous ? t - 1 : t) + layout.row(p.from.first), height,
                      now + layout.row(p.to.first), height, panel);
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
  go_back(layout, theta, x, given, tape, d, gradient, probe, steps, [](arma::uword) {});
}

template <class S>
void backward_from_outputs(const Layout& layout, const arma::Col<S>& theta,
                           const std::type_identity_t<Input<S>>& x, const Given<S>& given,
                           const Tape<S>& tape, const arma::Cube<S>& dy, Tape<S>& d, arma::Col<S>& gradient,
                           const std::type_identity_t<Probe<S>>& probe, Steps steps) {
  d.set_size(tape.n_rows, tape.n_cols, tape.n_slices);
  steps = check_tapes(layout, theta, x, given, tape, d, gradient, steps);
  check_output_gradient(dy, layout.width(), x.batch, x.steps);
  const arma::uword first = layout.row(layout.cell->output.first), width = layout.width();
  go_back(layout, theta, x, given, tape, d, gradient, probe, steps, [&](arma::uword t) {
    S* d_t = d.slice_memptr(t);
    std::fill_n(d_t, d.n_elem_slice, S{0});
    for (arma::uword b = 0; t >= steps.first && b < x.batch; ++b)
      std::copy_n(dy.slice_memptr(t - 1) + b * width, width, d_t + b * d.n_rows + first);
  });
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

#define UNROLL_SEQUENCE(S)                                                                                  \
  template void forward(const Layout&, const arma::Col<S>&, const Input<S>&, const Given<S>&, Tape<S>&,     \
                        const Tape<S>*);                                                                    \
  template void backward(const Layout&, const arma::Col<S>&, const Input<S>&, const Given<S>&,              \
                         const Tape<S>&, Tape<S>&, arma::Col<S>&, const Probe<S>&, Steps);                  \
  template void backward_from_outputs(const Layout&, const arma::Col<S>&, const Input<S>&, const Given<S>&, \
                                      const Tape<S>&, const arma::Cube<S>&, Tape<S>&, arma::Col<S>&,        \
                                      const Probe<S>&, Steps);                                              \
  template void input_gradient(const Layout&, const arma::Col<S>&, const Tape<S>&, Steps, arma::Cube<S>&)
UNROLL_SEQUENCE(float);
UNROLL_SEQUENCE(double);
#undef UNROLL_SEQUENCE

}  // namespace unroll
