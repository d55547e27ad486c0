// Temporal XOR, syllables and words: one bit or letter in, the next one out.
#include <algorithm>
#include <cmath>

#include "datasets/letter_stream.hpp"
#include "datasets/syllables.hpp"
#include "datasets/temporal_xor.hpp"
#include "prediction.hpp"
#include "scores.hpp"
#include "tasks.hpp"

namespace unroll::experiments::structure {
namespace {

// --- temporal XOR ------------------------------------------------------------------------------------------

constexpr arma::uword profile_steps = 12;  // of Elman's Fig. 3, four triples

// Is bit k, from 0, the third of its triple?
bool third(arma::uword k) { return k % 3 == 2; }

// The root mean square error at each of twelve bits; the first prediction is that of the second bit.
arma::vec profile_of(const arma::mat& errors) {
  arma::vec sums(profile_steps, arma::fill::zeros);
  for (arma::uword t = 0; t < errors.n_elem; ++t) sums[(t + 1) % profile_steps] += errors[t] * errors[t];
  return arma::sqrt(sums / (static_cast<double>(errors.n_elem) / profile_steps));
}

// The error at third bits over the error at the others.
double ratio_of(const arma::vec& profile) {
  double predictable = 0, other = 0;
  for (arma::uword k = 0; k < profile_steps; ++k) (third(k) ? predictable : other) += std::pow(profile[k], 2);
  return std::sqrt(predictable / 4) / std::sqrt(other / 8);
}

// The number of third bits among the four steps of least error.
long dips_of(const arma::vec& profile) {
  const arma::uvec order = arma::stable_sort_index(profile);
  return std::count_if(order.begin(), order.begin() + 4, third);
}

// --- syllables ---------------------------------------------------------------------------------------------

constexpr arma::uword shown_syllable_letters = 28, test_consonants = 500, letters_before_shown = 8;

bool is_vowel(arma::uword letter) { return letter >= datasets::syllable_consonants; }

// The root mean square error of each feature where a consonant comes (column 0) and where a vowel comes (1).
arma::mat by_feature(const arma::mat& errors, const arma::uvec& coming) {
  arma::mat sums(errors.n_rows, 2, arma::fill::zeros);
  arma::vec counts(2, arma::fill::zeros);
  for (arma::uword t = 0; t < errors.n_cols; ++t) {
    sums.col(is_vowel(coming[t])) += arma::square(errors.col(t));
    counts[is_vowel(coming[t])] += 1;
  }
  for (arma::uword k = 0; k < 2; ++k) sums.col(k) /= counts[k];
  return arma::sqrt(sums);
}

void add_feature_scores(lab::Point& at, const arma::mat& errors, const arma::mat& without,
                        const arma::uvec& coming) {
  const arma::mat error = by_feature(errors, coming), chance = by_feature(without, coming);
  for (arma::uword i = 0; i < error.n_rows; ++i)
    for (const arma::uword k : {0, 1})
      at.row("features", datasets::syllable_features[i], k == 0 ? "consonant" : "vowel", error(i, k),
             chance(i, k));
  at.row("scores", "vowels", rms(error.col(1)), rms(chance.col(1)));
  at.row("scores", "consonants", rms(error.col(0)), rms(chance.col(0)));
  at.row("scores", "consonant feature", rms(errors.row(0)), rms(without.row(0)));
}

// The errors letter by letter, from a consonant on.
void add_syllable_text(lab::Point& at, const arma::mat& errors, const arma::mat& without,
                       const arma::uvec& coming) {
  arma::uword first = letters_before_shown;
  while (is_vowel(coming[first])) ++first;
  const arma::vec step = rms_of_steps(errors), chance = rms_of_steps(without);
  const auto letter = [&](arma::uword t) { return datasets::syllable_letters.substr(coming[t], 1); };
  for (arma::uword k = 0; k < shown_syllable_letters; ++k)
    at.row("letters", k + 1, letter(first + k), !is_vowel(coming[first + k]), step[first + k],
           chance[first + k]);
  for (arma::uword i = 0; i < errors.n_rows; ++i)
    for (arma::uword k = 0; k < shown_syllable_letters; ++k)
      at.row("letter_features", k + 1, letter(first + k), datasets::syllable_features[i],
             std::abs(errors(i, first + k)));
}

// --- words -------------------------------------------------------------------------------------------------

constexpr arma::uword shown_word_letters = 58, letters_before_words = 20;
constexpr std::size_t test_sentences = 50;

// The mean error where a word begins over the mean error elsewhere.
double onset_ratio(const arma::vec& errors, const std::vector<bool>& onset) {
  double at = 0, elsewhere = 0;
  arma::uword onsets = 0;
  for (arma::uword t = 0; t < errors.n_elem; ++t) {
    (onset[t] ? at : elsewhere) += errors[t];
    onsets += onset[t];
  }
  return (at / static_cast<double>(onsets)) / (elsewhere / static_cast<double>(errors.n_elem - onsets));
}

arma::uvec numbers_of(const std::string& letters) {
  arma::uvec all(letters.size());
  for (arma::uword t = 0; t < all.n_elem; ++t) all[t] = static_cast<arma::uword>(letters[t] - 'a');
  return all;
}

void add_curve(lab::Point& at, const std::string& prediction, const arma::mat& curve) {
  for (arma::uword k = 0; k < curve.n_rows; ++k) at.row("boundaries", prediction, curve(k, 0), curve(k, 1));
}

void add_word_scores(lab::Point& at, const arma::vec& errors, const arma::vec& without,
                     const std::vector<bool>& onset) {
  at.row("scores", "area", area_under_curve(errors, onset), area_under_curve(without, onset));
  at.row("scores", "ratio", onset_ratio(errors, onset), onset_ratio(without, onset));
  if (training_of(at) == Training::copy_back) add_curve(at, "without memory", roc(without, onset));
  add_curve(at, at.word("training"), roc(errors, onset));
}

// The errors letter by letter, from the beginning of a word on; `letters` are those that come.
void add_word_text(lab::Point& at, const arma::vec& errors, const arma::vec& without,
                   const std::vector<bool>& onset, const std::string& letters) {
  std::size_t first = letters_before_words;
  while (!onset[first]) ++first;
  for (std::size_t k = 0; k < shown_word_letters; ++k)
    at.row("words", k + 1, letters.substr(first + k, 1), bool{onset[first + k]}, errors[first + k],
           without[first + k]);
}

}  // namespace

void learn_bits(lab::Run& run) {
  const auto& settings = run.settings();
  const arma::mat codes{{0, 1}};
  auto units = settings.counts("bits-units");
  std::sort(units.begin(), units.end());
  units.erase(std::unique(units.begin(), units.end()), units.end());
  each_network(run, "bits", units, [&](lab::Point& at) {
    Stream stream = at.stream("bits", "bits"), test = at.stream("bits", "test bits");
    const arma::uvec seen = datasets::temporal_xor(settings.count("triples"), stream),
                     fresh = datasets::temporal_xor(4 * settings.count("trials") + 1, test);
    const Task task = next_symbol(seen, codes),
               trial = beginning(next_symbol(fresh, codes), profile_steps * settings.count("trials"));
    const Trained network = trained(at, task);
    const arma::mat target = columns(trial.target),
                    chance = memoryless(seen, columns(task.target), 2).cols(fresh.head(target.n_cols));
    const arma::vec profile = profile_of(outputs_over(network, trial.x) - target);
    for (arma::uword k = 0; k < profile_steps; ++k) at.row("bits", k + 1, profile[k], rms(chance - target));
    at.row("scores", "ratio", ratio_of(profile), 1);
    at.row("scores", "dips", dips_of(profile), 4 * 4 / 12.0);
    std::string shown;
    for (const arma::uword bit : fresh.head(36)) shown += bit == 0 ? '0' : '1';
    show_states(at, network, trial.x, letters_of(shown));
  });
}

void learn_syllables(lab::Run& run) {
  const auto& settings = run.settings();
  const arma::mat codes = datasets::syllable_codes();
  each_network(run, "letters", {settings.count("letters-units")}, [&](lab::Point& at) {
    Stream stream = at.stream("letters", "letters"), test = at.stream("letters", "test letters");
    const arma::uvec seen = datasets::syllables(settings.count("consonants"), stream),
                     fresh = datasets::syllables(test_consonants, test);
    const Task task = next_symbol(seen, codes), trial = next_symbol(fresh, codes);
    const Trained network = trained(at, task);
    const arma::mat target = columns(trial.target),
                    chance =
                        memoryless(seen, columns(task.target), codes.n_cols).cols(fresh.head(target.n_cols));
    const arma::mat errors = outputs_over(network, trial.x) - target, without = chance - target;
    add_feature_scores(at, errors, without, fresh.tail(target.n_cols));
    add_syllable_text(at, errors, without, fresh.tail(target.n_cols));
    std::string shown;
    for (const arma::uword letter : fresh.head(36)) shown += datasets::syllable_letters[letter];
    show_states(at, network, trial.x, letters_of(shown));
  });
}

void learn_words(lab::Run& run) {
  const auto& settings = run.settings();
  each_network(run, "words", {settings.count("words-units")}, [&](lab::Point& at) {
    Stream stream = at.stream("words", "sentences"), test = at.stream("words", "test sentences"),
           bits = at.stream("words", "codes");
    const auto seen = datasets::letter_stream(settings.count("stream-sentences"), stream),
               fresh = datasets::letter_stream(test_sentences, test);
    const arma::mat codes = datasets::letter_codes(bits);
    const arma::uvec read = numbers_of(seen.letters), ahead = numbers_of(fresh.letters);
    const Task task = next_symbol(read, codes), trial = next_symbol(ahead, codes);
    const Trained network = trained(at, task);
    const arma::mat target = columns(trial.target),
                    chance =
                        memoryless(read, columns(task.target), codes.n_cols).cols(ahead.head(target.n_cols));
    const arma::vec errors = rms_of_steps(outputs_over(network, trial.x) - target),
                    without = rms_of_steps(chance - target);
    const std::vector<bool> onset(fresh.onset.begin() + 1, fresh.onset.end());  // of the letters that come
    add_word_scores(at, errors, without, onset);
    add_word_text(at, errors, without, onset, fresh.letters.substr(1));
    show_states(at, network, trial.x, letters_of(fresh.letters.substr(0, 46)));
  });
}

}  // namespace unroll::experiments::structure
