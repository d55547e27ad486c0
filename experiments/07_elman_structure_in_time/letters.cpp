// 2. Syllables: the features of a letter in, those of the next one out.
#include "datasets/syllables.hpp"
#include "scores.hpp"
#include "workshop.hpp"

namespace unroll::experiments::structure {
namespace {

constexpr arma::uword syllable_letters = 28, test_consonants = 500, heard = 8;

// Root mean square errors of each feature, where a consonant comes and where a vowel comes.
arma::mat by_feature(const arma::mat& errors, const arma::uvec& coming) {
  arma::mat sums(errors.n_rows, 2, arma::fill::zeros);
  arma::vec counts(2, arma::fill::zeros);
  for (arma::uword t = 0; t < errors.n_cols; ++t) {
    const arma::uword vowel = coming[t] >= datasets::syllable_consonants;
    sums.col(vowel) += arma::square(errors.col(t));
    counts[vowel] += 1;
  }
  for (arma::uword k = 0; k < 2; ++k) sums.col(k) /= counts[k];
  return arma::sqrt(sums);
}

double over_features(const arma::mat& by_feature, arma::uword which) { return rms(by_feature.col(which)); }

void measure(Letters& one, const arma::mat& errors, const arma::mat& without, const arma::uvec& coming) {
  one.by_feature = by_feature(errors, coming);
  one.memoryless_by_feature = by_feature(without, coming);
  one.consonants = over_features(one.by_feature, 0);
  one.vowels = over_features(one.by_feature, 1);
  one.memoryless_consonants = over_features(one.memoryless_by_feature, 0);
  one.memoryless_vowels = over_features(one.memoryless_by_feature, 1);
  one.consonant_feature = rms(errors.row(0));
  arma::uword first = heard;  // the text that is shown begins with a consonant
  while (coming[first] >= datasets::syllable_consonants) ++first;
  const arma::uword last = first + syllable_letters - 1;
  for (arma::uword t = first; t <= last; ++t) one.text += datasets::syllable_letters[coming[t]];
  const arma::mat zeros = arma::zeros(arma::size(errors));
  one.errors = arma::abs(errors.cols(first, last));
  one.step = rms_of_steps(errors, zeros).subvec(first, last);
  one.memoryless_step = rms_of_steps(without, zeros).subvec(first, last);
}

void learn_one(const lab::Run& run, Letters& one) {
  Stream stream = run.stream("letters", one.run, "letters"),
         test = run.stream("letters", one.run, "test letters");
  const auto consonants = run.settings().count("consonants");
  const arma::uvec seen = datasets::syllables(consonants, stream),
                   fresh = datasets::syllables(test_consonants, test);
  const arma::mat codes = datasets::syllable_codes();
  const Lesson lesson = next_symbol(seen, codes), trial = next_symbol(fresh, codes);
  const Pupil pupil = taught(run, "letters", one, lesson);
  const arma::mat target = columns(trial.next), said = memoryless(seen, columns(lesson.next), codes.n_cols);
  measure(one, outputs_over(pupil.net, pupil.theta, trial.x) - target,
          said.cols(fresh.head(target.n_cols)) - target, fresh.tail(target.n_cols));
  std::vector<std::string> labels;
  for (arma::uword t = 0; t < 36; ++t) labels.emplace_back(1, datasets::syllable_letters[fresh[t]]);
  watch_states(run, "letters", one, pupil, trial.x, labels);
}

}  // namespace

std::vector<Letters> learn_letters(lab::Run& run) {
  const auto units = run.settings().count("letters-units");
  auto all = all_networks<Letters>({units}, run.settings().count("letters-runs"));
  run.parallel("letters", all.size(), [&](std::size_t i) { learn_one(run, all[i]); });
  return all;
}

}  // namespace unroll::experiments::structure
