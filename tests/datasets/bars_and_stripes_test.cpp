#include "datasets/bars_and_stripes.hpp"

#include <cmath>
#include <map>
#include <stdexcept>
#include <vector>

#include "tests/catch.hpp"

using namespace unroll::datasets;

namespace {

// How often each pattern occurs.
std::map<std::vector<float>, int> counted(const arma::fmat& patterns) {
  std::map<std::vector<float>, int> counts;
  for (arma::uword k = 0; k < patterns.n_cols; ++k)
    ++counts[arma::conv_to<std::vector<float>>::from(patterns.col(k))];
  return counts;
}

}  // namespace

TEST_CASE("a bars-and-stripes pattern has rows of one colour or columns of one colour") {
  for (arma::uword side = 1; side <= 6; ++side) {
    const arma::fmat patterns = bars_and_stripes<float>(side);
    REQUIRE(patterns.n_rows == side * side);
    REQUIRE(patterns.n_cols == arma::uword{2} << side);
    for (arma::uword k = 0; k < patterns.n_cols; ++k) {
      const arma::fmat picture = arma::reshape(patterns.col(k), side, side);
      CHECK(arma::all(arma::vectorise(picture == 0 || picture == 1)));
      const bool stripes = arma::abs(picture.each_col() - picture.col(0)).max() == 0;
      const bool bars = arma::abs(picture.each_row() - picture.row(0)).max() == 0;
      CHECK((k % 2 == 0 ? stripes : bars));
    }
  }
}

TEST_CASE("every such pattern is there once, and the two uniform ones twice") {
  for (arma::uword side = 2; side <= 6; ++side) {
    const auto counts = counted(bars_and_stripes<float>(side));
    CHECK(counts.size() == (arma::uword{2} << side) - 2);
    for (const auto& [pattern, count] : counts) {
      bool uniform = true;
      for (const float pixel : pattern) uniform &= pixel == pattern[0];
      CHECK(count == (uniform ? 2 : 1));
    }
  }
}

TEST_CASE("the bound is the log-likelihood of the patterns' own frequencies, and those that were published") {
  for (arma::uword side = 1; side <= 6; ++side) {
    const arma::fmat patterns = bars_and_stripes<float>(side);
    double sum = 0;
    for (const auto& [pattern, count] : counted(patterns))
      sum += count * std::log(count / static_cast<double>(patterns.n_cols));
    CHECK(bars_and_stripes_bound(side) == Approx(sum).epsilon(1e-12));
  }
  CHECK(std::abs(bars_and_stripes_bound(3) - -41.59) < 0.005);
  CHECK(std::abs(bars_and_stripes_bound(4) - -108.13) < 0.005);
}

TEST_CASE("bars and stripes come in float and double, and in no other number than 1 to 10 lines") {
  CHECK(arma::approx_equal(arma::conv_to<arma::mat>::from(bars_and_stripes<float>(4)),
                           bars_and_stripes<double>(4), "absdiff", 0));
  CHECK_THROWS_AS(bars_and_stripes<float>(0), std::invalid_argument);
  CHECK_THROWS_AS(bars_and_stripes<double>(11), std::invalid_argument);
  CHECK_THROWS_AS(bars_and_stripes_bound(0), std::invalid_argument);
  CHECK_THROWS_AS(bars_and_stripes_bound(11), std::invalid_argument);
}
