#include "datasets/picture.hpp"

#include <unistd.h>

#include "models/core/random.hpp"
#include "tests/datasets/files.hpp"
#include "tests/datasets/png.hpp"

using namespace unroll::datasets;
using unroll::Stream;

namespace {

std::string refusal(std::string_view bytes, const std::string& name) {
  return complaint([&] { read_picture(bytes, name); });
}

// A random picture written as X11's bitmap, X10's bitmap or raw PBM; ink is where the pattern is +1.
arma::umat random_ink(arma::uword rows, arma::uword columns, Stream& stream) {
  arma::umat ink(rows, columns);
  for (arma::uword& pixel : ink) pixel = stream.below(2);
  return ink;
}

std::string make_xbm(const arma::umat& ink, arma::uword bits) {
  std::string text = "#define test_width " + std::to_string(ink.n_cols) + "\n#define test_height " +
                     std::to_string(ink.n_rows) + "\nstatic " + (bits == 8 ? "char" : "short") +
                     " test_bits[] = {\n";
  for (arma::uword r = 0; r < ink.n_rows; ++r)
    for (arma::uword first = 0; first < ink.n_cols; first += bits) {
      arma::uword value = 0;
      for (arma::uword c = first; c < std::min(first + bits, ink.n_cols); ++c)
        value |= ink(r, c) << (c - first);
      char word[16];
      std::snprintf(word, sizeof word, " 0x%02llx,", static_cast<unsigned long long>(value));
      text += word;
    }
  text.back() = '}';
  return text + ";\n";
}

std::string make_raw_pbm(const arma::umat& ink) {
  std::string bytes = "P4\n" + std::to_string(ink.n_cols) + " " + std::to_string(ink.n_rows) + "\n";
  for (arma::uword r = 0; r < ink.n_rows; ++r)
    for (arma::uword first = 0; first < ink.n_cols; first += 8) {
      arma::uword value = 0;
      for (arma::uword c = first; c < std::min(first + 8, ink.n_cols); ++c)
        value |= ink(r, c) << (7 - (c - first));
      bytes += static_cast<char>(value);
    }
  return bytes;
}

bool same(const Picture& picture, const arma::umat& ink) {
  return picture.gray.n_rows == ink.n_rows && picture.gray.n_cols == ink.n_cols &&
         arma::all(arma::vectorise(arma::conv_to<arma::umat>::from(picture.gray) == 255 * (1 - ink)));
}

}  // namespace

TEST_CASE("bitmaps of X11, X10 and PBM come back exactly, whatever their width") {
  Stream stream(1);
  for (arma::uword columns = 1; columns <= 35; ++columns) {
    const arma::umat ink = random_ink(1 + stream.below(5), columns, stream);
    REQUIRE(same(read_picture(make_xbm(ink, 8), "x11"), ink));
    REQUIRE(same(read_picture(make_xbm(ink, 16), "x10"), ink));
    REQUIRE(same(read_picture(make_raw_pbm(ink), "p4"), ink));
    std::string plain = "P1 " + std::to_string(columns) + " " + std::to_string(ink.n_rows) + "\n";
    for (arma::uword r = 0; r < ink.n_rows; ++r)
      for (arma::uword c = 0; c < columns; ++c) plain += ink(r, c) ? "1" : (stream.chance(.5) ? "0 " : "0");
    REQUIRE(same(read_picture(plain, "p1"), ink));
  }
}

TEST_CASE("PGM files of every largest value come back rounded to 8 bits") {
  Stream stream(2);
  for (const unsigned most : {1U, 2U, 15U, 254U, 255U, 256U, 1000U, 65535U}) {
    std::string head = " 5 4\n" + std::to_string(most), plain = "P2" + head, raw = "P5" + head + "\n";
    std::vector<unsigned> values(20);
    for (unsigned& v : values) {
      v = static_cast<unsigned>(stream.below(most + 1));
      plain.append(" ").append(std::to_string(v));
      if (most > 255) raw += static_cast<char>(v >> 8);
      raw += static_cast<char>(v);
    }
    const Picture from_plain = read_picture(plain, ""), from_raw = read_picture(raw, "");
    for (arma::uword i = 0; i < 20; ++i) {
      const double exact = 255. * values[i] / most;
      REQUIRE(std::abs(from_plain.gray(i / 5, i % 5) - exact) <= 0.5);
      REQUIRE(from_raw.gray(i / 5, i % 5) == from_plain.gray(i / 5, i % 5));
    }
  }
}

