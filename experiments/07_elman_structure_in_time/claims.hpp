// What was published, or follows from theory, and in which band a measurement counts as reproducing it.
#pragma once
#include "tasks.hpp"

namespace unroll::experiments::structure {

std::vector<lab::Claim> claims();

void measure_bits(lab::Run& run, const std::vector<Bits>& all);
void measure_letters(lab::Run& run, const std::vector<Letters>& all);
void measure_words(lab::Run& run, const std::vector<Words>& all);
void measure_sentences(lab::Run& run, const std::vector<Sentences>& all);

// Of the networks with so many units that learn by copy-back, the one with the least ratio.
const Bits& best_of(const std::vector<Bits>& all, arma::uword units);

}  // namespace unroll::experiments::structure
