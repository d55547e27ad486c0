#include "models/lstm/memory_blocks.hpp"

#include "models/core/network.hpp"
#include "models/lstm/carousel.hpp"
#include "tests/models/one_cell.hpp"

using namespace recurrent;
using unroll::Blocks;
using unroll::Carousel;
using unroll::cell_of;
using unroll::Layout;
using unroll::MemoryBlocks;
using unroll::Network;
using unroll::Recurrent;

namespace {

constexpr Blocks of_2000{.cells = 2, .forget = true, .gates_feed_back = false, .cells_have_bias = false};

template <Blocks blocks>
void check_blocks(std::uint64_t seed) {
  using Cell = MemoryBlocks<blocks>;
  constexpr int cells = blocks.cells;
  OneCell<Cell> c(seed, {3, 2});
  const auto net = [&](int slot, arma::uword t) -> arma::mat {
    arma::mat a = c.W(slot) * c.x.slice(t - 1);
    if (blocks.gates_have_bias && (blocks.cells_have_bias || slot >= cells)) a.each_col() += c.b(slot);
    // What is fed back: [f,] i, o and the cells' outputs, or these alone.
    const int first = blocks.gates_feed_back ? Cell::f : Cell::h;
    return a + c.U(slot) * c.slot(first, t - 1, Cell::h + cells - first);
  };
  for (arma::uword t = 1; t <= 3; ++t) {
    const arma::mat i = sigma(net(Cell::i, t)), o = sigma(net(Cell::o, t));
    const arma::mat f = blocks.forget ? sigma(net(Cell::f, t)) : arma::ones(arma::size(i));
    for (int j = 0; j < cells; ++j) {
      const arma::mat g = 4 * sigma(net(Cell::g + j, t)) - 2;
      const arma::mat state = f % c.slot(Cell::c + j, t - 1) + i % g;
      CHECK(difference(c.slot(Cell::c + j, t), state) < 1e-14);
      CHECK(difference(c.slot(Cell::h + j, t), arma::mat(o % (2 * sigma(state) - 1))) < 1e-14);
    }
  }
}

// The weights of a whole net, from its topology alone.
template <Blocks blocks>
arma::uword weights(arma::uword inputs, arma::uword units, arma::uword outputs, bool bias, bool shortcut) {
  Network<Recurrent> net;
  net.stack.layers.emplace_back(unroll::cell_of<MemoryBlocks<blocks>>(), inputs, units);
  net.outputs = outputs;
  net.bias = bias;
  net.shortcut = shortcut;
  return net.parameters();
}

}  // namespace

TEST_CASE("memory blocks: three steps by hand") {
  check_blocks<Blocks{}>(1);
  check_blocks<Blocks{.cells = 2}>(2);
  check_blocks<Blocks{.cells = 3, .forget = true}>(3);
  check_blocks<of_2000>(4);
  check_blocks<Blocks{.cells_have_bias = false, .gates_have_bias = false}>(5);
}

TEST_CASE("memory blocks have the published numbers of weights") {
  constexpr Blocks two{.cells = 2};
  CHECK(weights<two>(2, 2, 1, true, false) == 93);   // Hochreiter & Schmidhuber 1997, adding problem
  CHECK(weights<two>(8, 2, 4, true, false) == 156);  // temporal order, two symbols
  CHECK(weights<two>(8, 3, 8, true, false) == 308);  // temporal order, three symbols
  constexpr Blocks reber{.cells = 1, .cells_have_bias = false},
      reber_two{.cells = 2, .cells_have_bias = false};
  CHECK(weights<reber>(7, 4, 7, false, false) == 264);      // embedded Reber grammar
  CHECK(weights<reber_two>(7, 3, 7, false, false) == 276);  // the same
  constexpr Blocks unbiased{.cells_have_bias = false, .gates_have_bias = false};
  CHECK(weights<unbiased>(54, 2, 2, false, false) == 364);     // very long lags, 50 distractors
  CHECK(weights<unbiased>(1004, 2, 2, false, false) == 6064);  // 1000 distractors
  CHECK(weights<of_2000>(7, 4, 7, true, true) == 424);         // Gers, Schmidhuber & Cummins 2000
}

TEST_CASE("the truncated gradient of memory blocks is carried by the carousel alone") {
  using Cell = MemoryBlocks<Blocks{.cells = 2}>;
  // All weights random: through the nets there would be more than the 1 of the carousel.
  OneCell<Cell> c(5, {3, 2}, 12);
  unroll::Tape<double> d(arma::size(c.tape), arma::fill::zeros);
  d(c.layout.row(Cell::c), 0, 12) = 1;
  arma::vec gradient(c.theta.n_elem, arma::fill::zeros), carried(13);
  unroll::backward(c.layout, c.theta, c.x, Given<double>{.state = c.start}, c.tape, d, gradient,
                   [&](arma::uword t, const arma::mat& d_t) {
                     carried[t] = d_t(c.layout.row(Cell::c), 0);
                     CHECK(arma::accu(arma::abs(c.at(d_t, Cell::f, Cell::c - Cell::f))) == 0);
                   });
  CHECK(arma::all(carried == 1));
  CHECK(arma::abs(c.layout.U(gradient, 0)).max() > 0.1);  // U learns all the same
}

TEST_CASE("the carousel with an input gate alone: three steps by hand, and its gradient") {
  OneCell<Carousel> c(6, {3, 2});
  arma::mat state = c.at(c.start, Carousel::c);
  for (arma::uword t = 1; t <= 3; ++t) {
    const arma::mat i = sigma(c.W(Carousel::i) * c.x.slice(t - 1)),
                    g = sigma(c.W(Carousel::g) * c.x.slice(t - 1));
    state += i % g;
    CHECK(difference(c.slot(Carousel::c, t), state) < 1e-14);
  }
  CHECK(c.layout.parameters() == 2 * 3 * 2);  // W alone
  unroll::Tape<double> d(arma::size(c.tape), arma::fill::zeros);
  d.tube(c.layout.row(Carousel::c), 0).fill(1);
  arma::vec gradient(c.theta.n_elem, arma::fill::zeros);
  unroll::backward(c.layout, c.theta, c.x, Given<double>{.state = c.start}, c.tape, d, gradient);
  const arma::vec expected = differences(c.layout.blocks(), c.theta, [&](const arma::vec& theta) {
    unroll::Tape<double> tape;
    unroll::forward(c.layout, theta, c.x, Given<double>{.state = c.start}, tape);
    return arma::accu(tape.tube(c.layout.row(Carousel::c), 0));
  });
  CHECK(difference(gradient, expected) < 1e-8);
}
