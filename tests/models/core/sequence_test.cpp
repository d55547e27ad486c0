#include "models/core/sequence.hpp"

#include "models/core/random.hpp"
#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "models/lstm/lstm.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using Catch::Matchers::Contains;

namespace {

template <class Cell>
arma::vec random_parameters(const Layout<Cell>& layout, Stream& stream) {
  arma::vec theta(layout.parameters());
  for (double& value : theta) value = 0.5 * stream.normal();
  return theta;
}

template <class Cell>
Tape<double> tape_of(const Layout<Cell>& layout, const arma::vec& theta, const arma::cube& x,
                     const Given<double>& given = {}) {
  Tape<double> tape;
  forward(layout, theta, x, given, tape);
  return tape;
}

arma::cube random_input(arma::uword inputs, arma::uword batch, arma::uword steps, Stream& stream) {
  arma::cube x(inputs, batch, steps);
  for (double& value : x) value = stream.normal();
  return x;
}

}  // namespace

TEMPLATE_TEST_CASE("a sequence cut into chunks is the whole sequence", "", Elman<>, Gru<>, Gru<Reset::after>,
                   Lstm<>) {
  Stream stream(2);
  const Layout<TestType> layout{3, 5};
  const arma::vec theta = random_parameters(layout, stream);
  const arma::cube x = random_input(3, 4, 9, stream);
  const auto whole = tape_of(layout, theta, x);
  const auto first = tape_of(layout, theta, arma::cube(x.slices(0, 3)));
  const auto second =
      tape_of(layout, theta, arma::cube(x.slices(4, 8)), Given<double>{.state = first.slice(4)});
  CHECK(arma::abs(whole.slices(0, 4) - first).max() == 0);
  CHECK(arma::abs(whole.slices(5, 9) - second.slices(1, 5)).max() < 1e-15);
}

TEMPLATE_TEST_CASE("a sequence in a batch is the sequence alone, and a padded one is the short one", "",
                   Elman<>, Gru<>, Gru<Reset::after>, Lstm<>) {
  Stream stream(3);
  const Layout<TestType> layout{2, 4};
  const arma::vec theta = random_parameters(layout, stream);
  const arma::cube x = random_input(2, 3, 6, stream);
  const arma::uvec lengths{6, 2, 4};
  const auto batch = tape_of(layout, theta, x, Given<double>{.lengths = lengths});
  for (arma::uword b = 0; b < 3; ++b) {
    const arma::cube own = x(arma::span::all, arma::span(b), arma::span(0, lengths[b] - 1));
    const auto alone = tape_of(layout, theta, own);
    for (const int slot : TestType::state) {
      const arma::span rows(arma::uword(slot) * 4, arma::uword(slot) * 4 + 3);
      const arma::mat last = alone.slice(lengths[b])(rows, arma::span::all);
      CHECK(arma::abs(batch.slice(lengths[b])(rows, arma::span(b)) - last).max() < 1e-14);
      CHECK(arma::abs(batch.slice(6)(rows, arma::span(b)) - last).max() < 1e-14);  // kept to the end
    }
  }
}

TEST_CASE("one step is a feed-forward layer") {
  Stream stream(4);
  const Layout<Elman<>> layout{3, 5};
  arma::vec theta = random_parameters(layout, stream);
  const arma::cube x = random_input(3, 2, 1, stream);
  arma::mat expected = layout.W(theta) * x.slice(0);
  expected.each_col() += layout.b(theta);
  CHECK(arma::abs(tape_of(layout, theta, x).slice(1) - arma::tanh(expected)).max() < 1e-15);
}

TEST_CASE("the probe sees the gradient of every carried state at every step, last first") {
  // One linear-ish unit: with W = 0 and h small, ∂h_T/∂h_t = U^(T-t) to first order; here exactly by tanh'.
  const Layout<Elman<>> layout{1, 1};
  const arma::vec theta{0, 0.8, 0};
  const arma::cube x(1, 1, 5, arma::fill::zeros);
  const Given<double> start{.state = arma::mat{0.5}};
  const auto tape = tape_of(layout, theta, x, start);
  Tape<double> d(arma::size(tape), arma::fill::zeros);
  d(0, 0, 5) = 1;
  arma::vec gradient(3, arma::fill::zeros), seen(6, arma::fill::zeros);
  arma::uword next = 5;
  backward(layout, theta, x, start, tape, d, gradient, [&](arma::uword t, const arma::mat& d_t) {
    CHECK(t == next--);
    seen[t] = d_t(0, 0);
  });
  for (arma::uword t = 0; t < 5; ++t) {
    const double h = tape(0, 0, t + 1);
    CHECK(seen[t] == Approx(seen[t + 1] * 0.8 * (1 - h * h)));
  }
}

TEST_CASE("unrolling names shapes that do not fit") {
  const Layout<Gru<>> layout{3, 4};
  const arma::vec theta(layout.parameters(), arma::fill::zeros);
  CHECK_THROWS_WITH(tape_of(layout, arma::vec(5), arma::cube(3, 1, 1)), Contains("5") && Contains("96"));
  CHECK_THROWS_WITH(tape_of(layout, theta, arma::cube(2, 1, 1)),
                    Contains("2 × 1 × 1") && Contains("3 inputs"));
  CHECK_THROWS_WITH(tape_of(layout, theta, arma::cube(3, 0, 1)), Contains("3 × 0 × 1"));
  CHECK_THROWS_WITH(tape_of(layout, theta, arma::cube(3, 1, 0)), Contains("3 × 1 × 0"));
  const arma::cube x(3, 2, 4);
  CHECK_THROWS_WITH(tape_of(layout, theta, x, Given<double>{.state = arma::mat(4, 2)}),
                    Contains("4 × 2") && Contains("20 × 2"));
  CHECK_THROWS_WITH(tape_of(layout, theta, x, Given<double>{.lengths = arma::uvec{1, 2, 3}}),
                    Contains("3 lengths") && Contains("2 sequences"));
  CHECK_THROWS_WITH(tape_of(layout, theta, x, Given<double>{.lengths = arma::uvec{0, 4}}),
                    Contains("length 0") && Contains("1 to 4"));
  CHECK_THROWS_WITH(tape_of(layout, theta, x, Given<double>{.lengths = arma::uvec{5, 4}}),
                    Contains("length 5"));
}
