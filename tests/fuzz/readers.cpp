#include "tests/fuzz/readers.hpp"

#include <zlib.h>

#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <typeinfo>

#include "datasets/chorales.hpp"
#include "datasets/digits.hpp"
#include "datasets/file.hpp"
#include "datasets/glyphs.hpp"
#include "datasets/idx.hpp"
#include "datasets/midi.hpp"
#include "datasets/picture.hpp"
#include "models/core/weights.hpp"
#include "tests/datasets/gzip.hpp"
#include "tests/datasets/png.hpp"
#include "tests/models/core/weights_files.hpp"

namespace unroll::fuzz {
namespace {

void leave(std::string&) {}

std::uint32_t big_endian(const std::string& bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = at; i < at + 4; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

void repair_png(std::string& bytes) {
  for (std::size_t at = 8; at + 12 <= bytes.size();) {
    const std::size_t length = big_endian(bytes, at);
    if (length > bytes.size() - at - 12) return;
    const auto* const data = reinterpret_cast<const Bytef*>(bytes.data() + at + 4);
    const auto sum = static_cast<std::uint32_t>(crc32(0, data, static_cast<uInt>(length + 4)));
    for (std::size_t i = 0; i < 4; ++i) bytes[at + 8 + length + i] = static_cast<char>(sum >> (24 - 8 * i));
    at += length + 12;
  }
}

void read_any_picture(std::string_view bytes) {
  const datasets::Picture picture = datasets::read_picture(bytes, "fuzz");
  const auto side = datasets::longest_side;
  const auto rows = picture.gray.n_rows, columns = picture.gray.n_cols;
  if (rows < 1 || rows > side || columns < 1 || columns > side)
    throw std::logic_error("a size beyond the limits");
}

std::vector<std::string> png_seeds() {
  const std::vector<png_color> palette{{255, 0, 0}, {0, 255, 0}, {0, 0, 255}, {9, 9, 9}};
  return {make_png(2, 3, {0, 50, 100, 150, 200, 250}),
          make_png(1, 3, {0, 50, 100, 150, 200, 250}, {PNG_COLOR_TYPE_GRAY, 16, false, {}, {}, 50}),
          make_png(9, 8, std::vector<png_byte>(9, 0xaa), {PNG_COLOR_TYPE_GRAY, 1, true, {}, {}, -1}),
          make_png(2, 2, std::vector<png_byte>(12, 9), {PNG_COLOR_TYPE_RGB, 8, false, {}, {}, -1}),
          make_png(2, 2, std::vector<png_byte>(32, 9), {PNG_COLOR_TYPE_RGB_ALPHA, 16, true, {}, {}, -1}),
          make_png(2, 2, std::vector<png_byte>(8, 99), {PNG_COLOR_TYPE_GRAY_ALPHA, 8, false, {}, {}, -1}),
          make_png(1, 4, {0x1b}, {PNG_COLOR_TYPE_PALETTE, 2, false, palette, {0, 128, 255}, -1})};
}

std::vector<std::string> netpbm_seeds() {
  return {"P1 # plain\n3 2\n010\n1 0 1",
          "P2 2 2 9 1 2 3 9",
          "P3 1 2 65535 1 2 3 4 5 65535",
          std::string("P4\n9 2\n\1\2\3\4", 11),
          std::string("P5 2 2 65535\n\0\1\0\2\0\3\0\4", 21),
          "P6 1 1 255\nabc"};
}

std::vector<std::string> xbm_seeds() {
  return {"#define a_width 9\n#define a_height 2\nstatic char a_bits[] = {\n 0x01, 0x02, 0xff, 0x00};\n",
          "/* c */ #define w_width 17\n#define w_height 1\n#define w_x_hot 1\n"
          "static unsigned short w_bits[2] = {0xffff, 1,};"};
}

std::vector<std::string> glyph_seeds() {
  const std::string a = "0041:0000000018242442427E424242420000\n";
  return {a, a + "0416:00000000494949492A1C2A4949490000\r\n1F600:" + std::string(64, 'F'), make_gzip(a)};
}

std::vector<std::string> digit_seeds() {
  std::string line;
  for (int i = 0; i < 64; ++i) line += std::to_string(i % 17) + ",";
  return {line + "7\n", line + "0\r\n" + line + "9", make_gzip(line + "7\n")};
}

std::vector<std::string> chorale_seeds() {
  return {R"({"train":[[[60,64],[]],[[67]]],"valid":[[[0]]],"test":[[[127, 1]]]})",
          R"({ "test": [[[1]]], "valid": [[[2]]], "train": [[[3]]] })"};
}

// Notes that are read are notes that a MIDI file can hold, ascending.
void read_chorales(std::string_view bytes) {
  const datasets::Chorales all = datasets::read_chorales(bytes, "fuzz");
  for (const auto* part : {&all.train, &all.valid, &all.test})
    for (const datasets::Piece& piece : *part) try {
        datasets::midi_file(piece);
      } catch (const std::invalid_argument& error) {
        throw std::logic_error(error.what());
      }
}

std::vector<std::string> idx_seeds() {
  const std::string pictures{"\0\0\10\3\0\0\0\2\0\0\0\1\0\0\0\2abcd", 20},
      labels{"\0\0\10\1\0\0\0\3\1\2\3", 11};
  return {pictures, labels, make_gzip(pictures)};
}

// As pictures, or else as labels.
void read_idx(std::string_view bytes) {
  if (bytes.size() > 3 && bytes[3] == 1)
    datasets::read_idx_labels(bytes, "fuzz");
  else
    datasets::read_idx_pictures(bytes, "fuzz");
}

std::vector<std::string> weights_seeds() {
  const Weights weights{{{"rnn.W", {{2, 3}, std::vector<float>{1, 2, 3, 4, 5, 6}}},
                         {"b", {{2}, std::vector<double>{-1, 1e300}}},
                         {"scalar", {{}, std::vector<float>{0.5F}}},
                         {"empty", {{0, 3}, std::vector<double>{}}}},
                        {{"format", "pt"}, {"a \"key\"", "\xce\xb1\n"}}};
  const Weights one{{{"W", {{1}, std::vector<float>{1}}}}, {}};
  return {format_weights(weights, "seed"), format_weights(one, "seed"), format_weights({}, "seed")};
}

// Makes the length that of the header as it is now, which ends with the last brace and spaces.
void repair_weights(std::string& bytes) {
  const std::size_t brace = bytes.rfind('}');
  if (brace == bytes.npos || brace < 8) return;
  const std::size_t end = std::min(bytes.find_first_not_of(' ', brace + 1), bytes.size());
  for (std::size_t k = 0; k < 8; ++k) bytes[k] = static_cast<char>((end - 8) >> (8 * k) & 0xff);
}

// What is read must be writable, and come back from there as it was.
void read_weights(std::string_view bytes) {
  const Weights weights = parse_weights(bytes, "fuzz");
  std::string again;
  try {
    again = format_weights(weights, "fuzz");
  } catch (const std::runtime_error& error) {
    throw std::logic_error(error.what());
  }
  if (!same_bits(parse_weights(again, "fuzz"), weights)) throw std::logic_error("weights did not come back");
}

std::vector<Reader> make_readers() {
  return {
      {"png", png_seeds(), read_any_picture, repair_png},
      {"netpbm", netpbm_seeds(), read_any_picture, leave},
      {"xbm", xbm_seeds(), read_any_picture, leave},
      {"glyphs", glyph_seeds(), [](std::string_view bytes) { datasets::read_glyphs(bytes, U"A", "fuzz"); },
       leave},
      {"digits", digit_seeds(), [](std::string_view bytes) { datasets::read_digits(bytes, "fuzz"); }, leave},
      {"chorales", chorale_seeds(), read_chorales, leave},
      {"idx", idx_seeds(), read_idx, leave},
      {"gzip",
       {make_gzip("abcabc"), make_gzip("x") + make_gzip("y"), "plain"},
       [](std::string_view bytes) { datasets::gunzip(bytes, "fuzz"); },
       leave},
      {"utf8",
       {"A\xc3\xa9\xd0\x96\xe4\xb8\xad\xf0\x9f\x98\x80"},
       [](std::string_view bytes) {
         std::string again;
         for (const char32_t c : datasets::from_utf8(bytes)) again += datasets::to_utf8(c);
         if (again != bytes) throw std::logic_error("UTF-8 did not come back");
       },
       leave},
      {"weights", weights_seeds(), read_weights, repair_weights}};
}

int try_read(const Reader& reader, std::string_view bytes) {
  try {
    reader.read(bytes);
    return 1;
  } catch (const std::runtime_error& error) {
    const std::string_view message = error.what();
    if (typeid(error) != typeid(std::runtime_error) || message.find('\n') != std::string_view::npos ||
        message.empty())
      throw std::logic_error("not a complaint of one sentence");
    return 0;
  }
}

}  // namespace

const std::vector<Reader>& readers() {
  static const std::vector<Reader> all = make_readers();
  return all;
}

int attack(const Reader& reader, std::string_view bytes) {
  std::string repaired(bytes);
  reader.repair(repaired);
  return try_read(reader, bytes) + (repaired != bytes ? try_read(reader, repaired) : 0);
}

}  // namespace unroll::fuzz
