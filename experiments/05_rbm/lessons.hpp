// Machines that learn pictures, and what is seen of them while they do.
#pragma once
#include <armadillo>
#include <string>
#include <vector>

#include "models/boltzmann/boltzmann.hpp"
#include "pictures.hpp"

namespace unroll::experiments::restricted {

// What a machine is shown: grey values as probabilities or thresholded pictures, all of them or --few.
struct Lesson {
  const char* name;
  bool grey, few;
};
constexpr Lesson lessons[] = {{"thresholded", false, false}, {"grey", true, false}, {"few", false, true}};
constexpr std::size_t plain = 0, in_grey = 1, with_few = 2;  // where in these

// Means over pictures; those that were shown are as many as there are to test, or all if there are fewer.
struct Checkpoint {
  arma::uword iteration;
  double shown_free_energy, test_free_energy;              // as the machine was shown them
  double shown_pseudo_likelihood, test_pseudo_likelihood;  // nats a picture, thresholded
  double gap() const { return test_free_energy - shown_free_energy; }
};

struct Learner {
  Lesson lesson;
  std::size_t number;  // of the machine: its pictures and first weights are those of all lessons
  boltzmann::Restricted<float> machine;
  std::vector<Checkpoint> checkpoints;
};

// Machine `number` of a lesson, by persistent contrastive divergence with a rate that falls to 0.
Learner learn(const lab::Run& run, const Share& share, const Lesson& lesson, std::size_t number);

// As thresholded or grey as a lesson wants them.
arma::fmat as_shown(const Lesson& lesson, const arma::fmat& images);

}  // namespace unroll::experiments::restricted
