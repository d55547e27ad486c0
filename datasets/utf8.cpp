#include "utf8.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <stdexcept>

namespace unroll::datasets {
namespace {

bool is_scalar(char32_t c) { return c < 0xd800 || (c > 0xdfff && c <= 0x10ffff); }

// The bytes of the character that starts so, or 0 where none can.
std::size_t sequence_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xc2 && lead <= 0xdf) return 2;
  if (lead >= 0xe0 && lead <= 0xef) return 3;
  if (lead >= 0xf0 && lead <= 0xf4) return 4;
  return 0;
}

}  // namespace

std::u32string from_utf8(std::string_view text) {
  constexpr std::array<char32_t, 5> least{0, 0, 0x80, 0x800, 0x10000};
  constexpr std::array<unsigned, 5> payload{0, 0x7f, 0x1f, 0x0f, 0x07};
  std::u32string characters;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = sequence_length(lead);
    char32_t c = lead & payload[length];
    bool right = length > 0 && length <= text.size() - i;
    for (std::size_t k = 1; right && k < length; ++k) {
      const auto byte = static_cast<unsigned char>(text[i + k]);
      right = (byte & 0xc0) == 0x80;
      c = c << 6 | (byte & 0x3fU);
    }
    if (!right || c < least[length] || !is_scalar(c))
      throw std::runtime_error("the text is not UTF-8 at byte " + std::to_string(i) +
                               "; save it in the encoding UTF-8");
    characters += c;
    i += length;
  }
  return characters;
}

std::string to_utf8(char32_t character) {
  if (!is_scalar(character))
    throw std::invalid_argument(code_point_name(character) +
                                " is no character; give U+0000 to U+10FFFF without "
                                "the surrogates U+D800 to U+DFFF");
  const auto c = static_cast<std::uint32_t>(character);
  const auto tail = [&](unsigned shift) { return static_cast<char>(0x80 | ((c >> shift) & 0x3f)); };
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xc0 | c >> 6), tail(0)};
  if (c < 0x10000) return {static_cast<char>(0xe0 | c >> 12), tail(6), tail(0)};
  return {static_cast<char>(0xf0 | c >> 18), tail(12), tail(6), tail(0)};
}

std::string code_point_name(char32_t character) {
  std::array<char, 8> digits;
  const auto end =
      std::to_chars(digits.data(), digits.data() + 8, static_cast<std::uint32_t>(character), 16).ptr;
  std::string name(digits.data(), end);
  for (char& c : name)
    if (c >= 'a') c = static_cast<char>(c - 'a' + 'A');
  return "U+" + std::string(name.size() < 4 ? 4 - name.size() : 0, '0') + name;
}

}  // namespace unroll::datasets
