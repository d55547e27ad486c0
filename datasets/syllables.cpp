#include "syllables.hpp"

#include <stdexcept>
#include <vector>

namespace unroll::datasets {

arma::mat syllable_codes() {
  return arma::mat{{1, 0, 1, 0, 0, 1},  // b
                   {1, 0, 1, 1, 0, 1},  // d
                   {1, 0, 1, 0, 1, 1},  // g
                   {0, 1, 0, 0, 1, 1},  // a
                   {0, 1, 0, 1, 0, 1},  // i
                   {0, 1, 0, 1, 1, 1}}  // u
      .t();
}

arma::uvec syllables(arma::uword consonants, Stream& stream) {
  if (consonants == 0)
    throw std::invalid_argument("a stream of 0 consonants was asked for; there must be at least 1");
  std::vector<arma::uword> letters;
  for (arma::uword k = 0; k < consonants; ++k) {
    const arma::uword consonant = stream.below(syllable_consonants);
    letters.push_back(consonant);
    letters.insert(letters.end(), consonant + 1, syllable_consonants + consonant);
  }
  return letters;
}

}  // namespace unroll::datasets
