#include "pattern.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace unroll::datasets {
namespace {

using Sums = arma::Mat<std::uint64_t>;

void need_pixels(const Picture& picture) {
  if (picture.gray.is_empty())
    throw std::invalid_argument("picture '" + picture.name + "' has no pixels; give one of 1 x 1 or more");
}

void need_side(arma::uword side) {
  if (side < 1 || side > longest_side)
    throw std::invalid_argument("a picture cannot have a side of " + std::to_string(side) +
                                " pixels; give 1 to " + std::to_string(longest_side));
}

// Sums over the area of each new row, in units of 1/rows of an old one: old row j lies on
// [j·rows, (j+1)·rows), new row i on [i·n, (i+1)·n). Whole numbers, so that nothing is rounded yet.
Sums gather_rows(const Sums& old, arma::uword rows) {
  const arma::uword n = old.n_rows;
  Sums sums(rows, old.n_cols, arma::fill::zeros);
  for (arma::uword i = 0; i < rows; ++i) {
    const arma::uword first = i * n, last = first + n;
    for (arma::uword j = first / rows; j * rows < last; ++j) {
      const std::uint64_t overlap = std::min(last, (j + 1) * rows) - std::max(first, j * rows);
      for (arma::uword c = 0; c < old.n_cols; ++c) sums.at(i, c) += overlap * old.at(j, c);
    }
  }
  return sums;
}

}  // namespace

Threshold parse_threshold(std::string_view text) {
  if (text == "otsu") return {};
  int gray = -1;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), gray);
  if (error != std::errc() || stop != text.data() + text.size() || gray < 0 || gray > 255)
    throw std::invalid_argument("threshold '" + std::string(text) +
                                "' is not understood; give otsu or a grey value of 0 to 255");
  return {gray};
}

int otsu(const Picture& picture) {
  need_pixels(picture);
  std::array<std::int64_t, 256> histogram{};
  for (const std::uint8_t gray : picture.gray) ++histogram[gray];
  std::int64_t total = 0, sum = 0;
  for (std::size_t g = 0; g < 256; ++g) {
    total += histogram[g];
    sum += histogram[g] * static_cast<std::int64_t>(g);
  }
  // σ² between the classes is (μ_T ω - μ)² / (ω (1 - ω)); here times total², which does not move its peak.
  std::int64_t darker = 0, dark_sum = 0;
  double best = 0;
  int first = 128, last = 128;
  for (int t = 1; t < 256; ++t) {
    const auto g = static_cast<std::size_t>(t - 1);
    darker += histogram[g];
    dark_sum += histogram[g] * static_cast<std::int64_t>(g);
    if (darker == 0 || darker == total) continue;
    const auto difference = static_cast<double>(sum * darker - total * dark_sum);
    const double variance =
        difference * difference / (static_cast<double>(darker) * static_cast<double>(total - darker));
    if (variance > best) {
      best = variance;
      first = last = t;
    } else if (variance == best && last == t - 1) {
      last = t;
    }
  }
  return (first + last) / 2;
}

arma::fvec as_pattern(const Picture& picture, Threshold threshold) {
  need_pixels(picture);
  if (threshold.gray && (*threshold.gray < 0 || *threshold.gray > 255))
    throw std::invalid_argument("threshold " + std::to_string(*threshold.gray) + " is outside 0 to 255");
  const int limit = threshold.gray ? *threshold.gray : otsu(picture);
  arma::fvec pattern(picture.gray.n_elem);
  for (arma::uword i = 0; i < pattern.n_elem; ++i) pattern[i] = picture.gray[i] < limit ? 1.f : -1.f;
  return pattern;
}

Picture as_picture(const arma::fvec& pattern, arma::uword rows, arma::uword columns, std::string name) {
  if (pattern.n_elem != rows * columns)
    throw std::invalid_argument("a pattern of " + std::to_string(pattern.n_elem) +
                                " values is no picture of " + std::to_string(rows) + " rows x " +
                                std::to_string(columns) + " columns");
  Picture picture{std::move(name), arma::Mat<std::uint8_t>(rows, columns)};
  for (arma::uword i = 0; i < pattern.n_elem; ++i)
    picture.gray[i] =
        static_cast<std::uint8_t>(std::lround(127.5f * (1.f - std::clamp(pattern[i], -1.f, 1.f))));
  return picture;
}

Picture resize(const Picture& picture, arma::uword rows, arma::uword columns) {
  need_pixels(picture);
  need_side(rows);
  need_side(columns);
  const Sums tall = gather_rows(arma::conv_to<Sums>::from(picture.gray), rows);
  const Sums sums = gather_rows(tall.t(), columns).t();
  const std::uint64_t area = picture.gray.n_elem;
  Picture resized{picture.name, arma::Mat<std::uint8_t>(rows, columns)};
  for (arma::uword i = 0; i < sums.n_elem; ++i)
    resized.gray[i] = static_cast<std::uint8_t>((sums[i] + area / 2) / area);
  return resized;
}

Picture fit(const Picture& picture, arma::uword size) {
  need_pixels(picture);
  need_side(size);
  const arma::uword rows = picture.gray.n_rows, columns = picture.gray.n_cols,
                    longer = std::max(rows, columns);
  const auto scaled = [&](arma::uword side) {
    return std::max<arma::uword>(1, (2 * side * size + longer) / (2 * longer));
  };
  const Picture inner = resize(picture, scaled(rows), scaled(columns));
  Picture square{picture.name, arma::Mat<std::uint8_t>(size, size)};
  square.gray.fill(255);
  square.gray.submat((size - inner.gray.n_rows) / 2, (size - inner.gray.n_cols) / 2, arma::size(inner.gray)) =
      inner.gray;
  return square;
}

}  // namespace unroll::datasets
