#include "datasets/pattern.hpp"

#include "models/core/random.hpp"
#include "tests/datasets/files.hpp"

using namespace unroll::datasets;
using unroll::Stream;

namespace {

Picture random_picture(arma::uword rows, arma::uword columns, Stream& stream, std::uint64_t grays = 256) {
  Picture picture{"random", arma::Mat<std::uint8_t>(rows, columns)};
  for (std::uint8_t& g : picture.gray) g = static_cast<std::uint8_t>(stream.below(grays));
  return picture;
}

Picture sheet(arma::uword rows, arma::uword columns, std::uint8_t gray) {
  Picture picture{"sheet", arma::Mat<std::uint8_t>(rows, columns)};
  picture.gray.fill(gray);
  return picture;
}

double mean_gray(const Picture& picture) {
  return arma::accu(arma::conv_to<arma::mat>::from(picture.gray)) / static_cast<double>(picture.gray.n_elem);
}

// Variance between the classes by its definition, σ² = ω0 (μ0 - μT)² + ω1 (μ1 - μT)².
double between(const Picture& picture, int threshold) {
  double n[2] = {0, 0}, sum[2] = {0, 0};
  for (const std::uint8_t g : picture.gray) {
    n[g >= threshold] += 1;
    sum[g >= threshold] += g;
  }
  const double total = n[0] + n[1], mean = (sum[0] + sum[1]) / total;
  double variance = 0;
  for (int k = 0; k < 2; ++k)
    if (n[k] > 0) variance += n[k] / total * (sum[k] / n[k] - mean) * (sum[k] / n[k] - mean);
  return variance;
}

// The area mean by sampling the old picture at every point of a grid that both sizes divide.
double area_mean(const Picture& picture, arma::uword rows, arma::uword columns, arma::uword r,
                 arma::uword c) {
  double sum = 0;
  const arma::uword n = picture.gray.n_rows, m = picture.gray.n_cols;
  for (arma::uword i = 0; i < n; ++i)
    for (arma::uword j = 0; j < m; ++j) sum += picture.gray((r * n + i) / rows, (c * m + j) / columns);
  return sum / static_cast<double>(n * m);
}

}  // namespace

TEST_CASE("a pattern is +1 where a pixel is darker than the threshold, column by column") {
  Stream stream(1);
  const Picture picture = random_picture(5, 7, stream);
  for (const int threshold : {0, 1, 100, 255}) {
    const arma::fvec pattern = as_pattern(picture, {threshold});
    REQUIRE(pattern.n_elem == 35);
    for (arma::uword r = 0; r < 5; ++r)
      for (arma::uword c = 0; c < 7; ++c)
        REQUIRE(pattern[c * 5 + r] == (picture.gray(r, c) < threshold ? 1.f : -1.f));
  }
}

TEST_CASE("a pattern becomes a picture and the same pattern again") {
  Stream stream(2);
  const arma::fvec pattern = as_pattern(random_picture(6, 4, stream), {128});
  const Picture picture = as_picture(pattern, 6, 4, "again");
  CHECK(picture.name == "again");
  CHECK(arma::all(as_pattern(picture) == pattern));
  CHECK(as_picture({-3.f, -1.f, 0.f, 1.f, 2.f}, 1, 5, "").gray(0, 2) == 128);
  CHECK(as_picture({-3.f, -1.f, 0.f, 1.f, 2.f}, 1, 5, "").gray(0, 0) == 255);
  CHECK(as_picture({-3.f, -1.f, 0.f, 1.f, 2.f}, 1, 5, "").gray(0, 4) == 0);
  check_sentence(complaint<std::invalid_argument>([&] { as_picture(pattern, 6, 5, ""); }), "24 values",
                 "6 rows x 5 columns");
}

TEST_CASE("Otsu's threshold has the greatest variance between its classes of all 255") {
  Stream stream(3);
  for (int run = 0; run < 60; ++run) {
    const auto grays = 2 + stream.below(255), columns = 2 + stream.below(9), rows = 1 + stream.below(9);
    Picture picture = random_picture(rows, columns, stream, grays);
    picture.gray[0] = 0;
    picture.gray[1] = 1;  // two grey values at least
    const int chosen = otsu(picture);
    REQUIRE(chosen >= 1);
    REQUIRE(chosen <= 255);
    const double variance = between(picture, chosen);
    for (int t = 1; t < 256; ++t) REQUIRE(variance >= between(picture, t) * (1 - 1e-12));
  }
}

TEST_CASE("Otsu's threshold lies in the middle of a gap") {
  Picture picture = sheet(4, 4, 50);
  picture.gray(1, 1) = 151;
  CHECK(otsu(picture) == 101);
  picture.gray.fill(0);
  picture.gray(0, 0) = 255;
  CHECK(otsu(picture) == 128);
}

