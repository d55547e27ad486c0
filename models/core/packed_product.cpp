#include "packed_product.hpp"

#include <algorithm>
#include <utility>

namespace unroll {
namespace {

// A tile of C: `vectors` vectors of `bytes` bytes down, `columns` columns across. What fits the registers.
template <class S, arma::uword bytes, arma::uword vectors, int columns>
struct Tile {
  static constexpr arma::uword lanes = bytes / sizeof(S), rows = vectors * lanes, across = columns;
  typedef S Vector __attribute__((vector_size(bytes), aligned(sizeof(S)), may_alias));

  // c (rows × n, n ≤ columns) += a · b, with a packed by rows and b by columns.
  template <int n>
  [[gnu::always_inline]] static inline void add(arma::uword k, const S* a, const S* b, S* c,
                                                arma::uword ldc) {
    Vector sum[n][vectors];
    for (int j = 0; j < n; ++j)
      for (arma::uword v = 0; v < vectors; ++v) sum[j][v] = Vector{};
    for (arma::uword p = 0; p < k; ++p, a += rows, b += n) {
      Vector left[vectors];
      for (arma::uword v = 0; v < vectors; ++v) left[v] = *reinterpret_cast<const Vector*>(a + v * lanes);
#pragma GCC unroll 16
      for (int j = 0; j < n; ++j)
#pragma GCC unroll 4
        for (arma::uword v = 0; v < vectors; ++v) sum[j][v] += left[v] * b[j];
    }
    for (int j = 0; j < n; ++j)
      for (arma::uword v = 0; v < vectors; ++v)
        *reinterpret_cast<Vector*>(c + static_cast<arma::uword>(j) * ldc + v * lanes) += sum[j][v];
  }

  // The same where the tile reaches below the last row of C.
  template <int n>
  [[gnu::always_inline]] static inline void add_part(arma::uword m, arma::uword k, const S* a, const S* b,
                                                     S* c, arma::uword ldc) {
    S whole[rows * n];
    std::fill_n(whole, rows * n, S{0});
    for (arma::uword j = 0; j < n; ++j) std::copy_n(c + j * ldc, m, whole + j * rows);
    add<n>(k, a, b, whole, rows);
    for (arma::uword j = 0; j < n; ++j) std::copy_n(whole + j * rows, m, c + j * ldc);
  }

  template <int n>
  [[gnu::always_inline]] static inline void add_column_panel(arma::uword m, arma::uword k, const S* a,
                                                             const S* b, S* c, arma::uword ldc) {
    if (m >= rows)
      add<n>(k, a, b, c, ldc);
    else
      add_part<n>(m, k, a, b, c, ldc);
  }

  // C (m × n) += all panels of a · all panels of b.
  [[gnu::always_inline]] static inline void all(arma::uword m, arma::uword n, arma::uword k, const S* a,
                                                const S* b, S* c, arma::uword ldc) {
    for (arma::uword i = 0; i < m; i += rows, a += rows * k) {
      arma::uword j = 0;
      for (; j + columns <= n; j += columns)
        add_column_panel<columns>(m - i, k, a, b + j * k, c + j * ldc + i, ldc);
      rest(std::make_integer_sequence<int, columns>{}, n - j, m - i, k, a, b + j * k, c + j * ldc + i, ldc);
    }
  }

