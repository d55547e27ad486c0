#include "digits.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <stdexcept>
#include <vector>

#include "file.hpp"

namespace unroll::datasets {
namespace {

constexpr arma::uword side = 8, pixels = side * side;
using Line = std::array<unsigned, pixels + 1>;

// The numbers of a line, each in its range, or nothing.
std::optional<Line> parse_line(std::string_view text) {
  Line line;
  const char *at = text.data(), *const end = at + text.size();
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (i > 0 && (at == end || *at++ != ',')) return {};
    const auto [stop, error] = std::from_chars(at, end, line[i]);
    if (error != std::errc() || line[i] > (i < pixels ? 16U : 9U)) return {};
    at = stop;
  }
  if (at != end) return {};
  return line;
}

}  // namespace

Digits read_digits(const std::filesystem::path& path) { return read_digits(read_file(path), path.string()); }

Digits read_digits(std::string_view bytes, const std::string& where) {
  const std::string content = gunzip(bytes, where);
  std::vector<float> images;
  std::vector<arma::uword> labels;
  std::string_view rest = content, text;
  for (std::size_t number = 1; next_line(rest, text); ++number) {
    const auto line = parse_line(text);
    if (!line)
      refuse(where,
             "is malformed in line " + std::to_string(number) +
                 "; a line must have 64 whole numbers from 0 to 16 and a label from 0 to 9, with commas "
                 "between them.");
    for (arma::uword c = 0; c < side; ++c)
      for (arma::uword r = 0; r < side; ++r) images.push_back(static_cast<float>((*line)[r * side + c]) / 16);
    labels.push_back((*line)[pixels]);
  }
  if (labels.empty()) refuse(where, "holds no digits; give a file with a line for each.");
  return {arma::fmat(images.data(), pixels, labels.size()), arma::uvec(labels)};
}

Picture digit_picture(const Digits& digits, arma::uword index) {
  if (index >= digits.labels.n_elem)
    throw std::out_of_range("there is no digit number " + std::to_string(index) + "; the last of " +
                            std::to_string(digits.labels.n_elem) + " is one less");
  Picture picture{std::to_string(digits.labels[index]) + " (number " + std::to_string(index) + ")",
                  arma::Mat<std::uint8_t>(side, side)};
  for (arma::uword i = 0; i < pixels; ++i)
    picture.gray[i] = static_cast<std::uint8_t>(255 - std::lround(255 * digits.images(i, index)));
  return picture;
}

}  // namespace unroll::datasets
