#include "models/core/random.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "tests/catch.hpp"

using unroll::Stream;

TEST_CASE("a stream gives the published numbers of its engine") {
  // xoshiro256++ from the state that SplitMix64 makes of seed 0; the SplitMix64 words for seed 0 are
  // e220a8397b1dcdaf 6e789e6aa1b965f4 06c45d188009454f f88bb8a8724c81ec, from which the first output is
  // rotl(s0 + s3, 23) + s0.
  const std::uint64_t s0 = 0xe220a8397b1dcdaf, s3 = 0xf88bb8a8724c81ec, sum = s0 + s3;
  CHECK(Stream(0).bits() == ((sum << 23) | (sum >> 41)) + s0);
}

TEST_CASE("the same name gives the same stream, any other name another") {
  const auto first = [](auto... name) { return Stream(name...).bits(); };
  const auto reference = first(1u, "01", "hebb", 0u, "noise");
  CHECK(first(1u, "01", "hebb", 0u, "noise") == reference);
  CHECK(first(2u, "01", "hebb", 0u, "noise") != reference);
  CHECK(first(1u, "02", "hebb", 0u, "noise") != reference);
  CHECK(first(1u, "01", "storkey", 0u, "noise") != reference);
  CHECK(first(1u, "01", "hebb", 1u, "noise") != reference);
  CHECK(first(1u, "01", "hebb", 0u, "order") != reference);
  CHECK(first(1u, "01h", "ebb", 0u, "noise") != reference);
}

TEST_CASE("draws have the distribution that they say") {
  Stream stream(7);
  const int n = 200000;
  double sum = 0, squares = 0, cubes = 0, fourths = 0;
  std::map<std::uint64_t, int> die;
  int heads = 0;
  for (int i = 0; i < n; ++i) {
    const double u = stream.uniform();
    REQUIRE((u >= 0 && u < 1));
    const double z = stream.normal();
    sum += z;
    squares += z * z;
    cubes += z * z * z;
    fourths += z * z * z * z;
    ++die[stream.below(6)];
    heads += stream.chance(0.3);
  }
  // Five standard errors of each estimate.
  CHECK(std::abs(sum / n) < 5 / std::sqrt(n));
  CHECK(std::abs(squares / n - 1) < 5 * std::sqrt(2.0 / n));
  CHECK(std::abs(cubes / n) < 5 * std::sqrt(15.0 / n));
  CHECK(std::abs(fourths / n - 3) < 5 * std::sqrt(96.0 / n));
  REQUIRE(die.size() == 6);
  for (const auto& [face, count] : die) CHECK(std::abs(count - n / 6.0) < 5 * std::sqrt(n * 5 / 36.0));
  CHECK(std::abs(heads - 0.3 * n) < 5 * std::sqrt(n * 0.21));
}

TEST_CASE("below covers wide ranges without bias") {
  Stream stream(3);
  const std::uint64_t wide = std::uint64_t{3} << 61;  // a remainder by this would favour the low third
  int low = 0;
  for (int i = 0; i < 10000; ++i) {
    const auto x = stream.below(wide);
    REQUIRE(x < wide);
    low += x < wide / 3;
  }
  CHECK(std::abs(low - 10000 / 3.0) < 5 * std::sqrt(10000 * 2 / 9.0));
  CHECK(stream.below(1) == 0);
  CHECK_THROWS_AS(stream.below(0), std::invalid_argument);
}

TEST_CASE("shuffle and sample are fair and complete") {
  Stream stream(5);
  std::map<std::vector<int>, int> orders;
  for (int i = 0; i < 6000; ++i) {
    std::vector<int> v{0, 1, 2};
    stream.shuffle(v);
    ++orders[v];
  }
  REQUIRE(orders.size() == 6);
  for (const auto& [order, count] : orders) CHECK(std::abs(count - 1000) < 5 * std::sqrt(6000 * 5 / 36.0));

  auto sample = stream.sample(10, 10);
  std::sort(sample.begin(), sample.end());
  for (std::size_t i = 0; i < 10; ++i) CHECK(sample[i] == i);
  CHECK(stream.sample(0, 0).empty());
  CHECK_THROWS_AS(stream.sample(3, 2), std::invalid_argument);
}

TEST_CASE("the numbers of a stream never change") {
  // Recorded once: a change here changes every result of every experiment.
  Stream stream(1, "hopfield_restoration", "hebb", 0u, "noise");
  CHECK(stream.bits() == 0x129280f12dd9c281);
  CHECK(stream.below(1000) == 616);
  CHECK(stream.uniform() == 0x1.95b2e4cd06c84p-1);
  CHECK(stream.normal() == -0x1.a5028c0e65bfbp-1);
}
