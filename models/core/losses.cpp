#include "losses.hpp"

#include "activations.hpp"
#include "clones.hpp"

namespace unroll::detail {
namespace {

// Sixteen partial sums, so that the loops run on vector instructions, in a fixed order, so that the bits are
// the same on all processors.
template <class S>
UNROLL_CLONES Exponentials<S> compute(arma::uword n, const S* a, S* e) {
  constexpr arma::uword lanes = 16;
  const arma::uword whole = n / lanes * lanes;
  S part[lanes], largest = a[0], sum = 0;
  for (arma::uword l = 0; l < lanes; ++l) part[l] = a[0];
  for (arma::uword i = 0; i < whole; i += lanes)
    for (arma::uword l = 0; l < lanes; ++l) part[l] = part[l] < a[i + l] ? a[i + l] : part[l];
  for (arma::uword l = 0; l < lanes; ++l) largest = largest < part[l] ? part[l] : largest;
  for (arma::uword i = whole; i < n; ++i) largest = largest < a[i] ? a[i] : largest;
  UNROLL_INDEPENDENT
  for (arma::uword i = 0; i < n; ++i) e[i] = exponential(a[i] - largest);
  for (arma::uword l = 0; l < lanes; ++l) part[l] = 0;
  for (arma::uword i = 0; i < whole; i += lanes)
    for (arma::uword l = 0; l < lanes; ++l) part[l] += e[i + l];
  for (arma::uword l = 0; l < lanes; ++l) sum += part[l];
  for (arma::uword i = whole; i < n; ++i) sum += e[i];
  return {largest, sum};
}

}  // namespace

template <class S>
Exponentials<S> exponentials(arma::uword n, const S* a, S* e) {
  return compute(n, a, e);
}

template Exponentials<float> exponentials(arma::uword, const float*, float*);
template Exponentials<double> exponentials(arma::uword, const double*, double*);

}  // namespace unroll::detail
