#include "models/minimal_gated/minimal_gated.hpp"

#include "tests/models/one_cell.hpp"

using namespace recurrent;
using unroll::cell_of;
using unroll::Layout;
using unroll::MinimalGated;

TEST_CASE("minimal gated unit: three steps by hand") {
  OneCell<MinimalGated> c(1, {3, 4});
  arma::mat h = c.at(c.start, MinimalGated::h);
  for (arma::uword t = 1; t <= 3; ++t) {
    const arma::mat f = sigma(c.fed(MinimalGated::f, t) + c.U(MinimalGated::f) * h);
    const arma::mat candidate = arma::tanh(c.fed(MinimalGated::n, t) + c.U(MinimalGated::n, 1) * (f % h));
    h = (1 - f) % h + f % candidate;
    CHECK(difference(c.slot(MinimalGated::f, t), f) < 1e-14);
    CHECK(difference(c.slot(MinimalGated::h, t), h) < 1e-14);
  }
}

TEST_CASE("minimal gated unit without weights: the gradient decays as (1 - σ(b_f))^k") {
  const arma::vec seen = decay(Layout{cell_of<MinimalGated>(), 1, 2}, 20, MinimalGated::h,
                               [](auto& layout, auto& theta) { layout.b(theta, MinimalGated::f).fill(-3); });
  const double kept = 1 - 1 / (1 + std::exp(3.0));
  for (arma::uword k = 0; k <= 20; ++k) CHECK(seen[k] == Approx(std::pow(kept, k)).epsilon(1e-13));
}
