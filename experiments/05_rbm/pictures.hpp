// The pictures that the larger machines learn.
#pragma once
#include <armadillo>
#include <string>

#include "experiments/lab/run.hpp"

namespace unroll::experiments::restricted {

// Pixels × pictures, 0 paper … 1 ink, column by column; labels one a picture.
struct Set {
  arma::fmat images = {};
  arma::uvec labels = {};
};

// What there is, before it is shared out.
struct Pictures {
  Set pool = {}, test = {};  // an empty `test`: it is taken from the pool
  arma::uword side = 0;
  bool handwritten = false;  // digits of some kind, of which the findings tell
};

// Those of --pictures; bars and stripes, with a warning, where they cannot be had.
Pictures chosen_pictures(lab::Run& run);

// 1 where a pixel is at least half ink, 0 elsewhere.
arma::fmat thresholded(const arma::fmat& images);

struct Share {
  Set train, test;
};

// --train and --test pictures drawn without repetition, at most three quarters and the rest of the pool.
Share share_out(const lab::Run& run, const Pictures& pictures, std::size_t machine);

}  // namespace unroll::experiments::restricted
