// 07 Finding structure in time: Elman's network learns to predict what comes next, in four streams, and where
// it errs shows what it has understood.
#include "experiments/lab/experiment.hpp"

#include <string>

#include "claims.hpp"
#include "figures.hpp"
#include "tables.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;
using namespace structure;

void body(Run& run) {
  const Everything all{learn_bits(run), learn_letters(run), learn_words(run), learn_sentences(run)};
  measure_bits(run, all.bits);
  measure_letters(run, all.letters);
  measure_words(run, all.words);
  measure_sentences(run, all.sentences);
  write_bits(run, all.bits);
  write_letters(run, all.letters);
  write_words(run, all.words);
  write_sentences(run, all.sentences);
  write_ways(run, all);
}

void check_units(const std::string& text) {
  const bool digits =
      !text.empty() && text.size() < 4 && text.find_first_not_of("0123456789") == std::string::npos;
  if (!digits || std::stoi(text) < 1) throw std::invalid_argument("must be numbers of units from 1 to 999");
}

std::vector<Option> options() {
  return {
      words_option("bits-units", "UNITS...", {"2 3", "2 3", "2 3 5"},
                   "hidden units of the networks that learn temporal XOR", check_units),
      integer_option("bits-runs", {2, 10, 10}, 1, 1000, "networks of each size and way"),
      integer_option("triples", {500, 1000, 1000}, 10, 1000000, "of bits in the stream"),
      integer_option("bits-passes", {60, 70, 600}, 1, 1000000, "through it"),
      real_option("bits-rate", {0.3, 0.3, 0.3}, 1e-6, 100, "learning rate"),
      integer_option("trials", {200, 1200, 1200}, 1, 1000000, "of twelve test bits"),
      integer_option("letters-units", {20, 20, 20}, 1, 999,
                     "hidden units of the networks that learn syllables"),
      integer_option("letters-runs", {1, 3, 10}, 1, 1000, "networks of each way"),
      integer_option("consonants", {500, 1000, 1000}, 10, 1000000, "in the stream"),
      integer_option("letters-passes", {20, 40, 200}, 1, 1000000, "through it"),
      real_option("letters-rate", {0.3, 0.3, 0.3}, 1e-6, 100, "learning rate"),
      integer_option("words-units", {20, 20, 20}, 1, 999, "hidden units of the networks that learn words"),
      integer_option("words-runs", {1, 5, 10}, 1, 1000, "networks of each way"),
      integer_option("stream-sentences", {200, 200, 200}, 1, 1000000, "in the stream of letters"),
      integer_option("words-passes", {5, 10, 10}, 1, 1000000, "through it"),
      real_option("words-rate", {0.3, 0.3, 0.3}, 1e-6, 100, "learning rate"),
      integer_option("sentences-units", {30, 150, 150}, 1, 999,
                     "hidden units of the networks that learn sentences"),
      integer_option("sentences-runs", {1, 2, 10}, 1, 1000, "networks of each way"),
      integer_option("sentences", {1000, 10000, 10000}, 300, 10000000, "to learn from"),
      integer_option("test-words", {1000, 3000, 27500}, 500, 10000000, "of the stream, to test with"),
      integer_option("sentences-passes", {10, 6, 6}, 1, 1000000, "through them"),
      real_option("sentences-rate", {0.1, 0.1, 0.1}, 1e-6, 100, "learning rate"),
      integer_option("piece", {12, 12, 12}, 1, 1000000,
                     "steps between updates, and steps back, of all but Elman's copy-back"),
      real_option("reach", {0.5, 0.5, 0.5}, 1e-6, 100, "first weights are uniform within ± this"),
      gradients_option(),
      states_option(),
  };
}

}  // namespace

Experiment elman_structure_in_time();

Experiment elman_structure_in_time() {
  return {
      .title = "Finding structure in time",
      .part = "II Simple recurrence",
      .shows = "temporal XOR, ba/dii/guuu, words in a letter stream, sentences",
      .question =
          "What does a network understand of a stream of bits, letters or words that only ever learns to "
          "say what comes next, and what does it need the gradient of earlier steps for?",
      .takes = {"4 s", "60 s", "10 min"},
      .references = {"J. L. Elman, Finding structure in time, Cognitive Science 14 (1990) 179–211",
                     "M. I. Jordan, Serial order: a parallel distributed processing approach, ICS report "
                     "8604, UC San Diego (1986)",
                     "P. J. Werbos, Backpropagation through time: what it does and how to do it, Proc. IEEE "
                     "78 (1990) 1550–1560"},
      .options = options(),
      .claims = claims(),
      .figures = figures(),
      .body = body};
}

}  // namespace unroll::experiments
