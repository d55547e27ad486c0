#include "sequence.hpp"

#include <algorithm>
#include <limits>
#include <vector>

#include "packed_product.hpp"
#include "small_nets.hpp"
#include "vectors.hpp"

namespace unroll {
namespace {

// Calls act(k, product) for every product k before `point`.
template <class Act>
void for_products(const Cell& cell, int point, Act&& act) {
  for (std::size_t k = 0; k < cell.products.size(); ++k)
    if (cell.products[k].point == point) act(k, cell.products[k]);
}

// The smallest range that covers some slots, and its rows in a column.
struct Reach {
  int first = std::numeric_limits<int>::max(), end = 0;
  void include(Range slots) {
    if (slots.count == 0) return;
    first = std::min(first, slots.first);
    end = std::max(end, slots.first + slots.count);
  }
};
struct Rows {
  arma::uword first, last;
  Rows(const Layout& layout, Reach reach) : first(layout.row(reach.first)), last(layout.row(reach.end)) {}
};

// The rows of the slots that the input or a product adds to, and their initial values: biases, and 0
// elsewhere.
template <class S>
Rows first_values(const Layout& layout, const arma::Col<S>& theta, std::vector<S>& values) {
  const Cell& cell = *layout.cell;
  Reach fed;
  fed.include(cell.input);
  fed.include(cell.bias);
  for (const Product& p : cell.products) fed.include(p.to);
  const Rows rows(layout, fed);
  values.assign(rows.last - rows.first, S{0});
  if (cell.bias.count > 0)
    std::copy_n(theta.memptr() + layout.b(), layout.rows(cell.bias),
                values.data() + layout.row(cell.bias.first) - rows.first);
  return rows;
}

// The rows of the slots whose gradient is added to before the cell sets it: states, outputs, and slots that a
// product reads.
Rows rows_added_to(const Layout& layout) {
  const Cell& cell = *layout.cell;
  Reach added;
  added.include(cell.output);
  for (const int slot : cell.state) added.include({slot, 1});
  for (const Product& p : cell.products) added.include(p.from);
  return {layout, added};
}

// U of every product, or its transpose, as the kernel reads it.
template <class S>
void pack(const Layout& layout, const arma::Col<S>& theta, As op, std::vector<PackedMatrix<S>>& all) {
  all.resize(layout.cell->products.size());
  for (std::size_t k = 0; k < all.size(); ++k) {
    const Product& p = layout.cell->products[k];
    const arma::uword to = layout.rows(p.to), from = layout.rows(p.from);
    all[k].pack(op, op == As::is ? to : from, op == As::is ? from : to, theta.memptr() + layout.U(k), to);
  }
}

// (1) for some steps.
template <class S>
void feed(const Layout& layout, const Workspace<S>& work, Rows fed, arma::uword B, Steps steps,
          Tape<S>& tape) {
  const arma::uword height = layout.height(), in = layout.row(layout.cell->input.first),
                    in_end = in + layout.rows(layout.cell->input);
  const auto before = work.first.begin();
  S* now = tape.slice_memptr(steps.first);
  if (fed.first < in || in_end < fed.last)
    for (S* column = now; column < tape.slice_memptr(steps.last) + B * height; column += height) {
      std::copy(before, before + static_cast<std::ptrdiff_t>(in - fed.first), column + fed.first);
      std::copy(before + static_cast<std::ptrdiff_t>(in_end - fed.first), work.first.end(), column + in_end);
    }
  work.input.set((steps.first - 1) * B, steps.last * B, work.first.data() + (in - fed.first), now + in,
                 height);
}

// (2) for all steps of a small net.
template <class S>
void forward_small(const Layout& layout, const arma::Col<S>& theta, Rows fed, Workspace<S>& work,
                   Tape<S>& tape) {
  const Steps all{1, tape.n_slices - 1};
  pack_small(layout, theta, As::is, work.small);
  feed(layout, work, fed, 1, all, tape);
  alignas(64) S carried[2][detail::lanes * small_slots] = {};
  spread_out(layout, tape.memptr(), carried[0]);
  for (arma::uword t = all.first; t <= all.last; ++t)
    layout.cell->small<S>().forward(layout.units, work.small.data(), tape.slice_memptr(t),
                                    carried[(t - 1) % 2], carried[t % 2]);
}

// (4) for the steps gone through.
template <class S>
void add_gradients(const Layout& layout, const Input<S>& x, const Tape<S>& tape, const Tape<S>& d,
                   arma::Col<S>& gradient, Steps steps, OuterRoom<S>& room) {
  const Cell& cell = *layout.cell;
  const arma::uword height = layout.height(), columns = x.batch * (steps.last - steps.first + 1);
  const S* d_first = d.slice_memptr(steps.first);
  for (std::size_t k = 0; k < cell.products.size(); ++k) {
    const Product& p = cell.products[k];
    const S* from = tape.slice_memptr(p.previous ? steps.first - 1 : steps.first);
    add_outer(layout.rows(p.to), layout.rows(p.from), columns, d_first + layout.row(p.to.first), height,
              from + layout.row(p.from.first), height, gradient.memptr() + layout.U(k), layout.rows(p.to),
              room);
  }
  add_input_gradient(x, steps.first, steps.last, layout.rows(cell.input),
                     d.slice_memptr(1) + layout.row(cell.input.first), height, gradient.memptr() + layout.W(),
                     room);
  add_columns(layout.rows(cell.bias), columns, d_first + layout.row(cell.bias.first), height,
              gradient.memptr() + layout.b());
}

// (3) and (4) for a small net; `start` as below.
template <class S, class Start>
void go_back_small(const Layout& layout, const arma::Col<S>& theta, const Input<S>& x, const Tape<S>& tape,
                   Tape<S>& d, arma::Col<S>& gradient, const Probe<S>& probe, Steps steps, Workspace<S>& work,
                   Start&& start) {
  pack_small(layout, theta, As::transposed, work.small);
  for (arma::uword t = steps.first - 1; t <= steps.last; ++t) start(t);
  alignas(64) S carried[2][detail::lanes * small_slots] = {};
  spread_out(layout, d.slice_memptr(steps.last), carried[steps.last % 2]);
  for (arma::uword t = steps.last; t >= steps.first; --t) {
    if (probe) probe(t, d.slice(t));
    layout.cell->small<S>().backward(layout.units, work.small.data(), tape.slice_memptr(t),
                                     tape.slice_memptr(t - 1), d.slice_memptr(t), d.slice_memptr(t - 1),
                                     carried[t % 2], carried[(t - 1) % 2]);
  }
  if (probe) probe(steps.first - 1, d.slice(steps.first - 1));
  if (!gradient.is_empty()) add_gradients(layout, x, tape, d, gradient, steps, work.room);
}

// (3) and (4). Calls start(t) before anything is added to d of step t. (4) is done for some steps at a time,
// while the caches still hold the loop's results.
template <class S, class Start>
void go_back(const Layout& layout, const arma::Col<S>& theta, const Input<S>& x, const Given<S>& given,
             const Tape<S>& tape, Tape<S>& d, arma::Col<S>& gradient, const Probe<S>& probe, Steps steps,
             Workspace<S>& work, Start&& start) {
  const Cell& cell = *layout.cell;
  const arma::uword height = layout.height(), B = x.batch, at_once = std::max<arma::uword>(1, 256 / B);
  if (is_small(layout, B, given))
    return go_back_small(layout, theta, x, tape, d, gradient, probe, steps, work, start);
  pack(layout, theta, As::transposed, work.U_transposed);
  const bool learns = !gradient.is_empty();
  if (!learns && !cell.own.empty()) work.nowhere.assign(theta.n_elem, S{0});
  S* const of_units = learns ? gradient.memptr() : work.nowhere.data();
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
          work.U_transposed[k].multiply(B, d_now + layout.row(p.to.first), height,
                                        (p.previous ? d_before : d_now) + layout.row(p.from.first), height);
      });
    }
    const arma::uword done = (steps.last - t) % at_once + 1;
    if (learns && (done == at_once || t == steps.first))
      add_gradients(layout, x, tape, d, gradient, Steps{t, t + done - 1}, work.room);
  }
  if (probe) probe(steps.first - 1, d.slice(steps.first - 1));
}

}  // namespace

