#include "tests/datasets/png.hpp"

#include "datasets/picture.hpp"
#include "models/core/random.hpp"
#include "tests/datasets/files.hpp"

using unroll::Stream;
using unroll::datasets::Picture;
using unroll::datasets::read_picture;

namespace {

std::vector<png_byte> random_bytes(std::size_t n, Stream& stream) {
  std::vector<png_byte> bytes(n);
  for (png_byte& b : bytes) b = static_cast<png_byte>(stream.below(256));
  return bytes;
}

int rounded(double x) { return static_cast<int>(x + 0.5); }

double on_white(double gray, double alpha) { return gray * alpha / 255 + 255 * (1 - alpha / 255); }

double luma(const png_byte* p) { return .299 * p[0] + .587 * p[1] + .114 * p[2]; }

}  // namespace

TEST_CASE("grey PNG files of 8 bits come back exactly, whatever their shape") {
  Stream stream(1);
  for (const std::uint32_t rows : {1U, 2U, 7U, 33U})
    for (const std::uint32_t columns : {1U, 3U, 8U, 65U})
      for (const bool interlaced : {false, true}) {
        const auto raster = random_bytes(rows * columns, stream);
        const Picture picture = read_picture(
            make_png(rows, columns, raster, {PNG_COLOR_TYPE_GRAY, 8, interlaced, {}, {}, -1}), "cat");
        REQUIRE(picture.name == "cat");
        REQUIRE(picture.gray.n_rows == rows);
        REQUIRE(picture.gray.n_cols == columns);
        for (std::uint32_t r = 0; r < rows; ++r)
          for (std::uint32_t c = 0; c < columns; ++c) REQUIRE(picture.gray(r, c) == raster[r * columns + c]);
      }
}

TEST_CASE("grey PNG files of 1, 2 and 4 bits span black to white") {
  for (const int depth : {1, 2, 4}) {
    const int most = (1 << depth) - 1;
    const auto columns = static_cast<std::uint32_t>(most + 1);
    std::vector<png_byte> line((columns * static_cast<unsigned>(depth) + 7) / 8);
    for (int v = 0; v <= most; ++v) {
      const int bit = v * depth;
      line[static_cast<std::size_t>(bit / 8)] |= static_cast<png_byte>(v << (8 - depth - bit % 8));
    }
    const Picture picture =
        read_picture(make_png(1, columns, line, {PNG_COLOR_TYPE_GRAY, depth, false, {}, {}, -1}), "");
    for (int v = 0; v <= most; ++v) CHECK(picture.gray(0, static_cast<arma::uword>(v)) == 255 * v / most);
  }
}

TEST_CASE("16 bits of a PNG file are rounded to 8") {
  Stream stream(2);
  const auto raster = random_bytes(2 * 500, stream);
  const Picture picture =
      read_picture(make_png(1, 500, raster, {PNG_COLOR_TYPE_GRAY, 16, false, {}, {}, -1}), "");
  for (std::size_t i = 0; i < 500; ++i)
    REQUIRE(int{picture.gray[i]} == rounded((raster[2 * i] * 256 + raster[2 * i + 1]) / 257.));
}

TEST_CASE("colours of a PNG file become luma and transparent parts white") {
  Stream stream(3);
  const std::uint32_t n = 400;
  for (const int depth : {8, 16}) {
    const auto deep = [&](std::vector<png_byte> raster) {
      if (depth == 8) return raster;
      std::vector<png_byte> twice;  // v·257 is v exactly
      for (const png_byte b : raster) twice.insert(twice.end(), {b, b});
      return twice;
    };
    const auto rgb = random_bytes(3 * n, stream), rgba = random_bytes(4 * n, stream),
               ga = random_bytes(2 * n, stream);
    const auto read = [&](const auto& raster, int type) {
      return read_picture(make_png(n / 20, 20, deep(raster), {type, depth, false, {}, {}, -1}), "")
          .gray.t()
          .eval();
    };
    const auto from_rgb = read(rgb, PNG_COLOR_TYPE_RGB), from_rgba = read(rgba, PNG_COLOR_TYPE_RGB_ALPHA),
               from_ga = read(ga, PNG_COLOR_TYPE_GRAY_ALPHA);
    for (std::size_t i = 0; i < n; ++i) {
      REQUIRE(std::abs(from_rgb[i] - luma(&rgb[3 * i])) <= 0.501);
      REQUIRE(std::abs(from_rgba[i] - on_white(luma(&rgba[4 * i]), rgba[4 * i + 3])) <= 1.001);
      REQUIRE(std::abs(from_ga[i] - on_white(ga[2 * i], ga[2 * i + 1])) <= 0.501);
    }
  }
}

