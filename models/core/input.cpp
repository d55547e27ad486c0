#include "input.hpp"

#include "vectors.hpp"

namespace unroll {
namespace {

constexpr arma::uword few_rows = 4;  // rows of x or of W up to which a tile of the kernel does not pay

}  // namespace

template <class S>
void InputProduct<S>::set_up(const Input<S>& x, arma::uword m, const S* W) {
  dense_ = x.dense;
  symbols_ = x.symbols;
  rows_ = x.rows;
  stride_ = x.stride;
  m_ = m;
  W_ = W;
  if (dense_ == nullptr || rows_ <= few_rows) return;
  if (m_ > few_rows) return packed_.pack(As::is, m, rows_, W, m);
  rows_of_W_.resize(m * rows_);
  for (arma::uword i = 0; i < m; ++i)
    for (arma::uword r = 0; r < rows_; ++r) rows_of_W_[i * rows_ + r] = W[r * m + i];
}

template <class S>
void InputProduct<S>::set(arma::uword begin, arma::uword end, const S* first, S* y,
                          arma::uword stride) const {
  const arma::uword columns = end - begin;
  if (symbols_ != nullptr) return gather_columns(m_, columns, W_, symbols_ + begin, first, y, stride);
  const S* x = dense_ + begin * stride_;
  if (rows_ <= few_rows) return affine_columns(m_, rows_, columns, W_, x, stride_, first, y, stride);
  affine_columns(m_, 0, columns, W_, x, stride_, first, y, stride);
  add_dense(begin, end, y, stride);
}

template <class S>
void InputProduct<S>::add_dense(arma::uword begin, arma::uword end, S* y, arma::uword stride) const {
  const S* x = dense_ + begin * stride_;
  if (m_ > few_rows) return packed_.multiply(end - begin, x, stride_, y, stride);
  for (arma::uword i = 0; i < m_; ++i)
    add_dot_columns(rows_, end - begin, rows_of_W_.data() + i * rows_, x, stride_, y + i, stride);
}

template <class S>
void InputProduct<S>::add(arma::uword begin, arma::uword end, S* y, arma::uword stride) const {
  if (dense_ != nullptr && rows_ > few_rows) return add_dense(begin, end, y, stride);
  for (arma::uword k = begin; k < end; ++k, y += stride) set(k, k + 1, y, y, stride);
}

template <class S>
void add_input_gradient(const Input<S>& x, arma::uword first, arma::uword last, arma::uword m, const S* dy,
                        arma::uword stride, S* dW, OuterRoom<S>& room) {
  const arma::uword begin = (first - 1) * x.batch, columns = last * x.batch - begin;
  if (x.symbols != nullptr)
    return scatter_columns(m, columns, dy + begin * stride, stride, x.symbols + begin, dW);
  const S *from = dy + begin * stride, *to = x.dense + begin * x.stride;
  if (x.rows <= few_rows) return add_outer_columns(m, x.rows, columns, from, stride, to, x.stride, dW);
  add_outer(m, x.rows, columns, from, stride, to, x.stride, dW, m, room);
}

template class InputProduct<float>;
template class InputProduct<double>;
template void add_input_gradient(const Input<float>&, arma::uword, arma::uword, arma::uword, const float*,
                                 arma::uword, float*, OuterRoom<float>&);
template void add_input_gradient(const Input<double>&, arma::uword, arma::uword, arma::uword, const double*,
                                 arma::uword, double*, OuterRoom<double>&);

}  // namespace unroll
