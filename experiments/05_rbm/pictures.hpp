// The pictures that the larger machines learn.
#pragma once
#include <armadillo>
#include <string>

#include "experiments/lab/grid.hpp"

namespace unroll::experiments::restricted {

// Pixels × pictures, 0 paper … 1 ink, column by column; a label for each picture.
struct Set {
  arma::fmat images = {};
  arma::uvec labels = {};
};

struct Pictures {
  std::string name;
  Set pool = {}, test = {};  // an empty `test`: test pictures are taken from the pool
  arma::uword side = 0;
};

// Those of --pictures; bars and stripes, with a warning, where they are not available.
Pictures chosen_pictures(lab::Run& run);

// 1 where a pixel is at least half ink, 0 elsewhere.
arma::fmat thresholded(const arma::fmat& images);

struct Split {
  Set train, test;
};

// --train and --test pictures drawn without repetition, at most three quarters and the rest of the pool.
Split split_of(const lab::Point& at, const Pictures& pictures);

}  // namespace unroll::experiments::restricted
