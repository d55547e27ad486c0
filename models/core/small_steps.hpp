// A whole step of a small network: the products and passes of one sequence in one function, for up to 16
// units, where calls would cost more than the arithmetic. Every slot is one vector here, with zeros behind
// the units.
//
// Included by passes.hpp alone. sequence.cpp chooses between this and the general loop; both give the same
// gradients (tests/models/core/plain_executor_test.cpp).
#pragma once
#include <armadillo>
#include <utility>

#include "cell.hpp"
#include "clones.hpp"
#include "last_units.hpp"

namespace unroll::detail {

template <class S>
struct SmallVector {
  typedef S Type __attribute__((vector_size(lanes * sizeof(S)), aligned(sizeof(S)), may_alias));
};

template <class S>
using Vector = typename SmallVector<S>::Type;

template <class S>
[[gnu::always_inline]] inline Vector<S>& vector_at(S* at) {
  return *reinterpret_cast<Vector<S>*>(at);
}
template <class S>
[[gnu::always_inline]] inline const Vector<S>& vector_at(const S* at) {
  return *reinterpret_cast<const Vector<S>*>(at);
}

// to (count vectors) += the matrix times from (units numbers in each of `others` vectors). The matrix has
// `count` vectors for each of those numbers. Even and odd ones are summed separately, which halves the wait
// for earlier sums.
template <int count, int others, class S>
[[gnu::always_inline]] inline void add_product(arma::uword units, const S* matrix, const S* from, S* to) {
  constexpr auto n = static_cast<arma::uword>(count);
  Vector<S> even[count], odd[count];
  for (int g = 0; g < count; ++g) {
    even[g] = vector_at(to + static_cast<arma::uword>(g) * lanes);
    odd[g] = Vector<S>{};
  }
  for (int f = 0; f < others; ++f, from += lanes, matrix += units * n * lanes) {
    arma::uword j = 0;
    for (; j + 2 <= units; j += 2)
#pragma GCC unroll 8
      for (int g = 0; g < count; ++g) {
        const S* at = matrix + (j * n + static_cast<arma::uword>(g)) * lanes;
        even[g] += vector_at(at) * from[j];
        odd[g] += vector_at(at + n * lanes) * from[j + 1];
      }
    if (j < units)
#pragma GCC unroll 8
      for (int g = 0; g < count; ++g)
        even[g] += vector_at(matrix + (j * n + static_cast<arma::uword>(g)) * lanes) * from[j];
  }
  for (int g = 0; g < count; ++g) vector_at(to + static_cast<arma::uword>(g) * lanes) = even[g] + odd[g];
}

template <class S>
const S* slot_of(const S* values, int slot) {
  return values + static_cast<arma::uword>(slot) * lanes;
}
template <class S>
S* slot_of(S* values, int slot) {
  return values + static_cast<arma::uword>(slot) * lanes;
}

// The offset of product k in the matrices.
template <class Declared>
constexpr arma::uword small_offset(std::size_t k, arma::uword units) {
  arma::uword vectors = 0;
  for (std::size_t before = 0; before < k; ++before) {
    const Product& p = Declared::products[before];
    vectors += static_cast<arma::uword>(p.to.count * p.from.count);
  }
  return vectors * units * lanes;
}

// The products before a point, forward and backward, and the points.
template <class Declared, int point, std::size_t k, class S>
[[gnu::always_inline]] inline void products_forward(arma::uword units, const S* U, S* t, const S* p) {
  if constexpr (k < Declared::products.size()) {
    constexpr Product e = Declared::products[k];
    if constexpr (e.point == point)
      add_product<e.to.count, e.from.count>(units, U + small_offset<Declared>(k, units),
                                            slot_of(e.previous ? p : t, e.from.first),
                                            slot_of(t, e.to.first));
    products_forward<Declared, point, k + 1>(units, U, t, p);
  }
}

template <class Declared, int point, std::size_t k, class S>
[[gnu::always_inline]] inline void products_backward(arma::uword units, const S* U, S* d, S* dp) {
  if constexpr (k < Declared::products.size()) {
    constexpr Product e = Declared::products[k];
    if constexpr (e.point == point && !e.cut)
      add_product<e.from.count, e.to.count>(units, U + small_offset<Declared>(k, units),
                                            slot_of(d, e.to.first),
                                            slot_of(e.previous ? dp : d, e.from.first));
    products_backward<Declared, point, k + 1>(units, U, d, dp);
  }
}

template <class Declared, int k, class S>
[[gnu::always_inline]] inline void points_forward(arma::uword units, const S* U, S* t, const S* p) {
  if constexpr (k < Declared::points) {
    products_forward<Declared, k, 0>(units, U, t, p);
    UNROLL_INDEPENDENT
    for (arma::uword l = 0; l < lanes; ++l)
      Declared::template forward<k>(Slots<S>{t + l, lanes}, Slots<const S>{p + l, lanes});
    points_forward<Declared, k + 1>(units, U, t, p);
  }
}

template <class Declared, int k, class S>
[[gnu::always_inline]] inline void points_backward(arma::uword units, const S* U, const S* t, const S* p,
                                                   S* d, S* dp) {
  if constexpr (k >= 0) {
    UNROLL_INDEPENDENT
    for (arma::uword l = 0; l < lanes; ++l)
      Declared::template backward<k>(Slots<const S>{t + l, lanes}, Slots<const S>{p + l, lanes},
                                     Slots<S>{d + l, lanes}, Slots<S>{dp + l, lanes});
    products_backward<Declared, k, 0>(units, U, d, dp);
    points_backward<Declared, k - 1>(units, U, t, p, d, dp);
  }
}

// U holds all products, one after the other: for each slot and unit read, a vector for each slot fed. t and p
// have a vector for each slot of this step, which is written, and of the step before. p is passed on and not
// read back from the tape, because the processor would wait for the numbers that it has just written there.
template <class Declared, class S>
UNROLL_CLONES void step_forward(arma::uword units, const S* U, S* now, const S* p, S* t) {
  read_units<Declared::slots>(now, units, units, t);
  points_forward<Declared, 0>(units, U, t, p);
  write_units<Declared::slots>(t, units, units, now);
}

// U transposed: for each slot and unit fed, a vector for each slot read. d comes as the later step has left
// it in its dp.
template <class Declared, class S>
UNROLL_CLONES void step_backward(arma::uword units, const S* U_transposed, const S* now, const S* before,
                                 S* d_now, S* d_before, S* d, S* dp) {
  alignas(64) S t[Declared::slots * lanes], p[Declared::slots * lanes];
  read_units<Declared::slots>(now, units, units, t);
  read_units<Declared::slots>(before, units, units, p);
  read_units<Declared::slots>(d_before, units, units, dp);
  points_backward<Declared, Declared::points - 1>(units, U_transposed, t, p, d, dp);
  write_units<Declared::slots>(d, units, units, d_now);
  write_units<Declared::slots>(dp, units, units, d_before);
}

}  // namespace unroll::detail