TEST_CASE("palettes and transparent colours of a PNG file are honoured") {
  const std::vector<png_color> palette{{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {10, 10, 10}};
  const Picture solid =
      read_picture(make_png(1, 4, {0, 1, 2, 3}, {PNG_COLOR_TYPE_PALETTE, 8, false, palette, {}, -1}), "");
  CHECK(solid.gray(0, 0) == 76);
  CHECK(solid.gray(0, 1) == 150);
  CHECK(solid.gray(0, 2) == 29);
  CHECK(solid.gray(0, 3) == 10);
  const Picture packed =
      read_picture(make_png(1, 4, {0x1b}, {PNG_COLOR_TYPE_PALETTE, 2, false, palette, {}, -1}), "");
  CHECK(arma::all(arma::vectorise(packed.gray == solid.gray)));
  const Picture clear = read_picture(
      make_png(1, 4, {0, 1, 2, 3}, {PNG_COLOR_TYPE_PALETTE, 8, false, palette, {255, 255, 0, 128}, -1}), "");
  CHECK(clear.gray(0, 0) == 76);
  CHECK(clear.gray(0, 2) == 255);
  CHECK(clear.gray(0, 3) == rounded(on_white(10, 128)));
  const Picture keyed =
      read_picture(make_png(1, 3, {0, 7, 8}, {PNG_COLOR_TYPE_GRAY, 8, false, {}, {}, 7}), "");
  CHECK(keyed.gray(0, 0) == 0);
  CHECK(keyed.gray(0, 1) == 255);
  CHECK(keyed.gray(0, 2) == 8);
}

TEST_CASE("every PNG file that is cut short is refused") {
  Stream stream(4);
  const std::string whole = make_gray_png(5, 6, random_bytes(30, stream));
  REQUIRE_NOTHROW(read_picture(whole, "cat.png"));
  for (std::size_t n = 8; n < whole.size(); ++n)
    check_sentence(complaint([&] { read_picture(whole.substr(0, n), "cat.png"); }), "'cat.png'", "cut short",
                   "again");
}

TEST_CASE("a PNG file with any bit changed in its pixels is refused") {
  Stream stream(5);
  const std::string whole = make_gray_png(5, 6, random_bytes(30, stream));
  const std::size_t data = whole.find("IDAT");
  for (std::size_t i = data + 4; i < whole.size() - 12; ++i)
    for (int bit = 0; bit < 8; ++bit) {
      std::string changed = whole;
      changed[i] = static_cast<char>(changed[i] ^ (1 << bit));
      check_sentence(complaint([&] { read_picture(changed, "cat.png"); }), "'cat.png'", "damaged", "again");
    }
}

TEST_CASE("a PNG header that claims too much is refused before room is made") {
  Stream stream(6);
  std::string bytes = make_gray_png(5, 6, random_bytes(30, stream));
  const auto claim = [&](const char* columns, const char* rows) {
    return bytes.substr(0, 16) + std::string(columns, 4) + std::string(rows, 4) + bytes.substr(24);
  };
  check_sentence(complaint([&] { read_picture(claim("\x7f\xff\xff\xff", "\x7f\xff\xff\xff"), "bomb.png"); }),
                 "'bomb.png'", "2147483647 rows x 2147483647 columns", "1 to 4096");
  check_sentence(complaint([&] { read_picture(claim("\0\0\x10\x01", "\0\0\0\1"), "bomb.png"); }),
                 "1 rows x 4097");
  check_sentence(complaint([&] { read_picture(claim("\0\0\0\0", "\0\0\0\1"), "bomb.png"); }), "1 rows x 0");
  check_sentence(complaint([&] { read_picture(claim("\0\0\x10\0", "\0\0\x10\0"), "bomb.png"); }),
                 "too little data", "4096 rows x 4096 columns");
  check_sentence(complaint([&] { read_picture(bytes.substr(0, 8) + bytes.substr(33), "x.png"); }), "'x.png'",
                 "no PNG header");
}

TEST_CASE("the largest picture is read") {
  const Picture picture = read_picture(make_gray_png(4096, 4096, std::vector<png_byte>(4096 * 4096, 77)), "");
  CHECK(picture.gray.n_rows == 4096);
  CHECK(picture.gray.n_cols == 4096);
  CHECK(picture.gray.min() == 77);
  CHECK(picture.gray.max() == 77);
}
