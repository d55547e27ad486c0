// Syllables: consonants in random order, each with its vowel, b → ba, d → dii, g → guuu, as letters of six
// phonetic features.
//
//            consonant  vowel  interrupted  high  back  voiced
//   b            1        0         1         0     0      1
//   d            1        0         1         1     0      1
//   g            1        0         1         0     1      1
//   a            0        1         0         0     1      1
//   i            0        1         0         1     0      1
//   u            0        1         0         1     1      1
//
// Which vowel comes, and how many of it, follows from the consonant; which consonant comes next is chance. So
// the best prediction is right at each vowel, and where a consonant comes it says 1/3 for `high` and `back`:
// it is off there by √(2 · 2/9 / 6) = 0.272 (root mean square over the six features). Without memory one
// cannot count how often i or u has been.
//
// Source: J. L. Elman, "Finding structure in time", Cognitive Science 14 (1990) 179–211, pp. 188–190,
// Table 1.
#pragma once
#include <armadillo>
#include <array>
#include <string_view>

#include "../models/core/random.hpp"

namespace unroll::datasets {

inline constexpr std::string_view syllable_letters = "bdgaiu";  // a letter is its place here
inline constexpr arma::uword syllable_consonants = 3;           // the first three
inline constexpr std::array<std::string_view, 6> syllable_features{"consonant", "vowel", "interrupted",
                                                                   "high",      "back",  "voiced"};

// The table above: a column for each letter.
arma::mat syllable_codes();

// The letters of so many consonants with their vowels. Throws std::invalid_argument for none.
arma::uvec syllables(arma::uword consonants, Stream& stream);

}  // namespace unroll::datasets
