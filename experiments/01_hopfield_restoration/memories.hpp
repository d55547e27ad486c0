// The pictures that experiment 01 stores, as patterns.
#pragma once
#include <armadillo>
#include <string>
#include <vector>

#include "datasets/picture.hpp"
#include "experiments/lab/run.hpp"

namespace unroll::experiments {

struct Memories {
  arma::uword size = 0;            // every picture is size × size
  std::vector<std::string> names;  // P
  arma::fmat patterns;             // size² × P of -1 (paper) and +1 (ink)
};

// The pictures that the options name: the user's own, or all real ones of a kind, fetched if need be; where
// none can be had, pictures drawn by the program, and a warning that says so.
std::vector<datasets::Picture> chosen_pictures(lab::Run& run);

// Those of them that are stored: --stored, and all of the user's own.
Memories picture_memories(lab::Run& run, std::vector<datasets::Picture> pictures);

// The letters of --alphabet, 16 rows each; none, with a warning, where they cannot be had.
std::vector<datasets::Picture> letters(lab::Run& run);

// Their patterns of size × size units, each only once: А and A look the same.
arma::fmat different_patterns(const lab::Run& run, const std::vector<datasets::Picture>& pictures,
                              arma::uword size);

}  // namespace unroll::experiments
