// Random streams: every draw of the project comes from a stream that is passed in.
//
// A stream is named by its purpose, (experiment, model, run, purpose), so that a new model or a new purpose
// in an experiment leaves all other draws as they were. The engine and the distributions are implemented
// here, because the standard library's distributions, std::shuffle and arma::randn give different numbers on
// different platforms; these give the same bits everywhere.
//
// Engine: xoshiro256++, Blackman & Vigna, "Scrambled linear pseudorandom number generators",
// ACM Trans. Math. Softw. 47 (2021). Seeding: SplitMix64, Steele, Lea & Flood, OOPSLA 2014.
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace unroll {

class Stream {
 public:
  explicit Stream(std::uint64_t seed);

  // The stream of one purpose in one run of one model in one experiment, under the user's `seed`.
  Stream(std::uint64_t seed, std::string_view experiment, std::string_view model, std::uint64_t run,
         std::string_view purpose);

  std::uint64_t bits();                     // 64 random bits
  double uniform();                         // in [0, 1), a multiple of 2^-53
  double uniform(double low, double high);  // in [low, high)
  std::uint64_t below(std::uint64_t n);  // in 0 … n-1 without bias; throws std::invalid_argument at n = 0
  bool chance(double p);                 // true with probability p
  double normal();                       // mean 0, standard deviation 1

  // Puts `values` in random order (Fisher–Yates).
  template <class T>
  void shuffle(std::vector<T>& values) {
    for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
  }

  // k different numbers of 0 … n-1, in random order; throws std::invalid_argument for k > n.
  std::vector<std::size_t> sample(std::size_t k, std::size_t n);

 private:
  std::array<std::uint64_t, 4> state_;
};

}  // namespace unroll
