// What is trained: one direction with each shift, their mean, and both directions at once.
#pragma once
#include <cstddef>
#include <string>
#include <vector>

#include "experiments/lab/gradients.hpp"
#include "experiments/lab/run.hpp"
#include "experiments/lab/states.hpp"
#include "reading.hpp"

namespace unroll::experiments::both_ways {

// The two series: all networks learn from the one and are judged by the other.
struct Series {
  datasets::WindowedAverage training, test;
};
Series draw_series(const lab::Run& run);

// How good one network is: its mean squared error, or its share of right classes.
struct Trial {
  Task task = Task::regression;
  std::string network = {};  // FOR, BACK, MERGE or BRNN
  int shift = 0;
  std::size_t run = 0;
  double training = 0, test = 0;
};

// How much each input moves the answer of a trained network, Δ = -margin … margin.
struct Sensitivity {
  std::string network;
  std::size_t run;
  double error;  // on the test series
  arma::vec by_delta;
};

struct Trained {
  std::vector<Trial> trials = {};
  std::vector<Sensitivity> sensitivities = {};
  std::vector<lab::Gradients> gradients = {};
  std::vector<lab::States> states = {};
};

// The shifts of a task, as the user gave them. `check_shift` throws std::invalid_argument for other words.
std::vector<int> shifts_of(const lab::Run& run, Task task);
void check_shift(const std::string& word);

// The mean squared error of what was said, y; or the share of targets whose class is right, where log odds
// of y > 1/2 were said.
double score(const datasets::WindowedAverage& series, Task task, const arma::vec& said);

Trained train_all(lab::Run& run, const Series& series);

}  // namespace unroll::experiments::both_ways
