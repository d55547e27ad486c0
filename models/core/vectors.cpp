#include "vectors.hpp"

#include "clones.hpp"

namespace unroll {
namespace {

template <class S>
UNROLL_CLONES void add_each(arma::uword n, const S* from, S* to) {
  UNROLL_INDEPENDENT
  for (arma::uword i = 0; i < n; ++i) to[i] += from[i];
}

template <class S>
UNROLL_CLONES void add_all(arma::uword n, arma::uword columns, const S* from, arma::uword stride, S* to) {
  for (arma::uword column = 0; column < columns; ++column) {
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < n; ++i) to[i] += from[column * stride + i];
  }
}

}  // namespace

template <class S>
void add_numbers(arma::uword n, const S* from, S* to) {
  add_each(n, from, to);
}

template <class S>
void add_columns(arma::uword n, arma::uword columns, const S* from, arma::uword stride, S* to) {
  add_all(n, columns, from, stride, to);
}

template void add_numbers(arma::uword, const float*, float*);
template void add_numbers(arma::uword, const double*, double*);
template void add_columns(arma::uword, arma::uword, const float*, arma::uword, float*);
template void add_columns(arma::uword, arma::uword, const double*, arma::uword, double*);

}  // namespace unroll
