// Two delays at once: units that share one time scale, and units that have different ones.
#pragma once
#include <armadillo>
#include <cstdint>
#include <string>
#include <vector>

#include "experiments/lab/gradients.hpp"
#include "experiments/lab/run.hpp"
#include "experiments/lab/states.hpp"
#include "nets.hpp"
#include "theory.hpp"

namespace unroll::experiments::leaks {

// One short delay and one long; the first of --long-delays where none is named.
PulseTask task_of_two(const lab::Run& run, arma::uword long_delay);
PulseTask task_of_two(const lab::Run& run);
arma::vec mixed_retentions(const lab::Run& run);

// Integrators, U = 0, with a readout by least squares. Mean squared error, the mean over both delays.
struct Readout {
  std::uint64_t seed = 0;
  arma::vec one = {};  // all units alike, for each retention of the grid of delays.hpp
  double mixed = 0;
};

// A net of which everything is learnt but, where it is held, α.
struct Trained {
  std::string name;
  Alpha kind = Alpha::held;
  arma::vec alpha = {};  // of each unit, before training
  bool one = false;      // all units alike
  bool shown = false;    // in the pictures of gradients and states, and with every long delay
  arma::uword long_delay = 0;
  std::uint64_t seed = 0;
  arma::vec errors = {}, end = {};  // of each delay, on new sequences; α of each unit after training
  std::vector<lab::Gradients> gradients = {};
  std::vector<lab::States> states = {};
  double error() const { return arma::mean(errors); }
};

// The nets of one seed. With the first of the long delays: one α for all units, each of --alphas; mixed;
// learnt, from one α and from mixed. With the others those that are shown.
std::vector<Trained> nets_of_seed(const lab::Run& run, std::uint64_t seed);

void read_out(const lab::Run& run, Readout& one);
void train_one(const lab::Run& run, Trained& one);

// Pulses as a lesson: asked at the last step.
Lesson pulse_lesson(const PulseTask& task, arma::uword batch, Stream& stream);

}  // namespace unroll::experiments::leaks
