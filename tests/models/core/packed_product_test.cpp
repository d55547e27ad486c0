#include "models/core/packed_product.hpp"

#include "models/core/random.hpp"
#include "tests/catch.hpp"

using namespace unroll;

namespace {

template <class S>
arma::Mat<S> random_matrix(arma::uword rows, arma::uword columns, Stream& stream) {
  return arma::Mat<S>(rows, columns).transform([&](S) { return static_cast<S>(stream.normal()); });
}

// The largest difference over what rounding may make of a sum of k terms.
template <class S>
double error(const arma::Mat<S>& found, const arma::Mat<S>& expected, arma::uword k) {
  return static_cast<double>(arma::abs(found - expected).max()) /
         (static_cast<double>(k + 2) * static_cast<double>(std::numeric_limits<S>::epsilon()));
}

}  // namespace

TEMPLATE_TEST_CASE("packed products are products, at every size of the last tile", "", float, double) {
  Stream stream(1);
  for (int trial = 0; trial < 200; ++trial) {
    const arma::uword m = 1 + stream.below(80), n = 1 + stream.below(40), k = 1 + stream.below(60);
    INFO(m << " × " << n << ", sums of " << k);
    const auto A = random_matrix<TestType>(m, k, stream), B = random_matrix<TestType>(k, n, stream),
               C = random_matrix<TestType>(m, n, stream);
    const arma::Mat<TestType> At = A.t(), Bt = B.t(), expected = C + A * B;
    PackedMatrix<TestType> is, transposed;
    OuterRoom<TestType> room;
    is.pack(As::is, m, k, A.memptr(), m);
    transposed.pack(As::transposed, m, k, At.memptr(), k);
    arma::Mat<TestType> one = C, other = C, outer = C;
    is.multiply(n, B.memptr(), k, one.memptr(), m);
    transposed.multiply(n, B.memptr(), k, other.memptr(), m);
    add_outer(m, n, k, A.memptr(), m, Bt.memptr(), n, outer.memptr(), m, room);
    CHECK(error(one, expected, k) < 4);
    CHECK(arma::abs(one - other).max() == 0);
    CHECK(error(outer, expected, k) < 4);
  }
}

TEMPLATE_TEST_CASE("sums longer and matrices higher than a block are summed block by block", "", float,
                   double) {
  Stream stream(2);
  const arma::uword m = 401, n = 30, k = 700;
  const auto A = random_matrix<TestType>(m, k, stream), B = random_matrix<TestType>(n, k, stream);
  arma::Mat<TestType> C(m, n, arma::fill::zeros);
  OuterRoom<TestType> room;
  add_outer(m, n, k, A.memptr(), m, B.memptr(), n, C.memptr(), m, room);
  CHECK(error(C, arma::Mat<TestType>(A * B.t()), k) < 4);
}

TEMPLATE_TEST_CASE("a column of a packed product does not depend on how many there are", "", float, double) {
  Stream stream(3);
  const arma::uword m = 37, n = 29, k = 50;
  const auto A = random_matrix<TestType>(m, k, stream), B = random_matrix<TestType>(k, n, stream);
  PackedMatrix<TestType> packed;
  packed.pack(As::is, m, k, A.memptr(), m);
  arma::Mat<TestType> all(m, n, arma::fill::zeros), alone = all;
  packed.multiply(n, B.memptr(), k, all.memptr(), m);
  for (arma::uword j = 0; j < n; ++j) packed.multiply(1, B.colptr(j), k, alone.colptr(j), m);
  CHECK(arma::abs(all - alone).max() == 0);
}

TEST_CASE("windows of larger matrices are read and written, and nothing beside them") {
  Stream stream(4);
  const auto A = random_matrix<double>(20, 9, stream), B = random_matrix<double>(30, 7, stream);
  arma::mat C(25, 7, arma::fill::zeros), expected = C;
  expected.rows(3, 12) += A.rows(5, 14) * B.rows(10, 18);
  PackedMatrix<double> packed;
  packed.pack(As::is, 10, 9, A.memptr() + 5, 20);
  packed.multiply(7, B.memptr() + 10, 30, C.memptr() + 3, 25);
  CHECK(arma::abs(C - expected).max() < 1e-14);
}
