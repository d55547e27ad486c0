// The shifter of 1986: which way was a row of bits moved?
#pragma once
#include <vector>

#include "answers.hpp"
#include "experiments/lab/run.hpp"

namespace unroll::experiments::encoder {

inline constexpr arma::uword shifter_width = 8, shifter_hidden = 24;

// How many shifts were named right of rows with so many bits on.
struct ShifterScore {
  arma::uword sweeps = 0, on = 0;
  Score score = {};
};

struct Shifter {
  std::size_t run = 0;
  std::vector<ShifterScore> scores;  // at a few times during learning, the last at its end; on = 1 … 7
  Machine machine;
};

// Both rows clamped and annealed as in learning, the shift is that of the three units that was on most often
// in ten more sweeps; of several, one is drawn.
Shifter learn_shifter(const lab::Run& run, std::size_t r);

}  // namespace unroll::experiments::encoder
