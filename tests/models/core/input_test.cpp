#include "models/core/input.hpp"

#include "tests/catch.hpp"
#include "tests/models/recurrent.hpp"

using namespace recurrent;
using Catch::Matchers::Contains;
using unroll::Symbols;

namespace {

constexpr arma::uword rows = 4, batch = 3, steps = 5, m = 2, stride = 6;

Symbols random_symbols(Stream& stream) {
  return {arma::umat(batch, steps).transform([&](arma::uword) { return stream.below(rows); }), rows};
}

arma::cube one_hot(const Symbols& symbols) {
  arma::cube x(symbols.count, symbols.at.n_rows, symbols.at.n_cols, arma::fill::zeros);
  for (arma::uword t = 0; t < x.n_slices; ++t)
    for (arma::uword b = 0; b < x.n_cols; ++b) x(symbols.at(b, t), b, t) = 1;
  return x;
}

}  // namespace

TEST_CASE("input is added to, and set in, a window of larger columns, numbers and symbols alike") {
  Stream stream(91);
  const Symbols symbols = random_symbols(stream);
  const arma::cube hot = one_hot(symbols), dense = random_cube(rows, batch, steps, stream);
  const arma::mat W = random_mat(m, rows, stream), before = random_mat(stride, batch * steps, stream);
  const arma::vec first = random_mat(m, 1, stream);
  const auto check = [&](const Input<double>& input, const arma::cube& x) {
    arma::mat y = before, expected = before;
    for (arma::uword t = 0; t < steps; ++t)
      for (arma::uword b = 0; b < batch; ++b) expected.col(t * batch + b).rows(1, 2) += W * x.slice(t).col(b);
    unroll::InputProduct<double> product;
    product.set_up(input, m, W.memptr());
    product.add(0, batch * steps, y.memptr() + 1, stride);
    CHECK(difference(y, expected) < 1e-14);
    for (arma::uword k = 0; k < expected.n_cols; ++k)
      expected.col(k).rows(1, 2) += first - before.col(k).rows(1, 2);
    product.set(0, batch * steps, first.memptr(), y.memptr() + 1, stride);
    CHECK(difference(y, expected) < 1e-14);
  };
  check(dense, dense);
  check(hot, hot);
  check(symbols, hot);
}

TEST_CASE("the gradient of W is summed over the steps asked for, numbers and symbols alike") {
  Stream stream(92);
  const Symbols symbols = random_symbols(stream);
  const arma::cube hot = one_hot(symbols), dense = random_cube(rows, batch, steps, stream);
  const arma::mat dy = random_mat(stride, batch * steps, stream), before = random_mat(m, rows, stream);
  const auto check = [&](const Input<double>& input, const arma::cube& x, arma::uword first,
                         arma::uword last) {
    arma::mat dW = before, expected = before;
    for (arma::uword t = first - 1; t < last; ++t)
      for (arma::uword b = 0; b < batch; ++b)
        expected += dy.col(t * batch + b).rows(1, 2) * x.slice(t).col(b).t();
    unroll::OuterRoom<double> room;
    unroll::add_input_gradient<double>(input, first, last, m, dy.memptr() + 1, stride, dW.memptr(), room);
    CHECK(difference(dW, expected) < 1e-14);
  };
  for (const auto& [first, last] : {std::pair<arma::uword, arma::uword>{1, 5}, {2, 3}, {5, 5}}) {
    check(dense, dense, first, last);
    check(symbols, hot, first, last);
  }
}

TEST_CASE("a symbol that is not in the alphabet is named with its place") {
  Symbols symbols{arma::umat(2, 3, arma::fill::zeros), 4};
  CHECK_NOTHROW(Input<double>(symbols));
  symbols.at(1, 2) = 4;
  CHECK_THROWS_WITH(Input<double>(symbols),
                    Contains("symbol 4 of sequence 2 at step 3") && Contains("below 4"));
  symbols = {arma::umat(1, 1, arma::fill::zeros), 0};
  CHECK_THROWS_WITH(Input<float>(symbols),
                    Contains("symbol 0 of sequence 1 at step 1") && Contains("below 0"));
}
