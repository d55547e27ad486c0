#include "models/core/sequence.hpp"

#include "models/core/random.hpp"
#include "models/elman/elman.hpp"
#include "models/gru/gru.hpp"
#include "models/jordan/jordan.hpp"
#include "models/lstm/lstm.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using Catch::Matchers::Contains;

namespace {

arma::vec random_parameters(const Layout& layout, Stream& stream) {
  arma::vec theta(layout.parameters());
  for (double& value : theta) value = 0.5 * stream.normal();
  return theta;
}

Tape<double> tape_of(const Layout& layout, const arma::vec& theta, const arma::cube& x,
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
  const Layout layout{cell_of<TestType>(), 3, 5};
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
  const Layout layout{cell_of<TestType>(), 2, 4};
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

TEMPLATE_TEST_CASE("a loss that reads the state behind the end of a short sequence goes back to its end", "",
                   Elman<>, Gru<>, Gru<Reset::after>, Lstm<>, Jordan<>) {
  Stream stream(6);
  const Layout layout{cell_of<TestType>(), 2, 4, 3};
  const arma::vec theta = random_parameters(layout, stream);
  const arma::cube x = random_input(2, 1, 6, stream), own = x.slices(0, 2);
  const Given<double> padded{.lengths = arma::uvec{3}};
  const auto tape = tape_of(layout, theta, x, padded), alone = tape_of(layout, theta, own);
  Tape<double> d(arma::size(tape), arma::fill::zeros), d_alone(arma::size(alone), arma::fill::zeros);
  for (const int slot : TestType::state)
    for (arma::uword i = layout.row(slot); i < layout.row(slot + 1); ++i)
      for (const arma::uword t : {3u, 5u, 6u}) d_alone(i, 0, 3) += d(i, 0, t) = stream.normal();
  arma::vec gradient(theta.n_elem, arma::fill::zeros), expected = gradient;
  const auto nobody = [](arma::uword, const arma::mat&) {};
  backward(layout, theta, x, padded, tape, d, gradient, nobody);
  backward(layout, theta, own, {}, alone, d_alone, expected, nobody);
  CHECK(arma::abs(expected).max() > 0.01);
  CHECK(arma::abs(gradient - expected).max() < 1e-13);
}

TEST_CASE("one step is a feed-forward layer") {
  Stream stream(4);
  const Layout layout{cell_of<Elman<>>(), 3, 5};
  arma::vec theta = random_parameters(layout, stream);
  const arma::cube x = random_input(3, 2, 1, stream);
  arma::mat expected = layout.W(theta) * x.slice(0);
  expected.each_col() += layout.b(theta);
  CHECK(arma::abs(tape_of(layout, theta, x).slice(1) - arma::tanh(expected)).max() < 1e-15);
}

TEST_CASE("the probe sees the gradient of every carried state at every step, last first") {
  // One linear-ish unit: with W = 0 and h small, ∂h_T/∂h_t = U^(T-t) to first order; here exactly by tanh'.
  const Layout layout{cell_of<Elman<>>(), 1, 1};
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
  const Layout layout{cell_of<Gru<>>(), 3, 4};
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
  CHECK_THROWS_WITH(tape_of(layout, theta, x, Given<double>{.teacher = arma::cube(4, 2, 4)}),
                    Contains("teacher") && Contains("does not feed back its output"));
  CHECK_THROWS_WITH(tape_of(Layout{cell_of<Gru<>>(), 3, 0}, arma::vec(), x),
                    Contains("0 units") && Contains("at least 1"));
  CHECK_THROWS_WITH(tape_of(Layout{cell_of<Gru<>>(), 0, 3}, arma::vec(), x), Contains("0 inputs"));
  Tape<double> tape;
  const Tape<double> held(20, 2, 4);
  CHECK_THROWS_WITH(forward(layout, theta, x, {}, tape, &held),
                    Contains("20 × 2 × 4") && Contains("20 × 2 × 5"));
}

TEST_CASE("going back names tapes, gradients and steps that do not fit") {
  const Layout layout{cell_of<Gru<>>(), 3, 4};
  const arma::vec theta(layout.parameters(), arma::fill::zeros);
  const arma::cube x(3, 2, 4, arma::fill::zeros);
  const auto back = [&](const Tape<double>& tape, Tape<double> d, arma::uword parameters, Steps steps = {}) {
    arma::vec gradient(parameters, arma::fill::zeros);
    backward(
        layout, theta, x, {}, tape, d, gradient, [](arma::uword, const arma::mat&) {}, steps);
  };
  const Tape<double> right(20, 2, 5, arma::fill::zeros), other(20, 2, 4);
  CHECK_NOTHROW(back(right, right, theta.n_elem));
  CHECK_THROWS_WITH(back(other, right, theta.n_elem), Contains("20 × 2 × 4") && Contains("20 × 2 × 5"));
  CHECK_THROWS_WITH(back(right, other, theta.n_elem), Contains("20 × 2 × 4") && Contains("20 × 2 × 5"));
  CHECK_THROWS_WITH(back(right, right, 7), Contains("7 elements") && Contains("96"));
  for (const Steps steps : {Steps{0, 2}, Steps{3, 2}, Steps{2, 5}})
    CHECK_THROWS_WITH(
        back(right, right, theta.n_elem, steps),
        Contains("steps " + std::to_string(steps.first) + " to " + std::to_string(steps.last)) &&
            Contains("sequence of 4"));
}

TEMPLATE_TEST_CASE("gradients of chunks, handed on through the state between them, sum to the whole one", "",
                   Elman<>, Gru<>, Gru<Reset::after>, Lstm<>, (Lstm<Forget::gate, Peephole::dense>),
                   Jordan<>) {
  Stream stream(5);
  const Layout layout{cell_of<TestType>(), 3, 4, 2};
  const arma::vec theta = random_parameters(layout, stream);
  const arma::cube x = random_input(3, 2, 7, stream);
  const auto nobody = [](arma::uword, const arma::mat&) {};
  Tape<double> d_loss(layout.height(), 2, 8, arma::fill::zeros);
  for (const int slot : TestType::state)
    for (arma::uword i = layout.row(slot); i < layout.row(slot + 1); ++i)
      for (arma::uword t = 1; t <= 7; ++t) d_loss(i, 0, t) = stream.normal();
  const auto whole = tape_of(layout, theta, x);
  arma::vec expected(theta.n_elem, arma::fill::zeros), sum = expected;
  Tape<double> d = d_loss;
  backward(layout, theta, x, {}, whole, d, expected, nobody);

  const arma::cube late = x.slices(4, 6), early = x.slices(0, 3);
  const Given<double> middle{.state = whole.slice(4)};
  const auto second = tape_of(layout, theta, late, middle), first = tape_of(layout, theta, early);
  Tape<double> d_second = d_loss.slices(4, 7), d_first = d_loss.slices(0, 4);
  d_second.slice(0).zeros();
  backward(layout, theta, late, middle, second, d_second, sum, nobody);
  d_first.slice(4) += d_second.slice(0);
  backward(layout, theta, early, {}, first, d_first, sum, nobody);
  CHECK(arma::abs(sum - expected).max() < 1e-13 * arma::abs(expected).max());
  for (const int slot : TestType::state) {
    const arma::span rows(layout.row(slot), layout.row(slot + 1) - 1);
    CHECK(arma::abs(d.slice(0).rows(rows.a, rows.b) - d_first.slice(0).rows(rows.a, rows.b)).max() < 1e-13);
  }
}

TEST_CASE(
    "without room for it the gradient of the parameters is left out, and that of the slots is the same") {
  Stream stream(7);
  for (const Cell* cell : {&cell_of<Lstm<>>(), &cell_of<Lstm<Forget::gate, Peephole::diagonal>>()}) {
    const Layout layout{*cell, 2, 3};
    const arma::vec theta = random_parameters(layout, stream);
    const arma::cube x = random_input(2, 2, 4, stream);
    const auto tape = tape_of(layout, theta, x);
    Tape<double> d(arma::size(tape), arma::fill::zeros);
    d.slice(4).fill(1);
    Tape<double> other = d;
    arma::vec gradient(theta.n_elem, arma::fill::zeros), none;
    backward(layout, theta, x, {}, tape, d, gradient);
    backward(layout, theta, x, {}, tape, other, none);
    CHECK(none.is_empty());
    CHECK(arma::abs(gradient).max() > 0.01);
    CHECK(arma::abs(d - other).max() == 0);
  }
}
