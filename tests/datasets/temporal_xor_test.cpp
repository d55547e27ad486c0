#include "datasets/temporal_xor.hpp"

#include <cmath>
#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using datasets::temporal_xor;

TEST_CASE("every third bit of temporal XOR is the exclusive or of the two before it") {
  Stream stream(1);
  const arma::uvec bits = temporal_xor(2000, stream);
  REQUIRE(bits.n_elem == 6000);
  REQUIRE(bits.max() <= 1);
  for (arma::uword k = 0; k < bits.n_elem; k += 3) CHECK(bits[k + 2] == (bits[k] + bits[k + 1]) % 2);
}

TEST_CASE(
    "a bit of temporal XOR tells nothing about the next, so that a model without memory is off by 1/2") {
  constexpr arma::uword triples = 20000;
  Stream stream(2);
  const arma::uvec bits = temporal_xor(triples, stream);
  for (arma::uword place = 0; place < 3; ++place) {  // of the bit that is seen
    arma::mat counts(2, 2, arma::fill::zeros);
    for (arma::uword t = place; t + 1 < bits.n_elem; t += 3) counts(bits[t], bits[t + 1]) += 1;
    INFO("place " << place);
    // each of the four pairs a quarter, within four standard deviations
    for (const double count : counts)
      CHECK(std::abs(count - triples / 4.0) < 4 * std::sqrt(triples * 3.0 / 16) + 1);
    const double p = counts(1, 1) / (counts(1, 0) + counts(1, 1));
    CHECK(std::sqrt(p * (1 - p)) == Approx(0.5).margin(1e-3));
  }
}

TEST_CASE("temporal XOR: the same stream gives the same bits, another one others, and none are refused") {
  Stream a(3), b(3), c(4), d(5);
  const arma::uvec one = temporal_xor(50, a), same = temporal_xor(50, b), other = temporal_xor(50, c);
  CHECK(arma::all(one == same));
  CHECK(arma::any(one != other));
  CHECK_THROWS_AS(temporal_xor(0, d), std::invalid_argument);
}
