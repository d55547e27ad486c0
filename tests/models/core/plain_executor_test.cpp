// Core's executors, the general one and that of small nets, against the plain one: for every cell of the
// lineup.
#include "plain_executor.hpp"

#include <limits>

#include "models/lineup.hpp"
#include "tests/catch.hpp"
#include "tests/models/recurrent.hpp"

using namespace unroll;

namespace {

template <class S>
arma::Cube<S> random_numbers(arma::uword rows, arma::uword batch, arma::uword steps, Stream& stream) {
  arma::Cube<S> x(rows, batch, steps);
  x.imbue([&] { return static_cast<S>(stream.normal() / 2); });
  return x;
}

struct Size {
  arma::uword inputs, units, batch, steps;
};

template <class Matrix>
double relative(const Matrix& found, const Matrix& expected) {
  return static_cast<double>(arma::abs(arma::vectorise(found - expected)).max()) /
         std::max(1e-3, static_cast<double>(arma::abs(arma::vectorise(expected)).max()));
}

// Of tape, d and gradient the largest difference, over the largest number of each. The workspace and d come
// as an earlier sequence may have left them: nothing of it must show.
template <class S>
double difference(const Layout& layout, Size size, bool started, Stream& stream, Workspace<S>& work) {
  const auto x = random_numbers<S>(size.inputs, size.batch, size.steps, stream);
  const auto dy = random_numbers<S>(layout.width(), size.batch, size.steps, stream);
  arma::Col<S> theta(layout.parameters());
  for (S& value : theta)
    value = static_cast<S>(stream.normal() / std::sqrt(static_cast<double>(layout.units + size.inputs)));
  arma::Mat<S> state;
  if (started) state = random_numbers<S>(layout.height(), size.batch, 1, stream).slice(0);
  const Tape<S> expected = plain::forward(layout, theta, x, state);
  Tape<S> expected_d;
  const arma::Col<S> expected_gradient = plain::backward(layout, theta, x, expected, dy, expected_d);

  const Given<S> given{.state = state};
  Tape<S> tape(arma::size(expected)), d(arma::size(expected));
  tape.fill(std::numeric_limits<S>::quiet_NaN());
  d.fill(std::numeric_limits<S>::quiet_NaN());
  arma::Col<S> gradient(theta.n_elem, arma::fill::zeros);
  forward(layout, theta, x, given, tape, static_cast<const Tape<S>*>(nullptr), &work);
  backward_from_outputs(layout, theta, x, given, tape, dy, d, gradient, nullptr, Steps{}, &work);
  const arma::uword T = size.steps;
  return std::max({relative(arma::Cube<S>(tape.slices(1, T)), arma::Cube<S>(expected.slices(1, T))),
                   relative(arma::Cube<S>(d.slices(1, T)), arma::Cube<S>(expected_d.slices(1, T))),
                   relative(gradient, expected_gradient)});
}

template <class S>
void check_all(double tolerance) {
  Stream stream(7);
  for (const auto& model : lineup()) {
    Workspace<S> work;
    for (const Size size : {Size{2, 10, 1, 9}, Size{3, 16, 1, 5}, Size{5, 1, 1, 4}, Size{2, 17, 1, 6},
                            Size{6, 10, 3, 7}, Size{2, 37, 13, 4}, Size{7, 20, 100, 6}})
      for (const bool started : {false, true}) {
        const Layout layout(*model.cell, size.inputs, size.units, 3);
        INFO(model.name << " " << model.variant << ", " << size.units << " units, batch " << size.batch);
        CHECK(difference<S>(layout, size, started, stream, work) < tolerance);
      }
  }
}

}  // namespace

TEST_CASE("fast executors give what the plain one gives, for every cell, in float") {
  check_all<float>(1e-5);
}

TEST_CASE("fast executors give what the plain one gives, for every cell, in double") {
  check_all<double>(1e-13);
}

TEST_CASE("a small net may have symbols for input") {
  Stream stream(8);
  const Layout layout(*lineup().front().cell, 4, 6);
  arma::vec theta(layout.parameters());
  theta.imbue([&] { return stream.normal() / 3; });
  Symbols symbols{arma::umat(1, 8), 4};
  arma::cube x(4, 1, 8, arma::fill::zeros);
  for (arma::uword t = 0; t < 8; ++t) x(symbols.at(0, t) = stream.below(4), 0, t) = 1;
  arma::cube tape;
  forward(layout, theta, symbols, Given<double>{}, tape);
  const arma::cube expected = plain::forward(layout, theta, x, arma::mat{});
  CHECK(arma::abs(tape.slice(8) - expected.slice(8)).max() < 1e-14);
}