TEST_CASE("PPM files become luma") {
  const Picture plain = read_picture("P3 2 1 255  255 0 0  10 10 10", "");
  CHECK(plain.gray(0, 0) == 76);
  CHECK(plain.gray(0, 1) == 10);
  const Picture raw = read_picture(std::string_view("P6 2 1 255\n\xff\0\0\x0a\x0a\x0a", 17), "");
  CHECK(arma::all(arma::vectorise(raw.gray == plain.gray)));
}

TEST_CASE("comments and any white space may stand between the numbers of a PGM header") {
  const Picture picture =
      read_picture("P2#made by hand\r\n# 9 9\n2\t# columns\n1 # row\n9\n# pixels\n0\v9", "");
  REQUIRE(picture.gray.n_rows == 1);
  REQUIRE(picture.gray.n_cols == 2);
  CHECK(picture.gray(0, 0) == 0);
  CHECK(picture.gray(0, 1) == 255);
}

TEST_CASE("bitmaps in other spellings are read") {
  const Picture picture = read_picture(
      "/* a licence */\n#define a-b.c_width 9\n#define a-b.c_height 1\n"
      "#define a-b.c_x_hot 3\n"
      "static const unsigned char a-b.c_bits[2]={0XfF,/* low */1,}",
      "");
  CHECK(same(picture, arma::umat(1, 9, arma::fill::ones)));
  CHECK(
      same(read_picture("#define _width 1\n#define _height 1\nstatic char b[]={2};", ""), arma::umat(1, 1)));
}

TEST_CASE("a picture is told by its content and named after its file") {
  const Folder folder;
  CHECK(read_picture(folder.write("cat.txt", make_gray_png(1, 2, {1, 2}))).gray(0, 1) == 2);
  const Picture picture = read_picture(folder.write("cat.b.png", "P2 1 1 255 7"));
  CHECK(picture.name == "cat.b");
  CHECK(picture.gray(0, 0) == 7);
  CHECK(read_picture(folder.write("bare", "P1 1 1 1")).name == "bare");
}

TEST_CASE("what is no readable file is refused by its path and with the remedy") {
  const Folder folder;
  const auto of = [](const std::filesystem::path& path) { return complaint([&] { read_picture(path); }); };
  const auto missing = folder.path() / "none.png";
  check_sentence(of(missing), missing.string(), "does not exist", "give the path");
  check_sentence(of(folder.path()), folder.path().string(), "is a folder", "give the path of a file");
  check_sentence(of(folder.write("empty.png", "")), "empty.png", "is empty", "give a file");
  const auto large = folder.write("large.png", "P5");
  std::filesystem::resize_file(large, (std::uintmax_t{64} << 20) + 1);
  check_sentence(of(large), "large.png", "larger than 64 MiB", "smaller");
  check_sentence(of("/dev/zero"), "/dev/zero", "larger than 64 MiB");
  const auto locked = folder.write("locked.png", "P1 1 1 1");
  std::filesystem::permissions(locked, std::filesystem::perms::none);
  if (geteuid() != 0)  // root may read everything
    check_sentence(of(locked), "locked.png", "cannot be opened", "permission");
}

TEST_CASE("what is no picture is refused with the formats that are") {
  for (const char* bytes : {"hello", "P", "P5", "P8 1 1 1", "#include", "/* open", "\x89PNX", "x"})
    check_sentence(refusal(bytes, "cat"), "'cat'", "is not a picture", "convert it to PNG, PGM or XBM");
  check_sentence(refusal("\xff\xd8\xff\xe0", "cat.jpg"), "a JPEG file", "convert it to PNG");
  check_sentence(refusal("GIF89a", "cat.gif"), "a GIF file", "convert it to PNG");
  check_sentence(refusal("\x89PNG\n\x1a\n", "cat.png"), "transfer as text");
  check_sentence(refusal("", "cat"), "'cat'", "is empty");
}