template <class S>
void forward(const Layout& layout, const arma::Col<S>& theta, const std::type_identity_t<Input<S>>& x,
             const Given<S>& given, Tape<S>& tape, const Tape<S>* held, Workspace<S>* kept) {
  check_shapes(layout, theta, x, given);
  if (held != nullptr) check_tape(layout, x, *held);
  Workspace<S> own;
  Workspace<S>& work = kept != nullptr ? *kept : own;
  const Cell& cell = *layout.cell;
  const arma::uword height = layout.height(), B = x.batch, T = x.steps;
  tape.set_size(height, B, T + 1);
  if (given.state.is_empty())
    std::fill_n(tape.memptr(), height * B, S{0});
  else
    std::copy(given.state.begin(), given.state.end(), tape.memptr());
  work.input.set_up(x, layout.rows(cell.input), theta.memptr() + layout.W());
  const Rows fed = first_values(layout, theta, work.first);
  if (held == nullptr && is_small(layout, B, given)) return forward_small(layout, theta, fed, work, tape);
  pack(layout, theta, As::is, work.U);
  for (arma::uword t = 1; t <= T; ++t) {
    S *now = tape.slice_memptr(t), *before = tape.slice_memptr(t - 1);
    feed(layout, work, fed, B, Steps{t, t}, tape);
    for (int point = 0; point < cell.points; ++point) {
      for_products(cell, point, [&](std::size_t k, const Product& p) {
        const Tape<S>& read = p.cut && held != nullptr ? *held : tape;
        work.U[k].multiply(B, read.slice_memptr(p.previous ? t - 1 : t) + layout.row(p.from.first), height,
                           now + layout.row(p.to.first), height);
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
              const std::type_identity_t<Probe<S>>& probe, Steps steps, Workspace<S>* kept) {
  steps = check_tapes(layout, theta, x, given, tape, d, gradient, steps);
  Workspace<S> own;
  go_back(layout, theta, x, given, tape, d, gradient, probe, steps, kept != nullptr ? *kept : own,
          [](arma::uword) {});
}

template <class S>
void backward_from_outputs(const Layout& layout, const arma::Col<S>& theta,
                           const std::type_identity_t<Input<S>>& x, const Given<S>& given,
                           const Tape<S>& tape, const std::type_identity_t<OutputGradient<S>>& dy, Tape<S>& d,
                           arma::Col<S>& gradient, const std::type_identity_t<Probe<S>>& probe, Steps steps,
                           Workspace<S>* kept) {
  d.set_size(tape.n_rows, tape.n_cols, tape.n_slices);
  steps = check_tapes(layout, theta, x, given, tape, d, gradient, steps);
  check_output_gradient(dy.width(), dy.batch(), dy.steps(), layout.width(), x.batch, x.steps);
  const Rows zeros = rows_added_to(layout);
  const arma::uword out = layout.row(layout.cell->output.first), out_end = out + layout.width();
  const bool small = is_small(layout, x.batch, given);  // small networks clear all steps at once
  if (small) std::fill(d.slice_memptr(steps.first - 1), d.slice_memptr(steps.last) + d.n_elem_slice, S{0});
  Workspace<S> own;
  go_back(layout, theta, x, given, tape, d, gradient, probe, steps, kept != nullptr ? *kept : own,
          [&](arma::uword t) {
            S* d_t = d.slice_memptr(t);
            const bool fed = t >= steps.first, over = !fed || dy.passes_over(t);
            for (arma::uword b = 0; b < x.batch && !small; ++b) {
              S* column = d_t + b * d.n_rows;
              std::fill(column + zeros.first, column + (over ? zeros.last : out), S{0});
              if (!over) std::fill(column + out_end, column + zeros.last, S{0});
            }
            if (fed) dy.put(t, d_t + out, d.n_rows);
          });
}

template <class S>
void input_gradient(const Layout& layout, const arma::Col<S>& theta, const Tape<S>& d, Steps steps,
                    arma::Cube<S>& dx, Workspace<S>* kept) {
  const arma::uword B = d.n_cols, rows = layout.rows(layout.cell->input);
  dx.zeros(layout.inputs, B, d.n_slices - 1);
  Workspace<S> own;
  PackedMatrix<S>& W_transposed = (kept != nullptr ? *kept : own).W_transposed;
  W_transposed.pack(As::transposed, layout.inputs, rows, theta.memptr() + layout.W(), rows);
  W_transposed.multiply(B * (steps.last - steps.first + 1),
                        d.slice_memptr(steps.first) + layout.row(layout.cell->input.first), layout.height(),
                        dx.slice_memptr(steps.first - 1), layout.inputs);
}

#define UNROLL_SEQUENCE(S)                                                                                  \
  template void forward(const Layout&, const arma::Col<S>&, const Input<S>&, const Given<S>&, Tape<S>&,     \
                        const Tape<S>*, Workspace<S>*);                                                     \
  template void backward(const Layout&, const arma::Col<S>&, const Input<S>&, const Given<S>&,              \
                         const Tape<S>&, Tape<S>&, arma::Col<S>&, const Probe<S>&, Steps, Workspace<S>*);   \
  template void backward_from_outputs(const Layout&, const arma::Col<S>&, const Input<S>&, const Given<S>&, \
                                      const Tape<S>&, const OutputGradient<S>&, Tape<S>&, arma::Col<S>&,    \
                                      const Probe<S>&, Steps, Workspace<S>*);                               \
  template void input_gradient(const Layout&, const arma::Col<S>&, const Tape<S>&, Steps, arma::Cube<S>&,   \
                               Workspace<S>*)
UNROLL_SEQUENCE(float);
UNROLL_SEQUENCE(double);
#undef UNROLL_SEQUENCE

}  // namespace unroll
