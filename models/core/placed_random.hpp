// Random numbers by position: u(key, time, column, row)
//
// A stream (random.hpp) gives its numbers one after the other, so that threads that share it must wait for
// each other. Here a number is a function of its position: any thread may fill any part of a matrix in any
// order, sixteen numbers at once, with the same bits.
//
// Source: J. K. Salmon, M. A. Moraes, R. O. Dror & D. E. Shaw, "Parallel random numbers: as easy as 1, 2, 3",
// SC 2011: Philox 4×32-10.
#pragma once
#include <armadillo>
#include <array>
#include <cstdint>

#include "random.hpp"

namespace unroll {

// The ten rounds: four pseudo-random words for each counter and key.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

// The random numbers of one matrix at one time; the caller increments `time` after use.
struct PlacedRandom {
  std::uint64_t key = 0, time = 0;
  PlacedRandom() = default;
  explicit PlacedRandom(Stream& stream) : key(stream.bits()) {}
};

// Rows are drawn 64 at a time; the first row of a part must be a multiple of this.
constexpr arma::uword rows_at_once = 64;

// to[i] ← uniform in [0, 1), for row first + i, i = 0 … n-1: multiples of 2^-24 in float, of 2^-32 in double.
template <class S>
void uniforms(const PlacedRandom& random, arma::uword column, arma::uword first, arma::uword n, S* to);

// state[i] ← 1 with probability p[i], else 0, for row first + i. `p` and `state` may be the same array.
template <class S>
void coins(const PlacedRandom& random, arma::uword column, arma::uword first, arma::uword n, const S* p,
           S* state);

}  // namespace unroll
