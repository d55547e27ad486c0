#include "datasets/digits.hpp"

#include "models/core/random.hpp"
#include "tests/datasets/files.hpp"
#include "tests/datasets/gzip.hpp"

using namespace unroll::datasets;
using unroll::Stream;

namespace {

struct Line {
  unsigned pixels[64], label;
};

Line random_line(Stream& stream) {
  Line line{};
  for (unsigned& p : line.pixels) p = static_cast<unsigned>(stream.below(17));
  line.label = static_cast<unsigned>(stream.below(10));
  return line;
}

std::string text_of(const Line& line) {
  std::string text;
  for (const unsigned p : line.pixels) text += std::to_string(p) + ",";
  return text + std::to_string(line.label);
}

std::string zeros(int n) {
  std::string text;
  for (int i = 0; i < n; ++i) text += i == 0 ? "0" : ",0";
  return text;
}

}  // namespace

TEST_CASE("digits come back column by column, plain and packed, with either end of line") {
  Stream stream(1);
  std::vector<Line> lines(20);
  std::string text;
  for (Line& line : lines) {
    line = random_line(stream);
    text += text_of(line) + (stream.chance(.5) ? "\n" : "\r\n");
  }
  for (const std::string& bytes :
       {text, text.substr(0, text.find_last_not_of("\r\n") + 1), make_gzip(text)}) {
    const Digits digits = read_digits(bytes, "digits.csv");
    REQUIRE(digits.images.n_rows == 64);
    REQUIRE(digits.images.n_cols == 20);
    REQUIRE(digits.labels.n_elem == 20);
    for (arma::uword i = 0; i < 20; ++i) {
      const Picture picture = digit_picture(digits, i);
      REQUIRE(digits.labels[i] == lines[i].label);
      REQUIRE(picture.name == std::to_string(lines[i].label) + " (number " + std::to_string(i) + ")");
      for (arma::uword r = 0; r < 8; ++r)
        for (arma::uword c = 0; c < 8; ++c) {
          const unsigned v = lines[i].pixels[r * 8 + c];
          REQUIRE(digits.images(c * 8 + r, i) == static_cast<float>(v) / 16);
          REQUIRE(std::abs(picture.gray(r, c) - (255 - 255 * v / 16.)) <= .5);
        }
    }
  }
}

TEST_CASE("a malformed line of digits is refused by its number") {
  const std::string right = zeros(65) + "\n";
  for (const std::string& wrong :
       {std::string(), zeros(64), zeros(66), zeros(65) + ",", "17," + zeros(64), "-1," + zeros(64),
        "x," + zeros(64), zeros(64) + ",10", "1.5," + zeros(64), " 1," + zeros(64), zeros(64) + ", 1",
        zeros(64) + ";1", "99999999999," + zeros(64)})
    check_sentence(complaint([&] { read_digits(right + right + wrong + "\n", "digits.csv"); }),
                   "'digits.csv'", "line 3", "64 whole numbers from 0 to 16", "label from 0 to 9");
}

TEST_CASE("a file without digits is refused") {
  check_sentence(complaint([&] { read_digits("", "digits.csv"); }), "'digits.csv'", "no digits",
                 "a line for each");
  check_sentence(complaint([&] { read_digits(make_gzip(""), "digits.csv.gz"); }), "'digits.csv.gz'",
                 "no digits");
  const std::string whole = make_gzip(zeros(65));
  check_sentence(complaint([&] { read_digits(whole.substr(0, 15), "digits.csv.gz"); }), "cut short");
  const Folder folder;
  const auto missing = folder.path() / "digits.csv.gz";
  check_sentence(complaint([&] { read_digits(missing); }), missing.string(), "does not exist");
  CHECK(read_digits(folder.write("digits.csv.gz", whole)).labels.n_elem == 1);
}

TEST_CASE("a digit beyond the last is refused") {
  const Digits digits = read_digits(zeros(65), "");
  check_sentence(complaint<std::out_of_range>([&] { digit_picture(digits, 1); }), "number 1", "one less");
}

TEST_CASE("scikit-learn's digits are read") {
  const auto path = real_file("digits.csv.gz");
  if (path.empty()) return;
  const Digits digits = read_digits(path);
  CHECK(digits.labels.n_elem == 1797);
  const arma::uvec counts = arma::hist(digits.labels, arma::regspace<arma::uvec>(0, 9));
  const arma::uvec published{178, 182, 177, 183, 181, 182, 181, 179, 174, 180};
  CHECK(arma::all(counts == published));
}
