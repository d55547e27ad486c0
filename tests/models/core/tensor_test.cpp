// Matrices to row-major tensors and back, and the one way between float and double.
#include "models/core/tensor.hpp"

#include <limits>

#include "models/elman/elman.hpp"
#include "tests/catch.hpp"
#include "tests/datasets/files.hpp"

using namespace unroll;

TEMPLATE_TEST_CASE("tensor: a matrix lies row by row and comes back", "", float, double) {
  const arma::Mat<TestType> matrix{{1, 2, 3}, {4, 5, 6}};
  const Tensor tensor = to_tensor(matrix);
  CHECK(tensor.shape == std::vector<std::uint64_t>{2, 3});
  CHECK(std::get<std::vector<TestType>>(tensor.values) == std::vector<TestType>{1, 2, 3, 4, 5, 6});
  CHECK(arma::approx_equal(to_matrix<TestType>(tensor, 2, 3, "W"), matrix, "absdiff", 0));
}

TEMPLATE_TEST_CASE("tensor: a vector has one dimension and comes back", "", float, double) {
  const arma::Col<TestType> vector{1, -2, 3};
  const Tensor tensor = to_tensor(vector);
  CHECK(tensor.shape == std::vector<std::uint64_t>{3});
  CHECK(arma::approx_equal(to_vector<TestType>(tensor, 3, "b"), vector, "absdiff", 0));
  CHECK(to_matrix<TestType>(to_tensor(arma::Mat<TestType>(vector)), 3, 1, "b").n_cols == 1);
}

TEST_CASE("tensor: matrices without elements keep their shape") {
  for (const auto& [rows, columns] : {std::pair<arma::uword, arma::uword>{0, 3}, {3, 0}, {0, 0}}) {
    const Tensor tensor = to_tensor(arma::mat(rows, columns));
    CHECK(tensor.shape == std::vector<std::uint64_t>{rows, columns});
    const arma::mat matrix = to_matrix<double>(tensor, rows, columns, "W");
    CHECK((matrix.n_rows == rows && matrix.n_cols == columns));
  }
  CHECK(to_vector<float>(to_tensor(arma::fvec()), 0, "b").n_elem == 0);
}

TEST_CASE("tensor: windows of a model's parameters are saved and filled") {
  const Layout layout{cell_of<Elman<>>(), 2, 3};
  arma::vec theta(layout.parameters());
  for (arma::uword k = 0; k < theta.n_elem; ++k) theta[k] = static_cast<double>(k);
  const Tensor W = to_tensor(layout.W(theta)), b = to_tensor(layout.b(theta));
  CHECK(W.shape == std::vector<std::uint64_t>{3, 2});
  CHECK(b.shape == std::vector<std::uint64_t>{3});
  arma::vec other(layout.parameters(), arma::fill::zeros);
  layout.W(other) = to_matrix<double>(W, 3, 2, "W");
  layout.U(other, 0) = layout.U(theta, 0);
  layout.b(other) = to_vector<double>(b, 3, "b");
  CHECK(arma::approx_equal(other, theta, "absdiff", 0));
}

TEST_CASE("tensor: another shape or type is named with the right one") {
  const Tensor tensor = to_tensor(arma::fmat(2, 3));
  check_sentence(complaint([&] { to_matrix<float>(tensor, 3, 2, "rnn.W"); }), "'rnn.W'", "[2, 3]", "[3, 2]");
  check_sentence(complaint([&] { to_vector<float>(tensor, 6, "rnn.W"); }), "'rnn.W'", "[2, 3]", "[6]");
  check_sentence(complaint([&] { to_matrix<double>(tensor, 2, 3, "W"); }), "'W'", "holds float",
                 "converted<double>");
  check_sentence(complaint([&] { to_matrix<float>(to_tensor(arma::mat(2, 3)), 2, 3, "W"); }), "holds double",
                 "converted<float>");
  const Tensor torn{{2, 3}, std::vector<float>(5)};
  check_sentence(complaint([&] { to_matrix<float>(torn, 2, 3, "W"); }), "5 values", "needs 6");
  check_sentence(complaint([&] { to_matrix<float>(tensor, 1, 1, "a\nb\x7f" + std::string(200, 'x')); }),
                 "'a\\u000ab\\u007fxxx", "xxx…'");
}

TEST_CASE("tensor: float and double convert when asked to, not beyond the range of float") {
  const double infinity = std::numeric_limits<double>::infinity();
  const Tensor doubles{{4}, std::vector<double>{0.1, -infinity, -0.0, 1e-60}};
  const Tensor floats = converted<float>(doubles, "b");
  CHECK(floats.shape == doubles.shape);
  const auto& values = std::get<std::vector<float>>(floats.values);
  CHECK(values == std::vector<float>{0.1F, -std::numeric_limits<float>::infinity(), 0, 0});
  CHECK(std::signbit(values[2]));
  CHECK(std::get<std::vector<double>>(converted<double>(floats, "b").values)[0] == double{0.1F});
  const Tensor nan{{1}, std::vector<double>{std::numeric_limits<double>::quiet_NaN()}};
  CHECK(std::isnan(std::get<std::vector<float>>(converted<float>(nan, "b").values)[0]));
  const Tensor large{{1}, std::vector<double>{1e39}};
  check_sentence(complaint([&] { converted<float>(large, "b"); }), "tensor 'b'", "1e+39", "float");
}

TEST_CASE("tensor: shapes count their values without overflow, in any order") {
  CHECK(shape_elements({}) == 1);
  CHECK(shape_elements({2, 3, 4}) == 24);
  CHECK(shape_elements({1ULL << 32, (1ULL << 32) - 1}) == (1ULL << 32) * ((1ULL << 32) - 1));
  CHECK(shape_elements({1ULL << 63, 0}) == 0);
  CHECK_FALSE(shape_elements({1ULL << 32, 1ULL << 32}));
  CHECK_FALSE(shape_elements({0, 1ULL << 32, 1ULL << 32}));
  CHECK_FALSE(shape_elements({1ULL << 32, 1ULL << 32, 0}));
}
