// 3. Words in a stream of letters: where the error is high, a word begins.
#include "scores.hpp"
#include "workshop.hpp"

namespace unroll::experiments::structure {
namespace {

constexpr arma::uword text_letters = 58, settled = 20;
constexpr std::size_t test_sentences = 50;

double ratio_of(const arma::vec& errors, const std::vector<bool>& onset) {
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

void measure(Words& one, const arma::vec& errors, const arma::vec& without,
             const datasets::LetterStream& fresh) {
  const std::vector<bool> onset(fresh.onset.begin() + 1, fresh.onset.end());  // of the letters that come
  one.ratio = ratio_of(errors, onset);
  one.area = area_under_curve(errors, onset);
  one.memoryless_ratio = ratio_of(without, onset);
  one.memoryless_area = area_under_curve(without, onset);
  one.curve = roc(errors, onset);
  one.memoryless_curve = roc(without, onset);
  std::size_t first = settled;  // the text that is shown begins with a word
  while (!onset[first]) ++first;
  one.text = fresh.letters.substr(first + 1, text_letters);
  one.onset.assign(onset.begin() + static_cast<long>(first),
                   onset.begin() + static_cast<long>(first + text_letters));
  one.step = errors.subvec(first, first + text_letters - 1);
  one.memoryless_step = without.subvec(first, first + text_letters - 1);
}

void learn_one(const lab::Run& run, Words& one) {
  Stream stream = run.stream("words", one.run, "sentences"),
         test = run.stream("words", one.run, "test sentences"), bits = run.stream("words", one.run, "codes");
  const auto sentences = run.settings().count("stream-sentences");
  const auto seen = datasets::letter_stream(sentences, stream),
             fresh = datasets::letter_stream(test_sentences, test);
  const arma::mat codes = datasets::letter_codes(bits);
  const arma::uvec read = numbers_of(seen.letters), ahead = numbers_of(fresh.letters);
  const Lesson lesson = next_symbol(read, codes), trial = next_symbol(ahead, codes);
  const Pupil pupil = taught(run, "words", one, lesson);
  const arma::mat target = columns(trial.next), said = memoryless(read, columns(lesson.next), codes.n_cols);
  measure(one, rms_of_steps(outputs_over(pupil.net, pupil.theta, trial.x), target),
          rms_of_steps(said.cols(ahead.head(target.n_cols)), target), fresh);
  std::vector<std::string> labels;
  for (arma::uword t = 0; t < 46; ++t) labels.emplace_back(1, fresh.letters[t]);
  watch_states(run, "words", one, pupil, trial.x, labels);
}

}  // namespace

std::vector<Words> learn_words(lab::Run& run) {
  const auto units = run.settings().count("words-units");
  auto all = all_networks<Words>({units}, run.settings().count("words-runs"));
  run.parallel("words", all.size(), [&](std::size_t i) { learn_one(run, all[i]); });
  return all;
}

}  // namespace unroll::experiments::structure
