// All that experiment 04 does, as one list of work: machines that learn long come first, so that threads end
// together.
#pragma once
#include <vector>

#include "answers.hpp"
#include "experiments/lab/run.hpp"
#include "lessons.hpp"
#include "shifter.hpp"
#include "statistics.hpp"

namespace unroll::experiments::encoder {

// Of one encoder that found its codes: what it answers in equilibrium at T = 10, and after gentle annealing.
struct Recall {
  double exact = 0;
  Score annealed = {};
};

// Answers of the wide encoder, by the way it is cooled: from the machine as it was when all codes were first
// different, or as it was at the end.
struct Cooled {
  std::size_t run = 0;
  bool at_end = false;
  Way way = {};
  arma::uword each = 0;  // sweeps at each temperature of the annealed way, which is as long
  Score score = {};
};

// Energies after each sweep, a column an answer.
struct Cooling {
  Way way;
  arma::mat energies;
};

struct Study {
  std::vector<Learnt> four, spread, eight, wide;  // 4-2-4, 4-3-4, 8-3-8 and the wide one
  std::vector<Learnt> followed, proportional;  // a few of `four`, their G measured; the same by other steps
  std::vector<Recall> recalls;                 // of `four`
  std::vector<Cooled> cooled;
  std::vector<Cooling> coolings;  // of the first of `wide`
  std::vector<Pair> drawn, learnt_pairs;
  std::vector<double> drawn_differences;  // the largest of each drawn machine
  std::vector<Shifter> shifters;
};

inline constexpr arma::uword gentle = 32;  // sweeps at each temperature

Plan plan_of_wide(const lab::Settings& settings);

Study do_all(lab::Run& run);

}  // namespace unroll::experiments::encoder
