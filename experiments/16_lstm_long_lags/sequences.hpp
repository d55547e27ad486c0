// A sequence as a net meets it: what it reads, what is asked of it, and whether its answer is right.
//
// Shapes: one sequence, so x is inputs × 1 × T (or T symbols) and targets are outputs × 1 × T.
#pragma once
#include <armadillo>
#include <vector>

#include "datasets/marked_numbers.hpp"
#include "models/core/input.hpp"
#include "models/core/random.hpp"
#include "tasks.hpp"

namespace unroll::experiments::long_lags {

// All memory in it is used again for the next sequence.
struct Sequence {
  Symbols symbols = {};
  arma::fcube numbers = {};  // where the task reads numbers; else empty
  arma::fcube targets = {};
  arma::mat asked = {};             // 1 × T: 1 where the loss is asked, 0 elsewhere
  std::vector<unsigned> next = {};  // Reber: the symbols that may come, as bits

  Input<float> input() const { return numbers.is_empty() ? Input<float>(symbols) : Input<float>(numbers); }
  arma::uword steps() const { return asked.n_elem; }

  std::vector<arma::uword> drawn = {};
  datasets::MarkedNumbers marked = {};
};

void draw(const Line& line, Stream& stream, Sequence& sequence);

// The Reber sequence of a given string.
void of_string(const std::vector<arma::uword>& string, Sequence& sequence);

struct Answer {
  bool right = false;
  double error = 0;  // mean |output - target| where the loss is asked
};

// Of a net's outputs. Right is, of a Reber string, that at every step each symbol that may come is more
// active than any other; of all other tasks that no output misses its target by the tolerance where it is
// asked.
Answer answer(const Line& line, const Sequence& sequence, const arma::fcube& y);

// The strings of one pair of sets: 256 to train on, and 256 others to test on.
struct Strings {
  std::vector<std::vector<arma::uword>> training, test;
};
Strings draw_strings(Stream& stream);

}  // namespace unroll::experiments::long_lags
