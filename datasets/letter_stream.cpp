#include "letter_stream.hpp"

#include <stdexcept>

namespace unroll::datasets {
namespace {

constexpr std::size_t shortest = 4, longest = 9;
constexpr arma::uword letters = 26, bits = 5;

using Words = std::vector<std::string_view>;

void add(Words& sentence, std::initializer_list<std::string_view> words) {
  sentence.insert(sentence.end(), words);
}

void add_subject(Words& sentence, Stream& stream) {
  if (stream.below(2) == 0) return add(sentence, {"they"});
  const auto child = [&] { return stream.below(2) == 0 ? "boy" : "girl"; };
  add(sentence, {stream.below(2) == 0 ? "a" : "the"});
  add(sentence, {child()});
  if (stream.below(2) == 0) add(sentence, {"and", child()});
}

Words any_sentence(Stream& stream) {
  Words sentence;
  if (stream.below(3) == 0) add(sentence, {"many", "years", "ago"});
  add_subject(sentence, stream);
  add(sentence, {stream.below(2) == 0 ? "lived" : "played"});
  if (stream.below(2) == 0) add(sentence, {"by", "the", "sea"});
  const auto how = stream.below(3);
  if (how > 0) add(sentence, {how == 1 ? "happily" : "together"});
  return sentence;
}

}  // namespace

Words stream_sentence(Stream& stream) {
  for (;;) {
    Words sentence = any_sentence(stream);
    if (sentence.size() >= shortest && sentence.size() <= longest) return sentence;
  }
}

LetterStream letter_stream(std::size_t sentences, Stream& stream) {
  if (sentences == 0)
    throw std::invalid_argument("a stream of 0 sentences was asked for; there must be at least 1");
  LetterStream all{.sentences = sentences};
  for (std::size_t k = 0; k < sentences; ++k)
    for (const std::string_view word : stream_sentence(stream)) {
      ++all.words;
      all.letters += word;
      all.onset.push_back(true);
      all.onset.resize(all.letters.size(), false);
    }
  return all;
}

arma::mat letter_codes(Stream& stream) {
  arma::mat codes(bits, letters);
  const auto numbers = stream.sample(letters, std::size_t{1} << bits);
  for (arma::uword k = 0; k < letters; ++k)
    for (arma::uword bit = 0; bit < bits; ++bit) codes(bit, k) = static_cast<double>(numbers[k] >> bit & 1);
  return codes;
}

}  // namespace unroll::datasets
