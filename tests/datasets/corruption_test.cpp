#include "datasets/corruption.hpp"

#include <cmath>

#include "tests/datasets/files.hpp"

using namespace unroll::datasets;
using unroll::Stream;
using Kind = Corruption::Kind;
using Side = Corruption::Side;

namespace {

arma::fvec random_pattern(arma::uword n, Stream& stream) {
  arma::fvec pattern(n);
  for (float& s : pattern) s = stream.chance(.5) ? 1.f : -1.f;
  return pattern;
}

arma::uword differing(const arma::fvec& a, const arma::fvec& b) { return arma::accu(a != b); }

std::string refusal(std::string_view text) {
  return complaint<std::invalid_argument>([&] { parse_corruption(text); });
}

}  // namespace

TEST_CASE("every corruption gives -1 and +1 and leaves its argument alone") {
  Stream stream(1);
  for (const char* text : {"flip:0.3", "half:left", "half:bottom", "noise:0.8", "shift:2", "shift:-1"})
    for (const arma::uword rows : {1U, 4U, 7U}) {
      const arma::fvec pattern = random_pattern(rows * 5, stream), copy = pattern;
      const arma::fvec result = corrupt(pattern, rows, 5, parse_corruption(text), stream);
      REQUIRE(result.n_elem == pattern.n_elem);
      REQUIRE(arma::all(arma::abs(result) == 1.f));
      REQUIRE(arma::all(pattern == copy));
    }
}

TEST_CASE("a stream in the same state gives the same corruption, another one another") {
  Stream stream(2);
  const arma::fvec pattern = random_pattern(400, stream);
  for (const char* text : {"flip:0.3", "noise:1"}) {
    const Corruption corruption = parse_corruption(text);
    Stream a(5), b(5), c(6);
    const arma::fvec first = corrupt(pattern, 20, 20, corruption, a);
    CHECK(arma::all(first == corrupt(pattern, 20, 20, corruption, b)));
    CHECK(differing(first, corrupt(pattern, 20, 20, corruption, c)) > 0);
    CHECK(differing(first, corrupt(pattern, 20, 20, corruption, a)) > 0);  // the stream goes on
  }
}

TEST_CASE("corruptions that are not random draw nothing") {
  const arma::fvec pattern(20, arma::fill::ones);
  for (const char* text : {"half:top", "shift:1"}) {
    Stream used(3), fresh(3);
    corrupt(pattern, 4, 5, parse_corruption(text), used);
    CHECK(used.bits() == fresh.bits());
  }
}

TEST_CASE("flip changes exactly the rounded number of units") {
  Stream stream(4);
  for (const arma::uword n : {1U, 7U, 100U})
    for (const double p : {0., .01, .07, .2, .5, .99, 1.}) {
      const arma::fvec pattern = random_pattern(n, stream);
      const auto expected = static_cast<arma::uword>(std::llround(p * static_cast<double>(n)));
      REQUIRE(differing(pattern, corrupt(pattern, n, 1, {Kind::flip, p, {}}, stream)) == expected);
    }
}

TEST_CASE("flip changes every unit equally often") {
  Stream stream(5);
  const arma::fvec pattern(20, arma::fill::ones);
  arma::vec counts(20, arma::fill::zeros);
  const int runs = 20000;
  for (int run = 0; run < runs; ++run)
    counts +=
        arma::conv_to<arma::vec>::from(corrupt(pattern, 4, 5, {Kind::flip, .25, {}}, stream) != pattern);
  // Binomial with mean 5000 and standard deviation 61: five of these.
  CHECK(counts.min() > 5000 - 306);
  CHECK(counts.max() < 5000 + 306);
}

TEST_CASE("half makes that half paper and keeps the other") {
  Stream stream(6);
  for (const arma::uword rows : {4U, 5U})
    for (const arma::uword columns : {6U, 7U}) {
      const arma::fvec pattern = random_pattern(rows * columns, stream);
      for (const Side side : {Side::left, Side::right, Side::top, Side::bottom}) {
        const arma::fvec result = corrupt(pattern, rows, columns, {Kind::half, 0, side}, stream);
        for (arma::uword c = 0; c < columns; ++c)
          for (arma::uword r = 0; r < rows; ++r) {
            const bool gone = side == Side::left    ? c < columns / 2
                              : side == Side::right ? c >= columns - columns / 2
                              : side == Side::top   ? r < rows / 2
                                                    : r >= rows - rows / 2;
            REQUIRE(result[c * rows + r] == (gone ? -1.f : pattern[c * rows + r]));
          }
      }
    }
}

