// What was published in 1997, and what of it a run has measured.
#pragma once
#include <string>
#include <vector>

#include "trials.hpp"

namespace unroll::experiments::both_ways {

// A published figure that the pictures show; shift: of the best, or of both directions, -100.
struct Published {
  Task task;
  const char* network;
  int shift;
  double value;
};
constexpr int no_shift = -100;
const std::vector<Published>& published();

std::vector<lab::Claim> claims();
void measure(lab::Run& run, const Series& series, const std::vector<Trial>& all);

// The test scores of a network with one shift, run by run; empty if that was not asked for.
std::vector<double> scores_of(const std::vector<Trial>& all, Task task, const std::string& network,
                              int shift);
// The shift at which the median of these is best, the first of several; there must be one.
int best_shift(const std::vector<Trial>& all, Task task, const std::string& network);

// What nobody can beat who sees only what FOR or BACK has seen, on this very series: the mean squared error
// of the best guess, or the share of right classes of whoever names the class of that guess (what was not
// seen is as likely to lie above its mean as below). MERGE: the mean of the two best guesses; no bound, but
// what perfect partners would reach; of classes there is none.
double best_possible(const datasets::WindowedAverage& series, Task task, const std::string& network,
                     int shift);

}  // namespace unroll::experiments::both_ways
