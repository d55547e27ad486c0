// The four streams that Elman's networks learn to predict. Each function trains a network for every size,
// training and seed of its grid and fills the tables of its task.
#pragma once
#include "experiments/lab/run.hpp"

namespace unroll::experiments::structure {

void learn_bits(lab::Run& run);       // temporal exclusive or
void learn_syllables(lab::Run& run);  // ba, dii, guuu, as phonetic features
void learn_words(lab::Run& run);      // words without blanks between them
void learn_sentences(lab::Run& run);  // sentences without stops

}  // namespace unroll::experiments::structure
