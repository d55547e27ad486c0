#include "packed_product.hpp"

#include <algorithm>
#include <utility>

#include "panels.hpp"

// Fused multiply-add, as BLAS uses it; in this file alone.
#if defined(__x86_64__) && defined(__GNUC__) && __GNUC__ >= 12 && !defined(__clang__)
#define UNROLL_X86 1
#define UNROLL_FUSED gnu::optimize("fp-contract=fast")
#else
#define UNROLL_X86 0
#endif

namespace unroll {
namespace {

// B (k × n) as the kernel reads it: element (p, j) is at[p * step + j * apart]. In panels the columns of a
// tile lie side by side: step is the width of the tile, and apart is 1.
template <class S>
struct Elements {
  const S* at;
  arma::uword step, apart;
  bool panels = false;
};

// Divides n columns into tiles of nearly the same width, at most `most`: 50 into 5 × 10, not into 4 × 12 and
// 2.
struct Tiles {
  arma::uword count, width, wider;  // the first `wider` have one column more
  Tiles(arma::uword n, arma::uword most) : count((n + most - 1) / most), width(n / count), wider(n % count) {}
  arma::uword of(arma::uword tile) const { return width + (tile < wider ? 1 : 0); }
};

// A tile of C: `vectors` vectors of `bytes` bytes high and at most `columns` columns wide, as many as fit the
// registers.
template <class S, arma::uword bytes, arma::uword vectors, int columns>
struct Tile {
  static constexpr arma::uword lanes = bytes / sizeof(S), rows = vectors * lanes, across = columns;
  typedef S Vector __attribute__((vector_size(bytes), aligned(sizeof(S)), may_alias));

  // c (panels · rows × n) += a · b over k. a has `rows` numbers for each p in each panel, of which the first
  // `used` vectors count. Four columns of b share one pointer: twelve pointers would not fit the registers.
  template <int n, arma::uword used = vectors, int panels = 1>
  [[gnu::always_inline]] static inline void add(arma::uword k, const S* a, Elements<S> b, S* c,
                                                arma::uword ldc) {
    constexpr int groups = (n + 3) / 4;
    const S* from[groups];
    for (int g = 0; g < groups; ++g) from[g] = b.at + 4 * static_cast<arma::uword>(g) * b.apart;
    const arma::uword apart[4] = {0, b.apart, 2 * b.apart, 3 * b.apart};
    const arma::uword panel[4] = {0, rows * k, 2 * rows * k, 3 * rows * k};
    static_assert(panels <= 4);
    Vector sum[n][panels][used];
    for_all<n, panels, used>([&](int j, int q, arma::uword v) __attribute__((always_inline)) {
      sum[j][q][v] = Vector{};
      __builtin_prefetch(c + element(j, q, v, ldc), 1);
    });
    for (arma::uword p = 0; p < k; ++p, a += rows) {
      Vector left[panels][used];
#pragma GCC unroll 4
      for (int q = 0; q < panels; ++q)
        for (arma::uword v = 0; v < used; ++v)
          left[q][v] = *reinterpret_cast<const Vector*>(a + panel[q] + v * lanes);
      for_all<n, panels, used>([&](int j, int q, arma::uword v) __attribute__((always_inline)) {
        sum[j][q][v] += left[q][v] * from[j / 4][apart[j % 4]];
      });
#pragma GCC unroll 4
      for (int g = 0; g < groups; ++g) {
        from[g] += b.step;
#if UNROLL_X86
        asm("" : "+r"(from[g]));  // keeps GCC from making a pointer for each column
#endif
      }
    }
    for_all<n, panels, used>([&](int j, int q, arma::uword v) __attribute__((always_inline)) {
      *reinterpret_cast<Vector*>(c + element(j, q, v, ldc)) += sum[j][q][v];
    });
  }

