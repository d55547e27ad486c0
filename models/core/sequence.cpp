#include "sequence.hpp"

#include <algorithm>
#include <vector>

#include "clones.hpp"
#include "packed_product.hpp"

namespace unroll {
namespace {

// Calls act(k, product) for every product k before `point`.
template <class Act>
void for_products(const Cell& cell, int point, Act&& act) {
  for (std::size_t k = 0; k < cell.products.size(); ++k)
    if (cell.products[k].point == point) act(k, cell.products[k]);
}

// to += from, and their rows of several columns into one.
template <class S>
UNROLL_CLONES void add_numbers(arma::uword n, const S* from, S* to) {
  for (arma::uword i = 0; i < n; ++i) to[i] += from[i];
}
template <class S>
UNROLL_CLONES void add_columns(arma::uword n, arma::uword columns, const S* from, arma::uword stride, S* to) {
  for (arma::uword column = 0; column < columns; ++column)
    for (arma::uword i = 0; i < n; ++i) to[i] += from[column * stride + i];
}

// (1), step by step: while a step's slots are at hand.
template <class S>
class InputSlots {
 public:
  InputSlots(const Layout& layout, const arma::Col<S>& theta, const Input<S>& x)
      : x_(x),
        rows_(layout.rows(layout.cell->input)),
        row_(layout.row(layout.cell->input.first)),
        height_(layout.height()),
        W_(theta.memptr() + layout.W()),
        start_(height_, S{0}) {
    std::copy_n(theta.memptr() + layout.b(), layout.rows(layout.cell->bias),
                start_.data() + layout.row(layout.cell->bias.first));
    if (x.dense != nullptr) packed_.pack(As::is, rows_, x.rows, W_, rows_);
  }

  void write(arma::uword t, S* now) {
    for (arma::uword b = 0; b < x_.batch; ++b) std::copy(start_.begin(), start_.end(), now + b * height_);
    if (x_.dense != nullptr)
      return packed_.multiply(x_.batch, x_.dense + (t - 1) * x_.batch * x_.rows, x_.rows, now + row_, height_,
                              panel_);
    for (arma::uword b = 0; b < x_.batch; ++b)
      add_numbers(rows_, W_ + x_.symbols[(t - 1) * x_.batch + b] * rows_, now + b * height_ + row_);
  }

 private:
  const Input<S>& x_;
  arma::uword rows_, row_, height_;
  const S* W_;
  std::vector<S> start_, panel_;  // biases in their rows, 0 elsewhere; the kernel's room
  PackedMatrix<S> packed_;
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
  const arma::uword height = layout.height(), columns = x.batch * (steps.last - steps.first + 1),
                    inputs = layout.rows(cell.input);
  const S* d_first = d.slice_memptr(steps.first);
  for (std::size_t k = 0; k < cell.products.size(); ++k) {
    const Product& p = cell.products[k];
    const S* from = tape.slice_memptr(p.previous ? steps.first - 1 : steps.first);
    add_outer(layout.rows(p.to), layout.rows(p.from), columns, d_first + layout.row(p.to.first), height,
              from + layout.row(p.from.first), height, gradient.memptr() + layout.U(k), layout.rows(p.to));
  }
  const S* d_input = d_first + layout.row(cell.input.first);
  const arma::uword begin = (steps.first - 1) * x.batch;
  if (x.dense != nullptr)
    add_outer(inputs, x.rows, columns, d_input, height, x.dense + begin * x.rows, x.rows,
              gradient.memptr() + layout.W(), inputs);
  else
    for (arma::uword k = 0; k < columns; ++k)
      add_numbers(inputs, d_input + k * height,
                  gradient.memptr() + layout.W() + x.symbols[begin + k] * inputs);
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
                                   d_now, d_before, gradient.memptr());
      if (point == cell.forced.point) forget_forced(layout, given, B, d_now);
      for_products(cell, point, [&](std::size_t k, const Product& p) {
        if (!p.cut)
          transposed[k].multiply(B, d_now + layout.row(p.to.first), height,
                                 (p.previous ? d_before : d_now) + layout.row(p.from.first), height, panel);
      });
    }
  }
  if (probe) probe(steps.first - 1, d.slice(steps.first - 1));
  add_gradients(layout, x, tape, d, gradient, steps);
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
  InputSlots<S> input(layout, theta, x);
  const auto U = packed(layout, theta, As::is);
  std::vector<S> panel;
  for (arma::uword t = 1; t <= T; ++t) {
    S *now = tape.slice_memptr(t), *before = tape.slice_memptr(t - 1);
    input.write(t, now);
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
