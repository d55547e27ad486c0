#include "models/bidirectional/bidirectional.hpp"

#include "models/elman/elman.hpp"
#include "models/jordan/jordan.hpp"
#include "models/lstm/lstm.hpp"
#include "tests/catch.hpp"
#include "tests/models/recurrent.hpp"

using namespace recurrent;
using Catch::Matchers::Contains;
using unroll::Bidirectional;
using unroll::BidirectionalRun;
using unroll::cell_of;
using unroll::Elman;
using unroll::Jordan;
using unroll::LayerRun;
using unroll::Lstm;
using unroll::Recurrent;
using unroll::Steps;

namespace {

// One sequence of a batch, forwards or from its own end.
arma::cube one(const arma::cube& x, arma::uword b, arma::uword length, bool backwards) {
  arma::cube own = x(arma::span::all, arma::span(b), arma::span(0, length - 1));
  if (!backwards) return own;
  arma::cube other(arma::size(own));
  for (arma::uword t = 0; t < length; ++t) other.slice(t) = own.slice(length - 1 - t);
  return other;
}

template <class Cell>
struct Both {
  Bidirectional layer{cell_of<Cell>(), 2, 3, 2};
  arma::uvec lengths{5, 2, 4};
  arma::vec theta;
  arma::cube x, dy, teacher{};
  arma::mat state;
  BidirectionalRun<double> run{};

  explicit Both(std::uint64_t seed) {
    Stream stream(seed);
    theta = random_theta(layer.blocks(), stream);
    x = random_cube(2, 3, 5, stream);
    dy = random_cube(layer.width(), 3, 5, stream) % up_to_length();
    state = random_mat(layer.state_height(), 3, stream);
  }
  arma::cube up_to_length() const {
    arma::cube ones(layer.width(), 3, 5, arma::fill::ones);
    for (arma::uword b = 0; b < 3; ++b)
      for (arma::uword t = lengths[b]; t < 5; ++t) ones.slice(t).col(b).zeros();
    return ones;
  }
  Given<double> given() const { return {.state = state, .lengths = lengths, .teacher = teacher}; }
  void forward() { layer.forward(theta, Input<double>(x), given(), run); }

  // Both ways of every sequence alone, by a layer of one direction each.
  void check() {
    forward();
    arma::vec gradient(theta.n_elem, arma::fill::zeros), expected = gradient;
    layer.backward(theta, Input<double>(x), given(), run, dy, gradient, Steps{1, 5},
                   [](int, arma::uword, const arma::mat&) {});
    arma::cube dx;
    layer.input_gradient(theta, given(), run, Steps{1, 5}, dx);
    arma::cube expected_dx(arma::size(x), arma::fill::zeros);
    for (arma::uword b = 0; b < 3; ++b)
      for (const arma::uword way : {0u, 1u}) check_way(b, way, expected, expected_dx);
    CHECK(difference(gradient, expected) < 1e-13);
    CHECK(difference(dx, expected_dx) < 1e-13);
  }
  void check_way(arma::uword b, arma::uword way, arma::vec& gradient, arma::cube& dx) {
    const Recurrent cell(cell_of<Cell>(), 2, 3, 2);
    const arma::uword P = cell.parameters(), H = cell.state_height(), width = cell.width(), T = lengths[b];
    const arma::vec own = theta.subvec(way * P, arma::size(P, 1));
    Given<double> from{.state = state.submat(way * H, b, arma::size(H, 1))};
    if (!teacher.is_empty()) from.teacher = one(teacher, b, T, way == 1);
    LayerRun<double> alone;
    arma::cube own_dx;
    const arma::cube in = one(x, b, T, way == 1);
    cell.forward(own, Input<double>(in), from, alone);
    const arma::cube part = run.y.rows(way * width, (way + 1) * width - 1);
    CHECK(difference(one(part, b, T, way == 1), cell.outputs(alone).cube()) < 1e-14);
    arma::vec part_gradient(P, arma::fill::zeros);
    const arma::cube part_dy = dy.rows(way * width, (way + 1) * width - 1);
    cell.backward(own, Input<double>(in), from, alone, one(part_dy, b, T, way == 1), part_gradient,
                  Steps{1, T}, [](int, arma::uword, const arma::mat&) {});
    gradient.subvec(way * P, arma::size(P, 1)) += part_gradient;
    cell.input_gradient(own, from, alone, Steps{1, T}, own_dx);
    for (arma::uword t = 0; t < T; ++t) dx.slice(t).col(b) += own_dx.slice(way == 0 ? t : T - 1 - t);
  }
};

}  // namespace

TEMPLATE_TEST_CASE("a bidirectional layer is two cells, one of which reads each sequence from its end", "",
                   Elman<>, Lstm<>, Jordan<>) {
  Both<TestType>(51).check();
}

TEST_CASE("both ways of a bidirectional layer hear the teacher's value of the step they are at") {
  Both<Jordan<>> both(52);
  Stream stream(53);
  both.teacher = random_cube(2, 3, 5, stream);
  both.check();
}

TEST_CASE("a bidirectional layer keeps its parameters of either way apart, by name") {
  const Bidirectional layer(cell_of<Elman<>>(), 2, 3);
  const auto blocks = layer.blocks();
  const std::vector<std::string> names{"W", "U0", "b", "reverse.W", "reverse.U0", "reverse.b"};
  arma::uword at = 0;
  REQUIRE(blocks.size() == names.size());
  for (std::size_t k = 0; k < names.size(); ++k) {
    CHECK(blocks[k].name == names[k]);
    CHECK(blocks[k].first == at);
    at += blocks[k].rows * blocks[k].columns;
  }
  CHECK(at == layer.parameters());
}

TEST_CASE("a bidirectional layer names what does not fit") {
  Both<Elman<>> both(54);
  const auto backward = [&](Steps steps, const arma::cube& dy, arma::uword parameters) {
    arma::vec gradient(parameters, arma::fill::zeros);
    both.layer.backward(both.theta, Input<double>(both.x), both.given(), both.run, dy, gradient, steps,
                        [](int, arma::uword, const arma::mat&) {});
  };
  both.forward();
  CHECK_NOTHROW(backward({}, both.dy, both.theta.n_elem));
  CHECK_THROWS_WITH(backward({2, 5}, both.dy, both.theta.n_elem),
                    Contains("steps 2 to 5 only") && Contains("all 5"));
  CHECK_THROWS_WITH(backward({1, 4}, both.dy, both.theta.n_elem), Contains("steps 1 to 4 only"));
  CHECK_THROWS_WITH(backward({}, arma::cube(3, 3, 5), both.theta.n_elem),
                    Contains("3 × 3 × 5") && Contains("6 × 3 × 5"));
  CHECK_THROWS_WITH(backward({}, both.dy, 7), Contains("7 elements") && Contains("36 parameters"));
  both.state.set_size(3, 3);
  CHECK_THROWS_WITH(both.forward(), Contains("3 rows") && Contains("has 6"));
  both.state.reset();
  both.lengths = {6, 2, 4};
  CHECK_THROWS_WITH(both.forward(), Contains("length 6") && Contains("1 to 5"));
  both.lengths = {1, 2};
  CHECK_THROWS_WITH(both.forward(), Contains("2 lengths") && Contains("3 sequences"));
  both.theta.set_size(35);
  CHECK_THROWS_WITH(both.forward(), Contains("35 elements") && Contains("36 parameters"));
}
