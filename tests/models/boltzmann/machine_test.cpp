#include "models/boltzmann/machine.hpp"

#include "machines.hpp"
#include "models/hopfield/hopfield.hpp"
#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::boltzmann;
using Catch::Matchers::Contains;

TEST_CASE("boltzmann machine: its energy is that of a Hopfield net of 0/1 units with the same weights") {
  Stream stream(1);
  for (int trial = 0; trial < 20; ++trial) {
    const auto machine = drawn_machine<double>(drawn_links(3, 4, 0.7, stream), 1, stream);
    const hopfield::Network<double> net(machine.W(), machine.b(), hopfield::Coding::zero_one);
    for (arma::uword k = 0; k < 128; ++k) {
      const arma::vec s = state_of(k, 7);
      double E = 0;  // by pairs
      for (arma::uword i = 0; i < 7; ++i) {
        E -= machine.b()[i] * s[i];
        for (arma::uword j = i + 1; j < 7; ++j) E -= machine.W()(i, j) * s[i] * s[j];
      }
      CHECK(energy(machine, s) == Approx(E).epsilon(0).margin(1e-12));
      CHECK(energy(machine, s) == hopfield::energy(net, s));
    }
  }
}

TEST_CASE("boltzmann machine: a unit's field is the energy that switching it on saves") {
  Stream stream(2);
  const auto machine = drawn_machine<double>(all_links(4, 3), 2, stream);
  for (arma::uword k = 0; k < 128; ++k)
    for (arma::uword i = 0; i < 7; ++i) {
      arma::vec off = state_of(k, 7), on = off;
      off[i] = 0;
      on[i] = 1;
      CHECK(start(machine, off).h[i] ==
            Approx(energy(machine, off) - energy(machine, on)).epsilon(0).margin(1e-12));
    }
}

TEST_CASE("boltzmann machine: the links that the papers draw") {
  const Links encoder = encoder_links(4, 2);  // units 0-3, 4-7, hidden 8 and 9
  CHECK(encoder.visible == 8);
  CHECK(encoder.hidden() == 2);
  for (arma::uword i = 0; i < 4; ++i)
    for (arma::uword j = 4; j < 8; ++j) CHECK(encoder.mask(i, j) == 0);
  CHECK(encoder.mask(0, 3) == 1);
  CHECK(encoder.mask(7, 4) == 1);
  CHECK(encoder.mask(2, 9) == 1);
  CHECK(encoder.mask(8, 9) == 0);
  CHECK(arma::accu(encoder.mask) == 2 * (2 * 6 + 8 * 2));
  CHECK(arma::accu(between_layers(5, 3).mask) == 2 * 15);
  CHECK(between_layers(5, 3).mask(0, 4) == 0);
  CHECK(arma::accu(all_links(5, 3).mask) == 8 * 7);
}

TEST_CASE("boltzmann machine: change leaves weights symmetric, and 0 where there is no link") {
  Stream stream(3);
  const Links links = drawn_links(5, 5, 0.4, stream);
  const auto machine = drawn_machine<float>(links, 1, stream);
  CHECK(machine.W().is_symmetric());
  CHECK(arma::all(arma::vectorise((machine.W() != 0) == links.mask)));
  CHECK(arma::all(machine.b() != 0));
}

TEST_CASE("boltzmann machine: what makes no machine is refused") {
  arma::umat mask(3, 3, arma::fill::zeros);
  mask(0, 1) = 1;
  CHECK_THROWS_WITH(links_of(mask, 2), Contains("row 0, column 1") && Contains("must be symmetric"));
  mask(1, 0) = 1;
  CHECK_NOTHROW(links_of(mask, 2));
  CHECK_THROWS_WITH(links_of(mask, 4), Contains("4 visible units") && Contains("1 to 3"));
  CHECK_THROWS_WITH(links_of(mask, 0), Contains("0 visible units"));
  mask(2, 2) = 1;
  CHECK_THROWS_WITH(links_of(mask, 2), Contains("zeros on the diagonal"));
  mask(2, 2) = 0;
  mask(1, 2) = mask(2, 1) = 2;
  CHECK_THROWS_WITH(links_of(mask, 2), Contains("of 0 and 1"));
  CHECK_THROWS_WITH(links_of(arma::umat(3, 2, arma::fill::zeros), 1), Contains("3 × 2"));
  CHECK_THROWS_WITH(Machine<double>(Links{2, arma::trimatu(arma::umat(3, 3, arma::fill::ones), 1)}),
                    Contains("must be symmetric"));
  const Links links = between_layers(2, 1);
  arma::mat W(3, 3, arma::fill::zeros);
  const arma::vec b(3, arma::fill::zeros);
  W(0, 1) = W(1, 0) = 1;
  CHECK_THROWS_WITH((Machine<double>(links, W, b)), Contains("units 0 and 1") && Contains("no link"));
  W.zeros();
  W(0, 2) = 1;
  CHECK_THROWS_WITH((Machine<double>(links, W, b)), Contains("both ways"));
  CHECK_THROWS_WITH((Machine<double>(links, arma::mat(2, 2, arma::fill::zeros), b)), Contains("do not fit"));
  CHECK_THROWS_WITH(start(Machine<double>(links), arma::vec(2)), Contains("state of 2 units"));
}
