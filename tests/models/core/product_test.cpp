// The product into windows of larger matrices, against Armadillo's operators on copies of them.
#include "models/core/product.hpp"

#include <limits>

#include "models/core/random.hpp"
#include "tests/catch.hpp"

using arma::uword;
using unroll::product_abt;
using unroll::Stream;

namespace {

template <class S>
arma::Mat<S> random_matrix(uword rows, uword columns, Stream& stream) {
  arma::Mat<S> matrix(rows, columns);
  for (S& value : matrix) value = static_cast<S>(stream.normal());
  return matrix;
}

// A window of m × n at a random place of a larger matrix.
struct Window {
  uword row, column;
};

template <class S>
void check_product(uword m, uword n, uword k, Stream& stream) {
  const auto place = [&] { return Window{stream.below(4), stream.below(4)}; };
  const Window a = place(), b = place(), c = place();
  const auto A = random_matrix<S>(m + a.row + stream.below(3), k + a.column + 2, stream);
  const auto B = random_matrix<S>(n + b.row + stream.below(3), k + b.column + 2, stream);
  // What stood in C before counts for nothing, though it be no number.
  const arma::Mat<S> before(m + c.row + 2, n + c.column + 2,
                            arma::fill::value(std::numeric_limits<S>::max()));
  arma::Mat<S> C = before;
  C.submat(c.row, c.column, c.row + m - 1, c.column + n - 1).fill(std::numeric_limits<S>::quiet_NaN());
  const S scale = static_cast<S>(stream.normal());
  product_abt(m, n, k, scale, A.colptr(a.column) + a.row, A.n_rows, B.colptr(b.column) + b.row, B.n_rows,
              C.colptr(c.column) + c.row, C.n_rows);

  arma::Mat<S> expected(m, n, arma::fill::zeros), size(m, n, arma::fill::zeros);
  if (k > 0) {
    const arma::Mat<S> left = A.submat(a.row, a.column, a.row + m - 1, a.column + k - 1);
    const arma::Mat<S> right = B.submat(b.row, b.column, b.row + n - 1, b.column + k - 1);
    expected = scale * left * right.t();
    size = std::abs(scale) * arma::abs(left) * arma::abs(right).t();
  }
  const arma::Mat<S> found = C.submat(c.row, c.column, c.row + m - 1, c.column + n - 1);
  const S allowed = static_cast<S>(k + 2) * std::numeric_limits<S>::epsilon();
  CHECK(found.is_finite());
  CHECK(arma::all(arma::vectorise(arma::abs(found - expected) <= allowed * size)));
  // Around the window nothing has changed.
  C.submat(c.row, c.column, c.row + m - 1, c.column + n - 1).fill(std::numeric_limits<S>::max());
  CHECK(arma::all(arma::vectorise(C == before)));
}

template <class S>
void check_products() {
  Stream stream(1);
  for (int round = 0; round < 100; ++round) {
    const uword k = 1 + stream.below(20), n = 1 + stream.below(20), m = 1 + stream.below(20);
    check_product<S>(m, n, k, stream);
  }
  for (const uword size : {1, 2, 17, 64, 129}) {
    check_product<S>(size, 1, size, stream);
    check_product<S>(1, size, 1, stream);
    check_product<S>(size, size, size, stream);
  }
  check_product<S>(3, 4, 0, stream);
}

}  // namespace

TEST_CASE("product: windows of doubles") { check_products<double>(); }

TEST_CASE("product: windows of floats") { check_products<float>(); }

TEST_CASE("product: a matrix with itself is symmetric") {
  Stream stream(2);
  const auto A = random_matrix<double>(9, 5, stream);
  arma::mat C(9, 9);
  product_abt(9, 9, 5, 1.0, A.memptr(), 9, A.memptr(), 9, C.memptr(), 9);
  CHECK(arma::approx_equal(C, C.t(), "absdiff", 1e-13));
  CHECK(arma::approx_equal(C.diag(), arma::sum(arma::square(A), 1), "absdiff", 1e-13));
}
