// A sequence the plain way: loops over numbers, no kernel, no blocks, nothing kept from step to step but the
// tape. What core's executors are compared with.
#pragma once
#include <armadillo>

#include "models/core/sequence.hpp"

namespace plain {

using arma::uword;
using namespace unroll;

// slots `to` += U · slots `from`, or back: d from += Uᵀ · d to.
template <class S>
void multiply(const Layout& layout, const arma::Col<S>& theta, std::size_t k, bool back, const S* from,
              S* to) {
  const Product& p = layout.cell->products[k];
  const uword rows = layout.rows(p.to), columns = layout.rows(p.from);
  const S* U = theta.memptr() + layout.U(k);
  for (uword j = 0; j < columns; ++j)
    for (uword i = 0; i < rows; ++i)
      if (back)
        to[layout.row(p.from.first) + j] += U[j * rows + i] * from[layout.row(p.to.first) + i];
      else
        to[layout.row(p.to.first) + i] += U[j * rows + i] * from[layout.row(p.from.first) + j];
}

template <class S>
Tape<S> forward(const Layout& layout, const arma::Col<S>& theta, const arma::Cube<S>& x,
                const arma::Mat<S>& state) {
  const Cell& cell = *layout.cell;
  Tape<S> tape(layout.height(), x.n_cols, x.n_slices + 1, arma::fill::zeros);
  if (!state.is_empty()) tape.slice(0) = state;
  const uword in = layout.row(cell.input.first), rows = layout.rows(cell.input);
  for (uword t = 1; t <= x.n_slices; ++t)
    for (uword b = 0; b < x.n_cols; ++b) {
      S *now = tape.slice_colptr(t, b), *before = tape.slice_colptr(t - 1, b);
      for (uword i = 0; i < layout.rows(cell.bias); ++i)
        now[layout.row(cell.bias.first) + i] = theta[layout.b() + i];
      for (uword j = 0; j < x.n_rows; ++j)
        for (uword i = 0; i < rows; ++i) now[in + i] += theta[layout.W() + j * rows + i] * x(j, b, t - 1);
      for (int point = 0; point < cell.points; ++point) {
        for (std::size_t k = 0; k < cell.products.size(); ++k)
          if (cell.products[k].point == point)
            multiply(layout, theta, k, false, cell.products[k].previous ? before : now, now);
        cell.pass<S>(point).forward(layout, theta.memptr(), 1, now, before);
      }
    }
  return tape;
}

// From the gradient of the outputs. Returns that of θ; d, as large as the tape, holds that of all slots.
template <class S>
arma::Col<S> backward(const Layout& layout, const arma::Col<S>& theta, const arma::Cube<S>& x,
                      const Tape<S>& tape, const arma::Cube<S>& dy, Tape<S>& d) {
  const Cell& cell = *layout.cell;
  arma::Col<S> gradient(theta.n_elem, arma::fill::zeros);
  d.zeros(arma::size(tape));
  const uword in = layout.row(cell.input.first), rows = layout.rows(cell.input);
  for (uword t = x.n_slices; t >= 1; --t)
    for (uword b = 0; b < x.n_cols; ++b) {
      const S *now = tape.slice_colptr(t, b), *before = tape.slice_colptr(t - 1, b);
      S *d_now = d.slice_colptr(t, b), *d_before = d.slice_colptr(t - 1, b);
      for (uword i = 0; i < dy.n_rows; ++i) d_now[layout.row(cell.output.first) + i] += dy(i, b, t - 1);
      for (int point = cell.points - 1; point >= 0; --point) {
        cell.pass<S>(point).backward(layout, theta.memptr(), 1, now, before, d_now, d_before,
                                     gradient.memptr());
        for (std::size_t k = 0; k < cell.products.size(); ++k) {
          const Product& p = cell.products[k];
          if (p.point != point) continue;
          if (!p.cut) multiply(layout, theta, k, true, d_now, p.previous ? d_before : d_now);
          for (uword j = 0; j < layout.rows(p.from); ++j)
            for (uword i = 0; i < layout.rows(p.to); ++i)
              gradient[layout.U(k) + j * layout.rows(p.to) + i] +=
                  d_now[layout.row(p.to.first) + i] *
                  (p.previous ? before : now)[layout.row(p.from.first) + j];
        }
      }
      for (uword j = 0; j < x.n_rows; ++j)
        for (uword i = 0; i < rows; ++i)
          gradient[layout.W() + j * rows + i] += d_now[in + i] * x(j, b, t - 1);
      for (uword i = 0; i < layout.rows(cell.bias); ++i)
        gradient[layout.b() + i] += d_now[layout.row(cell.bias.first) + i];
    }
  return gradient;
}

}  // namespace plain
