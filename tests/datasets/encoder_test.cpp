#include "datasets/encoder.hpp"

#include "tests/catch.hpp"

using namespace unroll::datasets;

TEST_CASE("encoder patterns have one unit on in each group, the same one, and each unit once") {
  for (const arma::uword v : {2U, 4U, 8U, 40U}) {
    const arma::mat x = encoder_patterns<double>(v);
    REQUIRE(arma::size(x) == arma::SizeMat(2 * v, v));
    for (arma::uword mu = 0; mu < v; ++mu) {
      CHECK(arma::accu(x.col(mu)) == 2);
      CHECK((x(mu, mu) == 1 && x(v + mu, mu) == 1));
    }
    CHECK(arma::all(arma::sum(x, 1) == 1));
  }
  CHECK_THROWS_AS(encoder_patterns<float>(1), std::invalid_argument);
}
