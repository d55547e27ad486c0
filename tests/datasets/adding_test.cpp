#include "datasets/adding.hpp"

#include <cmath>
#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using datasets::adding;

TEST_CASE("each sequence has one marker in each half, and its target is the sum of the marked numbers") {
  for (const arma::uword steps : {2u, 3u, 10u, 31u}) {
    Stream stream(4);
    const auto data = adding(200, steps, stream);
    REQUIRE(arma::size(data.x) == arma::SizeCube(2, 200, steps));
    for (arma::uword b = 0; b < 200; ++b) {
      double first = 0, second = 0, sum = 0;
      for (arma::uword t = 0; t < steps; ++t) {
        const double value = data.x(0, b, t), marker = data.x(1, b, t);
        CHECK((value >= 0 && value < 1));
        CHECK((marker == 0 || marker == 1));
        (t < steps / 2 ? first : second) += marker;
        sum += marker * value;
      }
      CHECK(first == 1);
      CHECK(second == 1);
      CHECK(data.y[b] == Approx(sum));
    }
  }
}

TEST_CASE("every step is marked now and then") {
  Stream stream(5);
  const auto data = adding(1000, 7, stream);
  for (arma::uword t = 0; t < 7; ++t) CHECK(arma::accu(data.x.slice(t).row(1)) > 0);
}

TEST_CASE("the mean target is 1, and always saying 1 has a mean squared error of 1/6") {
  constexpr arma::uword n = 20000;
  Stream stream(6);
  const arma::vec y = adding(n, 8, stream).y, squares = arma::square(y - 1);
  // the sum of two uniform numbers: variance 1/6, fourth central moment 1/15
  CHECK(std::abs(arma::mean(y) - 1) < 4 * std::sqrt(1.0 / 6 / n));
  CHECK(std::abs(arma::mean(squares) - 1.0 / 6) < 4 * std::sqrt((1.0 / 15 - 1.0 / 36) / n));
}

TEST_CASE("the same stream gives the same sequences, another one others") {
  Stream a(1), b(1), c(2);
  const auto one = adding(3, 5, a), same = adding(3, 5, b), other = adding(3, 5, c);
  CHECK(arma::approx_equal(one.x, same.x, "absdiff", 0));
  CHECK(!arma::approx_equal(one.x, other.x, "absdiff", 0));
}

TEST_CASE("no sequences, or too short ones for two markers, are refused") {
  Stream stream(1);
  CHECK_THROWS_AS(adding(0, 5, stream), std::invalid_argument);
  CHECK_THROWS_AS(adding(1, 1, stream), std::invalid_argument);
  CHECK_THROWS_AS(adding(1, 0, stream), std::invalid_argument);
}
