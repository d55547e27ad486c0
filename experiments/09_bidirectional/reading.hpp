// A series as a network reads it: the whole of it as one sequence, from the one end or from the other, with
// the answers to come early or late.
#pragma once
#include <armadillo>

#include "datasets/windowed_average.hpp"

namespace unroll::experiments::both_ways {

enum class Task { regression, classification };
enum class Way { forward, backward, both };

constexpr const char* name_of(Task task) {
  return task == Task::regression ? "regression" : "classification";
}
// As they were called in 1997.
constexpr const char* name_of(Way way) {
  return way == Way::forward ? "FOR" : way == Way::backward ? "BACK" : "BRNN";
}

// The inputs before the first target and behind the last one: read, but no answer there counts. No shift may
// be larger.
constexpr arma::uword margin = 40;

struct Reading {
  arma::fcube x, y;   // 1 × 1 × T, in the order of reading: what is read, and what is asked at each step
  arma::mat weights;  // 1 × T: one in the number of targets where an answer counts, else 0
  Way way = Way::forward;
};

// A net that reads forwards answers for t when it has read x(t+shift), one that reads backwards when it has
// read x(t-shift), one that reads both ways at t. Throws std::invalid_argument if the shift is beyond the
// margin of the series, and for one both ways.
Reading read(const datasets::WindowedAverage& series, Task task, Way way, int shift);

// What a network says (1 × 1 × T) to each target, in the order of time.
arma::vec in_time(const Reading& reading, const arma::fcube& said);

// The surroundings of some targets, 1 × B × (2·margin + 1) in the order of reading; the target's own x is in
// the middle.
arma::cube windows(const datasets::WindowedAverage& series, Way way, arma::uword count);

}  // namespace unroll::experiments::both_ways
