#include "placed_random.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "clones.hpp"

namespace unroll {
namespace {

constexpr arma::uword lanes = rows_at_once / 4;

[[gnu::always_inline]] inline void rounds(std::uint32_t& a, std::uint32_t& b, std::uint32_t& c,
                                          std::uint32_t& d, std::uint32_t k0, std::uint32_t k1) {
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    const std::uint64_t first = std::uint64_t{0xD2511F53} * a, second = std::uint64_t{0xCD9E8D57} * c;
    a = static_cast<std::uint32_t>(second >> 32) ^ b ^ k0;
    c = static_cast<std::uint32_t>(first >> 32) ^ d ^ k1;
    b = static_cast<std::uint32_t>(second);
    d = static_cast<std::uint32_t>(first);
    k0 += 0x9E3779B9;
    k1 += 0xBB67AE85;
  }
}

// Keeps as many of the upper bits as S has digits.
[[gnu::always_inline]] inline void fraction(std::uint32_t word, float& u) {
  u = static_cast<float>(static_cast<std::int32_t>(word >> 8)) * 0x1p-24f;
}
[[gnu::always_inline]] inline void fraction(std::uint32_t word, double& u) { u = word * 0x1p-32; }

// Word w of lane l belongs to row 16 w + l.
template <class S>
[[gnu::always_inline]] inline void sixty_four(const PlacedRandom& random, arma::uword column,
                                              arma::uword block, S* u) {
  const auto k0 = static_cast<std::uint32_t>(random.key), k1 = static_cast<std::uint32_t>(random.key >> 32);
  const auto t0 = static_cast<std::uint32_t>(random.time), t1 = static_cast<std::uint32_t>(random.time >> 32);
  UNROLL_INDEPENDENT
  for (arma::uword l = 0; l < lanes; ++l) {
    std::uint32_t a = static_cast<std::uint32_t>(block * lanes + l), b = static_cast<std::uint32_t>(column),
                  c = t0, d = t1;
    rounds(a, b, c, d, k0, k1);
    fraction(a, u[l]);
    fraction(b, u[lanes + l]);
    fraction(c, u[2 * lanes + l]);
    fraction(d, u[3 * lanes + l]);
  }
}

template <class S>
UNROLL_CLONES void fill(const PlacedRandom& random, arma::uword column, arma::uword first, arma::uword n,
                        S* to) {
  alignas(64) S u[rows_at_once];
  for (arma::uword i = 0; i < n; i += rows_at_once) {
    sixty_four(random, column, (first + i) / rows_at_once, u);
    for (arma::uword r = 0; r < std::min(rows_at_once, n - i); ++r) to[i + r] = u[r];
  }
}

template <class S>
UNROLL_CLONES void toss(const PlacedRandom& random, arma::uword column, arma::uword first, arma::uword n,
                        const S* p, S* state) {
  alignas(64) S u[rows_at_once];
  for (arma::uword i = 0; i < n; i += rows_at_once) {
    sixty_four(random, column, (first + i) / rows_at_once, u);
    const arma::uword here = std::min(rows_at_once, n - i);
    UNROLL_INDEPENDENT
    for (arma::uword r = 0; r < here; ++r) state[i + r] = u[r] < p[i + r] ? S{1} : S{0};
  }
}

void check(arma::uword first) {
  if (first % rows_at_once != 0)
    throw std::invalid_argument("random numbers were asked for from row " + std::to_string(first) +
                                " on; the first row must be a multiple of " + std::to_string(rows_at_once));
}

}  // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> x, std::array<std::uint32_t, 2> key) {
  rounds(x[0], x[1], x[2], x[3], key[0], key[1]);
  return x;
}

template <class S>
void uniforms(const PlacedRandom& random, arma::uword column, arma::uword first, arma::uword n, S* to) {
  check(first);
  fill(random, column, first, n, to);
}

template <class S>
void coins(const PlacedRandom& random, arma::uword column, arma::uword first, arma::uword n, const S* p,
           S* state) {
  check(first);
  toss(random, column, first, n, p, state);
}

template void uniforms(const PlacedRandom&, arma::uword, arma::uword, arma::uword, float*);
template void uniforms(const PlacedRandom&, arma::uword, arma::uword, arma::uword, double*);
template void coins(const PlacedRandom&, arma::uword, arma::uword, arma::uword, const float*, float*);
template void coins(const PlacedRandom&, arma::uword, arma::uword, arma::uword, const double*, double*);

}  // namespace unroll
