// A series as a network reads it: all of it as one sequence, from one end or from the other, with answers
// that come early or late.
#pragma once
#include <armadillo>
#include <string>

#include "datasets/windowed_average.hpp"
#include "experiments/lab/harness/batch.hpp"

namespace unroll::experiments {

enum class Task { regression, classification };
enum class Direction { forward, backward, both };

constexpr const char* name_of(Task task) {
  return task == Task::regression ? "regression" : "classification";
}
// As they were called in 1997.
constexpr const char* name_of(Direction direction) {
  return direction == Direction::forward ? "FOR" : direction == Direction::backward ? "BACK" : "BRNN";
}

// The inputs before the first target and behind the last one: they are read, but no answer there counts. No
// shift may be larger.
constexpr arma::uword margin = 40;

// A series in the order of reading; the weight of a step is one in the number of targets where an answer
// counts, else 0.
//
// A network that reads forwards answers for t when it has read x(t+shift), one that reads backwards when it
// has read x(t-shift), one that reads in both directions at t. Throws std::invalid_argument for a shift
// beyond the margin, and for any shift of both directions.
lab::Batch<float> read(const datasets::WindowedAverage& series, Task task, Direction direction, int shift);

// The outputs, 1 × 1 × T, of the steps that count, in the order of time.
arma::vec in_time(const lab::Batch<float>& batch, Direction direction, const arma::fcube& outputs);

// The surroundings of some targets, 1 × B × (2·margin + 1) in the order of reading; x of the target is in the
// middle.
arma::cube windows(const datasets::WindowedAverage& series, Direction direction, arma::uword count);

// The mean squared error of answers y; or the share of right classes, where answers are log odds of y > 1/2.
double score(const datasets::WindowedAverage& series, Task task, const arma::vec& answers);

// The score of always answering the mean, or the larger class.
double chance(const datasets::WindowedAverage& series, Task task);

// A bound of the score of every network that sees only what FOR or BACK has seen, on this very series: the
// mean squared error of the best guess, or the share of right classes where each is the class of that guess
// (what was not seen is as likely to lie above its mean as below). MERGE: the mean of the two best guesses,
// which is no bound, but what perfect partners would reach; there is none for classes.
double best_possible(const datasets::WindowedAverage& series, Task task, const std::string& network,
                     int shift);

}  // namespace unroll::experiments
