#include "models/jordan/jordan.hpp"

#include "tests/models/one_cell.hpp"

using namespace recurrent;
using Catch::Matchers::Contains;
using unroll::Activation;
using unroll::cell_of;
using unroll::Jordan;
using unroll::Layout;
using unroll::Tape;

namespace {

using Linear = Jordan<Activation::tanh, Activation::identity>;

// Fed with a teacher's values in place of its outputs, or, where there is none, with its own.
template <class Cell>
void check_jordan(std::uint64_t seed, const arma::cube& teacher) {
  OneCell<Cell> c(seed, {3, 4, 2});
  Tape<double> tape;
  unroll::forward(c.layout, c.theta, c.x, Given<double>{.state = c.start, .teacher = teacher}, tape);
  constexpr bool linear = std::is_same_v<Cell, Linear>;
  const arma::vec mu = c.layout.w(c.theta, 0);
  arma::mat s = c.at(c.start, Cell::s);
  for (arma::uword t = 1; t <= 3; ++t) {
    const arma::mat a = c.fed(Cell::h, t) + c.U(Cell::h) * s;
    const arma::mat h = linear ? arma::mat(arma::tanh(a)) : sigma(a);
    arma::mat v = c.U(Cell::y, 1) * h;
    v.each_col() += c.b(Cell::y);
    const arma::mat y = linear ? v : sigma(v);
    s = arma::diagmat(mu) * s + (teacher.is_empty() ? y : teacher.slice(t - 1));
    CHECK(difference(c.at(tape.slice(t), Cell::h), h) < 1e-14);
    CHECK(difference(c.at(tape.slice(t), Cell::y), y) < 1e-14);
    CHECK(difference(c.at(tape.slice(t), Cell::s), s) < 1e-14);
  }
}

// The gradient of Σ dy∘y, run freely or with a teacher.
template <class Cell>
struct Taught {
  OneCell<Cell> c;
  arma::cube dy;

  explicit Taught(std::uint64_t seed) : c(seed, {3, 4, 2}, 5) {
    Stream stream(seed + 1);
    dy = random_cube(2, 2, 5, stream);
  }
  auto rows() const { return arma::span(c.layout.row(Cell::y), c.layout.row(Cell::f) - 1); }
  arma::cube outputs(const Tape<double>& tape) const {
    return tape(rows(), arma::span::all, arma::span(1, 5));
  }

  arma::vec gradient(const arma::cube& teacher) const {
    const Given<double> given{.state = c.start, .teacher = teacher};
    Tape<double> tape;
    unroll::forward(c.layout, c.theta, c.x, given, tape);
    Tape<double> d(arma::size(tape), arma::fill::zeros);
    d(rows(), arma::span::all, arma::span(1, 5)) = dy;
    arma::vec gradient(c.theta.n_elem, arma::fill::zeros);
    unroll::backward(c.layout, c.theta, c.x, given, tape, d, gradient, [](arma::uword, const arma::mat&) {});
    return gradient;
  }
  arma::vec numeric(const arma::cube& teacher) const {
    return differences(c.layout.blocks(), c.theta, [&](const arma::vec& theta) {
      Tape<double> tape;
      unroll::forward(c.layout, theta, c.x, Given<double>{.state = c.start, .teacher = teacher}, tape);
      return arma::accu(dy % outputs(tape));
    });
  }
};

}  // namespace

TEST_CASE("Jordan: three steps by hand, free and taught") {
  Stream stream(3);
  check_jordan<Jordan<>>(1, {});
  check_jordan<Jordan<>>(1, random_cube(2, 2, 3, stream));
  check_jordan<Linear>(2, {});
  check_jordan<Linear>(2, random_cube(2, 2, 3, stream));
}

TEMPLATE_TEST_CASE("Jordan: taught its own outputs it runs the same and learns without the path through them",
                   "", Jordan<>, Linear) {
  const Taught<TestType> taught(4);
  const arma::cube own = taught.outputs(taught.c.tape);
  Tape<double> tape;
  unroll::forward(taught.c.layout, taught.c.theta, taught.c.x,
                  Given<double>{.state = taught.c.start, .teacher = own}, tape);
  CHECK(arma::abs(tape - taught.c.tape).max() == 0);
  CHECK(difference(taught.gradient(own), taught.numeric(own)) < 1e-8);
  CHECK(difference(taught.gradient({}), taught.numeric({})) < 1e-8);
  CHECK(difference(taught.gradient(own), taught.gradient({})) > 1e-3);
}

TEST_CASE("Jordan without weights: the state's gradient decays as μ^k") {
  const arma::vec seen = decay(Layout{cell_of<Jordan<>>(), 1, 2, 2}, 20, Jordan<>::s,
                               [](auto& layout, auto& theta) { layout.w(theta, 0).fill(0.7); });
  for (arma::uword k = 0; k <= 20; ++k) CHECK(seen[k] == Approx(std::pow(0.7, k)).epsilon(1e-13));
}

TEST_CASE("Jordan names a teacher of the wrong shape, and a net without outputs") {
  const Layout layout{cell_of<Jordan<>>(), 3, 4, 2};
  const arma::vec theta(layout.parameters(), arma::fill::zeros);
  const arma::cube x(3, 2, 5, arma::fill::zeros);
  Tape<double> tape;
  for (const arma::cube& teacher : {arma::cube(4, 2, 5), arma::cube(2, 1, 5), arma::cube(2, 2, 4)})
    CHECK_THROWS_WITH(
        unroll::forward(layout, theta, x, Given<double>{.teacher = teacher}, tape),
        Contains("teacher is " + unroll::shape(teacher.n_rows, teacher.n_cols, teacher.n_slices)) &&
            Contains("2 × 2 × 5"));
  CHECK_THROWS_WITH(unroll::forward(Layout{cell_of<Jordan<>>(), 3, 4, 0}, theta, x, {}, tape),
                    Contains("has 0 of them") && Contains("at least 1"));
}
