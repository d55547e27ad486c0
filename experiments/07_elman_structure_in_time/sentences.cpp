// Sentences: a word in, the likelihood of each word to come out, and the tree of the mean states at each word.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "clustering.hpp"
#include "datasets/simple_sentences.hpp"
#include "experiments/lab/error.hpp"
#include "prediction.hpp"
#include "scores.hpp"
#include "tasks.hpp"

namespace unroll::experiments::structure {
namespace {

constexpr arma::uword spare = 2;  // bits that no word has: Elman kept them for later
constexpr arma::uword word_count = datasets::sentence_words.size(), word_bits = word_count + spare;

// Sentences on end, with the likelihood of each word to come at each word, bits × T: as counted in these same
// sentences, as Elman did, and as the grammar has it.
struct Corpus {
  arma::uvec read;
  arma::mat counted, exact;

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

// All words but the last are read, all but the first are to be predicted.
Task task_of(const std::vector<datasets::Sentence>& sentences) {
  std::vector<arma::uword> words;
  for (const datasets::Sentence& sentence : sentences)
    words.insert(words.end(), sentence.begin(), sentence.end());
  return next_symbol(arma::uvec(words), arma::eye(word_bits, word_bits));
}

// The mean state at each word, units × 29.
arma::mat mean_states(const arma::fcube& states, const arma::uvec& read) {
  arma::mat sums(states.n_rows, word_count, arma::fill::zeros);
  arma::vec counts(word_count, arma::fill::zeros);
  for (arma::uword t = 0; t < states.n_slices; ++t) {
    for (arma::uword i = 0; i < states.n_rows; ++i) sums(i, read[t]) += static_cast<double>(states(i, 0, t));
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

const char* kind_of(arma::uword word) {
  return word < datasets::sentence_animates ? "animate"
         : word < datasets::sentence_nouns  ? "inanimate"
                                            : "verb";
}

std::vector<bool> first_words(arma::uword count) {
  std::vector<bool> marks(word_count);
  std::fill_n(marks.begin(), count, true);
  return marks;
}

// The tree on its side, words one below the other: three strokes for each merge.
void add_tree(lab::Point& at, const std::vector<Merge>& merges) {
  std::vector<double> place(word_count + merges.size()), height(word_count + merges.size(), 0);
  const auto order = leaves(merges, place.size() - 1);
  for (std::size_t k = 0; k < word_count; ++k) {
    place[order[k]] = static_cast<double>(k + 1);
    at.row("tree_words", k + 1, datasets::sentence_words[order[k]], kind_of(order[k]));
  }
  for (std::size_t k = 0; k < merges.size(); ++k) {
    const auto& [left, right, top] = merges[k];
    place[word_count + k] = (place[left] + place[right]) / 2;
    height[word_count + k] = top;
    for (const std::size_t side : {left, right}) at.row("tree", place[side], height[side], place[side], top);
    at.row("tree", place[left], top, place[right], top);
  }
}

// The number of words to move if `count` words stood on the leaves at random.
void add_random_trees(lab::Point& at, const std::vector<Merge>& merges, const char* words,
                      arma::uword count) {
  Stream stream = at.run().stream("sentences", 0, "words at random");
  for (int draw = 1; draw <= 200; ++draw) {
    std::vector<bool> marks(word_count);
    for (const std::size_t place : stream.sample(count, word_count)) marks[place] = true;
    at.row("random_trees", words, draw, misplaced(merges, marks));
  }
}

// Predictions without memory: by the frequency of words, and by the last word alone.
struct Memoryless {
  arma::mat unigram, bigram;

  Memoryless(const Corpus& all, const Corpus& test)
      : unigram(arma::repmat(arma::mean(all.counted, 1), 1, test.read.n_elem)),
        bigram(memoryless(all.read, all.counted, word_count).cols(test.read)) {}
};

void add_scores(lab::Point& at, const arma::mat& y, const Corpus& test, const Memoryless& chance,
                const std::vector<Merge>& merges) {
  const double error = rms(y - test.counted), cosine = mean_cosine(y, test.counted),
               bigram_cosine = mean_cosine(chance.bigram, test.counted);
  at.row("scores", "error", error, rms(chance.bigram - test.counted));
  at.row("scores", "cosine", cosine, bigram_cosine);
  at.row("sentences", error, cosine, rms(y - test.exact), mean_cosine(y, test.exact),
         mean_cosine(chance.unigram, test.counted), bigram_cosine,
         misplaced(merges, first_words(datasets::sentence_nouns)),
         misplaced(merges, first_words(datasets::sentence_animates)));
}

}  // namespace

void learn_sentences(lab::Run& run) {
  const auto& settings = run.settings();
  each_network(run, "sentences", {settings.count("sentences-units")}, [&](lab::Point& at) {
    Stream stream = at.stream("sentences", "sentences");
    const auto sentences = datasets::simple_sentences(settings.count("sentences"), stream);
    const Corpus all = corpus_of(sentences);
    const Corpus test = all.beginning(std::min<arma::uword>(settings.count("test-words"), all.read.n_elem));
    const Memoryless chance(all, test);
    const double unigram = rms(chance.unigram - test.counted), bigram = rms(chance.bigram - test.counted);
    const Task task = task_of(sentences);
    const arma::fcube x = task.x.head_slices(test.read.n_elem);
    const Trained network = trained(at, task, [&](long pass, const Trained& so_far) {
      at.row("passes", pass, rms(outputs_over(so_far, x) - test.counted), unigram, bigram);
    });
    const auto merges = cluster(mean_states(states_over(network, x), test.read));
    add_scores(at, outputs_over(network, x), test, chance, merges);
    add_tree(at, merges);
    add_random_trees(at, merges, "nouns", datasets::sentence_nouns);
    add_random_trees(at, merges, "animates", datasets::sentence_animates);
    std::vector<std::string> shown;
    for (const arma::uword word : test.read.head(14)) shown.emplace_back(datasets::sentence_words[word]);
    show_states(at, network, x, shown);
  });
}

}  // namespace unroll::experiments::structure