TEST_CASE("noise flips as often as the normal distribution says") {
  Stream stream(7);
  const arma::uword n = 200000;
  const arma::fvec pattern = random_pattern(n, stream);
  CHECK(differing(pattern, corrupt(pattern, n, 1, {Kind::noise, 0, {}}, stream)) == 0);
  for (const double deviation : {.3, .5, 1., 3.}) {
    const double p = .5 * std::erfc(1 / (deviation * std::sqrt(2.)));
    const auto flipped =
        static_cast<double>(differing(pattern, corrupt(pattern, n, 1, {Kind::noise, deviation, {}}, stream)));
    CHECK(std::abs(flipped / static_cast<double>(n) - p) <=
          5 * std::sqrt(p * (1 - p) / static_cast<double>(n)));
  }
}

TEST_CASE("shift moves columns and fills with paper") {
  Stream stream(8);
  const arma::uword rows = 3, columns = 5;
  const arma::fvec pattern = random_pattern(rows * columns, stream);
  for (int by = -4; by <= 4; ++by) {
    const arma::fvec result =
        corrupt(pattern, rows, columns, {Kind::shift, static_cast<double>(by), {}}, stream);
    for (int c = 0; c < 5; ++c)
      for (arma::uword r = 0; r < rows; ++r) {
        const bool inside = c - by >= 0 && c - by < 5;
        const float expected = inside ? pattern[static_cast<arma::uword>(c - by) * rows + r] : -1.f;
        REQUIRE(result[static_cast<arma::uword>(c) * rows + r] == expected);
      }
  }
}

TEST_CASE("a corruption becomes text and the same corruption again") {
  Stream stream(9);
  for (int run = 0; run < 1000; ++run) {
    const Corruption flip{Kind::flip, stream.uniform(), {}},
        noise{Kind::noise, std::exp(stream.normal() * 20), {}},
        shift{Kind::shift, static_cast<double>(stream.below(9)) - 4, {}};
    for (const Corruption& corruption : {flip, noise, shift})
      REQUIRE(parse_corruption(to_string(corruption)) == corruption);
  }
  for (const char* text : {"flip:0.2", "flip:0", "flip:1", "half:left", "half:right", "half:top",
                           "half:bottom", "noise:0.5", "noise:0", "shift:2", "shift:-2", "shift:0"})
    CHECK(to_string(parse_corruption(text)) == text);
  CHECK(to_string(parse_corruption("flip:2e-1")) == "flip:0.2");
  CHECK(to_string(parse_corruption("shift:-0")) == "shift:0");
}

TEST_CASE("text that is no corruption is refused with the forms that are") {
  for (const char* text :
       {"",          ":",           "flip",      "flip:",    "flip:1.1",  "flip:-0.1",   "flip:x",
        "flip:0.2x", "flip: 0.2",   "flip:0.2 ", "flip:nan", "flip:0,2",  "flip:left",   "half",
        "half:",     "half:middle", "half:0.5",  "noise:-1", "noise:inf", "noise:1e999", "shift:1.5",
        "shift:",    "shift:1e10",  "blur:1",    "Flip:0.2"})
    check_sentence(refusal(text), std::string("'") + text + "'", "flip:P", "0 to 1", "half:left",
                   "half:right", "half:top", "half:bottom", "noise:S", "shift:K");
}

TEST_CASE("a pattern of another shape or an impossible amount is refused") {
  Stream stream(10);
  const arma::fvec pattern(12, arma::fill::ones);
  const auto of = [&](arma::uword rows, arma::uword columns, const Corruption& corruption) {
    return complaint<std::invalid_argument>([&] { corrupt(pattern, rows, columns, corruption, stream); });
  };
  check_sentence(of(3, 5, {Kind::flip, .1, {}}), "12 units", "3 rows x 5 columns");
  check_sentence(of(3, 4, {Kind::flip, 1.5, {}}), "'flip:1.5'", "0 to 1");
  check_sentence(of(3, 4, {Kind::noise, -1, {}}), "'noise:-1'");
  check_sentence(of(3, 4, {Kind::noise, INFINITY, {}}), "'noise:inf'");
  check_sentence(of(3, 4, {Kind::shift, .5, {}}), "'shift:0.5'");
  check_sentence(of(3, 4, {Kind::shift, 4, {}}), "'shift:4'", "4 columns", "fewer");
  check_sentence(of(3, 4, {Kind::shift, -7, {}}), "'shift:-7'", "4 columns", "fewer");
  CHECK(corrupt({}, 0, 0, {Kind::flip, .5, {}}, stream).is_empty());
}
