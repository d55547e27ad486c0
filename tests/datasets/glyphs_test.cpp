#include "datasets/glyphs.hpp"

#include "models/core/random.hpp"
#include "tests/datasets/files.hpp"

using namespace unroll::datasets;
using unroll::Stream;

namespace {

const std::string letter_a = "0041:0000000018242442427E424242420000";
const std::string wide =
    "4E2D:010001000100010001003FFC21042104210421043FFC210401000100010001000";  // one digit too long

std::string random_hex(std::size_t digits, Stream& stream) {
  std::string hex;
  for (std::size_t i = 0; i < digits; ++i) hex += "0123456789ABCDEF"[stream.below(16)];
  return hex;
}

std::string refusal(std::string_view bytes, std::u32string_view characters) {
  return complaint([&] { read_glyphs(bytes, characters, "unifont.hex"); });
}

}  // namespace

TEST_CASE("glyphs of both widths come back bit by bit, in the order asked for") {
  Stream stream(1);
  const std::string narrow = random_hex(32, stream), broad = random_hex(64, stream);
  const std::string text = "0041:" + narrow + "\n01F600:" + broad + "\r\n0042:" + std::string(32, '0') + "\n";
  const auto glyphs = read_glyphs(text, U"\U0001f600A\U0001f600", "");
  REQUIRE(glyphs.size() == 3);
  CHECK(glyphs[0].name == "\xf0\x9f\x98\x80");
  CHECK(glyphs[1].name == "A");
  for (const auto& [glyph, hex] :
       {std::pair(glyphs[0], broad), std::pair(glyphs[1], narrow), std::pair(glyphs[2], broad)}) {
    REQUIRE(glyph.gray.n_rows == 16);
    REQUIRE(glyph.gray.n_cols == hex.size() / 4);
    for (arma::uword r = 0; r < 16; ++r)
      for (arma::uword c = 0; c < glyph.gray.n_cols; ++c) {
        const int digit = std::stoi(hex.substr(r * glyph.gray.n_cols / 4 + c / 4, 1), nullptr, 16);
        REQUIRE(glyph.gray(r, c) == (digit >> (3 - c % 4) & 1 ? 0 : 255));
      }
  }
}

TEST_CASE("the letter A looks like one") {
  const Picture a = read_glyphs(letter_a, U"A", "")[0];
  std::string drawn;
  for (arma::uword r = 4; r < 10; ++r) {
    for (arma::uword c = 0; c < 8; ++c) drawn += a.gray(r, c) == 0 ? '#' : '.';
    drawn += '\n';
  }
  CHECK(drawn == "...##...\n..#..#..\n..#..#..\n.#....#.\n.#....#.\n.######.\n");
}

TEST_CASE("no characters asked for are no glyphs") { CHECK(read_glyphs(letter_a, U"", "").empty()); }

TEST_CASE("a character without a glyph is refused by its code point") {
  check_sentence(refusal(letter_a, U"AB"), "'unifont.hex'", "U+0042", "choose another");
  check_sentence(refusal(letter_a, U"\U0001f600"), "U+1F600");
}

TEST_CASE("a malformed line is refused by its number, asked for or not") {
  for (const std::string& line :
       {std::string(), std::string("0042"), std::string("0042:"), std::string("42:") + std::string(32, '0'),
        "0042:" + std::string(31, '0'), "0042:" + std::string(33, '0'), "0042:" + std::string(31, '0') + "g",
        "00x2:" + std::string(32, '0'), "-042:" + std::string(32, '0'), "110000:" + std::string(32, '0'),
        "0000042:" + std::string(32, '0'), wide, "0042:" + std::string(32, '0') + " "})
    check_sentence(refusal(letter_a + "\n" + line + "\n", U"A"), "'unifont.hex'", "line 2", "4 to 6",
                   "32 or 64");
  check_sentence(refusal(letter_a + "\n" + letter_a, U"A"), "U+0041", "line 2", "remove");
  check_sentence(refusal("D800:" + std::string(32, '0'), U"A"), "U+0041");
}

TEST_CASE("glyphs are read from a file, and its absence is told") {
  const Folder folder;
  CHECK(read_glyphs(folder.write("font.hex", letter_a), U"A").size() == 1);
  const auto missing = folder.path() / "unifont.hex";
  check_sentence(complaint([&] { read_glyphs(missing, U"A"); }), missing.string(), "does not exist",
                 "give the path");
}

TEST_CASE("GNU Unifont is read") {
  const auto path = real_file("unifont.hex");
  if (path.empty()) return;
  const auto glyphs = read_glyphs(path, from_utf8("A\xd0\x96\xe4\xb8\xad"));
  CHECK(arma::all(arma::vectorise(glyphs[0].gray == read_glyphs(letter_a, U"A", "")[0].gray)));
  CHECK(glyphs[1].gray.n_cols == 8);
  CHECK(glyphs[2].gray.n_cols == 16);
}
