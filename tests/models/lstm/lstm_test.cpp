#include "models/lstm/lstm.hpp"

#include "tests/models/one_cell.hpp"

using namespace recurrent;
using unroll::cell_of;
using unroll::Forget;
using unroll::Layout;
using unroll::Lstm;
using unroll::Peephole;

namespace {

template <Forget forget, Peephole peephole>
void check_lstm(std::uint64_t seed) {
  using Cell = Lstm<forget, peephole>;
  constexpr bool gated = forget == Forget::gate;
  OneCell<Cell> c(seed, {3, 4});
  // What the cell state adds to a gate's net.
  const auto look = [&](int gate, [[maybe_unused]] std::size_t own, [[maybe_unused]] std::size_t dense,
                        const arma::mat& cell) -> arma::mat {
    if constexpr (peephole == Peephole::diagonal) return arma::diagmat(c.layout.w(c.theta, own)) * cell;
    if constexpr (peephole == Peephole::dense) return c.U(gate, dense) * cell;
    return arma::zeros(arma::size(cell)) + 0.0 * gate;
  };
  arma::mat h = c.at(c.start, Cell::h), cell = c.at(c.start, Cell::c);
  for (arma::uword t = 1; t <= 3; ++t) {
    const auto net = [&](int gate) -> arma::mat { return c.fed(gate, t) + c.U(gate) * h; };
    const arma::mat i = sigma(net(Cell::i) + look(Cell::i, 0, 1, cell));
    arma::mat f(arma::size(i), arma::fill::ones);
    if constexpr (gated) f = sigma(net(Cell::f) + look(Cell::f, 2, 1, cell));
    if constexpr (forget == Forget::coupled) f = 1 - i;
    cell = f % cell + i % arma::tanh(net(Cell::g));
    h = sigma(net(Cell::o) + look(Cell::o, 1, 2, cell)) % arma::tanh(cell);
    CHECK(difference(c.slot(Cell::f, t), f) < 1e-14);
    CHECK(difference(c.slot(Cell::i, t), i) < 1e-14);
    CHECK(difference(c.slot(Cell::c, t), cell) < 1e-14);
    CHECK(difference(c.slot(Cell::h, t), h) < 1e-14);
  }
}

}  // namespace

TEST_CASE("LSTM: three steps by hand, without peepholes") {
  check_lstm<Forget::gate, Peephole::none>(1);
  check_lstm<Forget::coupled, Peephole::none>(2);
  check_lstm<Forget::none, Peephole::none>(3);
}

TEST_CASE("LSTM: three steps by hand, with diagonal peepholes") {
  check_lstm<Forget::gate, Peephole::diagonal>(4);
  check_lstm<Forget::coupled, Peephole::diagonal>(5);
  check_lstm<Forget::none, Peephole::diagonal>(6);
}

TEST_CASE("LSTM: three steps by hand, with dense peepholes") {
  check_lstm<Forget::gate, Peephole::dense>(7);
  check_lstm<Forget::coupled, Peephole::dense>(8);
  check_lstm<Forget::none, Peephole::dense>(9);
}

TEST_CASE(
    "LSTM without weights: the cell's gradient decays as σ(b_f)^k, and without forget gate not at all") {
  const arma::vec gated = decay(Layout{cell_of<Lstm<>>(), 1, 2}, 20, Lstm<>::c,
                                [](auto& layout, auto& theta) { layout.b(theta, Lstm<>::f).fill(2); });
  using Carousel = Lstm<Forget::none>;
  const arma::vec carousel =
      decay(Layout{cell_of<Carousel>(), 1, 2}, 200, Carousel::c, [](auto& layout, auto& theta) {
        layout.b(theta).fill(0.3);  // of gates and candidate
      });
  const double kept = 1 / (1 + std::exp(-2.0));
  for (arma::uword k = 0; k <= 20; ++k) CHECK(gated[k] == Approx(std::pow(kept, k)).epsilon(1e-13));
  CHECK(arma::all(carousel == 1));
}
