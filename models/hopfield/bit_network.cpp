#include "bit_network.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "../core/clones.hpp"

namespace unroll::hopfield {
namespace {

constexpr arma::uword most_units = 64, group = 4, patterns = 16, vector_length = 8;
constexpr double unit = 0x1p24;  // a weight of 1

// h = the sum of the stored columns that the groups of four bits of `s` select.
inline void add_columns(const std::int32_t* columns, arma::uword groups, arma::uword padded, BitState s,
                        std::int32_t* h) {
  for (arma::uword i = 0; i < padded; ++i) h[i] = 0;
  for (arma::uword k = 0; k < groups; ++k, s >>= group, columns += patterns * padded) {
    const std::int32_t* column = columns + (s & (patterns - 1)) * padded;
    UNROLL_INDEPENDENT
    for (arma::uword i = 0; i < padded; ++i) h[i] += column[i];
  }
}

UNROLL_CLONES void sum_fields(const std::int32_t* columns, arma::uword groups, arma::uword padded, BitState s,
                              std::int32_t* h) {
  add_columns(columns, groups, padded, s, h);
}

UNROLL_CLONES BitState signs(const std::int32_t* columns, arma::uword groups, arma::uword padded,
                             BitState s) {
  alignas(64) std::int32_t h[most_units];
  add_columns(columns, groups, padded, s, h);
  BitState up = 0;
  for (arma::uword i = 0; i < padded; ++i) up |= BitState{h[i] >= 0} << i;
  return up;
}

std::int32_t whole(double weight) { return static_cast<std::int32_t>(std::lround(weight * unit)); }

void check(const WholeMatrix& W, const WholeVector& b) {
  if (W.n_rows != W.n_cols || W.n_rows != b.n_elem || b.is_empty() || b.n_elem > most_units)
    throw std::invalid_argument("weights " + std::to_string(W.n_rows) + " × " + std::to_string(W.n_cols) +
                                " and biases " + std::to_string(b.n_elem) +
                                " do not make a network of bits; it needs N × N and N, with N from 1 to 64");
  for (arma::uword i = 0; i < W.n_rows; ++i) {
    std::int64_t largest = std::abs(std::int64_t{b[i]});
    for (arma::uword j = 0; j < W.n_cols; ++j) largest += std::abs(std::int64_t{W.at(i, j)});
    if (largest > std::numeric_limits<std::int32_t>::max())
      throw std::invalid_argument("the absolute weights and the bias of unit " + std::to_string(i) +
                                  " add up to " + std::to_string(largest) +
                                  "; the sum must stay below 2147483648");
  }
}

}  // namespace

BitNetwork::BitNetwork(const WholeMatrix& W, const WholeVector& b)
    : units_(W.n_rows), padded_((W.n_rows + vector_length - 1) / vector_length * vector_length) {
  check(W, b);
  const arma::uword groups = (units_ + group - 1) / group;
  columns_.assign(groups * patterns * padded_, 0);
  for (arma::uword k = 0; k < groups; ++k)
    for (arma::uword pattern = 0; pattern < patterns; ++pattern) {
      std::int32_t* column = columns_.data() + (k * patterns + pattern) * padded_;
      for (arma::uword i = 0; i < units_; ++i) {
        if (k == 0) column[i] = b[i];
        for (arma::uword bit = 0; bit < group && k * group + bit < units_; ++bit)
          column[i] += (pattern >> bit & 1 ? 1 : -1) * W.at(i, k * group + bit);
      }
    }
}

std::array<std::int32_t, 64> BitNetwork::fields(BitState s) const {
  std::array<std::int32_t, 64> h{};
  sum_fields(columns_.data(), (units_ + group - 1) / group, padded_, s, h.data());
  return h;
}

BitState BitNetwork::next(BitState s) const {
  return signs(columns_.data(), (units_ + group - 1) / group, padded_, s) & all_units();
}

BitState BitNetwork::unstable(BitState s) const {
  const auto h = fields(s);
  BitState flips = 0;
  for (arma::uword i = 0; i < units_; ++i) flips |= BitState{(s >> i & 1) ? h[i] < 0 : h[i] > 0} << i;
  return flips;
}

BitNetwork zero_one(const WholeMatrix& T) {
  WholeVector b(T.n_rows, arma::fill::zeros);
  for (arma::uword j = 0; j < T.n_cols; ++j) b += T.col(j);
  return {T, b};
}

WholeMatrix normal_weights(arma::uword units, double symmetry, Stream& stream) {
  if (!(symmetry >= -1 && symmetry <= 1))
    throw std::invalid_argument("the symmetry is " + std::to_string(symmetry) + "; it must be from -1 to 1");
  const double own = std::sqrt(1 - symmetry * symmetry);
  WholeMatrix W(units, units, arma::fill::zeros);
  for (arma::uword j = 0; j < units; ++j)
    for (arma::uword i = 0; i < j; ++i) {
      const double above = stream.normal(), below = stream.normal();
      W.at(i, j) = whole(above);
      W.at(j, i) = whole(symmetry * above + own * below);
    }
  return W;
}

WholeMatrix small_symmetric_weights(arma::uword units, std::int32_t largest, Stream& stream) {
  WholeMatrix W(units, units);
  const auto choices = static_cast<std::uint64_t>(2 * largest + 1);
  for (arma::uword j = 0; j < units; ++j)
    for (arma::uword i = 0; i <= j; ++i)
      W.at(i, j) = W.at(j, i) = static_cast<std::int32_t>(stream.below(choices)) - largest;
  return W;
}

WholeMatrix uniform_weights(arma::uword units, bool self_connections, Stream& stream) {
  WholeMatrix W(units, units);
  for (std::int32_t& weight : W) weight = whole(stream.uniform(-1, 1));
  if (!self_connections) W.diag().zeros();
  return W;
}

BitState random_bits(arma::uword units, Stream& stream) { return stream.bits() >> (64 - units); }

}  // namespace unroll::hopfield