TEST_CASE("a sheet of one grey value is all ink or all paper") {
  for (const int gray : {0, 1, 127, 128, 254, 255}) {
    const Picture picture = sheet(3, 2, static_cast<std::uint8_t>(gray));
    CHECK(otsu(picture) == 128);
    CHECK(arma::all(as_pattern(picture) == (gray < 128 ? 1.f : -1.f)));
  }
}

TEST_CASE("resizing gives the mean of the area that each pixel covers") {
  Stream stream(4);
  for (int run = 0; run < 60; ++run) {
    const arma::uword width = 1 + stream.below(12), height = 1 + stream.below(12);
    const Picture picture = random_picture(height, width, stream);
    const arma::uword rows = 1 + stream.below(20), columns = 1 + stream.below(20);
    const Picture resized = resize(picture, rows, columns);
    REQUIRE(resized.name == picture.name);
    REQUIRE(resized.gray.n_rows == rows);
    REQUIRE(resized.gray.n_cols == columns);
    for (arma::uword r = 0; r < rows; ++r)
      for (arma::uword c = 0; c < columns; ++c)
        REQUIRE(std::abs(resized.gray(r, c) - area_mean(picture, rows, columns, r, c)) <= 0.5 + 1e-9);
    REQUIRE(std::abs(mean_gray(resized) - mean_gray(picture)) <= 0.5 + 1e-9);
  }
}

TEST_CASE(
    "resizing to the same size changes nothing, and enlarging by whole factors is undone by shrinking") {
  Stream stream(5);
  const Picture picture = random_picture(9, 5, stream);
  CHECK(arma::all(arma::vectorise(resize(picture, 9, 5).gray == picture.gray)));
  const Picture large = resize(picture, 27, 20);
  for (arma::uword r = 0; r < 27; ++r)
    for (arma::uword c = 0; c < 20; ++c) REQUIRE(large.gray(r, c) == picture.gray(r / 3, c / 4));
  CHECK(arma::all(arma::vectorise(resize(large, 9, 5).gray == picture.gray)));
}

TEST_CASE("fitting keeps the shape and centres it on white") {
  const Picture wide = fit(sheet(10, 20, 0), 8);
  REQUIRE(wide.gray.n_rows == 8);
  REQUIRE(wide.gray.n_cols == 8);
  for (arma::uword r = 0; r < 8; ++r)
    for (arma::uword c = 0; c < 8; ++c) CHECK(wide.gray(r, c) == (r >= 2 && r < 6 ? 0 : 255));
  const Picture tall = fit(sheet(3, 1, 7), 6);
  for (arma::uword r = 0; r < 6; ++r)
    for (arma::uword c = 0; c < 6; ++c) CHECK(tall.gray(r, c) == (c >= 2 && c < 4 ? 7 : 255));
  CHECK(fit(sheet(1, 4096, 0), 8).gray.min() == 0);
  Stream stream(6);
  const Picture square = random_picture(12, 12, stream);
  CHECK(arma::all(arma::vectorise(fit(square, 5).gray == resize(square, 5, 5).gray)));
}

TEST_CASE("thresholds are read from text") {
  CHECK_FALSE(parse_threshold("otsu").gray);
  CHECK(parse_threshold("0").gray == 0);
  CHECK(parse_threshold("255").gray == 255);
  for (const char* text : {"", "256", "-1", "1.5", "Otsu", "12 ", "99999999999"})
    check_sentence(complaint<std::invalid_argument>([&] { parse_threshold(text); }),
                   std::string("'") + text + "'", "otsu", "0 to 255");
}

TEST_CASE("impossible sizes and thresholds are refused") {
  const Picture picture = sheet(2, 2, 0), none{"none", {}};
  check_sentence(complaint<std::invalid_argument>([&] { resize(picture, 0, 2); }), "0 pixels", "1 to 4096");
  check_sentence(complaint<std::invalid_argument>([&] { resize(picture, 2, 4097); }), "4097 pixels",
                 "1 to 4096");
  check_sentence(complaint<std::invalid_argument>([&] { fit(picture, 0); }), "0 pixels", "1 to 4096");
  check_sentence(complaint<std::invalid_argument>([&] { resize(none, 2, 2); }), "'none'", "no pixels");
  check_sentence(complaint<std::invalid_argument>([&] { fit(none, 2); }), "'none'", "no pixels");
  check_sentence(complaint<std::invalid_argument>([&] { otsu(none); }), "'none'", "no pixels");
  check_sentence(complaint<std::invalid_argument>([&] { as_pattern(none); }), "'none'", "no pixels");
  check_sentence(complaint<std::invalid_argument>([&] { as_pattern(picture, {256}); }), "256", "0 to 255");
  check_sentence(complaint<std::invalid_argument>([&] { as_pattern(picture, {-1}); }), "-1", "0 to 255");
}
