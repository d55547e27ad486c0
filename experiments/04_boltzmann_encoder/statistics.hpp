// How often units are on together: counted in samples, and enumerated.
#pragma once
#include <string>
#include <vector>

#include "experiments/lab/run.hpp"
#include "lessons.hpp"

namespace unroll::experiments::encoder {

struct Pair {
  std::string machine;  // "drawn": of random weights, long runs; "learnt": a 4-2-4 and the cycle of 1985
  std::size_t run = 0;
  bool clamped = false;
  arma::uword i = 0, j = 0;  // units; the same twice for how often it is on
  double exact = 0, sampled = 0;
};

// Machines of eight visible and two hidden units, all linked, with weights N(0, 1) at T = 1; their data are
// the patterns of 4-2-4.
std::vector<Pair> drawn_pairs(const lab::Run& run, std::size_t r);

// A machine that has learnt, sampled for as many cycles of 1985 as make 10,000 states and more, without
// noise.
std::vector<Pair> learnt_pairs(const lab::Run& run, const Learnt& learnt);

// The largest difference between sampled and exact; 0 without pairs.
double largest_difference(const std::vector<Pair>& pairs);

}  // namespace unroll::experiments::encoder
