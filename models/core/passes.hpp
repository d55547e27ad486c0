// The passes of a step, a cell's scalar equations over units × batch, and the cell as a value. Included where
// cells are compiled: once for each model of the library, and by whoever has a cell of his own.
#pragma once
#include <armadillo>
#include <array>
#include <utility>

#include "cell.hpp"
#include "clones.hpp"
#include "last_units.hpp"
#include "small_steps.hpp"

namespace unroll {

namespace detail {

// What a type declares, or what holds where it says nothing.
template <class Declared>
constexpr Range bias_of() {
  if constexpr (requires { Declared::bias; }) return Declared::bias;
  return Declared::input;
}

template <class Declared>
constexpr auto own_of() {
  if constexpr (requires { Declared::own; })
    return Declared::own;
  else
    return std::array<Own, 0>{};
}

template <class Declared>
constexpr OutputUnits output_units_of() {
  if constexpr (requires { Declared::output_units; }) return Declared::output_units;
  return {Declared::slots, Declared::points};
}

template <class Declared>
constexpr Forced forced_of() {
  if constexpr (requires { Declared::forced; }) return Declared::forced;
  return {-1, -1};
}

template <class Declared>
constexpr bool kinked_of() {
  if constexpr (requires { Declared::kinked; }) return Declared::kinked;
  return false;
}

// Which units a point runs over: the first slot that has them, their number and their row in the tape.
struct Units {
  int slot;
  arma::uword count, row;
};

template <class Declared>
Units units_at(const Layout& layout, int point) {
  constexpr OutputUnits o = output_units_of<Declared>();
  if (point < o.point) return {0, layout.units, 0};
  return {o.slot, layout.outputs, layout.row(o.slot)};
}

// The slots that have the units of a point.
template <class Declared, int k>
constexpr Range slots_at() {
  constexpr OutputUnits o = output_units_of<Declared>();
  return k < o.point ? Range{0, o.slot} : Range{o.slot, Declared::slots - o.slot};
}

template <class Declared, int k, class S>
UNROLL_CLONES void pass_forward(const Layout& layout, const S* theta, arma::uword batch, S* now,
                                const S* before) {
  constexpr bool alone = own_of<Declared>().size() == 0;
  constexpr Range slots = slots_at<Declared, k>();
  constexpr int first = slots.first;
  const Units units = units_at<Declared>(layout, k);
  const arma::uword height = layout.height(), w = alone ? 0 : layout.w(), own_units = layout.own_units();
  const arma::uword whole = alone ? units.count / lanes * lanes : units.count, left = units.count - whole;
  for (arma::uword b = 0; b < batch; ++b) {
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < whole; ++i) {
      const arma::uword at = b * height + units.row + i;
      const Slots<S> t{now + at, units.count, first};
      const Slots<const S> p{before + at, units.count, first};
      if constexpr (alone)
        Declared::template forward<k>(t, p);
      else
        Declared::template forward<k>(t, p, Slots<const S>{theta + w + i, own_units});
    }
    if constexpr (alone)
      if (left > 0) {
        const arma::uword at = b * height + units.row + whole;
        alignas(64) S t[slots.count * lanes], p[slots.count * lanes];
        read_units<slots.count>(now + at, units.count, left, t);
        read_units<slots.count>(before + at, units.count, left, p);
        UNROLL_INDEPENDENT
        for (arma::uword l = 0; l < lanes; ++l)
          Declared::template forward<k>(Slots<S>{t + l, lanes, first}, Slots<const S>{p + l, lanes, first});
        write_units<slots.count>(t, units.count, left, now + at);
      }
  }
}

template <class Declared, int k, class S>
UNROLL_CLONES void pass_backward(const Layout& layout, const S* theta, arma::uword batch, const S* now,
                                 const S* before, S* d_now, S* d_before, S* gradient) {
  const Units units = units_at<Declared>(layout, k);
  const arma::uword height = layout.height(), w = own_of<Declared>().size() == 0 ? 0 : layout.w(),
                    own_units = layout.own_units();
  for (arma::uword b = 0; b < batch; ++b) {
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < units.count; ++i) {
      const arma::uword at = b * height + units.row + i;
      const Slots<const S> t{now + at, units.count, units.slot}, p{before + at, units.count, units.slot};
      const Slots<S> d{d_now + at, units.count, units.slot}, dp{d_before + at, units.count, units.slot};
      if constexpr (own_of<Declared>().size() > 0)
        Declared::template backward<k>(t, p, d, dp, Slots<const S>{theta + w + i, own_units},
                                       Slots<S>{gradient + w + i, own_units});
      else
        Declared::template backward<k>(t, p, d, dp);
    }
  }
}

template <class Declared, class S, int... points>
constexpr std::array<Pass<S>, sizeof...(points)> passes_of(std::integer_sequence<int, points...>) {
  return {Pass<S>{&pass_forward<Declared, points, S>, &pass_backward<Declared, points, S>}...};
}

// Cells with parameters of each unit, or with units of two kinds, go the general way only.
template <class Declared, class S>
constexpr SmallStep<S> small_step_of() {
  if constexpr (own_of<Declared>().size() == 0 && output_units_of<Declared>().slot == Declared::slots &&
                Declared::slots <= small_slots)
    return {&step_forward<Declared, S>, &step_backward<Declared, S>};
  else
    return {nullptr, nullptr};
}

}  // namespace detail

template <RecurrentCell Declared>
const Cell& cell_of() {
  static constexpr auto own = detail::own_of<Declared>();
  static constexpr std::make_integer_sequence<int, Declared::points> points;
  static const auto in_float = detail::passes_of<Declared, float>(points);
  static const auto in_double = detail::passes_of<Declared, double>(points);
  static const Cell cell{Declared::slots,
                         Declared::points,
                         Declared::input,
                         detail::bias_of<Declared>(),
                         Declared::output,
                         Declared::state,
                         Declared::products,
                         own,
                         detail::output_units_of<Declared>(),
                         detail::forced_of<Declared>(),
                         detail::kinked_of<Declared>(),
                         in_float.data(),
                         in_double.data(),
                         detail::small_step_of<Declared, float>(),
                         detail::small_step_of<Declared, double>()};
  return cell;
}

}  // namespace unroll
