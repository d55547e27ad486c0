#include "datasets/random_patterns.hpp"

#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;

TEST_CASE("random patterns are fair coins, the same from the same stream in float and double") {
  Stream one(1), two(1);
  const arma::fmat patterns = random_patterns<float>(300, 40, one);
  CHECK(arma::all(arma::vectorise(arma::abs(patterns) == 1)));
  CHECK(std::abs(arma::accu(patterns)) < 5 * std::sqrt(300.0 * 40));
  CHECK(arma::approx_equal(arma::conv_to<arma::mat>::from(patterns), random_patterns<double>(300, 40, two),
                           "absdiff", 0));
}

TEST_CASE("flips change exactly so many units of each pattern, others in each") {
  Stream stream(2);
  const arma::mat patterns = random_patterns<double>(50, 20, stream);
  for (const arma::uword count : {0u, 1u, 10u, 50u}) {
    const arma::mat cues = with_flips(patterns, count, stream);
    const arma::umat changed = patterns != cues;
    CHECK(arma::all(arma::sum(changed, 0) == count));
    if (count == 10) CHECK(arma::any(changed.col(0) != changed.col(1)));
  }
  CHECK_THROWS_AS(with_flips(patterns, 51, stream), std::invalid_argument);
}
