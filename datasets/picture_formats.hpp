// The file formats behind read_picture, one reader a format. Each gets bytes that begin as its format does
// and gives rows × columns of grey; each throws std::runtime_error that names `where`.
#pragma once
#include <armadillo>
#include <cstdint>
#include <string>
#include <string_view>

namespace unroll::datasets::formats {

using Gray = arma::Mat<std::uint8_t>;

bool is_png(std::string_view bytes);
bool is_netpbm(std::string_view bytes);
bool is_xbm(std::string_view bytes);

Gray read_png(std::string_view bytes, const std::string& where);
Gray read_netpbm(std::string_view bytes, const std::string& where);
Gray read_xbm(std::string_view bytes, const std::string& where);

// Refuses what is not 1 … longest_side in both directions; readers call it before they make room.
void check_size(std::uint64_t rows, std::uint64_t columns, const std::string& where);

// Luma of ITU-R BT.601 in integers, rounded; the same for every depth and v for r = g = b = v.
inline std::uint32_t luma(std::uint32_t r, std::uint32_t g, std::uint32_t b) {
  return (299 * r + 587 * g + 114 * b + 500) / 1000;
}

}  // namespace unroll::datasets::formats
