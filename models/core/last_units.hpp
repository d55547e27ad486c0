// Units that do not fill a vector register: forward passes go through them in a copy that does.
#pragma once
#include <armadillo>

namespace unroll::detail {

// Passes go in place over as many units as fill whole vector registers of every processor. The last units,
// fewer than that, are copied into registers padded with zeros: one by one they would cost as much as all the
// others.
inline constexpr arma::uword lanes = 16;

// Copies the last `count` units of some slots into one vector for each slot, padded with zeros, and back.
template <int slots, class S>
[[gnu::always_inline]] inline void read_units(const S* from, arma::uword units, arma::uword count, S* to) {
  for (int slot = 0; slot < slots; ++slot, from += units, to += lanes)
#pragma GCC ivdep
#pragma GCC unroll 1
    for (arma::uword l = 0; l < lanes; ++l) to[l] = l < count ? from[l] : S{0};
}
template <int slots, class S>
[[gnu::always_inline]] inline void write_units(const S* from, arma::uword units, arma::uword count, S* to) {
  for (int slot = 0; slot < slots; ++slot, from += lanes, to += units)
#pragma GCC ivdep
#pragma GCC unroll 1
    for (arma::uword l = 0; l < lanes; ++l)
      if (l < count) to[l] = from[l];
}

}  // namespace unroll::detail
