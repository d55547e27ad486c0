#include "glyphs.hpp"

#include <charconv>
#include <cstdint>
#include <optional>
#include <unordered_map>

#include "file.hpp"

namespace unroll::datasets {
namespace {

constexpr arma::uword glyph_rows = 16;

struct Line {
  char32_t character;
  std::string_view bitmap;  // 32 or 64 hexadecimal digits
};

std::optional<Line> parse_line(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon < 4 || colon > 6) return {};
  std::uint32_t code = 0;
  const char* const end = line.data() + colon;
  const auto [stop, error] = std::from_chars(line.data(), end, code, 16);
  const std::string_view bitmap = line.substr(colon + 1);
  if (error != std::errc() || stop != end || code > 0x10ffff) return {};
  if (bitmap.size() != 32 && bitmap.size() != 64) return {};
  if (bitmap.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos) return {};
  return Line{code, bitmap};
}

Picture draw(const Line& line) {
  const std::size_t digits = line.bitmap.size() / glyph_rows;
  Picture glyph{to_utf8(line.character), arma::Mat<std::uint8_t>(glyph_rows, 4 * digits)};
  for (arma::uword r = 0; r < glyph_rows; ++r) {
    std::uint32_t row = 0;
    const char* const first = line.bitmap.data() + r * digits;
    std::from_chars(first, first + digits, row, 16);
    for (arma::uword c = 0; c < glyph.gray.n_cols; ++c)
      glyph.gray.at(r, c) = row >> (glyph.gray.n_cols - 1 - c) & 1 ? 0 : 255;
  }
  return glyph;
}

}  // namespace

std::vector<Picture> read_glyphs(const std::filesystem::path& unifont_hex, std::u32string_view characters) {
  return read_glyphs(read_file(unifont_hex), characters, unifont_hex.string());
}

std::vector<Picture> read_glyphs(std::string_view bytes, std::u32string_view characters,
                                 const std::string& where) {
  std::unordered_map<char32_t, std::optional<Line>> wanted;
  for (const char32_t c : characters) wanted[c];
  const std::string content = gunzip(bytes, where);
  std::string_view rest = content, text;
  for (std::size_t number = 1; next_line(rest, text); ++number) {
    const auto line = parse_line(text);
    if (!line)
      refuse(where,
             "is malformed in line " + std::to_string(number) +
                 "; a line of unifont.hex is a code point of 4 to 6 hexadecimal digits, a colon, and 32 or "
                 "64 such digits.");
    if (const auto it = wanted.find(line->character); it != wanted.end()) {
      if (it->second)
        refuse(where, "has " + code_point_name(line->character) + " a second time in line " +
                          std::to_string(number) + "; remove one of the two.");
      it->second = line;
    }
  }
  std::vector<Picture> glyphs;
  for (const char32_t c : characters) {
    const auto& line = wanted[c];
    if (!line)
      refuse(where, "has no glyph for " + code_point_name(c) + "; choose another character or font.");
    glyphs.push_back(draw(*line));
  }
  return glyphs;
}

}  // namespace unroll::datasets
