// The passes of a step: a cell's scalar equations over units × batch, and which products stand before which
// point. What sequence.hpp is made of.
#pragma once
#include <armadillo>
#include <type_traits>

#include "cell.hpp"
#include "clones.hpp"

namespace unroll {

// Calls act(k, product) for every product k before `point`.
template <class Cell, class Act>
void for_products(int point, Act&& act) {
  for (std::size_t k = 0; k < Cell::products.size(); ++k)
    if (Cell::products[k].point == point) act(k, Cell::products[k]);
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

// Which units a point runs over: the first slot that has them, their number and their row in the tape.
struct Units {
  int slot;
  arma::uword count, row;
};

template <class Cell>
Units units_at(const Layout<Cell>& layout, int point) {
  const OutputUnits o = output_units_of<Cell>();
  if (point < o.point) return {0, layout.units, 0};
  return {o.slot, layout.outputs, layout.row(o.slot)};
}

template <class Cell, int k, class S>
UNROLL_CLONES void pass_forward(const Layout<Cell>& layout, const S* theta, arma::uword batch, S* now,
                                const S* before) {
  const Units units = units_at(layout, k);
  const arma::uword height = layout.height();
  for (arma::uword b = 0; b < batch; ++b) {
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < units.count; ++i) {
      const arma::uword at = b * height + units.row + i;
      const Slots<S> t{now + at, units.count, units.slot};
      const Slots<const S> p{before + at, units.count, units.slot};
      if constexpr (own_of<Cell>().size() > 0)
        Cell::template forward<k>(t, p, Slots<const S>{theta + layout.w() + i, layout.own_units()});
      else
        Cell::template forward<k>(t, p);
    }
  }
}

template <class Cell, int k, class S>
UNROLL_CLONES void pass_backward(const Layout<Cell>& layout, const S* theta, arma::uword batch, const S* now,
                                 const S* before, S* d_now, S* d_before, S* gradient) {
  const Units units = units_at(layout, k);
  const arma::uword height = layout.height();
  for (arma::uword b = 0; b < batch; ++b) {
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < units.count; ++i) {
      const arma::uword at = b * height + units.row + i;
      const Slots<const S> t{now + at, units.count, units.slot}, p{before + at, units.count, units.slot};
      const Slots<S> d{d_now + at, units.count, units.slot}, dp{d_before + at, units.count, units.slot};
      if constexpr (own_of<Cell>().size() > 0)
        Cell::template backward<k>(t, p, d, dp, Slots<const S>{theta + layout.w() + i, layout.own_units()},
                                   Slots<S>{gradient + layout.w() + i, layout.own_units()});
      else
        Cell::template backward<k>(t, p, d, dp);
    }
  }
}

}  // namespace unroll
