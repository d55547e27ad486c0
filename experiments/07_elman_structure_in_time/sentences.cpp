// 4. Sentences: a word in, the likelihood of each word to come out.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "datasets/simple_sentences.hpp"
#include "experiments/lab/error.hpp"
#include "scores.hpp"
#include "workshop.hpp"

namespace unroll::experiments::structure {
namespace {

constexpr arma::uword spare = 2;  // bits that no word has: Elman kept them for later
constexpr arma::uword word_count = datasets::sentence_words.size(), word_bits = word_count + spare;

// Sentences on end, with the likelihood of each word to come at each word, bits × T: as counted in these same
// sentences, as Elman did, and as the grammar has it.
struct Corpus {
  arma::uvec read;
  arma::mat counted, exact;

  // The first so many words of it.
  Corpus beginning(arma::uword count) const {
    return {read.head(count), counted.head_cols(count), exact.head_cols(count)};
  }
};

// Each beginning of a sentence, up to all of it, in the order of the stream.
std::vector<datasets::Sentence> beginnings(const std::vector<datasets::Sentence>& sentences) {
  std::vector<datasets::Sentence> all;
  for (const datasets::Sentence& sentence : sentences)
    for (std::size_t k = 1; k <= sentence.size(); ++k)
      all.emplace_back(sentence.begin(), sentence.begin() + static_cast<long>(k));
  return all;
}

Corpus corpus_of(const std::vector<datasets::Sentence>& sentences) {
  const auto so_far = beginnings(sentences);
  const arma::uword steps = so_far.size() - 1;  // nothing follows the last word
  Corpus corpus{arma::uvec(steps), arma::zeros(word_bits, steps), arma::zeros(word_bits, steps)};
  std::map<datasets::Sentence, std::pair<arma::vec, arma::vec>> known;  // counts and likelihoods
  for (arma::uword t = 0; t < steps; ++t) {
    corpus.read[t] = so_far[t].back();
    auto [place, is_new] = known.try_emplace(so_far[t]);
    if (is_new) place->second = {arma::zeros(word_count), datasets::next_word(so_far[t])};
    place->second.first[so_far[t + 1].back()] += 1;
  }
  for (arma::uword t = 0; t < steps; ++t) {
    const auto& [counts, likelihood] = known.at(so_far[t]);
    corpus.counted(arma::span(0, word_count - 1), t) = counts / arma::accu(counts);
    corpus.exact(arma::span(0, word_count - 1), t) = likelihood;
  }
  return corpus;
}

// The mean state at each word.
arma::mat mean_states(const Net& net, const Tapes& tapes, const arma::uvec& read) {
  const arma::fcube h = net.stack.outputs(tapes.stack).cube();
  arma::mat sums(h.n_rows, word_count, arma::fill::zeros);
  arma::vec counts(word_count, arma::fill::zeros);
  for (arma::uword t = 0; t < h.n_slices; ++t) {
    for (arma::uword i = 0; i < h.n_rows; ++i) sums(i, read[t]) += static_cast<double>(h(i, 0, t));
    counts[read[t]] += 1;
  }
  for (arma::uword k = 0; k < word_count; ++k) {
    if (counts[k] == 0)
      throw lab::UsageError(
          fmt::format("\"{}\" is not among the first {} words; test with more of them "
                      "(--test-words, --sentences)",
                      datasets::sentence_words[k], read.n_elem));
    sums.col(k) /= counts[k];
  }
  return sums;
}

// Predictions by how frequent words are, and by the last word alone.
void measure_without_memory(Sentences& one, const Corpus& all, const Corpus& test) {
  const arma::mat by_word = memoryless(all.read, all.counted, word_count),
                  unigram = arma::repmat(arma::mean(all.counted, 1), 1, test.read.n_elem),
                  bigram = by_word.cols(test.read);
  one.unigram = rms(unigram - test.counted);
  one.bigram = rms(bigram - test.counted);
  one.cosine_unigram = mean_cosine(unigram, test.counted);
  one.cosine_bigram = mean_cosine(bigram, test.counted);
}

void measure(Sentences& one, const arma::mat& y, const Net& net, const Tapes& tapes, const Corpus& test) {
  one.error = one.by_pass.back();
  one.exact_error = rms(y - test.exact);
  one.cosine = mean_cosine(y, test.counted);
  one.exact_cosine = mean_cosine(y, test.exact);
  one.means = mean_states(net, tapes, test.read);
}

void learn_one(const lab::Run& run, Sentences& one) {
  Stream stream = run.stream("sentences", one.run, "sentences");
  const auto sentences = datasets::simple_sentences(run.settings().count("sentences"), stream);
  const Corpus all = corpus_of(sentences);
  const Corpus test =
      all.beginning(std::min<arma::uword>(run.settings().count("test-words"), all.read.n_elem));
  arma::uvec read(all.read.n_elem + 1);
  read.head(all.read.n_elem) = all.read;
  read.tail(1) = sentences.back().back();
  const Lesson lesson = next_symbol(read, arma::eye(word_bits, word_bits));
  const arma::fcube x = beginning(lesson.x, test.read.n_elem);
  const Net net = network_for(lesson, one.units, one.way);
  Tapes tapes;
  arma::mat y;
  const Pupil pupil = taught(run, "sentences", one, lesson, [&](long, const arma::fvec& theta) {
    y = outputs_over(net, theta, x, tapes);
    one.by_pass.push_back(rms(y - test.counted));
  });
  measure(one, y, net, tapes, test);
  measure_without_memory(one, all, test);
  std::vector<std::string> labels;
  for (arma::uword t = 0; t < 14; ++t) labels.emplace_back(datasets::sentence_words[test.read[t]]);
  watch_states(run, "sentences", one, pupil, x, labels);
}

}  // namespace

std::vector<Sentences> learn_sentences(lab::Run& run) {
  const auto units = run.settings().count("sentences-units");
  auto all = all_networks<Sentences>({units}, run.settings().count("sentences-runs"));
  run.parallel("sentences", all.size(), [&](std::size_t i) { learn_one(run, all[i]); });
  return all;
}

}  // namespace unroll::experiments::structure
