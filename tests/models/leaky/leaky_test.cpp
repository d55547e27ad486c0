#include "models/leaky/leaky.hpp"

#include "tests/models/one_cell.hpp"

using namespace recurrent;
using unroll::cell_of;
using unroll::Layout;
using unroll::Leaky;
using unroll::Retention;

TEMPLATE_TEST_CASE("leaky units: three steps by hand", "", Leaky<>, Leaky<Retention::learnt>) {
  using Cell = TestType;
  OneCell<Cell> c(1, {3, 4});
  const arma::vec own = c.layout.w(c.theta, 0);
  const arma::mat alpha = arma::repmat(Cell::learnt ? arma::vec(sigma(own)) : own, 1, 2);
  arma::mat h = c.at(c.start, Cell::h);
  for (arma::uword t = 1; t <= 3; ++t) {
    h = alpha % h + (1 - alpha) % arma::tanh(c.fed(Cell::a, t) + c.U(Cell::a) * h);
    CHECK(difference(c.slot(Cell::h, t), h) < 1e-14);
  }
}

TEST_CASE("leaky units without weights: the gradient decays as α^k") {
  const arma::vec held = decay(Layout{cell_of<Leaky<>>(), 1, 2}, 20, Leaky<>::h,
                               [](auto& layout, auto& theta) { layout.w(theta, 0).fill(0.9); });
  using Learnt = Leaky<Retention::learnt>;
  const arma::vec learnt = decay(Layout{cell_of<Learnt>(), 1, 2}, 20, Learnt::h,
                                 [](auto& layout, auto& theta) { layout.w(theta, 0).fill(std::log(9.0)); });
  for (arma::uword k = 0; k <= 20; ++k) {
    CHECK(held[k] == Approx(std::pow(0.9, k)).epsilon(1e-13));
    CHECK(learnt[k] == Approx(std::pow(0.9, k)).epsilon(1e-13));
  }
}

TEST_CASE("a leaky unit forgets a pulse as α^k") {
  const Layout layout{cell_of<Leaky<>>(), 1, 1};
  const arma::vec theta{1, 0, 0, 0.8};  // W, U, b, α
  arma::cube x(1, 1, 6, arma::fill::zeros);
  x[0] = 1;
  unroll::Tape<double> tape;
  unroll::forward(layout, theta, x, {}, tape);
  for (arma::uword t = 1; t <= 6; ++t)
    CHECK(tape(Leaky<>::h, 0, t) == Approx(std::pow(0.8, t - 1) * 0.2 * std::tanh(1.0)));
}
