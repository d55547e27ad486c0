// Experiment 03, graded units: the largest Lyapunov exponent against gain, and what it looks like.
#pragma once
#include <string>
#include <vector>

#include "experiments/lab/run.hpp"
#include "models/hopfield/rates.hpp"

namespace unroll::experiments::dynamics {

std::string name_of(hopfield::Time time);

std::vector<double> gains(const lab::Run& run);  // --gains, ascending

// One network at one gain.
struct Exponent {
  hopfield::Time time;
  double gain;
  std::size_t run;
  double lambda, size;  // the exponent; max_i |x_i| at the end
};

// --networks networks of --rate-units units, each at every gain, in discrete and in continuous time.
std::vector<Exponent> exponents(lab::Run& run);

// x_i(t) of a few units in continuous time, and in a twin that began a little elsewhere.
struct Trajectory {
  double gain = 0;
  std::vector<double> time;
  std::vector<arma::vec> x, twin;  // at each time
  std::vector<double> distance;    // ‖twin - x‖ / √N, over all units
};
inline constexpr double drawn_gains[] = {0.8, 2};
inline constexpr arma::uword drawn_units = 4;  // the least that --rate-units may be
inline constexpr double twin_offset = 0.01;    // at the start, of each unit
std::vector<Trajectory> trajectories(lab::Run& run);

}  // namespace unroll::experiments::dynamics
