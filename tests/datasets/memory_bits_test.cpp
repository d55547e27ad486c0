#include "datasets/memory_bits.hpp"

#include <cmath>
#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;

namespace {

// That neither what is read at a step nor the step says what is asked: shares within four deviations of 1/2.
void check_chance(const MemoryBits& bits, arma::uword from) {
  for (const float seen : {0.F, 1.F}) {
    double count = 0, ones = 0;
    for (arma::uword t = from; t < bits.x.n_slices; ++t)
      for (arma::uword b = 0; b < bits.x.n_cols; ++b)
        if (bits.x(0, b, t) == seen) {
          ++count;
          ones += static_cast<double>(bits.y(0, b, t));
        }
    CHECK(std::abs(ones / count - 0.5) < 4 * 0.5 / std::sqrt(count));
  }
}

}  // namespace

TEST_CASE("delayed bits are the inputs of so many steps before, and say nothing of the present ones") {
  Stream stream(1);
  for (const arma::uword delay : {1u, 2u, 5u}) {
    const auto bits = delayed_bits(50, 100, delay, stream);
    for (arma::uword t = 0; t < 100; ++t)
      for (arma::uword b = 0; b < 50; ++b) {
        CHECK((bits.x(0, b, t) == 0 || bits.x(0, b, t) == 1));
        REQUIRE(bits.y(0, b, t) == (t < delay ? 0 : bits.x(0, b, t - delay)));
      }
    check_chance(bits, delay);
  }
}

TEST_CASE("toggled bits change with each 1 that is read and stay with each 0") {
  Stream stream(2);
  const auto bits = toggled_bits(50, 100, stream);
  for (arma::uword b = 0; b < 50; ++b) {
    float before = 0;
    for (arma::uword t = 0; t < 100; ++t) {
      REQUIRE(bits.y(0, b, t) == (bits.x(0, b, t) == 1 ? 1 - before : before));
      before = bits.y(0, b, t);
    }
  }
  check_chance(bits, 1);
}

TEST_CASE("memory bits: the same stream gives the same, and what makes no sense is refused") {
  Stream a(3), b(3), c(4);
  const auto one = toggled_bits(3, 9, a), same = toggled_bits(3, 9, b), other = toggled_bits(3, 9, c);
  CHECK(arma::approx_equal(one.x, same.x, "absdiff", 0));
  CHECK(!arma::approx_equal(one.x, other.x, "absdiff", 0));
  CHECK_THROWS_AS(toggled_bits(0, 9, a), std::invalid_argument);
  CHECK_THROWS_AS(toggled_bits(3, 0, a), std::invalid_argument);
  CHECK_THROWS_AS(delayed_bits(3, 9, 9, a), std::invalid_argument);
}
