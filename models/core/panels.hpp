// A matrix in panels, as the kernel of packed_product.cpp reads it: groups of rows, each stored column by
// column.
#pragma once
#include <algorithm>
#include <armadillo>

namespace unroll {

// Panels of `rows` rows of A (m × k), each column by column, with zeros below the last row.
template <class S>
void pack_rows(arma::uword rows, arma::uword m, arma::uword k, const S* A, arma::uword lda, S* to) {
  constexpr arma::uword at_once = 64 / sizeof(S);  // a constant of compilation, so that no function is called
  for (arma::uword i = 0; i < m; i += rows) {
    const arma::uword here = std::min(rows, m - i);
    for (arma::uword p = 0; p < k; ++p, to += rows)
      if (here == rows) {
        for (arma::uword r = 0; r < rows; r += at_once) std::copy_n(A + p * lda + i + r, at_once, to + r);
      } else {
        std::copy_n(A + p * lda + i, here, to);
        std::fill(to + here, to + rows, S{0});
      }
  }
}

// The same of Aᵀ, with A k × m: rows of Aᵀ are columns of A. Squares of 4 × 4 are transposed in registers;
// otherwise every number would be a store of its own.
template <class S>
void pack_columns(arma::uword rows, arma::uword m, arma::uword k, const S* A, arma::uword lda, S* to) {
  typedef S Four __attribute__((vector_size(4 * sizeof(S)), aligned(sizeof(S)), may_alias));
  for (arma::uword i = 0; i < m; i += rows, to += rows * k) {
    const arma::uword here = std::min(rows, m - i), squares = here / 4 * 4, long_ways = k / 4 * 4;
    for (arma::uword p = 0; p < long_ways; p += 4)
      for (arma::uword r = 0; r < squares; r += 4) {
        Four in[4], half[4], out[4];
        for (arma::uword c = 0; c < 4; ++c) in[c] = *reinterpret_cast<const Four*>(A + (i + r + c) * lda + p);
        for (int c = 0; c < 2; ++c) {
          half[c] = __builtin_shufflevector(in[2 * c], in[2 * c + 1], 0, 4, 1, 5);
          half[2 + c] = __builtin_shufflevector(in[2 * c], in[2 * c + 1], 2, 6, 3, 7);
        }
        for (int c = 0; c < 2; ++c) {
          out[2 * c] = __builtin_shufflevector(half[2 * c], half[2 * c + 1], 0, 1, 4, 5);
          out[2 * c + 1] = __builtin_shufflevector(half[2 * c], half[2 * c + 1], 2, 3, 6, 7);
        }
        for (arma::uword q = 0; q < 4; ++q) *reinterpret_cast<Four*>(to + (p + q) * rows + r) = out[q];
      }
    for (arma::uword p = 0; p < k; ++p)
      for (arma::uword r = p < long_ways ? squares : 0; r < rows; ++r)
        to[p * rows + r] = r < here ? A[(i + r) * lda + p] : S{0};
  }
}

}  // namespace unroll
