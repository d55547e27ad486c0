// PBM, PGM and PPM, plain (P1 P2 P3) and raw (P4 P5 P6), after the manual pages pbm(5), pgm(5), ppm(5).
#include <algorithm>
#include <charconv>

#include "file.hpp"
#include "picture_formats.hpp"

namespace unroll::datasets::formats {
namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The samples of one file: what is left of it and how to read on.
struct Source {
  std::string_view rest;
  const std::string& where;
  char kind;               // '1' … '6'
  std::uint32_t most = 1;  // the largest sample

  bool plain() const { return kind <= '3'; }
  bool bitmap() const { return kind == '1' || kind == '4'; }
  unsigned channels() const { return kind == '3' || kind == '6' ? 3 : 1; }
};

[[noreturn]] void refuse_cut(const std::string& where) {
  refuse(where, "is cut short: it ends before its last pixel; copy or save it again.");
}

void skip_space(Source& in) {
  while (!in.rest.empty()) {
    if (in.rest.front() == '#') {
      in.rest.remove_prefix(std::min(in.rest.find_first_of("\r\n"), in.rest.size()));
    } else if (is_space(in.rest.front())) {
      in.rest.remove_prefix(1);
    } else {
      return;
    }
  }
}

// A decimal number; one beyond 32 bits counts as the largest of these, which every caller refuses.
std::uint32_t read_number(Source& in) {
  skip_space(in);
  if (in.rest.empty()) refuse_cut(in.where);
  if (!is_digit(in.rest.front()))
    refuse(in.where, std::string("has a character where a number should be; a P") + in.kind +
                         " picture needs numbers between white space.");
  std::uint32_t number = 0;
  const char* const end = in.rest.data() + in.rest.size();
  const auto [stop, error] = std::from_chars(in.rest.data(), end, number);
  in.rest.remove_prefix(static_cast<std::size_t>(stop - in.rest.data()));
  return error == std::errc() ? number : UINT32_MAX;
}

std::uint32_t read_raw(Source& in) {
  std::uint32_t value = static_cast<unsigned char>(in.rest[0]);
  if (in.most > 255) value = value << 8 | static_cast<unsigned char>(in.rest[1]);
  in.rest.remove_prefix(in.most > 255 ? 2 : 1);
  return value;
}

std::uint32_t read_sample(Source& in) {
  const std::uint32_t value = in.plain() ? read_number(in) : read_raw(in);
  if (value > in.most)
    refuse(in.where, "has a pixel of " + std::to_string(value) + "; its header allows 0 to " +
                         std::to_string(in.most) + ".");
  return value;
}

std::uint8_t read_gray_value(Source& in) {
  std::uint32_t value = read_sample(in);
  if (in.channels() == 3) {
    const std::uint32_t green = read_sample(in);
    value = luma(value, green, read_sample(in));
  }
  return static_cast<std::uint8_t>((value * 255 + in.most / 2) / in.most);
}

// Plain bitmaps may leave out the space between pixels.
bool read_plain_bit(Source& in) {
  skip_space(in);
  if (in.rest.empty()) refuse_cut(in.where);
  const char bit = in.rest.front();
  if (bit != '0' && bit != '1')
    refuse(in.where, "has a pixel that is neither 0 nor 1; a P1 picture needs these.");
  in.rest.remove_prefix(1);
  return bit == '1';
}

void read_bitmap(Source& in, Gray& gray) {
  const std::size_t stride = (gray.n_cols + 7) / 8;
  for (arma::uword r = 0; r < gray.n_rows; ++r)
    for (arma::uword c = 0; c < gray.n_cols; ++c) {
      const bool ink = in.plain()
                           ? read_plain_bit(in)
                           : (static_cast<unsigned char>(in.rest[r * stride + c / 8]) >> (7 - c % 8)) & 1;
      gray.at(r, c) = ink ? 0 : 255;
    }
}

// The fewest bytes that can hold the pixels, so that a small file cannot ask for a large picture.
std::uint64_t least_bytes(const Source& in, std::uint64_t rows, std::uint64_t columns) {
  const std::uint64_t samples = rows * columns * in.channels();
  if (in.kind == '1') return samples;
  if (in.plain()) return 2 * samples - 1;
  if (in.bitmap()) return rows * ((columns + 7) / 8);
  return samples * (in.most > 255 ? 2 : 1);
}

}  // namespace

bool is_netpbm(std::string_view bytes) {
  return bytes.size() >= 3 && bytes[0] == 'P' && bytes[1] >= '1' && bytes[1] <= '6' &&
         (is_space(bytes[2]) || bytes[2] == '#');
}

Gray read_netpbm(std::string_view bytes, const std::string& where) {
  Source in{bytes.substr(2), where, bytes[1]};
  const std::uint32_t columns = read_number(in), rows = read_number(in);
  check_size(rows, columns, where);
  if (!in.bitmap()) in.most = read_number(in);
  if (in.most < 1 || in.most > 65535)
    refuse(where, "has " + std::to_string(in.most) + " as its largest grey value; it must be 1 to 65535.");
  if (in.rest.empty()) refuse_cut(where);
  if (!is_space(in.rest.front())) refuse(where, "lacks white space after its header; save it again.");
  in.rest.remove_prefix(1);
  if (in.rest.size() < least_bytes(in, rows, columns)) refuse_cut(where);

  Gray gray(rows, columns);
  if (in.bitmap()) {
    read_bitmap(in, gray);
  } else {
    for (arma::uword r = 0; r < rows; ++r)
      for (arma::uword c = 0; c < columns; ++c) gray.at(r, c) = read_gray_value(in);
  }
  return gray;
}

}  // namespace unroll::datasets::formats
