// The pictures that experiment 01 stores, as patterns.
#pragma once
#include <armadillo>
#include <string>
#include <vector>

#include "experiments/lab/run.hpp"

namespace unroll::experiments {

struct Memories {
  arma::uword size = 0;            // every picture is size × size
  std::vector<std::string> names;  // P
  arma::fmat patterns;             // size² × P of -1 (paper) and +1 (ink)
};

// The pictures that the options name: the user's own, or real ones, fetched if need be; where none can be
// had, pictures drawn by the program, and a note that says so.
Memories picture_memories(lab::Run& run);

}  // namespace unroll::experiments
