#include "vectors.hpp"

#include "clones.hpp"

namespace unroll {
namespace {

template <class S>
UNROLL_CLONES void add_all(arma::uword n, arma::uword columns, const S* from, arma::uword stride, S* to) {
  for (arma::uword column = 0; column < columns; ++column) {
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < n; ++i) to[i] += from[column * stride + i];
  }
}

// `rows` is a constant of compilation, so that the inner loop is unrolled.
template <arma::uword rows, class S>
void affine_each(arma::uword n, arma::uword columns, const S* W, const S* x, arma::uword x_stride,
                 const S* first, S* to, arma::uword stride) {
  for (arma::uword column = 0; column < columns; ++column) {
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < n; ++i) {
      S sum = first[i];
      for (arma::uword r = 0; r < rows; ++r) sum += W[r * n + i] * x[column * x_stride + r];
      to[column * stride + i] = sum;
    }
  }
}

// Four rows at a time.
template <class S>
UNROLL_CLONES void affine(arma::uword n, arma::uword rows, arma::uword columns, const S* W, const S* x,
                          arma::uword x_stride, const S* first, S* to, arma::uword stride) {
  switch (rows) {
    case 0:
      return affine_each<0>(n, columns, W, x, x_stride, first, to, stride);
    case 1:
      return affine_each<1>(n, columns, W, x, x_stride, first, to, stride);
    case 2:
      return affine_each<2>(n, columns, W, x, x_stride, first, to, stride);
    case 3:
      return affine_each<3>(n, columns, W, x, x_stride, first, to, stride);
    default:
      affine_each<4>(n, columns, W, x, x_stride, first, to, stride);
  }
  for (arma::uword column = 0; column < columns; ++column)
    for (arma::uword r = 4; r < rows; ++r) {
      UNROLL_INDEPENDENT
      for (arma::uword i = 0; i < n; ++i) to[column * stride + i] += W[r * n + i] * x[column * x_stride + r];
    }
}

// Sixteen partial sums, in a fixed order (losses.cpp).
template <class S>
UNROLL_CLONES void dot(arma::uword n, arma::uword columns, const S* w, const S* x, arma::uword x_stride,
                       S* to, arma::uword stride) {
  constexpr arma::uword lanes = 16;
  const arma::uword whole = n / lanes * lanes;
  for (arma::uword column = 0; column < columns; ++column, x += x_stride) {
    S part[lanes] = {}, sum = 0;
    for (arma::uword i = 0; i < whole; i += lanes)
      for (arma::uword l = 0; l < lanes; ++l) part[l] += w[i + l] * x[i + l];
    for (arma::uword l = 0; l < lanes; ++l) sum += part[l];
    for (arma::uword i = whole; i < n; ++i) sum += w[i] * x[i];
    to[column * stride] += sum;
  }
}

template <arma::uword rows, class S>
void outer_each(arma::uword n, arma::uword columns, const S* from, arma::uword stride, const S* x,
                arma::uword x_stride, S* W) {
  for (arma::uword column = 0; column < columns; ++column) {
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < n; ++i)
      for (arma::uword r = 0; r < rows; ++r)
        W[r * n + i] += from[column * stride + i] * x[column * x_stride + r];
  }
}

template <class S>
UNROLL_CLONES void outer(arma::uword n, arma::uword rows, arma::uword columns, const S* from,
                         arma::uword stride, const S* x, arma::uword x_stride, S* W) {
  for (; rows > 2; rows -= 2, x += 2, W += 2 * n) outer_each<2>(n, columns, from, stride, x, x_stride, W);
  if (rows == 2) outer_each<2>(n, columns, from, stride, x, x_stride, W);
  if (rows == 1) outer_each<1>(n, columns, from, stride, x, x_stride, W);
}

template <class S>
UNROLL_CLONES void gather(arma::uword n, arma::uword columns, const S* W, const arma::uword* symbols,
                          const S* first, S* to, arma::uword stride) {
  for (arma::uword column = 0; column < columns; ++column) {
    const S* chosen = W + symbols[column] * n;
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < n; ++i) to[column * stride + i] = first[i] + chosen[i];
  }
}

template <class S>
UNROLL_CLONES void scatter(arma::uword n, arma::uword columns, const S* from, arma::uword stride,
                           const arma::uword* symbols, S* W) {
  for (arma::uword column = 0; column < columns; ++column) {
    S* chosen = W + symbols[column] * n;
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < n; ++i) chosen[i] += from[column * stride + i];
  }
}

}  // namespace

template <class S>
void add_columns(arma::uword n, arma::uword columns, const S* from, arma::uword stride, S* to) {
  add_all(n, columns, from, stride, to);
}
template <class S>
void affine_columns(arma::uword n, arma::uword rows, arma::uword columns, const S* W, const S* x,
                    arma::uword x_stride, const S* first, S* to, arma::uword stride) {
  affine(n, rows, columns, W, x, x_stride, first, to, stride);
}
template <class S>
void add_dot_columns(arma::uword n, arma::uword columns, const S* w, const S* x, arma::uword x_stride, S* to,
                     arma::uword stride) {
  dot(n, columns, w, x, x_stride, to, stride);
}
template <class S>
void add_outer_columns(arma::uword n, arma::uword rows, arma::uword columns, const S* from,
                       arma::uword stride, const S* x, arma::uword x_stride, S* W) {
  outer(n, rows, columns, from, stride, x, x_stride, W);
}
template <class S>
void gather_columns(arma::uword n, arma::uword columns, const S* W, const arma::uword* symbols,
                    const S* first, S* to, arma::uword stride) {
  gather(n, columns, W, symbols, first, to, stride);
}
template <class S>
void scatter_columns(arma::uword n, arma::uword columns, const S* from, arma::uword stride,
                     const arma::uword* symbols, S* W) {
  scatter(n, columns, from, stride, symbols, W);
}

#define UNROLL_VECTORS(S)                                                                                    \
  template void add_columns(arma::uword, arma::uword, const S*, arma::uword, S*);                            \
  template void affine_columns(arma::uword, arma::uword, arma::uword, const S*, const S*, arma::uword,       \
                               const S*, S*, arma::uword);                                                   \
  template void add_dot_columns(arma::uword, arma::uword, const S*, const S*, arma::uword, S*, arma::uword); \
  template void add_outer_columns(arma::uword, arma::uword, arma::uword, const S*, arma::uword, const S*,    \
                                  arma::uword, S*);                                                          \
  template void gather_columns(arma::uword, arma::uword, const S*, const arma::uword*, const S*, S*,         \
                               arma::uword);                                                                 \
  template void scatter_columns(arma::uword, arma::uword, const S*, arma::uword, const arma::uword*, S*)
UNROLL_VECTORS(float);
UNROLL_VECTORS(double);
#undef UNROLL_VECTORS

}  // namespace unroll
