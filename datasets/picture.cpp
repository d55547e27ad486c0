#include "picture.hpp"

#include <array>
#include <utility>

#include "file.hpp"
#include "picture_formats.hpp"

namespace unroll::datasets {
namespace {

// What people try most often, so that the complaint can say it by name.
std::string foreign_format(std::string_view bytes) {
  using namespace std::string_view_literals;
  constexpr std::array<std::pair<std::string_view, const char*>, 9> known{{{"\xff\xd8\xff"sv, "a JPEG"},
                                                                           {"GIF8"sv, "a GIF"},
                                                                           {"BM"sv, "a BMP"},
                                                                           {"II*\0"sv, "a TIFF"},
                                                                           {"MM\0*"sv, "a TIFF"},
                                                                           {"P7\n"sv, "a PAM"},
                                                                           {"/* XPM */"sv, "an XPM"},
                                                                           {"%PDF"sv, "a PDF"},
                                                                           {"\x1f\x8b"sv, "a gzip"}}};
  for (const auto& [start, name] : known)
    if (bytes.substr(0, start.size()) == start) return std::string("is ") + name + " file";
  if (bytes.substr(1, 3) == "PNG") return "is a PNG file that was damaged by a transfer as text";
  return "is not a picture";
}

formats::Gray read_gray(std::string_view bytes, const std::string& where) {
  if (bytes.empty()) refuse(where, "is empty; give a PNG, PGM or XBM picture.");
  if (bytes.size() > largest_file) refuse(where, "is larger than 64 MiB; give a smaller picture.");
  if (formats::is_png(bytes)) return formats::read_png(bytes, where);
  if (formats::is_netpbm(bytes)) return formats::read_netpbm(bytes, where);
  if (formats::is_xbm(bytes)) return formats::read_xbm(bytes, where);
  refuse(where, foreign_format(bytes) + " that can be read here; convert it to PNG, PGM or XBM.");
}

}  // namespace

void formats::check_size(std::uint64_t rows, std::uint64_t columns, const std::string& where) {
  if (rows >= 1 && columns >= 1 && rows <= longest_side && columns <= longest_side) return;
  const std::string limit = std::to_string(longest_side);
  refuse(where, "claims a size of " + std::to_string(rows) + " rows x " + std::to_string(columns) +
                    " columns; give a picture of 1 to " + limit + " rows and 1 to " + limit + " columns.");
}

Picture read_picture(const std::filesystem::path& path) {
  return {path.stem().string(), read_gray(read_file(path), path.string())};
}

Picture read_picture(std::string_view bytes, std::string name) {
  formats::Gray gray = read_gray(bytes, name);
  return {std::move(name), std::move(gray)};
}

}  // namespace unroll::datasets
