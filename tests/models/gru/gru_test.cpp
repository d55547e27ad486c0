#include "models/gru/gru.hpp"

#include "tests/models/one_cell.hpp"

using namespace recurrent;
using unroll::cell_of;
using unroll::Gru;
using unroll::Layout;
using unroll::Reset;

TEST_CASE("GRU with reset before the product: three steps by hand") {
  using Cell = Gru<Reset::before>;
  OneCell<Cell> c(1, {3, 4});
  arma::mat h = c.at(c.start, Cell::h);
  for (arma::uword t = 1; t <= 3; ++t) {
    const arma::mat z = sigma(c.fed(Cell::z, t) + c.U(Cell::z) * h);
    const arma::mat r = sigma(c.fed(Cell::r, t) + c.U(Cell::r) * h);
    const arma::mat candidate = arma::tanh(c.fed(Cell::n, t) + c.U(Cell::n, 1) * (r % h));
    h = (1 - z) % h + z % candidate;
    CHECK(difference(c.slot(Cell::z, t), z) < 1e-14);
    CHECK(difference(c.slot(Cell::r, t), r) < 1e-14);
    CHECK(difference(c.slot(Cell::h, t), h) < 1e-14);
  }
}

TEST_CASE("GRU with reset after the product: three steps by hand") {
  using Cell = Gru<Reset::after>;
  OneCell<Cell> c(2, {3, 4});
  arma::mat h = c.at(c.start, Cell::h);
  for (arma::uword t = 1; t <= 3; ++t) {
    const arma::mat z = sigma(c.fed(Cell::z, t) + c.U(Cell::z) * h);
    const arma::mat r = sigma(c.fed(Cell::r, t) + c.U(Cell::r) * h);
    arma::mat inner = c.U(Cell::u) * h;
    inner.each_col() += c.b(Cell::u);
    h = (1 - z) % h + z % arma::tanh(c.fed(Cell::n, t) + r % inner);
    CHECK(difference(c.slot(Cell::z, t), z) < 1e-14);
    CHECK(difference(c.slot(Cell::r, t), r) < 1e-14);
    CHECK(difference(c.slot(Cell::h, t), h) < 1e-14);
  }
}

TEMPLATE_TEST_CASE("GRU without weights: the gradient decays as (1 - σ(b_z))^k", "", Gru<>,
                   Gru<Reset::after>) {
  using Cell = TestType;
  const arma::vec seen = decay(Layout{cell_of<Cell>(), 1, 2}, 20, Cell::h,
                               [](auto& layout, auto& theta) { layout.b(theta, Cell::z).fill(-3); });
  const double kept = 1 - 1 / (1 + std::exp(3.0));
  for (arma::uword k = 0; k <= 20; ++k) CHECK(seen[k] == Approx(std::pow(kept, k)).epsilon(1e-13));
}
