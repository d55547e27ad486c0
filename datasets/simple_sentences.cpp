#include "simple_sentences.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace unroll::datasets {
namespace {

enum Class {
  human,
  aggressor,
  animal,
  food,
  fragile,
  inanimate,
  intransitive,
  transitive,
  agent_patient,
  perception,
  destruction,
  eating,
  classes
};

using Template = std::vector<Class>;

const std::vector<Sentence>& words_of_classes() {
  static const std::vector<Sentence> words = [] {
    const std::vector<std::vector<std::string_view>> names{{"man", "woman", "boy", "girl"},
                                                           {"dragon", "monster", "lion"},
                                                           {"cat", "dog", "mouse"},
                                                           {"bread", "cookie", "sandwich"},
                                                           {"glass", "plate"},
                                                           {"book", "rock", "car"},
                                                           {"think", "sleep", "exist"},
                                                           {"see", "chase", "like"},
                                                           {"move", "break"},
                                                           {"smell", "see"},
                                                           {"break", "smash"},
                                                           {"eat"}};
    std::vector<Sentence> all(classes);
    for (std::size_t c = 0; c < classes; ++c)
      for (const auto name : names[c])
        all[c].push_back(static_cast<arma::uword>(
            std::find(sentence_words.begin(), sentence_words.end(), name) - sentence_words.begin()));
    return all;
  }();
  return words;
}

const std::vector<Template>& templates() {
  static const std::vector<Template> all{{human, eating, food},
                                         {human, perception, inanimate},
                                         {human, destruction, fragile},
                                         {human, intransitive},
                                         {human, transitive, human},
                                         {human, agent_patient, inanimate},
                                         {human, agent_patient},
                                         {animal, eating, food},
                                         {animal, transitive, animal},
                                         {animal, agent_patient, inanimate},
                                         {animal, agent_patient},
                                         {inanimate, agent_patient},
                                         {aggressor, destruction, fragile},
                                         {aggressor, eating, human},
                                         {aggressor, eating, animal},
                                         {aggressor, eating, food}};
  return all;
}

// How likely it is that a sentence by this template begins so.
double likelihood(const Template& form, const Sentence& so_far) {
  if (so_far.size() > form.size()) return 0;
  double p = 1;
  for (std::size_t k = 0; k < so_far.size(); ++k) {
    const Sentence& words = words_of_classes()[form[k]];
    if (std::find(words.begin(), words.end(), so_far[k]) == words.end()) return 0;
    p /= static_cast<double>(words.size());
  }
  return p;
}

void add_words(arma::vec& p, Class of, double weight) {
  const Sentence& words = words_of_classes()[of];
  for (const arma::uword word : words) p[word] += weight / static_cast<double>(words.size());
}

}  // namespace

std::vector<Sentence> simple_sentences(std::size_t count, Stream& stream) {
  if (count == 0) throw std::invalid_argument("0 sentences were asked for; there must be at least 1");
  std::vector<Sentence> sentences(count);
  for (Sentence& sentence : sentences)
    for (const Class c : templates()[stream.below(templates().size())]) {
      const Sentence& words = words_of_classes()[c];
      sentence.push_back(words[stream.below(words.size())]);
    }
  return sentences;
}

arma::vec next_word(const Sentence& so_far) {
  arma::vec p(sentence_words.size(), arma::fill::zeros);
  double sum = 0;
  for (const Template& form : templates()) {
    const double weight = likelihood(form, so_far);
    sum += weight;
    if (so_far.size() < form.size())
      add_words(p, form[so_far.size()], weight);
    else if (weight > 0)
      p += weight * next_word({});
  }
  if (!(sum > 0))
    throw std::invalid_argument("no sentence begins with these " + std::to_string(so_far.size()) + " words");
  return p / sum;
}

}  // namespace unroll::datasets
