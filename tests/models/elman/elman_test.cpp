#include "models/elman/elman.hpp"

#include "models/elman/modrelu.hpp"
#include "models/elman/residual.hpp"
#include "tests/models/one_cell.hpp"

using namespace recurrent;
using unroll::Activation;
using unroll::cell_of;
using unroll::Context;
using unroll::Elman;
using unroll::Layout;
using unroll::ModReluElman;
using unroll::ResidualElman;

namespace {

arma::mat relu(const arma::mat& a) { return arma::clamp(a, 0, arma::datum::inf); }
arma::mat tanh_of(const arma::mat& a) { return arma::tanh(a); }

template <class Cell, class Phi>
void check_elman(std::uint64_t seed, Phi&& phi) {
  OneCell<Cell> c(seed, {3, 4});
  arma::mat h = c.start;
  for (arma::uword t = 1; t <= 3; ++t) {
    h = phi(c.fed(Cell::h, t) + c.U(Cell::h) * h);
    CHECK(difference(c.slot(Cell::h, t), h) < 1e-14);
  }
}

}  // namespace

TEST_CASE("Elman: three steps by hand") {
  check_elman<Elman<>>(1, tanh_of);
  check_elman<Elman<Activation::sigmoid>>(2, sigma);
  check_elman<Elman<Activation::relu>>(3, relu);
  check_elman<Elman<Activation::sigmoid, Context::copied>>(4, sigma);
}

TEST_CASE("residual Elman: three steps by hand") {
  using Cell = ResidualElman<>;
  OneCell<Cell> c(5, {3, 4});
  arma::mat h = c.at(c.start, Cell::h);
  for (arma::uword t = 1; t <= 3; ++t) {
    h += arma::tanh(c.fed(Cell::a, t) + c.U(Cell::a) * h);
    CHECK(difference(c.slot(Cell::h, t), h) < 1e-14);
  }
}

TEST_CASE("modReLU: three steps by hand, of units that pass and units that do not") {
  using Cell = ModReluElman;
  OneCell<Cell> c(6, {3, 6});
  arma::mat h = c.start;
  arma::uword silent = 0;
  for (arma::uword t = 1; t <= 3; ++t) {
    const arma::mat a = c.layout.W(c.theta) * c.x.slice(t - 1) + c.U(Cell::h) * h;
    arma::mat size = arma::abs(a);
    size.each_col() += c.layout.w(c.theta, Cell::beta);
    h = arma::sign(a) % relu(size);
    silent += arma::accu(h == 0);
    CHECK(difference(c.slot(Cell::h, t), h) < 1e-14);
  }
  CHECK((silent > 3 && silent < 33));
}

TEST_CASE("residual Elman without weights hands the gradient on as it is") {
  const arma::vec seen =
      decay(Layout{cell_of<ResidualElman<>>(), 2, 3}, 9, ResidualElman<>::h, [](auto&, auto&) {});
  CHECK(arma::all(seen == 1));
}

TEST_CASE("Elman's copied context learns what truncated BPTT of one step does") {
  Stream stream(7);
  const auto named = [](const std::string& name) {
    for (const Model& model : lineup())
      if (model.name == name) return model.make(Size{.top = 2});
    throw std::logic_error(name);
  };
  const auto copied = named("elman, copied context"), whole = named("elman, sigmoid");
  const arma::vec theta = random_theta(copied->blocks(), stream);
  const arma::cube x = random_cube(2, 3, 5, stream), dy = random_cube(2, 3, 5, stream);
  const Given<double> given{.state = random_mat(3, 3, stream)};
  const auto found = copied->run(theta, x, given, dy);
  CHECK(difference(found.y, whole->run(theta, x, given).y) == 0);
  CHECK(difference(found.gradient, whole->truncated(theta, x, given, dy, 1, 1)) < 1e-13);
  CHECK(difference(found.gradient, whole->run(theta, x, given, dy).gradient) > 1e-3);
  // And what it learns is the gradient with the context held as a constant input.
  const arma::vec numeric = differences(copied->blocks(), theta, [&](const arma::vec& at) {
    return arma::accu(dy % copied->run(at, x, given, {}, found.tapes).y);
  });
  CHECK(difference(found.gradient, numeric) < 1e-9);
}
