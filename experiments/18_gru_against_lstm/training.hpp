// One network learns chorales: RMSProp, the gradient's norm clipped, stopped early by the validation set.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "experiments/lab/gradients.hpp"
#include "experiments/lab/run.hpp"
#include "experiments/lab/states.hpp"
#include "models/core/training.hpp"
#include "nets.hpp"
#include "pieces.hpp"

namespace unroll::experiments::music {

// What all trainings share, made once.
struct Material {
  datasets::Chorales pieces;
  std::vector<Roll> valid, test;
};
Material material_of(datasets::Chorales pieces);

// A point of a learning curve. NLL in nats a step.
struct Learnt {
  std::uint64_t update = 0;
  double train = 0;  // mean over what was shown since the point before, with weight noise and before updates
  double valid = 0;  // of all pieces
  double seconds = 0;  // of processor time for the updates alone; no table holds it unless --clock
};

struct Trained {
  std::string net;
  std::uint64_t seed = 0;
  std::vector<Learnt> curve = {};
  std::uint64_t best_update = 0;
  double valid = 0;          // at the best update, whose weights are kept
  double test = 0;           // with them: mean over all steps of the test set
  double test_by_piece = 0;  // mean over the pieces of the mean over their steps
  Ending ending = Ending::done;
  std::vector<datasets::Piece> samples = {};  // continued from the first chords of the first test pieces
  std::vector<lab::Gradients> gradients = {};
  std::vector<lab::States> states = {};
};

// Every net × seed of --seeds, in this order.
std::vector<Trained> trainings(lab::Run& run, const Material& material);

}  // namespace unroll::experiments::music
