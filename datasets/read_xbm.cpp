// XBM: a picture as C source, after XReadBitmapFile(3). The lowest bit of a number is its leftmost pixel;
// a row begins with a new number, of 8 bits in X11's files (char) and of 16 in X10's (short).
#include <algorithm>
#include <charconv>
#include <vector>

#include "file.hpp"
#include "picture_formats.hpp"

namespace unroll::datasets::formats {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_mark(char c) { return c != '\0' && std::string_view("[]{}=;,").find(c) != std::string_view::npos; }
bool starts(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }

bool ends(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// Drops white space and C comments; false when a comment has no end.
bool skip_blank(std::string_view& rest) {
  for (;;) {
    while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    if (!starts(rest, "/*")) return true;
    const std::size_t end = rest.find("*/", 2);
    if (end == std::string_view::npos) return false;
    rest.remove_prefix(end + 2);
  }
}

struct Source {
  std::string_view rest;
  const std::string& where;
};

// The next mark or word. Words end only at blanks and marks, because names are made from file names.
std::string_view next(Source& in) {
  if (!skip_blank(in.rest) || in.rest.empty())
    refuse(in.where, "is cut short: it ends before its last pixel; copy or save the XBM file again.");
  std::size_t length = 1;
  if (!is_mark(in.rest.front()))
    while (length < in.rest.size() && !is_space(in.rest[length]) && !is_mark(in.rest[length]) &&
           !starts(in.rest.substr(length), "/*"))
      ++length;
  const std::string_view word = in.rest.substr(0, length);
  in.rest.remove_prefix(length);
  return word;
}

// Files may be anything: a complaint quotes only what fits on a line and prints.
std::string quoted(std::string_view word) {
  std::string text(word.substr(0, 20));
  for (char& c : text)
    if (c < ' ' || c > '~') c = '?';
  return '"' + text + (word.size() > 20 ? "...\"" : "\"");
}

void expect(Source& in, std::string_view word, std::string_view right) {
  if (word == right) return;
  refuse(in.where,
         "has " + quoted(word) + " where " + quoted(right) + " should be; save the XBM file again.");
}

std::uint32_t number(const Source& in, std::string_view word, std::uint32_t most) {
  const bool hexadecimal = starts(word, "0x") || starts(word, "0X");
  const std::string_view digits = word.substr(hexadecimal ? 2 : 0);
  std::uint32_t value = 0;
  const char* const end = digits.data() + digits.size();
  const auto [stop, error] = std::from_chars(digits.data(), end, value, hexadecimal ? 16 : 10);
  if (error == std::errc::invalid_argument || stop != end)
    refuse(in.where, "has " + quoted(word) + " where a number should be; save the XBM file again.");
  if (error != std::errc() || value > most)
    refuse(in.where, "has the number " + quoted(word) + " out of range; it must be at most " +
                         std::to_string(most) + ".");
  return value;
}

// From the first value to the closing brace.
std::vector<std::uint16_t> read_values(Source& in, std::uint32_t most) {
  std::vector<std::uint16_t> values;
  for (std::string_view word = next(in); word != "}";) {
    values.push_back(static_cast<std::uint16_t>(number(in, word, most)));
    word = next(in);
    if (word == "}") break;
    expect(in, word, ",");
    word = next(in);
  }
  return values;
}

// Reads over "static unsigned char name[12] = {" and gives the number of bits in a value.
unsigned read_declaration(Source& in, std::string_view word) {
  expect(in, word, "static");
  do {
    word = next(in);
  } while (word == "const" || word == "unsigned" || word == "signed");
  const unsigned bits = word == "short" ? 16 : 8;
  if (bits == 8) expect(in, word, "char");
  next(in);
  expect(in, next(in), "[");
  word = next(in);
  if (word != "]") {
    number(in, word, UINT32_MAX);
    word = next(in);
  }
  expect(in, word, "]");
  expect(in, next(in), "=");
  expect(in, next(in), "{");
  return bits;
}

}  // namespace

bool is_xbm(std::string_view bytes) { return skip_blank(bytes) && starts(bytes, "#define"); }

Gray read_xbm(std::string_view bytes, const std::string& where) {
  Source in{bytes, where};
  std::uint32_t rows = 0, columns = 0;
  std::string_view word = next(in);
  for (; word == "#define"; word = next(in)) {
    const std::string_view name = next(in), value = next(in);
    if (ends(name, "width")) columns = number(in, value, UINT32_MAX);
    if (ends(name, "height")) rows = number(in, value, UINT32_MAX);
  }
  check_size(rows, columns, where);
  const unsigned bits = read_declaration(in, word);
  const std::vector<std::uint16_t> values = read_values(in, (1U << bits) - 1);
  const std::size_t stride = (columns + bits - 1) / bits;
  if (values.size() != rows * stride)
    refuse(where, "holds " + std::to_string(values.size()) + " numbers; " + std::to_string(rows) +
                      " rows x " + std::to_string(columns) + " columns need " +
                      std::to_string(rows * stride) + ".");

  Gray gray(rows, columns);
  for (arma::uword r = 0; r < rows; ++r)
    for (arma::uword c = 0; c < columns; ++c)
      gray.at(r, c) = (values[r * stride + c / bits] >> (c % bits)) & 1 ? 0 : 255;
  return gray;
}

}  // namespace unroll::datasets::formats
