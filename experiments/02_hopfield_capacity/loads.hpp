// Overlap against load for nets of several sizes, and a unit's error after one synchronous step.
#pragma once
#include <vector>

#include "experiments/lab/run.hpp"
#include "recalls.hpp"

namespace unroll::experiments::capacity {

inline constexpr double loads[] = {0.02,  0.04, 0.06,  0.08, 0.1,  0.11, 0.12, 0.13,
                                   0.135, 0.14, 0.145, 0.15, 0.16, 0.17, 0.18, 0.2};
inline constexpr double keeps_from =
    0.9;  // an overlap from here on counts as kept; the transition is at 0.967

// One net, some of its memories recalled from themselves.
struct Retrieval {
  arma::uword units = 0, memories = 0;
  std::size_t run = 0;
  double overlap = 0, kept = 0;  // mean overlap; share of memories kept

  double load() const { return double(memories) / double(units); }
};

// The nets' sizes, largest first: --largest and its halves.
std::vector<arma::uword> sizes(const lab::Run& run);
// How many memories a load is in a net, at least one.
arma::uword memories_at(double load, arma::uword units);

std::vector<Retrieval> retrievals(lab::Run& run);

// Loads of Hertz, Krogh & Palmer's table 2.1 and its error probabilities.
struct Printed {
  double load, error, low, high;  // the band is 10 % to either side
};
inline constexpr Printed table_2_1[] = {{0.105, 0.001, 0.0009, 0.0011},
                                        {0.138, 0.0036, 0.00324, 0.00396},
                                        {0.185, 0.01, 0.009, 0.011},
                                        {0.37, 0.05, 0.045, 0.055},
                                        {0.61, 0.1, 0.09, 0.11}};

// All memories of some nets, one synchronous step from each.
struct Step {
  bool clipped = false;
  double printed_load = 0, printed_error = 0;  // the row of the table; for clipped weights its load times 2/π
  arma::uword units = 0, memories = 0;
  std::size_t run = 0, decisions = 0, wrong = 0;  // units looked at, in all patterns of all nets

  double load() const { return double(memories) / double(units); }
  double error() const { return double(wrong) / double(decisions); }
};
std::vector<Step> steps(lab::Run& run);

// The load at which a run's steps err with this probability, on straight lines between the logarithms.
double load_at_error(const std::vector<Step>& steps, bool clipped, std::size_t run, double error);

}  // namespace unroll::experiments::capacity
