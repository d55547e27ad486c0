#include "input.hpp"

#include "vectors.hpp"

namespace unroll {

template <class S>
InputProduct<S>::InputProduct(const Input<S>& x, arma::uword m, const S* W) : x_(x), m_(m), W_(W) {
  if (x.dense != nullptr) packed_.pack(As::is, m, x.rows, W, m);
}

template <class S>
void InputProduct<S>::add(arma::uword begin, arma::uword end, S* y, arma::uword stride) {
  if (x_.dense != nullptr)
    return packed_.multiply(end - begin, x_.dense + begin * x_.rows, x_.rows, y, stride, panel_);
  for (arma::uword k = begin; k < end; ++k, y += stride) add_numbers(m_, W_ + x_.symbols[k] * m_, y);
}

template <class S>
void add_input_gradient(const Input<S>& x, arma::uword first, arma::uword last, arma::uword m, const S* dy,
                        arma::uword stride, S* dW) {
  const arma::uword begin = (first - 1) * x.batch, end = last * x.batch;
  if (x.dense != nullptr)
    return add_outer(m, x.rows, end - begin, dy + begin * stride, stride, x.dense + begin * x.rows, x.rows,
                     dW, m);
  for (arma::uword k = begin; k < end; ++k) add_numbers(m, dy + k * stride, dW + x.symbols[k] * m);
}

template class InputProduct<float>;
template class InputProduct<double>;
template void add_input_gradient(const Input<float>&, arma::uword, arma::uword, arma::uword, const float*,
                                 arma::uword, float*);
template void add_input_gradient(const Input<double>&, arma::uword, arma::uword, arma::uword, const double*,
                                 arma::uword, double*);

}  // namespace unroll
