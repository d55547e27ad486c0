#include "random.hpp"

#include <bit>
#include <cmath>
#include <numeric>
#include <stdexcept>
#include <string>

namespace unroll {
namespace {

constexpr std::uint64_t splitmix(std::uint64_t& x) {
  std::uint64_t z = (x += 0x9e3779b97f4a7c15);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

// FNV-1a over the bytes and then the length, so that ("ab", "c") and ("a", "bc") differ.
constexpr std::uint64_t absorb(std::uint64_t hash, std::string_view word) {
  for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  hash ^= word.size();
  return splitmix(hash);
}

constexpr std::uint64_t absorb(std::uint64_t hash, std::uint64_t number) {
  hash ^= number;
  return splitmix(hash);
}

// The natural logarithm from operations that IEEE 754 fixes to the last bit; std::log may differ in the last
// bit from one C library to the next. With x = m·2^e and r = (m-1)/(m+1), ln m = 2(r + r³/3 + r⁵/5 + …); for
// m in [√½, √2) eleven terms leave a relative error below 1e-16.
double logarithm(double x) {
  int e = 0;
  double m = std::frexp(x, &e);
  if (m < 0.70710678118654752) {
    m *= 2;
    --e;
  }
  const double r = (m - 1) / (m + 1), r2 = r * r;
  double sum = 0;
  for (int k = 21; k >= 1; k -= 2) sum = sum * r2 + 1.0 / k;
  return e * 0.69314718055994531 + 2 * r * sum;
}

}  // namespace

Stream::Stream(std::uint64_t seed) : state_{} {
  for (auto& word : state_) word = splitmix(seed);
}

Stream::Stream(std::uint64_t seed, std::string_view experiment, std::string_view model, std::uint64_t run,
               std::string_view purpose)
    : Stream(absorb(absorb(absorb(absorb(absorb(0xcbf29ce484222325, seed), experiment), model), run),
                    purpose)) {}

std::uint64_t Stream::bits() {
  auto& s = state_;
  const std::uint64_t result = std::rotl(s[0] + s[3], 23) + s[0], t = s[1] << 17;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= t;
  s[3] = std::rotl(s[3], 45);
  return result;
}

double Stream::uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }

double Stream::uniform(double low, double high) { return low + (high - low) * uniform(); }

// Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019), on 32-bit halves: the
// high half of a product is the number, and the few low halves that would favour some numbers are redrawn.
std::uint64_t Stream::below(std::uint64_t n) {
  if (n == 0)
    throw std::invalid_argument("a random number below 0 was asked for; the limit must be at least 1");
  if (n > 0xffffffffu) {
    const std::uint64_t limit = ~std::uint64_t{0} - ~std::uint64_t{0} % n;
    std::uint64_t x = bits();
    while (x >= limit) x = bits();
    return x % n;
  }
  std::uint64_t product = (bits() >> 32) * n;
  if (auto low = static_cast<std::uint32_t>(product); low < n) {
    const std::uint64_t threshold = (std::uint64_t{1} << 32) % n;
    while (low < threshold) {
      product = (bits() >> 32) * n;
      low = static_cast<std::uint32_t>(product);
    }
  }
  return product >> 32;
}

bool Stream::chance(double p) { return uniform() < p; }

// Marsaglia & Bray's polar method (SIAM Review 6 (1964) 260–264). The second number of each pair is dropped:
// a stored one would be hidden state.
double Stream::normal() {
  for (;;) {
    const double u = uniform(-1, 1), v = uniform(-1, 1), s = u * u + v * v;
    if (s > 0 && s < 1) return u * std::sqrt(-2 * logarithm(s) / s);
  }
}

std::vector<std::size_t> Stream::sample(std::size_t k, std::size_t n) {
  if (k > n)
    throw std::invalid_argument("a sample of " + std::to_string(k) + " out of " + std::to_string(n) +
                                " was asked for; it can be at most all of them");
  std::vector<std::size_t> all(n);
  std::iota(all.begin(), all.end(), std::size_t{0});
  for (std::size_t i = 0; i < k; ++i) std::swap(all[i], all[i + below(n - i)]);
  all.resize(k);
  return all;
}

}  // namespace unroll
