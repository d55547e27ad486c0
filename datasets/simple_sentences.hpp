// Sentences of two and three words by sixteen templates of word classes, written on end without stops.
//
// Templates are equally likely, and so are the words of a class. Many words belong to more than one class
// ("break", "see"), and after two words a sentence may be over or not.
//
// Source: J. L. Elman, "Finding structure in time", Cognitive Science 14 (1990) 179–211, pp. 195–203. The
// templates are those of Table 4. Table 3 names two words of each class; the others are the leaves of its
// Fig. 7, 29 in all, put into their classes by us: the paper does not say where each of them belongs. After
// memory, checked against reproductions of others.
#pragma once
#include <armadillo>
#include <array>
#include <string_view>
#include <vector>

#include "../models/core/random.hpp"

namespace unroll::datasets {

// Nouns first: people, beasts of prey, other animals, food, what breaks, things; then verbs.
inline constexpr std::array<std::string_view, 29> sentence_words{
    "man",   "woman",  "boy",      "girl",  "dragon", "monster", "lion",  "cat",   "dog",   "mouse",
    "bread", "cookie", "sandwich", "glass", "plate",  "book",    "rock",  "car",   "think", "sleep",
    "exist", "see",    "chase",    "like",  "move",   "break",   "smell", "smash", "eat"};
inline constexpr arma::uword sentence_animates = 10, sentence_nouns = 18;  // the first so many words

using Sentence = std::vector<arma::uword>;  // words by their place in sentence_words

// Throws std::invalid_argument for none.
std::vector<Sentence> simple_sentences(std::size_t count, Stream& stream);

// P(next word | the words of this sentence so far), 29 numbers that sum to 1; after no word, or where the
// sentence may be over, the first words of the next one are among them. Throws std::invalid_argument for
// words that no sentence begins with.
arma::vec next_word(const Sentence& so_far);

}  // namespace unroll::datasets
