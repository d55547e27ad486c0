#include "datasets/squares.hpp"

#include <cmath>
#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;

TEST_CASE("each way round visits the four corners of one square, in opposite order from the same one") {
  const arma::mat one = square_corners(Way::anticlockwise), other = square_corners(Way::clockwise);
  CHECK(arma::approx_equal(one.col(0), other.col(0), "absdiff", 0));
  for (arma::uword k = 1; k < 4; ++k) CHECK(arma::approx_equal(one.col(k), other.col(4 - k), "absdiff", 0));
  for (const Way way : {Way::anticlockwise, Way::clockwise}) {
    const arma::mat corners = square_corners(way);
    double turn = 0;  // twice the area, positive anticlockwise
    for (arma::uword k = 0; k < 4; ++k) {
      const arma::vec a = corners.col(k), b = corners.col((k + 1) % 4);
      CHECK(arma::norm(b - a) == Approx(0.5));  // an edge, no diagonal
      CHECK(arma::abs(a - 0.5).max() == Approx(0.25));
      CHECK(arma::abs(a - 0.5).min() == Approx(0.25));
      turn += a[0] * b[1] - a[1] * b[0];
    }
    CHECK(turn / 2 == Approx(way == Way::anticlockwise ? 0.25 : -0.25));
  }
}

TEST_CASE("a square is so many laps, and neither the plan nor the corner alone says what comes") {
  const arma::mat path = square(3, Way::clockwise);
  REQUIRE(arma::size(path) == arma::SizeMat(2, 12));
  for (arma::uword t = 0; t < 12; ++t)
    CHECK(arma::approx_equal(path.col(t), square_corners(Way::clockwise).col(t % 4), "absdiff", 0));
  for (const Way way : {Way::anticlockwise, Way::clockwise})  // who knows the way alone says the middle
    CHECK(arma::approx_equal(arma::mean(square_corners(way), 1), arma::vec{0.5, 0.5}, "absdiff", 1e-15));
  for (arma::uword k = 0; k < 4; ++k) {  // who knows the corner alone, too
    const arma::mat one = square_corners(Way::anticlockwise), other = square_corners(Way::clockwise);
    const arma::uword same = (4 - k) % 4;  // where the other way has that corner
    const arma::vec mean = (one.col((k + 1) % 4) + other.col((same + 1) % 4)) / 2;
    CHECK(arma::abs(mean - 0.5).max() < 1e-15);
  }
  CHECK_THROWS_AS(square(0, Way::clockwise), std::invalid_argument);
}
