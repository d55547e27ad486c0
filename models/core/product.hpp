// The one matrix product that models call by hand: into a window of a larger matrix, where Armadillo's own
// operators would first make a copy.
#pragma once
#include <armadillo>

namespace unroll {

// C (m × n) = scale · A (m × k) · B (n × k)ᵀ, all column-major windows with leading dimensions lda, ldb, ldc.
template <class S>
void product_abt(arma::uword m, arma::uword n, arma::uword k, S scale, const S* A, arma::uword lda,
                 const S* B, arma::uword ldb, S* C, arma::uword ldc) {
  using arma::blas_int;
  const char no = 'N', yes = 'T';
  const auto m_ = static_cast<blas_int>(m), n_ = static_cast<blas_int>(n), k_ = static_cast<blas_int>(k);
  const auto lda_ = static_cast<blas_int>(lda), ldb_ = static_cast<blas_int>(ldb),
             ldc_ = static_cast<blas_int>(ldc);
  const S zero = 0;
  arma::blas::gemm<S>(&no, &yes, &m_, &n_, &k_, &scale, A, &lda_, B, &ldb_, &zero, C, &ldc_);
}

}  // namespace unroll
