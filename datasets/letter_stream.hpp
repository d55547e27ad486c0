// A stream of letters in which words hide: sentences written without blanks and stops.
//
// Each letter is a code of five random bits, so that no letter is like another. Letters within a word follow
// from those before them; at the end of a word more can come, so that a good prediction is off most where a
// word begins.
//
// Source: J. L. Elman, "Finding structure in time", Cognitive Science 14 (1990) 179–211, pp. 191–194: 15
// words, 200 sentences of 4 to 9 words, in all 1,270 words and 4,963 letters. Its one example is "many years
// ago a boy and girl lived by the sea they played happily", which are 14 words.
// Departs from it: the fifteenth word ("together") and the grammar are ours; the paper gives neither.
//
//   sentence → [many years ago] subject verb [by the sea] [happily | together]
//   subject → they | (a | the) (boy | girl) [and (boy | girl)]     verb → lived | played
//
// with even chances at each choice, those to leave out among them, but 1/3 for the first; sentences of fewer
// than 4 or more than 9 words are drawn again.
#pragma once
#include <armadillo>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "../models/core/random.hpp"

namespace unroll::datasets {

inline constexpr std::array<std::string_view, 15> stream_words{
    "a",    "ago",    "and", "boy", "by",   "girl",     "happily", "lived",
    "many", "played", "sea", "the", "they", "together", "years"};

// One sentence, its words in order.
std::vector<std::string_view> stream_sentence(Stream& stream);

struct LetterStream {
  std::string letters = {};      // 'a' … 'z'
  std::vector<bool> onset = {};  // where a word begins
  std::size_t words = 0, sentences = 0;
};

// So many sentences on end. Throws std::invalid_argument for none.
LetterStream letter_stream(std::size_t sentences, Stream& stream);

// 5 × 26: a code of 0 and 1 for each letter, no two the same.
arma::mat letter_codes(Stream& stream);

}  // namespace unroll::datasets
