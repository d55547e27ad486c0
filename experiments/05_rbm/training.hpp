// Larger machines that are trained on pictures, and what is measured of them on the way.
#pragma once
#include <armadillo>
#include <string>
#include <vector>

#include "experiments/lab/grid.hpp"
#include "models/boltzmann/boltzmann.hpp"
#include "pictures.hpp"

namespace unroll::experiments::restricted {

// The training data: grey values as probabilities or thresholded pictures, all of them or --few.
struct Data {
  const char* name;
  bool grey, few;
};
constexpr Data thresholded_data{"thresholded", false, false}, grey_data{"grey", true, false},
    few_data{"few", false, true};

// Means over pictures; there are as many training pictures as test pictures, or all if there are fewer.
struct Checkpoint {
  arma::uword iteration;
  double shown_free_energy, test_free_energy;              // of pictures like those of the training data
  double shown_pseudo_likelihood, test_pseudo_likelihood;  // nats a picture, thresholded
};

struct Trained {
  boltzmann::Restricted<float> machine;
  std::vector<Checkpoint> checkpoints;
};

// Persistent contrastive divergence, or CD-1 with --chains restarted, with a rate that falls to 0.
Trained train(const lab::Point& at, const Split& split, const Data& data);

}  // namespace unroll::experiments::restricted
