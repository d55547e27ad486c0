#include "datasets/long_lags.hpp"

#include <cmath>
#include <map>
#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;

TEST_CASE("task 2a has two sequences, alike but for their first and last symbol, and equally likely") {
  constexpr arma::uword p = 10;
  std::map<std::vector<arma::uword>, int> seen;
  Stream stream(1);
  std::vector<arma::uword> symbols;
  constexpr int n = 2000;
  for (int k = 0; k < n; ++k) {
    draw_plain_lag(p, stream, symbols);
    ++seen[symbols];
  }
  REQUIRE(seen.size() == 2);
  for (const auto& [sequence, count] : seen) {
    REQUIRE(sequence.size() == p + 1);
    CHECK((sequence.front() == p - 1 || sequence.front() == p));
    CHECK(sequence.front() == sequence.back());
    for (arma::uword i = 1; i < p; ++i) CHECK(sequence[i] == i - 1);
    CHECK(std::abs(count - n / 2) < 4 * std::sqrt(n) / 2);  // half of the last symbols are guessed
  }
}

TEST_CASE("task 2c is b, x or y, distractors, e and the same x or y again") {
  constexpr arma::uword p = 5, q = 20;
  Stream stream(2);
  std::vector<arma::uword> symbols;
  constexpr int n = 4000;
  double with_x = 0, length = 0;
  std::map<std::size_t, int> lengths;
  arma::vec counts(p, arma::fill::zeros);
  for (int k = 0; k < n; ++k) {
    draw_noisy_lag(p, q, stream, symbols);
    const std::size_t steps = symbols.size();
    REQUIRE(steps >= q + 4);
    CHECK(symbols[0] == p + 1);
    CHECK((symbols[1] == p + 2 || symbols[1] == p + 3));
    CHECK(symbols[steps - 2] == p);
    CHECK(symbols[steps - 1] == symbols[1]);
    for (std::size_t t = 2; t + 2 < steps; ++t) {
      REQUIRE(symbols[t] < p);
      ++counts[symbols[t]];
    }
    with_x += symbols[1] == p + 2;
    length += static_cast<double>(steps);
    ++lengths[steps];
  }
  CHECK(std::abs(with_x - n / 2.0) < 4 * std::sqrt(n) / 2);
  // k extra distractors with chance (9/10)^k / 10: a mean of 9 and a standard deviation of √90.
  CHECK(std::abs(length / n - (q + 13)) < 4 * std::sqrt(90.0 / n));
  CHECK(std::abs(lengths[q + 4] - n / 10.0) < 4 * std::sqrt(n * 0.09));
  const double all = arma::accu(counts);
  for (const double count : counts) CHECK(std::abs(count - all / p) < 4 * std::sqrt(all * 0.16));
}

TEST_CASE("lags of nothing are refused") {
  Stream stream(3);
  std::vector<arma::uword> symbols;
  CHECK_THROWS_AS(draw_plain_lag(0, stream, symbols), std::invalid_argument);
  CHECK_THROWS_AS(draw_noisy_lag(0, 5, stream, symbols), std::invalid_argument);
  CHECK_THROWS_AS(draw_noisy_lag(5, 0, stream, symbols), std::invalid_argument);
}
