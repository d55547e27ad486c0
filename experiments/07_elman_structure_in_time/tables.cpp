#include "tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "claims.hpp"
#include "clustering.hpp"
#include "datasets/simple_sentences.hpp"
#include "datasets/syllables.hpp"

namespace unroll::experiments::structure {
namespace {

// Horizontal places of the leaves, and of each cluster the middle of its two.
struct Tree {
  std::vector<Merge> merges;
  std::vector<double> place, height;  // of points and merges

  explicit Tree(const arma::mat& points) : merges(cluster(points)) {
    const std::size_t n = points.n_cols;
    place.resize(n + merges.size());
    height.resize(n + merges.size(), 0);
    const auto order = leaves(merges, n + merges.size() - 1);
    for (std::size_t k = 0; k < n; ++k) place[order[k]] = static_cast<double>(k + 1);
    for (std::size_t k = 0; k < merges.size(); ++k) {
      place[n + k] = (place[merges[k].left] + place[merges[k].right]) / 2;
      height[n + k] = merges[k].height;
    }
  }
};

const char* kind_of(arma::uword word) {
  return word < datasets::sentence_animates ? "animate"
         : word < datasets::sentence_nouns  ? "inanimate"
                                            : "verb";
}

// What is to be moved to make one branch of the tree of the first `count` words, and the median of what it
// would be if words were put on the tree at random.
std::string to_move(const lab::Run& run, const std::vector<Merge>& merges, arma::uword count,
                    const std::string& what) {
  std::vector<bool> marks(merges.size() + 1);
  std::fill_n(marks.begin(), count, true);
  const std::size_t wrong = misplaced(merges, marks);
  Stream stream = run.stream("sentences", 0, "words at random");
  std::vector<double> chance;
  for (int k = 0; k < 200; ++k) {
    std::vector<bool> mixed(marks.size());
    for (const std::size_t place : stream.sample(count, marks.size())) mixed[place] = true;
    chance.push_back(static_cast<double>(misplaced(merges, mixed)));
  }
  return fmt::format("'{}: {} to move (chance: {})'", what, wrong, lab::median_of(chance));
}

// A dendrogram lying on its side, words one below the other: three strokes for each merge.
void write_dendrogram(lab::Run& run, const Sentences& one) {
  const Tree tree(one.means);
  lab::Csv words{"place", "word", "kind"}, strokes{"place_1", "height_1", "place_2", "height_2"};
  const std::size_t n = one.means.n_cols;
  for (const std::size_t k : leaves(tree.merges, n + tree.merges.size() - 1))
    words.row(tree.place[k], datasets::sentence_words[k], kind_of(k));
  for (std::size_t k = 0; k < tree.merges.size(); ++k) {
    const auto& [left, right, at] = tree.merges[k];
    for (const std::size_t side : {left, right})
      strokes.row(tree.place[side], tree.height[side], tree.place[side], at);
    strokes.row(tree.place[left], at, tree.place[right], at);
  }
  run.variable("tree_nouns", to_move(run, tree.merges, datasets::sentence_nouns, "nouns"));
  run.variable("tree_animates", to_move(run, tree.merges, datasets::sentence_animates, "animate nouns"));
  run.table("tree_words", words);
  run.table("tree", strokes);
}

void add_step(lab::Csv& csv, std::size_t step, char letter, bool onset, double error, double without) {
  csv.row(step, std::string(1, letter), onset ? 1 : 0, error, without);
}

template <class One>
const One& first_copied(const std::vector<One>& all) {
  return *std::find_if(all.begin(), all.end(), [](const One& one) { return one.way == Way::copied; });
}

// One row: what a network scores, and what a prediction without memory scores.
void add(lab::Csv& csv, const char* task, const Trained& one, const char* measure, double value,
         double without) {
  csv.row(task, one.units, name(one.way), one.run, measure, value, without);
}

template <class One>
void collect(const std::vector<One>& all, std::vector<lab::States>& states) {
  for (const One& one : all) states.insert(states.end(), one.states.begin(), one.states.end());
}

// In the order of the training: before, then each way.
template <class One>
void collect(const std::vector<One>& all, const std::string& when, std::vector<lab::Gradients>& gradients) {
  for (const One& one : all)
    for (const lab::Gradients& g : one.gradients)
      if (g.when == when) gradients.push_back(g);
}

}  // namespace

void write_bits(lab::Run& run, const std::vector<Bits>& all) {
  lab::Csv csv{"units", "way", "run", "step", "error", "memoryless"};
  std::set<arma::uword> sizes;
  for (const Bits& one : all) {
    sizes.insert(one.units);
    for (arma::uword t = 0; t < one.profile.n_elem; ++t)
      csv.row(one.units, name(one.way), one.run, t + 1, one.profile[t], one.memoryless);
  }
  run.table("bits", csv);
  std::vector<std::string> units, best;
  for (const arma::uword n : sizes) {
    units.push_back(std::to_string(n));
    best.push_back(std::to_string(best_of(all, n).run));
  }
  run.variable("bits_units", lab::script_words(units));
  run.variable("bits_best", lab::script_words(best));
}

void write_letters(lab::Run& run, const std::vector<Letters>& all) {
  lab::Csv features{"way", "run", "feature", "coming", "error", "memoryless"};
  for (const Letters& one : all)
    for (arma::uword i = 0; i < one.by_feature.n_rows; ++i)
      for (const arma::uword vowel : {0, 1})
        features.row(name(one.way), one.run, datasets::syllable_features[i], vowel ? "vowel" : "consonant",
                     one.by_feature(i, vowel), one.memoryless_by_feature(i, vowel));
  run.table("features", features);
  const Letters& shown = first_copied(all);
  lab::Csv text{"step", "letter", "onset", "error", "memoryless"};
  lab::Csv by_letter{"step", "letter", "feature", "error"};
  for (std::size_t t = 0; t < shown.text.size(); ++t) {
    const bool consonant = datasets::syllable_letters.find(shown.text[t]) < datasets::syllable_consonants;
    add_step(text, t + 1, shown.text[t], consonant, shown.step[t], shown.memoryless_step[t]);
    for (arma::uword i = 0; i < shown.errors.n_rows; ++i)
      by_letter.row(t + 1, std::string(1, shown.text[t]), datasets::syllable_features[i], shown.errors(i, t));
  }
  run.table("letters", text);
  run.table("letter_features", by_letter);
}

void write_words(lab::Run& run, const std::vector<Words>& all) {
  const Words& shown = first_copied(all);
  lab::Csv text{"step", "letter", "onset", "error", "memoryless"};
  for (std::size_t t = 0; t < shown.text.size(); ++t)
    add_step(text, t + 1, shown.text[t], shown.onset[t], shown.step[t], shown.memoryless_step[t]);
  run.table("words", text);
  lab::Csv curves{"way", "run", "false_marks", "true_marks"};
  const auto add_curve = [&](std::string_view way, std::size_t r, const arma::mat& curve) {
    for (arma::uword k = 0; k < curve.n_rows; ++k) curves.row(way, r, curve(k, 0), curve(k, 1));
  };
  for (const Words& one : all) {
    if (one.way == Way::copied) add_curve("without memory", one.run, one.memoryless_curve);
    add_curve(name(one.way), one.run, one.curve);
  }
  run.table("boundaries", curves);
  run.variable("words_runs", std::to_string(all.size() / 3));  // each run has learnt in three ways
}

void write_sentences(lab::Run& run, const std::vector<Sentences>& all) {
  lab::Csv passes{"way", "run", "pass", "error", "unigram", "bigram"};
  for (const Sentences& one : all)
    for (std::size_t k = 0; k < one.by_pass.size(); ++k)
      passes.row(name(one.way), one.run, k, one.by_pass[k], one.unigram, one.bigram);
  run.table("passes", passes);
  lab::Csv scores{"way",
                  "run",
                  "error",
                  "cosine",
                  "exact_error",
                  "exact_cosine",
                  "unigram_cosine",
                  "bigram_cosine",
                  "nouns_misplaced",
                  "animates_misplaced"};
  for (const Sentences& one : all) {
    const auto merges = cluster(one.means);
    const auto wrong = [&](arma::uword count) {
      std::vector<bool> marks(one.means.n_cols);
      std::fill_n(marks.begin(), count, true);
      return misplaced(merges, marks);
    };
    scores.row(name(one.way), one.run, one.error, one.cosine, one.exact_error, one.exact_cosine,
               one.cosine_unigram, one.cosine_bigram, wrong(datasets::sentence_nouns),
               wrong(datasets::sentence_animates));
  }
  run.table("sentences", scores);
  const Sentences& shown = first_copied(all);
  run.variable("chance_unigram", fmt::format("{}", shown.unigram));
  run.variable("chance_bigram", fmt::format("{}", shown.bigram));
  write_dendrogram(run, shown);
}

void write_ways(lab::Run& run, const Everything& all) {
  lab::Csv csv{"task", "units", "way", "run", "measure", "value", "memoryless"};
  for (const Bits& one : all.bits) add(csv, "bits", one, "ratio", one.ratio, 1);
  for (const Letters& one : all.letters) {
    add(csv, "letters", one, "vowels", one.vowels, one.memoryless_vowels);
    add(csv, "letters", one, "consonants", one.consonants, one.memoryless_consonants);
  }
  for (const Words& one : all.words) {
    add(csv, "words", one, "area", one.area, one.memoryless_area);
    add(csv, "words", one, "ratio", one.ratio, one.memoryless_ratio);
  }
  for (const Sentences& one : all.sentences) {
    add(csv, "sentences", one, "error", one.error, one.bigram);
    add(csv, "sentences", one, "cosine", one.cosine, one.cosine_bigram);
  }
  run.table("ways", csv);
  std::vector<lab::Gradients> gradients;
  for (const std::string when : {"before training", "after copy-back", "after BPTT"}) {
    collect(all.bits, when, gradients);
    collect(all.letters, when, gradients);
    collect(all.words, when, gradients);
    collect(all.sentences, when, gradients);
  }
  lab::write_gradients(run, gradients);
  std::vector<lab::States> states;
  collect(all.bits, states);
  collect(all.letters, states);
  collect(all.words, states);
  collect(all.sentences, states);
  lab::write_states(run, states);
}

}  // namespace unroll::experiments::structure
