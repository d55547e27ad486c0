// The passes of a step, a cell's scalar equations over units × batch, and the cell as a value. Include this
// header only where a cell is compiled: once for each model of the library, and for a cell of your own.
#pragma once
#include <armadillo>
#include <array>
#include <limits>
#include <utility>

#include "cell.hpp"
#include "clones.hpp"
#include "last_units.hpp"
#include "small_steps.hpp"

namespace unroll {

namespace detail {

// The declaration of a type, or the default where the type has none.
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

template <class Declared>
constexpr int memory_gate_of() {
  if constexpr (requires { Declared::memory_gate; }) return Declared::memory_gate;
  return -1;
}

template <class Declared>
constexpr int memory_sign_of() {
  if constexpr (requires { Declared::memory_sign; })
    return memory_gate_of<Declared>() >= 0 ? Declared::memory_sign : 0;
  return 0;
}

template <class Declared>
constexpr double steepest_of() {
  if constexpr (requires { Declared::steepest; }) return Declared::steepest;
  return std::numeric_limits<double>::quiet_NaN();
}

template <class Declared>
constexpr int retention_of() {
  if constexpr (requires { Declared::retention; }) return Declared::retention;
  return -1;
}

// Facts that contradict the rest of the declaration do not compile.
template <class Declared>
constexpr void check_facts() {
  constexpr int gate = memory_gate_of<Declared>(), sign = memory_sign_of<Declared>();
  constexpr Range bias = bias_of<Declared>();
  static_assert(gate == -1 || (gate >= bias.first && gate < bias.first + bias.count),
                "memory_gate must be a slot with a bias");
  static_assert(gate == -1 ? sign == 0 : sign == 1 || sign == -1,
                "a cell with a memory_gate must declare memory_sign as +1 or -1");
  static_assert(retention_of<Declared>() < static_cast<int>(own_of<Declared>().size()),
                "retention must be the index of a parameter in `own`");
}

// The slots that have the units of point k.
template <class Declared, int k>
constexpr Range slots_at() {
  constexpr OutputUnits o = output_units_of<Declared>();
  return k < o.point ? Range{0, o.slot} : Range{o.slot, Declared::slots - o.slot};
}

// The number of units of point k.
template <class Declared, int k>
arma::uword units_at(const Layout& layout) {
  return k < output_units_of<Declared>().point ? layout.units : layout.outputs;
}

template <class Declared, int k, class S>
UNROLL_CLONES void pass_forward(const Layout& layout, const S* theta, arma::uword batch, S* now,
                                const S* before) {
  constexpr bool alone = own_of<Declared>().size() == 0;
  constexpr Range slots = slots_at<Declared, k>();
  constexpr int first = slots.first;
  const arma::uword units = units_at<Declared, k>(layout), row = layout.row(first), height = layout.height(),
                    w = alone ? 0 : layout.w(), own_units = layout.own_units();
  const arma::uword whole = alone ? units / lanes * lanes : units, left = units - whole;
  for (arma::uword b = 0; b < batch; ++b) {
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < whole; ++i) {
      const arma::uword at = b * height + row + i;
      const Slots<S> t{now + at, units, first};
      const Slots<const S> p{before + at, units, first};
      if constexpr (alone)
        Declared::template forward<k>(t, p);
      else
        Declared::template forward<k>(t, p, Slots<const S>{theta + w + i, own_units});
    }
    if constexpr (alone)
      if (left > 0) {
        const arma::uword at = b * height + row + whole;
        alignas(64) S t[slots.count * lanes], p[slots.count * lanes];
        read_units<slots.count>(now + at, units, left, t);
        read_units<slots.count>(before + at, units, left, p);
        UNROLL_INDEPENDENT
        for (arma::uword l = 0; l < lanes; ++l)
          Declared::template forward<k>(Slots<S>{t + l, lanes, first}, Slots<const S>{p + l, lanes, first});
        write_units<slots.count>(t, units, left, now + at);
      }
  }
}

template <class Declared, int k, class S>
UNROLL_CLONES void pass_backward(const Layout& layout, const S* theta, arma::uword batch, const S* now,
                                 const S* before, S* d_now, S* d_before, S* gradient) {
  constexpr bool alone = own_of<Declared>().size() == 0;
  constexpr int first = slots_at<Declared, k>().first;
  const arma::uword units = units_at<Declared, k>(layout), row = layout.row(first), height = layout.height(),
                    w = alone ? 0 : layout.w(), own_units = layout.own_units();
  for (arma::uword b = 0; b < batch; ++b) {
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < units; ++i) {
      const arma::uword at = b * height + row + i;
      const Slots<const S> t{now + at, units, first}, p{before + at, units, first};
      const Slots<S> d{d_now + at, units, first}, dp{d_before + at, units, first};
      if constexpr (alone)
        Declared::template backward<k>(t, p, d, dp);
      else
        Declared::template backward<k>(t, p, d, dp, Slots<const S>{theta + w + i, own_units},
                                       Slots<S>{gradient + w + i, own_units});
    }
  }
}

template <class Declared, class S, int... points>
constexpr std::array<Pass<S>, sizeof...(points)> passes_of(std::integer_sequence<int, points...>) {
  return {Pass<S>{&pass_forward<Declared, points, S>, &pass_backward<Declared, points, S>}...};
}

// A cell with own parameters of its units, or with units of two kinds, has no small step.
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
  detail::check_facts<Declared>();
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
                         detail::memory_gate_of<Declared>(),
                         detail::memory_sign_of<Declared>(),
                         detail::steepest_of<Declared>(),
                         detail::retention_of<Declared>(),
                         in_float.data(),
                         in_double.data(),
                         detail::small_step_of<Declared, float>(),
                         detail::small_step_of<Declared, double>()};
  return cell;
}

}  // namespace unroll
