// Activation functions: tanh, the logistic sigmoid, max(0, ·), and their slopes
//
//   (1)  e^b = 2^n (1 + f),   n = round(b / ln 2),   r = b - n ln 2,   f = e^r - 1 = r + r²/2! + r³/3! + …
//   (2)  tanh |x| = (1 - s - s f) / (1 + s + s f)          with b = -2|x| and s = 2^n
//   (3)  σ(-|x|) = s / (1 + s + f),  σ(|x|) = 1 - σ(-|x|)  with b = |x| and s = 2^-n
//
// The C library computes one tanh or exp per call. The functions here consist of sums, products, selects and
// one division, so that a loop over them runs on vector instructions, and IEEE 754 fixes their bits on every
// machine. The series is Taylor's, cut where the remainder is lost in rounding for |r| ≤ ½ ln 2. The
// reduction of b by ln 2 in two parts is that of W. J. Cody & W. Waite, "Software manual for the elementary
// functions" (1980).
//
// The error, measured against a wider type over the whole range, is at most 2 units in the last place in
// float and in double (largest of 3 · 10⁸ and 3 · 10⁷ numbers: tanh 1.95 and 1.94, σ 2.00 and 2.00). tanh
// stays in [-1, 1] and σ in [0, 1], tanh is odd to the bit, and no number was found at which tanh or σ falls
// as x rises.
#pragma once
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <type_traits>

#ifdef __FAST_MATH__
#error \
    "unroll cannot be compiled with -ffast-math: NaN and infinity, and equal bits everywhere, need IEEE arithmetic"
#endif

// All functions are inlined always: a loop with a call in it is not vectorised, and a called function would
// be compiled once for all processors (clones.hpp).

namespace unroll {

namespace detail {

template <class S>
using Bits = std::conditional_t<sizeof(S) == 4, std::uint32_t, std::uint64_t>;

template <class S>
constexpr Bits<S> sign_bit = ~(~Bits<S>{0} >> 1);

template <class S>
constexpr int exponent_at = std::numeric_limits<S>::digits - 1;  // the lowest bit of the exponent

// x|, but at most `limit`. NaN stays NaN.
template <class S>
[[gnu::always_inline]] inline S magnitude(S x, S limit) {
  const S a = std::bit_cast<S>(std::bit_cast<Bits<S>>(x) & ~sign_bit<S>);
  return limit < a ? limit : a;
}

// 1/2!, 1/3!, …
template <class S>
constexpr auto taylor = [] {
  std::array<S, sizeof(S) == 4 ? 7 : 12> coefficients{};
  double factorial = 1;
  for (std::size_t k = 0; k < coefficients.size(); ++k)
    coefficients[k] = S(1 / (factorial *= static_cast<double>(k + 2)));
  return coefficients;
}();

// Computes (1) for |b| ≤ 750, in float 105. n is kept as exponent bits: added to the bits of 1, it gives 2^n.
template <class S>
struct Exponential {
  Bits<S> n;
  S f;

  [[gnu::always_inline]] explicit Exponential(S b) {
    static_assert(std::numeric_limits<S>::is_iec559 && (sizeof(S) == 4 || sizeof(S) == 8));
    // ln 2 in two parts; the first has so few digits that its product with n is exact.
    constexpr S high = sizeof(S) == 4 ? S(0x1.62e4p-1) : S(0x1.62e42fefa38p-1);
    constexpr S low = sizeof(S) == 4 ? S(0x1.7f7d1cp-20) : S(0x1.ef35793c7673p-45);
    // A sum this large has no bits for a fraction: the addition rounds and leaves n in the lowest bits.
    constexpr S large = S(3) * S(Bits<S>{1} << (exponent_at<S> - 1));
    const S shifted = b * (1 / (high + low)) + large, whole = shifted - large;
    n = std::bit_cast<Bits<S>>(shifted) << exponent_at<S>;
    const S rest = b - whole * high, r = rest - whole * low, lost = (rest - r) - whole * low;
    constexpr auto& c = taylor<S>;
    if constexpr (sizeof(S) == 4) {
      const S r2 = r * r, r4 = r2 * r2;
      const S sum = (c[0] + r * c[1]) + r2 * (c[2] + r * c[3]) + r4 * ((c[4] + r * c[5]) + r2 * c[6]);
      f = r + (r2 * sum + lost);
    } else {
      S sum = 0;
      for (std::size_t k = taylor<S>.size(); k-- > 0;) sum = sum * r + taylor<S>[k];
      f = r + (r * r * sum + lost);
    }
  }
};

}  // namespace detail

// (1) for x ≤ 0; the result is 0 where it would be about the smallest normal number.
template <class S>
[[gnu::always_inline]] inline S exponential(S x) {
  constexpr S lowest = sizeof(S) == 4 ? S(-87) : S(-708);
  const detail::Exponential<S> e(x < lowest ? lowest : x);
  const S s = std::bit_cast<S>(std::bit_cast<detail::Bits<S>>(S(1)) + e.n);
  return x < lowest ? S(0) : s + s * e.f;
}

template <class S>
[[gnu::always_inline]] inline S tanh(S x) {
  using detail::Bits;
  const detail::Exponential<S> e(-2 * detail::magnitude(x, S(20)));  // tanh is 1 from there on
  const S s = std::bit_cast<S>(std::bit_cast<Bits<S>>(S(1)) + e.n), sf = s * e.f;
  const S y = ((1 - s) - sf) / ((1 + s) + sf);
  return std::bit_cast<S>(std::bit_cast<Bits<S>>(y) | (std::bit_cast<Bits<S>>(x) & detail::sign_bit<S>));
}

template <class S>
[[gnu::always_inline]] inline S sigmoid(S x) {
  const detail::Exponential<S> e(detail::magnitude(x, sizeof(S) == 4 ? S(104) : S(746)));  // then σ is 0
  // Computes 2^64 s first, because s itself can be subnormal and lack digits.
  constexpr S down = S(0x1p-64);
  const S up = std::bit_cast<S>(std::bit_cast<detail::Bits<S>>(1 / down) - e.n);
  const S y = up / (1 + (up * down + e.f)) * down;
  return x < 0 ? y : 1 - y;
}

enum class Activation { identity, tanh, sigmoid, relu };

template <Activation activation, class S>
[[gnu::always_inline]] inline S activate(S x) {
  if constexpr (activation == Activation::tanh) return tanh(x);
  if constexpr (activation == Activation::sigmoid) return sigmoid(x);
  if constexpr (activation == Activation::relu) return x < 0 ? S(0) : x;  // this order keeps NaN
  return x;
}

// The derivative as a function of the value y = φ(x).
template <Activation activation, class S>
[[gnu::always_inline]] inline S slope(S y) {
  if constexpr (activation == Activation::tanh) return 1 - y * y;
  if constexpr (activation == Activation::sigmoid) return y * (1 - y);
  if constexpr (activation == Activation::relu) return y > 0 ? S(1) : S(0);
  return S(1);
}

// The largest derivative: γ_φ in the bounds of a gradient.
constexpr double largest_slope(Activation activation) { return activation == Activation::sigmoid ? 0.25 : 1; }

}  // namespace unroll
