// Pictures: grey values in memory, read from files.
//
// Shapes: a picture is rows × columns; pattern.hpp makes of it what networks store.
#pragma once
#include <armadillo>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace unroll::datasets {

struct Picture {
  std::string name;
  arma::Mat<std::uint8_t> gray;  // 0 is black (ink), 255 is white (paper)
};

// Pictures have 1 … 4096 rows and as many columns.
inline constexpr arma::uword longest_side = 4096;

// Reads a picture of one of these formats, told apart by content and not by the name of the file:
//   PNG   any colour type and depth; transparent parts show white paper
//   PBM, PGM, PPM   plain and raw, P1 … P6, largest value up to 65535
//   XBM   X11 (char) and X10 (short) bitmaps; a set bit is ink
// Colours become grey as .299 R + .587 G + .114 B (ITU-R BT.601); 16 bits are rounded to 8. The picture is
// named after the file, without its extension. A file has at most `largest_file` bytes (file.hpp).
// Throws std::runtime_error, one sentence that names the file and what would be right.
Picture read_picture(const std::filesystem::path& path);

// The same for bytes in memory; `name` becomes the name and stands for the file in complaints.
Picture read_picture(std::string_view bytes, std::string name);

}  // namespace unroll::datasets
