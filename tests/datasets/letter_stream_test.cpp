#include "datasets/letter_stream.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using namespace unroll::datasets;

namespace {

// Whether words are a sentence of the grammar, read once more from left to right.
bool is_sentence(std::vector<std::string_view> words) {
  const auto take = [&](std::initializer_list<std::string_view> these) {
    if (words.size() < these.size() || !std::equal(these.begin(), these.end(), words.begin())) return false;
    words.erase(words.begin(), words.begin() + static_cast<long>(these.size()));
    return true;
  };
  take({"many", "years", "ago"});
  if (!take({"they"})) {
    if (!take({"a"}) && !take({"the"})) return false;
    if (!take({"boy"}) && !take({"girl"})) return false;
    if (take({"and"}) && !take({"boy"}) && !take({"girl"})) return false;
  }
  if (!take({"lived"}) && !take({"played"})) return false;
  take({"by", "the", "sea"});
  if (!take({"happily"})) take({"together"});
  return words.empty();
}

}  // namespace

TEST_CASE("sentences of the letter stream are of the grammar, of 4 to 9 words, and use all fifteen") {
  Stream stream(1);
  std::map<std::string_view, int> counts;
  std::set<std::size_t> lengths;
  for (int k = 0; k < 500; ++k) {
    const auto sentence = stream_sentence(stream);
    CHECK(is_sentence(sentence));
    lengths.insert(sentence.size());
    for (const auto word : sentence) ++counts[word];
  }
  CHECK(*lengths.begin() == 4);
  CHECK(*lengths.rbegin() == 9);
  REQUIRE(counts.size() == stream_words.size());
  for (const auto word : stream_words) CHECK(counts[word] > 50);
  CHECK(std::is_sorted(stream_words.begin(), stream_words.end()));
}

TEST_CASE("onsets of the letter stream cut it into its words again") {
  Stream stream(2);
  const auto all = letter_stream(200, stream);
  REQUIRE(all.onset.size() == all.letters.size());
  CHECK(all.onset.front());
  CHECK(static_cast<std::size_t>(std::count(all.onset.begin(), all.onset.end(), true)) == all.words);
  std::size_t begin = 0;
  for (std::size_t t = 1; t <= all.letters.size(); ++t)
    if (t == all.letters.size() || all.onset[t]) {
      const std::string word = all.letters.substr(begin, t - begin);
      INFO(word);
      CHECK(std::find(stream_words.begin(), stream_words.end(), word) != stream_words.end());
      begin = t;
    }
}

TEST_CASE("two hundred sentences are about as long as Elman's 1,270 words and 4,963 letters") {
  double words = 0, letters = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    Stream stream(seed);
    const auto all = letter_stream(200, stream);
    words += static_cast<double>(all.words) / 20;
    letters += static_cast<double>(all.letters.size()) / 20;
  }
  CHECK(words == Approx(1270).epsilon(0.05));
  CHECK(letters == Approx(4963).epsilon(0.1));
}

TEST_CASE("letters have codes of five bits, no two the same, drawn anew from each stream") {
  Stream a(3), b(3), c(4);
  const arma::mat codes = letter_codes(a), same = letter_codes(b), other = letter_codes(c);
  REQUIRE(arma::size(codes) == arma::SizeMat(5, 26));
  CHECK(arma::approx_equal(codes, same, "absdiff", 0));
  CHECK(!arma::approx_equal(codes, other, "absdiff", 0));
  std::set<std::vector<double>> different;
  for (arma::uword k = 0; k < codes.n_cols; ++k) {
    different.insert(arma::conv_to<std::vector<double>>::from(codes.col(k)));
    for (const double bit : codes.col(k)) CHECK((bit == 0 || bit == 1));
  }
  CHECK(different.size() == 26);
}

TEST_CASE("letter streams: the same stream gives the same letters, and none are refused") {
  Stream a(5), b(5), c(6), d(7);
  const auto one = letter_stream(20, a), same = letter_stream(20, b), other = letter_stream(20, c);
  CHECK(one.letters == same.letters);
  CHECK(one.letters != other.letters);
  CHECK_THROWS_AS(letter_stream(0, d), std::invalid_argument);
}
