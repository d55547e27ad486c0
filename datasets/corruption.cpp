#include "corruption.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <locale>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <utility>

namespace unroll::datasets {
namespace {

using Kind = Corruption::Kind;
using Side = Corruption::Side;

constexpr std::array<std::pair<std::string_view, Kind>, 4> kinds{
    {{"flip", Kind::flip}, {"half", Kind::half}, {"noise", Kind::noise}, {"shift", Kind::shift}}};
constexpr std::array<std::pair<std::string_view, Side>, 4> sides{
    {{"left", Side::left}, {"right", Side::right}, {"top", Side::top}, {"bottom", Side::bottom}}};

// The second of the pair whose first is `name`, and the other way round; tables of four need no map.
template <class T>
std::optional<T> find(const std::array<std::pair<std::string_view, T>, 4>& table, std::string_view name) {
  for (const auto& [key, value] : table)
    if (key == name) return value;
  return {};
}

template <class T>
std::string name_of(const std::array<std::pair<std::string_view, T>, 4>& table, T wanted) {
  for (const auto& [key, value] : table)
    if (value == wanted) return std::string(key);
  throw std::invalid_argument("a corruption has a kind or side that does not exist");
}

// A finite number that fills the whole text. By a stream of the C locale, because libc++ had no
// std::from_chars for double for long and std::strtod heeds the user's decimal comma.
std::optional<double> number(std::string_view text) {
  std::istringstream in{std::string(text)};
  in.imbue(std::locale::classic());
  double value = 0;
  in >> std::noskipws >> value;
  if (in.fail() || in.peek() != std::istringstream::traits_type::eof() || !std::isfinite(value)) return {};
  return value;
}

bool in_range(Kind kind, double amount) {
  if (kind == Kind::flip) return amount >= 0 && amount <= 1;
  if (kind == Kind::noise) return amount >= 0 && std::isfinite(amount);
  return kind == Kind::half || (amount == std::trunc(amount) && std::abs(amount) <= 1e9);
}

arma::fvec flip(arma::fvec units, double fraction, Stream& stream) {
  const auto count = static_cast<std::size_t>(std::llround(fraction * static_cast<double>(units.n_elem)));
  for (const std::size_t i : stream.sample(count, units.n_elem)) units[i] = -units[i];
  return units;
}

arma::fvec blank_half(arma::fvec units, arma::uword rows, arma::uword columns, Side side) {
  arma::fmat picture(units.memptr(), rows, columns, false, true);
  const arma::uword high = rows / 2, wide = columns / 2;
  if (side == Side::left) picture.head_cols(wide).fill(-1);
  if (side == Side::right) picture.tail_cols(wide).fill(-1);
  if (side == Side::top) picture.head_rows(high).fill(-1);
  if (side == Side::bottom) picture.tail_rows(high).fill(-1);
  return units;
}

arma::fvec add_noise(arma::fvec units, double deviation, Stream& stream) {
  for (float& s : units) s = s + deviation * stream.normal() >= 0 ? 1.f : -1.f;
  return units;
}

arma::fvec shift(const arma::fvec& units, arma::uword rows, arma::uword columns, double amount) {
  const auto wide = static_cast<arma::uword>(std::abs(amount));
  if (wide >= columns)
    throw std::invalid_argument("corruption '" + to_string({Kind::shift, amount, Side::left}) +
                                "' moves a picture of " + std::to_string(columns) +
                                " columns out of sight; shift by fewer columns than it has");
  const arma::uword moved = wide * rows, kept = units.n_elem - moved;
  arma::fvec shifted(units.n_elem);
  shifted.fill(-1);
  if (kept > 0 && amount >= 0) shifted.tail(kept) = units.head(kept);
  if (kept > 0 && amount < 0) shifted.head(kept) = units.tail(kept);
  return shifted;
}

}  // namespace

Corruption parse_corruption(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto kind = find(kinds, text.substr(0, colon));
  if (kind && colon != std::string_view::npos) {
    const std::string_view rest = text.substr(colon + 1);
    if (const auto side = find(sides, rest); *kind == Kind::half && side) return {*kind, 0, *side};
    if (const auto amount = number(rest); *kind != Kind::half && amount && in_range(*kind, *amount))
      return {*kind, *amount == 0 ? 0 : *amount, Side::left};
  }
  throw std::invalid_argument(
      "corruption '" + std::string(text) +
      "' is not understood; give flip:P with P from 0 to 1, half:left, half:right, half:top, half:bottom, "
      "noise:S with a standard deviation S of 0 or more, or shift:K with a whole number K of columns");
}

std::string to_string(const Corruption& corruption) {
  const std::string kind = name_of(kinds, corruption.kind) + ":";
  if (corruption.kind == Kind::half) return kind + name_of(sides, corruption.side);
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), corruption.amount).ptr;
  return kind + std::string(digits.data(), end);
}

arma::fvec corrupt(const arma::fvec& pattern, arma::uword rows, arma::uword columns,
                   const Corruption& corruption, Stream& stream) {
  if (pattern.n_elem != rows * columns)
    throw std::invalid_argument("a pattern of " + std::to_string(pattern.n_elem) +
                                " units cannot be corrupted as a picture of " + std::to_string(rows) +
                                " rows x " + std::to_string(columns) +
                                " columns; give the shape it was made from");
  if (!in_range(corruption.kind, corruption.amount)) parse_corruption(to_string(corruption));
  switch (corruption.kind) {
    case Kind::flip:
      return flip(pattern, corruption.amount, stream);
    case Kind::half:
      return blank_half(pattern, rows, columns, corruption.side);
    case Kind::noise:
      return add_noise(pattern, corruption.amount, stream);
    case Kind::shift:
      return shift(pattern, rows, columns, corruption.amount);
  }
  throw std::invalid_argument("a corruption has a kind that does not exist");
}

}  // namespace unroll::datasets
