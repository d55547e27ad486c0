// Gradient descent on the surface of one unit, with and without clipping.
#pragma once
#include <vector>

#include "experiments/lab/run.hpp"
#include "unit.hpp"

namespace unroll::experiments::cliff {

struct Step {
  Point at;
  Slope slope;
};

// A descent's points, the start first. It ends after the last step, or with the first point outside the box.
struct Descent {
  std::vector<Step> path;
  bool left = false;
  double largest_norm() const;
};

// From `start` at `rate`; gradients longer than `threshold` are cut to it, unless that is 0.
Descent descend(const Unit& unit, Point start, double rate, double threshold, int steps);

// From one start, the same but for clipping.
struct Pair {
  Point start;
  Descent plain, clipped;
};

// The first from the options' start, the others from random ones above the wall.
std::vector<Pair> descents(lab::Run& run, const Unit& unit);

}  // namespace unroll::experiments::cliff
