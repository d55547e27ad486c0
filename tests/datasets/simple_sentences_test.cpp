#include "datasets/simple_sentences.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <stdexcept>
#include <string>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;

namespace {

arma::uword number(std::string_view word) {
  return static_cast<arma::uword>(std::find(sentence_words.begin(), sentence_words.end(), word) -
                                  sentence_words.begin());
}

Sentence of(std::initializer_list<std::string_view> words) {
  Sentence sentence;
  for (const auto word : words) sentence.push_back(number(word));
  return sentence;
}

bool noun(arma::uword word) { return word < sentence_nouns; }

}  // namespace

TEST_CASE("simple sentences are noun, verb, and often a noun; their words are 29, each its own") {
  CHECK(std::set<std::string_view>(sentence_words.begin(), sentence_words.end()).size() == 29);
  Stream stream(1);
  constexpr std::size_t count = 10000;
  std::set<arma::uword> used;
  double words = 0, two = 0;
  for (const Sentence& sentence : simple_sentences(count, stream)) {
    REQUIRE((sentence.size() == 2 || sentence.size() == 3));
    CHECK(noun(sentence[0]));
    CHECK(!noun(sentence[1]));
    if (sentence.size() == 3) CHECK(noun(sentence[2]));
    used.insert(sentence.begin(), sentence.end());
    words += static_cast<double>(sentence.size());
    two += sentence.size() == 2;
  }
  CHECK(used.size() == 29);
  CHECK(words == Approx(27534).epsilon(0.005));                          // Elman's stream
  CHECK(std::abs(two - count / 4.0) < 4 * std::sqrt(count * 3.0 / 16));  // 4 of 16 templates
}

TEST_CASE("the likelihood of the next word is what follows in the sentences that are drawn") {
  Stream stream(2);
  constexpr std::size_t count = 60000;
  const auto sentences = simple_sentences(count, stream);
  std::map<Sentence, arma::vec> follows;
  for (std::size_t k = 0; k + 1 < count; ++k)
    for (std::size_t n = 0; n <= sentences[k].size(); ++n) {
      const Sentence so_far(sentences[k].begin(), sentences[k].begin() + static_cast<long>(n));
      auto& counts = follows.try_emplace(so_far, arma::vec(29, arma::fill::zeros)).first->second;
      const arma::uword next = n < sentences[k].size() ? sentences[k][n] : sentences[k + 1][0];
      counts[next] += 1;
    }
  REQUIRE(follows.size() > 300);
  for (const auto& [so_far, counts] : follows) {
    const arma::vec p = next_word(so_far);
    CHECK(arma::accu(p) == Approx(1).epsilon(1e-12));
    CHECK(p.min() >= 0);
    const double all = arma::accu(counts);
    for (arma::uword k = 0; k < 29; ++k) {
      if (p[k] == 0) CHECK(counts[k] == 0);  // what cannot come never does
      CHECK(std::abs(counts[k] - all * p[k]) <= 6 * std::sqrt(all * p[k] * (1 - p[k])) + 6);
    }
  }
}

TEST_CASE("likelihoods by hand: who eats, what a dragon eats, and what may be over") {
  const arma::vec first = next_word({});
  // of sixteen templates seven begin with people, of whom there are four, and four with one of three animals
  CHECK(first[number("man")] == Approx(7. / 16 / 4));
  CHECK(first[number("cat")] == Approx(4. / 16 / 3));
  CHECK(first[number("dragon")] == Approx(4. / 16 / 3));
  CHECK(first[number("book")] == Approx(1. / 16 / 3));
  CHECK(first[number("bread")] == 0);
  CHECK(first[number("eat")] == 0);
  CHECK(next_word(of({"cat", "eat"}))[number("bread")] == Approx(1. / 3));
  CHECK(next_word(of({"dragon", "eat"}))[number("man")] == Approx(1. / 3 / 4));
  CHECK(next_word(of({"man", "sleep"}))[number("cat")] == Approx(first[number("cat")]));  // it is over
  // a rock moves and that is all; a cat that moves may move something, with even chances
  CHECK(next_word(of({"rock", "move"}))[number("book")] == Approx(first[number("book")]));
  CHECK(next_word(of({"cat", "move"}))[number("book")] == Approx((1. / 3 + first[number("book")]) / 2));
}

TEST_CASE("simple sentences: the same stream gives the same, and words that begin none are refused") {
  Stream a(3), b(3), c(4), d(5);
  const auto one = simple_sentences(20, a), same = simple_sentences(20, b), other = simple_sentences(20, c);
  CHECK(one == same);
  CHECK(one != other);
  CHECK_THROWS_AS(simple_sentences(0, d), std::invalid_argument);
  CHECK_THROWS_AS(next_word(of({"bread", "sleep"})), std::invalid_argument);
  CHECK_THROWS_AS(next_word(of({"man", "eat", "bread", "eat"})), std::invalid_argument);
}
