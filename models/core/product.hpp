// The product of BLAS, called directly where packed_product.hpp has no advantage: for windows of larger
// matrices, which Armadillo's own operators would copy first.
#pragma once
#include <armadillo>

namespace unroll {

enum class As : char { is = 'N', transposed = 'T' };

// C (m × n) = scale · op(A) · op(B) + keep · C, where op(A) is m × k and op(B) k × n. All are column-major
// windows; lda, ldb and ldc are the distances from one column to the next.
template <class S>
void product(As a, As b, arma::uword m, arma::uword n, arma::uword k, S scale, const S* A, arma::uword lda,
             const S* B, arma::uword ldb, S keep, S* C, arma::uword ldc) {
  using arma::blas_int;
  if (m == 0 || n == 0) return;
  const char ta = static_cast<char>(a), tb = static_cast<char>(b);
  const auto m_ = static_cast<blas_int>(m), n_ = static_cast<blas_int>(n), k_ = static_cast<blas_int>(k);
  const auto lda_ = static_cast<blas_int>(lda), ldb_ = static_cast<blas_int>(ldb),
             ldc_ = static_cast<blas_int>(ldc);
  arma::blas::gemm<S>(&ta, &tb, &m_, &n_, &k_, &scale, A, &lda_, B, &ldb_, &keep, C, &ldc_);
}

// C (m × n) = scale · A (m × k) · B (n × k)ᵀ.
template <class S>
void product_abt(arma::uword m, arma::uword n, arma::uword k, S scale, const S* A, arma::uword lda,
                 const S* B, arma::uword ldb, S* C, arma::uword ldc) {
  product<S>(As::is, As::transposed, m, n, k, scale, A, lda, B, ldb, S{0}, C, ldc);
}

}  // namespace unroll