  // The same for a tile that reaches below the last row of C: computes a whole tile and copies its rows.
  template <int n, arma::uword used>
  [[gnu::always_inline]] static inline void add_part(arma::uword m, arma::uword k, const S* a, Elements<S> b,
                                                     S* c, arma::uword ldc) {
    constexpr arma::uword height = used * lanes;
    alignas(bytes) S whole[height * n];
    for (arma::uword j = 0; j < n; ++j)
#pragma GCC unroll 1
      for (arma::uword r = 0; r < height; ++r) whole[j * height + r] = r < m ? c[j * ldc + r] : S{0};
    add<n, used>(k, a, b, whole, height);
    for (arma::uword j = 0; j < n; ++j)
#pragma GCC unroll 1
      for (arma::uword r = 0; r < height; ++r)
        if (r < m) c[j * ldc + r] = whole[j * height + r];
  }

  // C (m × n) += all panels of a · b (k × n).
  [[gnu::always_inline]] static inline void all(arma::uword m, arma::uword n, arma::uword k, const S* a,
                                                Elements<S> b, S* c, arma::uword ldc) {
    const Tiles tiles(n, columns);
    arma::uword i = 0;
    if (n == 1)  // one column is one chain of sums per vector: four panels keep the processor busy
      for (; i + 4 * rows <= m; i += 4 * rows)
        add<1, vectors, 4>(k, a + i * k, Elements<S>{b.at, b.panels ? 1 : b.step, 1}, c + i, ldc);
    for (; i < m; i += rows)
      for (arma::uword tile = 0, j = 0; tile < tiles.count; j += tiles.of(tile), ++tile) {
        const arma::uword width = tiles.of(tile);
        const Elements<S> from =
            b.panels ? Elements<S>{b.at + j * k, width, 1} : Elements<S>{b.at + j * b.apart, b.step, b.apart};
        of_width(std::make_integer_sequence<int, columns>{}, width, m - i, k, a + i * k, from,
                 c + j * ldc + i, ldc);
      }
  }

 private:
  [[gnu::always_inline]] static inline arma::uword element(int j, int q, arma::uword v, arma::uword ldc) {
    return static_cast<arma::uword>(j) * ldc + static_cast<arma::uword>(q) * rows + v * lanes;
  }
  template <int n, int panels, arma::uword used, class Act>
  [[gnu::always_inline]] static inline void for_all(Act&& act) {
#pragma GCC unroll 16
    for (int j = 0; j < n; ++j)
#pragma GCC unroll 4
      for (int q = 0; q < panels; ++q)
#pragma GCC unroll 4
        for (arma::uword v = 0; v < used; ++v) act(j, q, v);
  }

