#include "claims.hpp"

#include <algorithm>
#include <set>

#include "clustering.hpp"
#include "datasets/simple_sentences.hpp"

namespace unroll::experiments::structure {
namespace {

// One value a run, of the networks that learn by copy-back, as Elman's did.
template <class One>
std::vector<double> values(const std::vector<One>& all, double One::*value) {
  std::vector<double> list;
  for (const One& one : all)
    if (one.way == Way::copied) list.push_back(one.*value);
  return list;
}

std::vector<bool> first_words(arma::uword count) {
  std::vector<bool> marks(datasets::sentence_words.size());
  std::fill_n(marks.begin(), count, true);
  return marks;
}

std::vector<double> misplaced_words(const std::vector<Sentences>& all, arma::uword count) {
  std::vector<double> list;
  for (const Sentences& one : all)
    if (one.way == Way::copied)
      list.push_back(static_cast<double>(misplaced(cluster(one.means), first_words(count))));
  return list;
}

std::vector<lab::Claim> claims_of_bits() {
  return {
      {.id = "bits_dips",
       .claim =
           "Temporal XOR, 2 hidden units, best network: of the four steps with the least error, how many "
           "are those before a third bit",
       .source = "Elman 1990, Fig. 3",
       .published = "4",
       .unit = "of 4",
       .low = 4,
       .high = 4,
       .reason = "a count"},
      {.id = "bits_two",
       .claim = "The same: error at third bits over error at the others",
       .source = "Elman 1990, Fig. 3, which has no number in print",
       .published = "below 1",
       .unit = "",
       .low = 0,
       .high = 0.88,
       .reason = "1 is chance; the networks that did not learn stay within a few hundredths of it"},
      {.id = "bits_more",
       .claim = "The same with the most hidden units",
       .source = "comparison: more units than the two of Elman 1990",
       .published = "no figure",
       .unit = "",
       .low = 0,
       .high = 0.7,
       .reason = "two units can hold the bit before or the place in the triple, hardly both; three can"},
      {.id = "bits_gradient",
       .claim = "Most hidden units: that ratio after copy-back minus after backpropagation through time, in "
                "pieces",
       .source = "theory: only the whole gradient says what a bit will be good for",
       .published = "no figure",
       .unit = "",
       .low = 0,
       .reason = "a comparison over the runs, of the same weights, bits and updates"},
  };
}

std::vector<lab::Claim> claims_of_letters() {
  return {
      {.id = "letters_vowels",
       .claim = "Syllables: error where a vowel comes, root mean square over the features",
       .source = "Elman 1990, Fig. 4, which has no number in print",
       .published = "near 0",
       .unit = "",
       .low = 0,
       .high = 0.05,
       .reason = "vowels follow from what was before; a tenth of what not knowing a feature costs"},
      {.id = "letters_consonants",
       .claim = "The same where a consonant comes",
       .source = "theory: 1/3 for `high` and for `back`, √(2 · 2/9 / 6); Elman 1990, Fig. 4",
       .published = "0.272",
       .unit = "",
       .low = 0.26,
       .high = 0.3,
       .reason =
           "below it one would have to foresee chance; a tenth above it for what is still to be learnt"},
      {.id = "letters_consonant_feature",
       .claim = "The feature `consonant`, root mean square error over all letters",
       .source = "Elman 1990, Fig. 5 (a), which has no number in print",
       .published = "near 0",
       .unit = "",
       .low = 0,
       .high = 0.05,
       .reason = "that a consonant comes follows from what was before; as for the vowels"},
  };
}

std::vector<lab::Claim> claims_of_words() {
  return {
      {.id = "words_ratio",
       .claim = "Words in a stream: mean error where a word begins over mean error elsewhere",
       .source = "Elman 1990, Fig. 6, which has no number in print",
       .published = "above 1",
       .unit = "",
       .low = 1.3,
       .reason = "1 is chance; a third more is seen at a glance, as in the figure"},
      {.id = "words_area",
       .claim = "Chance that the error where a word begins is above one elsewhere (area under the ROC curve)",
       .source = "comparison, after Elman 1990, Fig. 6",
       .published = "no figure",
       .unit = "",
       .low = 0.75,
       .high = 1,
       .reason = "halfway from chance, 0.5, to a perfect mark of boundaries, 1"},
  };
}

std::vector<lab::Claim> claims_of_sentences() {
  return {
      {.id = "sentences_error",
       .claim = "Sentences: error against how often each word followed its sentence so far, root mean square",
       .source = "after Elman 1990, p. 198",
       .published = "0.053",
       .unit = "",
       .low = 0.04,
       .high = 0.08,
       .reason = "rate and first weights were not published; half as much again"},
      {.id = "sentences_cosine",
       .claim = "The mean cosine between outputs and those frequencies",
       .source = "after Elman 1990, p. 198",
       .published = "0.916",
       .unit = "",
       .low = 0.88,
       .high = 1,
       .reason = "a third of his spread over words, 0.123, below; better is no failure"},
      {.id = "nouns_misplaced",
       .claim = "Words to move so that one branch of the tree of mean states is exactly the nouns",
       .source = "after Elman 1990, Fig. 7",
       .published = "0",
       .unit = "words",
       .low = 0,
       .high = 0,
       .reason = "a count"},
      {.id = "animates_misplaced",
       .claim = "The same for the animate nouns",
       .source = "after Elman 1990, Fig. 7",
       .published = "0",
       .unit = "words",
       .low = 0,
       .high = 0,
       .reason = "a count"},
  };
}

}  // namespace

std::vector<lab::Claim> claims() {
  std::vector<lab::Claim> all;
  for (const auto& some : {claims_of_bits(), claims_of_letters(), claims_of_words(), claims_of_sentences()})
    all.insert(all.end(), some.begin(), some.end());
  return all;
}

const Bits& best_of(const std::vector<Bits>& all, arma::uword units) {
  const Bits* best = nullptr;
  for (const Bits& one : all)
    if (one.units == units && one.way == Way::copied && (best == nullptr || one.ratio < best->ratio))
      best = &one;
  return *best;
}

void measure_bits(lab::Run& run, const std::vector<Bits>& all) {
  std::set<arma::uword> sizes;
  for (const Bits& one : all) sizes.insert(one.units);
  if (sizes.contains(2)) {
    run.measured("bits_dips", {static_cast<double>(best_of(all, 2).dips)});
    run.measured("bits_two", {best_of(all, 2).ratio});
  }
  const arma::uword most = *sizes.rbegin();
  if (most < 3) return;
  run.measured("bits_more", {best_of(all, most).ratio});
  std::vector<double> pieces, gains;
  for (const Bits& one : all)
    if (one.units == most && one.way == Way::pieces) pieces.push_back(one.ratio);
  for (const Bits& one : all)
    if (one.units == most && one.way == Way::through) gains.push_back(pieces[one.run] - one.ratio);
  run.measured("bits_gradient", gains);
}

void measure_letters(lab::Run& run, const std::vector<Letters>& all) {
  run.measured("letters_vowels", values(all, &Letters::vowels));
  run.measured("letters_consonants", values(all, &Letters::consonants));
  run.measured("letters_consonant_feature", values(all, &Letters::consonant_feature));
}

void measure_words(lab::Run& run, const std::vector<Words>& all) {
  run.measured("words_ratio", values(all, &Words::ratio));
  run.measured("words_area", values(all, &Words::area));
}

void measure_sentences(lab::Run& run, const std::vector<Sentences>& all) {
  run.measured("sentences_error", values(all, &Sentences::error));
  run.measured("sentences_cosine", values(all, &Sentences::cosine));
  run.measured("nouns_misplaced", misplaced_words(all, datasets::sentence_nouns));
  run.measured("animates_misplaced", misplaced_words(all, datasets::sentence_animates));
}

}  // namespace unroll::experiments::structure
