#include "models/core/placed_random.hpp"

#include <cmath>
#include <vector>

#include "tests/catch.hpp"

using namespace unroll;

TEST_CASE("placed random: Philox gives the words that its authors publish") {
  // Random123, kat_vectors: philox 4x32 10.
  using Four = std::array<std::uint32_t, 4>;
  CHECK(philox({0, 0, 0, 0}, {0, 0}) == Four{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  CHECK(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}) ==
        Four{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        Four{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("placed random: a number depends on its place alone") {
  Stream stream(1);
  PlacedRandom random(stream);
  random.time = (std::uint64_t{1} << 40) + 7;
  std::vector<float> whole(300), part(300);
  uniforms(random, 5, 0, 300, whole.data());
  for (const arma::uword cut : {64U, 128U, 256U}) {
    uniforms(random, 5, cut, 300 - cut, part.data());
    for (arma::uword i = cut; i < 300; ++i) CHECK(part[i - cut] == whole[i]);
  }
  // Word w of block k is row 16 w + k mod 16 of 64.
  const auto words = philox({3, 5, 7, 1U << 8}, {std::uint32_t(random.key), std::uint32_t(random.key >> 32)});
  for (arma::uword w = 0; w < 4; ++w) CHECK(whole[16 * w + 3] == std::ldexp(float(words[w] >> 8), -24));
  const auto differs = [&](PlacedRandom other, arma::uword column) {
    uniforms(other, column, 0, 300, part.data());
    return part != whole;
  };
  CHECK(!differs(random, 5));
  CHECK(differs(random, 6));
  ++random.time;
  CHECK(differs(random, 5));
  CHECK_THROWS_AS(uniforms(random, 0, 63, 1, part.data()), std::invalid_argument);
}

TEMPLATE_TEST_CASE("placed random: uniform numbers are uniform and coins fall as they should", "", float,
                   double) {
  Stream stream(2);
  PlacedRandom random(stream);
  constexpr arma::uword rows = 1000, columns = 200;
  double sum = 0, squares = 0, neighbours = 0, heads = 0, least = 1, most = 0;
  std::vector<TestType> u(rows), p(rows, TestType(0.3)), state(rows);
  for (arma::uword j = 0; j < columns; ++j) {
    uniforms(random, j, 0, rows, u.data());
    coins(random, j, 0, rows, p.data(), state.data());
    for (arma::uword i = 0; i < rows; ++i) {
      const double x = double(u[i]);
      sum += x;
      squares += x * x;
      if (i > 0) neighbours += (x - 0.5) * (double(u[i - 1]) - 0.5);
      heads += double(state[i]);
      CHECK_FALSE((state[i] == 1) != (u[i] < p[i]));
      least = std::min(least, x);
      most = std::max(most, x);
    }
  }
  constexpr double n = rows * columns;
  CHECK(least >= 0);
  CHECK(most < 1);
  CHECK(sum / n == Approx(0.5).margin(4 / std::sqrt(12 * n)));
  CHECK(squares / n == Approx(1.0 / 3).margin(4 * 0.298 / std::sqrt(n)));
  CHECK(neighbours / n == Approx(0).margin(4.0 / 12 / std::sqrt(n)));
  CHECK(heads / n == Approx(0.3).margin(4 * 0.458 / std::sqrt(n)));
  std::vector<TestType> sure(rows, 1), never(rows, 0);
  coins(random, 0, 0, rows, sure.data(), state.data());
  CHECK(state == sure);
  coins(random, 0, 0, rows, never.data(), state.data());
  CHECK(state == never);
}
