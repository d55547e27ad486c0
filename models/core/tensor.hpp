// Tensors: arrays of any rank with their values in row-major order, the form of weights in files. The
// matrices of this project are column-major; the functions here convert between the two.
#pragma once
#include <armadillo>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace unroll {

struct Tensor {
  std::vector<std::uint64_t> shape;  // the last dimension runs fastest; an empty shape is one number
  std::variant<std::vector<float>, std::vector<double>> values;
};

// The number of values of a shape; nothing if the product of its dimensions other than 0 is 2^64 or more.
std::optional<std::uint64_t> shape_elements(const std::vector<std::uint64_t>& shape);

// A shape as messages write it, "[2, 3]".
std::string shape_text(const std::vector<std::uint64_t>& shape);

// The same numbers as S. No other function converts: a loaded tensor keeps the type of its file. Rounds
// double to float; throws std::runtime_error that names the tensor for a finite value beyond float.
template <class S>
Tensor converted(const Tensor& tensor, const std::string& name);

// A matrix, rows × columns, as a tensor of shape [rows, columns]; a column vector as one of shape [n].
template <class S>
Tensor to_tensor(const arma::Mat<S>& matrix);
template <class S>
Tensor to_tensor(const arma::Col<S>& vector);

// The conversion back, from a tensor of S with exactly this shape. Assigned to a window of θ, it fills the
// window. Throws std::runtime_error that names the tensor with both shapes, or with both types.
template <class S>
arma::Mat<S> to_matrix(const Tensor& tensor, arma::uword rows, arma::uword columns, const std::string& name);
template <class S>
arma::Col<S> to_vector(const Tensor& tensor, arma::uword n, const std::string& name);

namespace detail {

// A name from a file, in quotes, for a message of one line: control characters escaped, shortened.
std::string quoted_name(std::string_view name);

// The values of a tensor of S with this shape; throws as above for another tensor.
template <class S>
const std::vector<S>& values_of(const Tensor& tensor, const std::vector<std::uint64_t>& shape,
                                const std::string& name);

// The memory of a row-major rows × columns matrix as Armadillo sees it: the transposed matrix.
template <class S>
arma::Mat<S> transposed_window(S* values, arma::uword rows, arma::uword columns) {
  return {values, columns, rows, false, true};
}

}  // namespace detail

// --- how it is done ------------------------------------------------------------------------------------

template <class S>
Tensor to_tensor(const arma::Mat<S>& matrix) {
  std::vector<S> values(static_cast<std::size_t>(matrix.n_elem));
  // Armadillo would read a first element even of an empty matrix, here and below.
  if (auto window = detail::transposed_window(values.data(), matrix.n_rows, matrix.n_cols); !values.empty())
    window = matrix.t();
  return {{matrix.n_rows, matrix.n_cols}, std::move(values)};
}

template <class S>
Tensor to_tensor(const arma::Col<S>& vector) {
  return {{vector.n_elem}, std::vector<S>(vector.begin(), vector.end())};
}

template <class S>
arma::Mat<S> to_matrix(const Tensor& tensor, arma::uword rows, arma::uword columns, const std::string& name) {
  const std::vector<S>& values = detail::values_of<S>(tensor, {rows, columns}, name);
  if (values.empty()) return arma::Mat<S>(rows, columns);
  // Armadillo has no read-only windows; this one is only read.
  return detail::transposed_window(const_cast<S*>(values.data()), rows, columns).t();
}

template <class S>
arma::Col<S> to_vector(const Tensor& tensor, arma::uword n, const std::string& name) {
  return arma::Col<S>(detail::values_of<S>(tensor, {n}, name));
}

}  // namespace unroll
