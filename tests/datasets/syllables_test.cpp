#include "datasets/syllables.hpp"

#include <cmath>
#include <map>
#include <set>
#include <stdexcept>
#include <string>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;

namespace {

std::string text_of(const arma::uvec& letters) {
  std::string text;
  for (const arma::uword letter : letters) text += syllable_letters[letter];
  return text;
}

// What the best prediction is off by at each of the six features of a letter that comes with these chances.
double off(const arma::vec& chances) {
  const arma::vec mean = syllable_codes() * chances, square = mean % mean;  // codes are 0 or 1
  return std::sqrt(arma::mean(mean - square));
}

}  // namespace

TEST_CASE("syllables are ba, dii and guuu and nothing else, each a third of them") {
  constexpr arma::uword consonants = 3000;
  Stream stream(1);
  const std::string text = text_of(syllables(consonants, stream));
  std::map<std::string, int> counts;
  for (std::size_t at = 0; at < text.size();) {
    const std::string syllable = text[at] == 'b' ? "ba" : text[at] == 'd' ? "dii" : "guuu";
    REQUIRE(text.substr(at, syllable.size()) == syllable);
    ++counts[syllable];
    at += syllable.size();
  }
  REQUIRE(counts.size() == 3);
  for (const auto& [syllable, count] : counts)
    CHECK(std::abs(count - consonants / 3.0) < 4 * std::sqrt(consonants * 2.0 / 9));
}

TEST_CASE("letters have Elman's features, each letter its own") {
  const arma::mat codes = syllable_codes();
  REQUIRE(arma::size(codes) == arma::SizeMat(6, 6));
  const auto code = [&](char letter) {
    std::string bits;
    for (const double bit : codes.col(syllable_letters.find(letter))) bits += bit == 0 ? '0' : '1';
    return bits;
  };
  CHECK(code('b') == "101001");
  CHECK(code('d') == "101101");
  CHECK(code('g') == "101011");
  CHECK(code('a') == "010011");
  CHECK(code('i') == "010101");
  CHECK(code('u') == "010111");
  for (arma::uword k = 0; k < 6; ++k) {  // a consonant or a vowel, and all are voiced
    CHECK(codes(0, k) == (k < syllable_consonants ? 1 : 0));
    CHECK(codes(0, k) + codes(1, k) == 1);
    CHECK(codes(5, k) == 1);
  }
}

TEST_CASE("the best prediction is right at vowels and off by 0.272 at consonants, without memory more") {
  const arma::vec consonant{1. / 3, 1. / 3, 1. / 3, 0, 0, 0};
  CHECK(off(consonant) == Approx(std::sqrt(2. * 2 / 9 / 6)));
  CHECK(off(consonant) == Approx(0.272).margin(5e-4));
  // after i half of what comes is i, after u two thirds are u; b, d, g and a leave no doubt of the kind
  CHECK(off(consonant / 2 + arma::vec{0, 0, 0, 0, 0.5, 0}) > 0.3);
  constexpr arma::uword consonants = 20000;
  Stream stream(2);
  const arma::uvec letters = syllables(consonants, stream);
  arma::mat after(6, 6, arma::fill::zeros);  // what came after what
  for (arma::uword t = 0; t + 1 < letters.n_elem; ++t) after(letters[t + 1], letters[t]) += 1;
  after.each_row() /= arma::sum(after, 0);
  const auto at = [&](char coming, char seen) {
    return after(syllable_letters.find(coming), syllable_letters.find(seen));
  };
  CHECK(at('a', 'b') == 1);
  CHECK(at('i', 'd') == 1);
  CHECK(at('u', 'g') == 1);
  CHECK(at('i', 'i') == Approx(1. / 2).margin(0.02));
  CHECK(at('u', 'u') == Approx(2. / 3).margin(0.02));
  for (const char seen : {'a', 'i', 'u'})
    CHECK(at('b', seen) + at('d', seen) + at('g', seen) == Approx(seen == 'a'   ? 1
                                                                  : seen == 'i' ? 1. / 2
                                                                                : 1. / 3)
                                                               .margin(0.02));
}

TEST_CASE("syllables: the same stream gives the same letters, another one others, and none are refused") {
  Stream a(3), b(3), c(4), d(5);
  const auto one = text_of(syllables(30, a)), same = text_of(syllables(30, b)),
             other = text_of(syllables(30, c));
  CHECK(one == same);
  CHECK(one != other);
  CHECK_THROWS_AS(syllables(0, d), std::invalid_argument);
}
