// Products with the same matrix at every step: it is packed once, in the order of the kernel, and used T
// times.
//
//   (1)  C (m × n) += A (m × k) · B (k × n)          PackedMatrix::multiply, A packed
//   (2)  C (m × n) += A (m × k) · B (n × k)ᵀ         add_outer, for sums over all steps
//
// A general library packs A again at each call, which for a batch of a few dozen sequences costs as much as
// the product; docs/decisions/10 has the figures. The scheme is that of K. Goto & R. van de Geijn, ACM TOMS
// 34 (2008) 12: a tile of C stays in registers while panels of A and B stream past. The sum over k runs in
// the same order for every element, so a column of C does not depend on the number of columns. All matrices
// are column-major windows; lda, ldb and ldc are the distances from one column to the next.
#pragma once
#include <armadillo>
#include <vector>

#include "product.hpp"

namespace unroll {

template <class S>
class PackedMatrix {
 public:
  // Packs op(A), m × k. The memory of earlier calls is reused.
  void pack(As op, arma::uword m, arma::uword k, const S* A, arma::uword lda);

  arma::uword rows() const { return rows_; }

  // (1)
  void multiply(arma::uword n, const S* B, arma::uword ldb, S* C, arma::uword ldc) const;

 private:
  arma::uword rows_ = 0, columns_ = 0;
  std::vector<S> panels_;
};

// Packed blocks of A and B; the caller keeps them from call to call.
template <class S>
struct OuterRoom {
  std::vector<S> a, b;
};

// (2), with C m × n.
template <class S>
void add_outer(arma::uword m, arma::uword n, arma::uword k, const S* A, arma::uword lda, const S* B,
               arma::uword ldb, S* C, arma::uword ldc, OuterRoom<S>& room);

}  // namespace unroll
