#include "optimisers.hpp"

#include "clones.hpp"

namespace unroll::detail {
namespace {

template <class S>
UNROLL_CLONES void update(arma::uword n, S keep1, S take1, S keep2, S take2, S grown1, S grown2, S rate,
                          S small, const S* g, S* m, S* v, S* theta) {
  UNROLL_INDEPENDENT
  for (arma::uword i = 0; i < n; ++i) {
    m[i] = keep1 * m[i] + take1 * g[i];
    v[i] = keep2 * v[i] + take2 * g[i] * g[i];
    theta[i] -= rate * (m[i] / grown1) / (std::sqrt(v[i] / grown2) + small);
  }
}

}  // namespace

template <class S>
void adam_update(arma::uword n, S keep1, S take1, S keep2, S take2, S grown1, S grown2, S rate, S small,
                 const S* g, S* m, S* v, S* theta) {
  update(n, keep1, take1, keep2, take2, grown1, grown2, rate, small, g, m, v, theta);
}

template void adam_update(arma::uword, float, float, float, float, float, float, float, float, const float*,
                          float*, float*, float*);
template void adam_update(arma::uword, double, double, double, double, double, double, double, double,
                          const double*, double*, double*, double*);

}  // namespace unroll::detail
