// All trainings of a run: each line with each seed, and the rivals.
#pragma once
#include <cstdint>
#include <vector>

#include "experiments/lab/gradients.hpp"
#include "experiments/lab/run.hpp"
#include "learner.hpp"
#include "states.hpp"

namespace unroll::experiments::long_lags {

struct Trial {
  Line line = {};
  Model model = Model::lstm;
  std::uint64_t seed = 0;
  arma::uword weights = 0;
  Budget budget = {};
  bool followed = false;  // by --gradients: of each task the first line and its rival
  Trained trained = {};
  std::vector<lab::Gradients> gradients = {};
  States states = {};  // where they are asked for, of a net that learnt
};

// Side by side, those that may take longest first; in the order of lines, models and seeds.
std::vector<Trial> train_all(lab::Run& run, const std::vector<Line>& lines);

// Those of one line and model.
std::vector<const Trial*> of(const std::vector<Trial>& all, const Line& line, Model model);

// How many of them met the stop.
std::size_t successes(const std::vector<const Trial*>& trials);

// The sequences that each one took; a failure counts as all that it was given.
std::vector<double> sequences(const std::vector<const Trial*>& trials);

}  // namespace unroll::experiments::long_lags
