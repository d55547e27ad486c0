#include "datasets/shifter.hpp"

#include <cmath>
#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;

namespace {

// The second row by the words of the header, one shift after another.
arma::fvec moved(const arma::fvec& row, arma::uword shift) {
  arma::fvec to = row;
  const arma::uword last = row.n_elem - 1;
  if (shift == 0) {
    to.head(last) = row.tail(last);
    to[last] = row[0];
  } else if (shift == 2) {
    to.tail(last) = row.head(last);
    to[0] = row[last];
  }
  return to;
}

void check_rows(const ShiftedRows& rows, arma::uword width) {
  for (arma::uword k = 0; k < rows.x.n_cols; ++k) {
    const arma::fvec x = rows.x.col(k);
    REQUIRE(x.n_elem == 2 * width + 3);
    REQUIRE(arma::accu(x.tail(3)) == 1);
    REQUIRE(x[2 * width + rows.shift[k]] == 1);
    REQUIRE(arma::all(x.subvec(width, 2 * width - 1) == moved(x.head(width), rows.shift[k])));
  }
}

}  // namespace

TEST_CASE("shifter: the second row is the first, shifted as the three bits say, round the end") {
  for (const arma::uword width : {3U, 8U, 11U}) {
    Stream stream(width);
    check_rows(shifted_rows(300, width, 0.3, stream), width);
    for (arma::uword count = 0; count <= width; ++count) {
      const ShiftedRows rows = shifted_rows_with(count, 50, width, stream);
      check_rows(rows, width);
      for (arma::uword k = 0; k < 50; ++k)
        CHECK(arma::accu(rows.x.col(k).head(width)) == static_cast<float>(count));
    }
  }
}

TEST_CASE("shifter: bits are on as often as asked, shifts are alike, and no pair of bits tells the shift") {
  Stream stream(1);
  constexpr double n = 30000;
  const ShiftedRows rows = shifted_rows(30000, 8, 0.3, stream);
  const auto near = [&](double mean, double p, double of) {
    return std::abs(mean - p) < 4.5 * std::sqrt(p * (1 - p) / of);
  };
  for (arma::uword i = 0; i < 16; ++i) CHECK(near(arma::mean(arma::vectorise(rows.x.row(i))), 0.3, n));
  for (arma::uword s = 0; s < shifts; ++s) {
    const arma::uvec those = arma::find(rows.shift == s);
    const auto count = static_cast<double>(those.n_elem);
    CHECK(near(count / n, 1.0 / 3, n));
    for (arma::uword i = 0; i < 16; ++i)  // a bit and a shift
      CHECK(near(arma::mean(arma::vectorise(rows.x(arma::uvec{i}, those))), 0.3, count));
  }
  for (arma::uword i = 0; i < 8; ++i)  // a bit and each of the three places where it can go
    for (arma::uword to = 7; to < 10; ++to)
      CHECK(near(arma::dot(rows.x.row(i), rows.x.row(8 + (i + to) % 8)) / n, (0.3 + 2 * 0.09) / 3, n));
}

TEST_CASE("shifter: rows too short and too many bits are refused") {
  Stream stream(2);
  CHECK_THROWS_AS(shifted_rows(1, 2, 0.3, stream), std::invalid_argument);
  CHECK_THROWS_AS(shifted_rows_with(9, 1, 8, stream), std::invalid_argument);
}
