// The CSV files of experiment 07, and what its figures need to know beyond them.
#pragma once
#include "tasks.hpp"

namespace unroll::experiments::structure {

void write_bits(lab::Run& run, const std::vector<Bits>& all);
void write_letters(lab::Run& run, const std::vector<Letters>& all);
void write_words(lab::Run& run, const std::vector<Words>& all);
void write_sentences(lab::Run& run, const std::vector<Sentences>& all);

// What every task has: its scores beside chance, and, on request, gradients and states.
struct Everything {
  std::vector<Bits> bits;
  std::vector<Letters> letters;
  std::vector<Words> words;
  std::vector<Sentences> sentences;
};
void write_ways(lab::Run& run, const Everything& all);

}  // namespace unroll::experiments::structure