  template <int... less>
  [[gnu::always_inline]] static inline void of_width(std::integer_sequence<int, less...>, arma::uword width,
                                                     arma::uword m, arma::uword k, const S* a, Elements<S> b,
                                                     S* c, arma::uword ldc) {
    const auto if_width = [&](auto count) __attribute__((always_inline)) {
      if (width != static_cast<arma::uword>(count.value)) return;
      if (m >= rows)
        add<count.value>(k, a, b, c, ldc);
      else if (m > lanes)
        add_part<count.value, vectors>(m, k, a, b, c, ldc);
      else
        add_part<count.value, 1>(m, k, a, b, c, ldc);
    };
    (if_width(std::integral_constant<int, less + 1>{}), ...);
  }
};

// The tiles for processors with AVX-512 and for all others.
template <class S>
using Wide = Tile<S, 64, 2, 12>;
template <class S>
using Narrow = Tile<S, 32, 2, 6>;

#if UNROLL_X86
template <class S>
[[gnu::target("avx512f,avx512vl,avx512bw,avx512dq,avx2,fma"), UNROLL_FUSED]] void wide(
    arma::uword m, arma::uword n, arma::uword k, const S* a, Elements<S> b, S* c, arma::uword ldc) {
  Wide<S>::all(m, n, k, a, b, c, ldc);
}
template <class S>
[[gnu::target("avx2,fma"), UNROLL_FUSED]] void narrow(arma::uword m, arma::uword n, arma::uword k, const S* a,
                                                      Elements<S> b, S* c, arma::uword ldc) {
  Narrow<S>::all(m, n, k, a, b, c, ldc);
}
#endif
template <class S>
void plain(arma::uword m, arma::uword n, arma::uword k, const S* a, Elements<S> b, S* c, arma::uword ldc) {
  Narrow<S>::all(m, n, k, a, b, c, ldc);
}

// The kernel that this processor supports.
template <class S>
struct Kernel {
  arma::uword rows = Narrow<S>::rows, columns = Narrow<S>::across;
  void (*add)(arma::uword m, arma::uword n, arma::uword k, const S* a, Elements<S> b, S* c,
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

// A panel of `width` rows of B (n × k), column by column.
template <arma::uword width, class S>
void pack_panel(arma::uword k, const S* B, arma::uword ldb, S* to) {
  for (arma::uword p = 0; p < k; ++p) std::copy_n(B + p * ldb, width, to + p * width);
}

template <class S>
void pack_panels(Tiles tiles, arma::uword k, const S* B, arma::uword ldb, S* to) {
  const auto one = [&]<arma::uword... less>(std::integer_sequence<arma::uword, less...>, arma::uword width) {
    ((width == less + 1 ? pack_panel<less + 1>(k, B, ldb, to) : void()), ...);
  };
  for (arma::uword tile = 0; tile < tiles.count; ++tile) {
    const arma::uword width = tiles.of(tile);
    one(std::make_integer_sequence<arma::uword, Wide<S>::across>{}, width);
    B += width;
    to += width * k;
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
void PackedMatrix<S>::multiply(arma::uword n, const S* B, arma::uword ldb, S* C, arma::uword ldc) const {
  constexpr arma::uword most = 96;  // columns at a time, so that they stay in the first-level cache
  const arma::uword times = (n + most - 1) / most;
  for (arma::uword i = 0; i < times; ++i) {
    const arma::uword first = n * i / times, last = n * (i + 1) / times;
    kernel<S>().add(rows_, last - first, columns_, panels_.data(), Elements<S>{B + first * ldb, 1, ldb},
                    C + first * ldc, ldc);
  }
}

template <class S>
void add_outer(arma::uword m, arma::uword n, arma::uword k, const S* A, arma::uword lda, const S* B,
               arma::uword ldb, S* C, arma::uword ldc, OuterRoom<S>& room) {
  if (m == 0 || n == 0) return;
  constexpr arma::uword deep = 256, high = 192;  // a block of A stays in the second-level cache
  const Kernel<S>& own = kernel<S>();
  const arma::uword most = std::min(deep, k);
  room.a.resize(std::max<std::size_t>(room.a.size(), padded(std::min(m, high), own.rows) * most));
  room.b.resize(std::max<std::size_t>(room.b.size(), n * most));
  for (arma::uword p = 0; p < k; p += deep) {
    const arma::uword depth = std::min(deep, k - p);
    pack_panels(Tiles(n, own.columns), depth, B + p * ldb, ldb, room.b.data());
    for (arma::uword i = 0; i < m; i += high) {
      const arma::uword height = std::min(high, m - i);
      pack_rows(own.rows, height, depth, A + p * lda + i, lda, room.a.data());
      own.add(height, n, depth, room.a.data(), Elements<S>{room.b.data(), 0, 1, true}, C + i, ldc);
    }
  }
}

template class PackedMatrix<float>;
template class PackedMatrix<double>;
template void add_outer(arma::uword, arma::uword, arma::uword, const float*, arma::uword, const float*,
                        arma::uword, float*, arma::uword, OuterRoom<float>&);
template void add_outer(arma::uword, arma::uword, arma::uword, const double*, arma::uword, const double*,
                        arma::uword, double*, arma::uword, OuterRoom<double>&);

}  // namespace unroll
