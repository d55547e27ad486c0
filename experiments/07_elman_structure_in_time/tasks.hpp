// The four things that Elman's networks learn to predict, each with what is measured of it.
#pragma once
#include <armadillo>
#include <string>
#include <vector>

#include "datasets/letter_stream.hpp"
#include "experiments/lab/gradients.hpp"
#include "experiments/lab/run.hpp"
#include "experiments/lab/states.hpp"
#include "lesson.hpp"

namespace unroll::experiments::structure {

// What every trained network leaves.
struct Trained {
  Way way = Way::copied;
  arma::uword units = 0;
  std::size_t run = 0;
  std::vector<lab::Gradients> gradients = {};  // where they are asked for
  std::vector<lab::States> states = {};        // likewise, of the first run's copy-back
};

// 1. Temporal exclusive or.
struct Bits : Trained {
  arma::vec profile = {};  // root mean square error at each of twelve steps
  double memoryless = 0;   // that of the best prediction without memory
  double ratio = 0;        // of the error at the third bits to that at the others
  int dips = 0;            // how many of the four lowest of the twelve are those of third bits
};

// 2. Syllables: errors are root mean squares over test letters.
struct Letters : Trained {
  arma::mat by_feature = {}, memoryless_by_feature = {};  // 6 × 2: where a consonant comes, where a vowel
  double consonants = 0, vowels = 0, consonant_feature = 0;
  double memoryless_vowels = 0, memoryless_consonants = 0;
  std::string text = {};                      // letters to predict, for the figure
  arma::mat errors = {};                      // 6 × their number, the sizes of the errors
  arma::vec step = {}, memoryless_step = {};  // of each letter over its features
};

// 3. Words in a stream of letters.
struct Words : Trained {
  double ratio = 0, area = 0, memoryless_ratio = 0, memoryless_area = 0;
  std::string text = {};
  std::vector<bool> onset = {};
  arma::vec step = {}, memoryless_step = {};
  arma::mat curve = {}, memoryless_curve = {};  // receiver operating characteristics
};

// 4. Sentences.
struct Sentences : Trained {
  // Against how often each word followed the words of its sentence so far, as counted in the stream.
  std::vector<double> by_pass = {};  // root mean square error after 0, 1, … passes
  double error = 0, cosine = 0;      // after the last
  double unigram = 0, bigram = 0;    // the error of a prediction by frequency, and by the last word
  double cosine_unigram = 0, cosine_bigram = 0;
  double exact_error = 0, exact_cosine = 0;  // against the likelihoods of the grammar
  arma::mat means = {};                      // units × 29: the mean state at each word
};

std::vector<Bits> learn_bits(lab::Run& run);
std::vector<Letters> learn_letters(lab::Run& run);
std::vector<Words> learn_words(lab::Run& run);
std::vector<Sentences> learn_sentences(lab::Run& run);

}  // namespace unroll::experiments::structure