 private:
  template <int... n>
  [[gnu::always_inline]] static inline void rest(std::integer_sequence<int, n...>, arma::uword left,
                                                 arma::uword m, arma::uword k, const S* a, const S* b, S* c,
                                                 arma::uword ldc) {
    const auto if_left = [&](auto count) __attribute__((always_inline)) {
      if constexpr (count.value > 0)
        if (left == static_cast<arma::uword>(count.value)) add_column_panel<count.value>(m, k, a, b, c, ldc);
    };
    (if_left(std::integral_constant<int, n>{}), ...);
  }
};

// The tile for processors with AVX-512, and for all others.
template <class S>
using Wide = Tile<S, 64, 2, 12>;
template <class S>
using Narrow = Tile<S, 32, 2, 6>;

// A product and a sum in one instruction, as BLAS has them, here alone.
#if defined(__x86_64__) && defined(__GNUC__) && __GNUC__ >= 12 && !defined(__clang__)
#define UNROLL_X86 1
#define UNROLL_FUSED gnu::optimize("fp-contract=fast")
#else
#define UNROLL_X86 0
#endif

#if UNROLL_X86
template <class S>
[[gnu::target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma"), UNROLL_FUSED]] void wide(
    arma::uword m, arma::uword n, arma::uword k, const S* a, const S* b, S* c, arma::uword ldc) {
  Wide<S>::all(m, n, k, a, b, c, ldc);
}
template <class S>
[[gnu::target("avx2,fma"), UNROLL_FUSED]] void narrow(arma::uword m, arma::uword n, arma::uword k, const S* a,
                                                      const S* b, S* c, arma::uword ldc) {
  Narrow<S>::all(m, n, k, a, b, c, ldc);
}
#endif
template <class S>
void plain(arma::uword m, arma::uword n, arma::uword k, const S* a, const S* b, S* c, arma::uword ldc) {
  Narrow<S>::all(m, n, k, a, b, c, ldc);
}

// What this processor takes.
template <class S>
struct Kernel {
  arma::uword rows = Narrow<S>::rows, columns = Narrow<S>::across;
  void (*add)(arma::uword m, arma::uword n, arma::uword k, const S* a, const S* b, S* c,
              arma::uword ldc) = plain<S>;
  Kernel() {
#if UNROLL_X86
    if (__builtin_cpu_supports("fma") && __builtin_cpu_supports("avx2") &&
        __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
        __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512dq")) {
      rows = Wide<S>::rows;
      columns = Wide<S>::across;
      add = wide<S>;
    } else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
      add = narrow<S>;
    }
#endif
  }
};

template <class S>
const Kernel<S>& kernel() {
  static const Kernel<S> chosen;
  return chosen;
}

arma::uword padded(arma::uword n, arma::uword to) { return (n + to - 1) / to * to; }

// Panels of `rows` rows of A (m × k), each column by column; below the last row zeros.
template <class S>
void pack_rows(arma::uword rows, arma::uword m, arma::uword k, const S* A, arma::uword lda, S* to) {
  for (arma::uword i = 0; i < m; i += rows) {
    const arma::uword here = std::min(rows, m - i);
    for (arma::uword p = 0; p < k; ++p, to += rows) {
      std::copy_n(A + p * lda + i, here, to);
      std::fill(to + here, to + rows, S{0});
    }
  }
}

// The same of Aᵀ, with A k × m: rows of Aᵀ are columns of A.
template <class S>
void pack_columns(arma::uword rows, arma::uword m, arma::uword k, const S* A, arma::uword lda, S* to) {
  for (arma::uword i = 0; i < m; i += rows, to += rows * k) {
    const arma::uword here = std::min(rows, m - i);
    for (arma::uword r = 0; r < rows; ++r)
      for (arma::uword p = 0; p < k; ++p) to[p * rows + r] = r < here ? A[(i + r) * lda + p] : S{0};
  }
}

// Panels of `columns` columns of B (k × n), each row by row, the last one narrower.
template <class S>
void pack_panels(arma::uword columns, arma::uword n, arma::uword k, const S* B, arma::uword ldb, S* to) {
  for (arma::uword j = 0; j < n; j += columns) {
    const arma::uword here = std::min(columns, n - j);
    for (arma::uword c = 0; c < here; ++c) {
      const S* from = B + (j + c) * ldb;
      for (arma::uword p = 0; p < k; ++p) to[p * here + c] = from[p];
    }
    to += here * k;
  }
}

// The same of Bᵀ, with B n × k.
template <class S>
void pack_panels_transposed(arma::uword columns, arma::uword n, arma::uword k, const S* B, arma::uword ldb,
                            S* to) {
  for (arma::uword j = 0; j < n; j += columns) {
    const arma::uword here = std::min(columns, n - j);
    for (arma::uword p = 0; p < k; ++p, to += here) std::copy_n(B + p * ldb + j, here, to);
  }
}

}  // namespace

template <class S>
void PackedMatrix<S>::pack(As op, arma::uword m, arma::uword k, const S* A, arma::uword lda) {
  rows_ = m;
  columns_ = k;
  const arma::uword rows = kernel<S>().rows;
  panels_.resize(padded(m, rows) * k);
  if (op == As::is)
    pack_rows(rows, m, k, A, lda, panels_.data());
  else
    pack_columns(rows, m, k, A, lda, panels_.data());
}

template <class S>
void PackedMatrix<S>::multiply(arma::uword n, const S* B, arma::uword ldb, S* C, arma::uword ldc,
                               std::vector<S>& panel) const {
  constexpr arma::uword many = 96;  // columns at a time: their panel stays in the first caches
  panel.resize(std::max<std::size_t>(panel.size(), std::min(n, many) * columns_));
  for (arma::uword j = 0; j < n; j += many) {
    const arma::uword here = std::min(many, n - j);
    pack_panels(kernel<S>().columns, here, columns_, B + j * ldb, ldb, panel.data());
    kernel<S>().add(rows_, here, columns_, panels_.data(), panel.data(), C + j * ldc, ldc);
  }
}

template <class S>
void add_outer(arma::uword m, arma::uword n, arma::uword k, const S* A, arma::uword lda, const S* B,
               arma::uword ldb, S* C, arma::uword ldc) {
  constexpr arma::uword deep = 256, high = 192;  // so that a block of A stays in the second cache
  const Kernel<S>& own = kernel<S>();
  const arma::uword room = std::min(deep, k);
  std::vector<S> a(padded(std::min(m, high), own.rows) * room), b(n * room);
  for (arma::uword p = 0; p < k; p += deep) {
    const arma::uword depth = std::min(deep, k - p);
    pack_panels_transposed(own.columns, n, depth, B + p * ldb, ldb, b.data());
    for (arma::uword i = 0; i < m; i += high) {
      const arma::uword height = std::min(high, m - i);
      pack_rows(own.rows, height, depth, A + p * lda + i, lda, a.data());
      own.add(height, n, depth, a.data(), b.data(), C + i, ldc);
    }
  }
}

template class PackedMatrix<float>;
template class PackedMatrix<double>;
template void add_outer(arma::uword, arma::uword, arma::uword, const float*, arma::uword, const float*,
                        arma::uword, float*, arma::uword);
template void add_outer(arma::uword, arma::uword, arma::uword, const double*, arma::uword, const double*,
                        arma::uword, double*, arma::uword);

}  // namespace unroll