TEST_CASE("netpbm files with an impossible header or pixel are refused") {
  const auto of = [](std::string_view bytes) { return refusal(bytes, "cat.pgm"); };
  check_sentence(of("P2 0 1 255 1"), "'cat.pgm'", "1 rows x 0 columns", "1 to 4096");
  check_sentence(of("P5 1 4097 255\n"), "4097 rows x 1 columns", "1 to 4096");
  check_sentence(of("P5 99999999999 1 255\n"), "1 to 4096");
  check_sentence(of("P2 1 1 0 0"), "has 0 as its largest", "1 to 65535");
  check_sentence(of("P2 1 1 65536 0"), "has 65536 as its largest", "1 to 65535");
  check_sentence(of("P2 1 1 9 10"), "a pixel of 10", "0 to 9");
  check_sentence(of("P2 1 1 255 -1"), "where a number should be");
  check_sentence(of("P2 x 1 255 1"), "where a number should be");
  check_sentence(of("P1 1 1 2"), "neither 0 nor 1");
  check_sentence(of("P5 1 1 255x1"), "lacks white space");
  check_sentence(of("P5 4096 4096 255\n123"), "cut short");
  check_sentence(of("P2 4096 4096 255\n123"), "cut short");
}

TEST_CASE("every netpbm or bitmap file that is cut short is refused") {
  Stream stream(3);
  const arma::umat ink = random_ink(3, 11, stream);
  const std::string p5("P5 # raw\n2 2 65535\n\0\1\0\2\0\3\0\4", 27),
      p2 = "P2 2 2 9\n1 2 3 4", p4 = make_raw_pbm(ink), xbm = make_xbm(ink, 8);
  for (const std::string& whole : {p5, p2, p4, xbm.substr(0, xbm.size() - 2)}) {
    REQUIRE_NOTHROW(read_picture(whole, "cat"));
    for (std::size_t n = 0; n < whole.size(); ++n)
      check_sentence(refusal(whole.substr(0, n), "cat"), "'cat'");
    check_sentence(refusal(whole.substr(0, whole.size() - 1), "cat"), "cut short", "again");
  }
}

TEST_CASE("bitmaps with a wrong number or word are refused") {
  const auto of = [](const std::string& rest,
                     const std::string& size = "#define w_width 9\n#define w_height 1\n") {
    return refusal(size + rest, "cat.xbm");
  };
  check_sentence(of("static char b[] = {1};"), "'cat.xbm'", "holds 1 numbers", "need 2");
  check_sentence(of("static char b[] = {1,2,3};"), "holds 3 numbers", "need 2");
  check_sentence(of("static char b[] = {};"), "holds 0 numbers", "need 2");
  check_sentence(of("static char b[] = {0x100, 1};"), "\"0x100\"", "out of range", "at most 255");
  check_sentence(of("static short b[] = {0x10000};"), "\"0x10000\"", "at most 65535");
  check_sentence(of("static char b[] = {99999999999, 1};"), "out of range");
  check_sentence(of("static char b[] = {-1, 1};"), "\"-1\"", "where a number");
  check_sentence(of("static char b[] = {0x, 1};"), "\"0x\"", "where a number");
  check_sentence(of("static char b[] = {1 1};"), "\"1\" where \",\"");
  check_sentence(of("static int b[] = {1, 1};"), "\"int\" where \"char\"");
  check_sentence(of("char b[] = {1, 1};"), "\"char\" where \"static\"");
  check_sentence(of("static char b[x] = {1, 1};"), "\"x\" where a number");
  check_sentence(of("static char b = {1, 1};"), "where \"[\"");
  check_sentence(of("\x01\x02 evil", "#define w_width 9\n#define w_height 1\n"), "\"??\"");
  check_sentence(of("static char b[] = {1};", "#define w_width 9\n"), "0 rows x 9 columns", "1 to 4096");
  check_sentence(of("static char b[] = {1};", "#define w_width 9\n#define w_height 5000\n"), "5000 rows",
                 "1 to 4096");
  check_sentence(of("static char b[] = {1, /* 2};"), "cut short");
}

TEST_CASE("every bitmap of the X Window System is read") {
  std::filesystem::path folder = real_file("bitmaps");
  if (folder.empty()) return;
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    INFO(entry.path());
    const Picture picture = read_picture(entry.path());
    CHECK(picture.name == entry.path().filename());
    CHECK(picture.gray.min() == 0);
    CHECK((picture.gray.max() == 255 || picture.name.substr(0, 5) == "black"));
    ++count;
  }
  CHECK(count >= 70);
}
