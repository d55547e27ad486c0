// What a gradient costs, on the clock of this machine: no CSV holds it, for no two runs would agree.
#pragma once
#include <string>
#include <vector>

#include "experiments/lab/run.hpp"

namespace unroll::experiments::bptt {

// Seconds for one gradient of one sequence.
struct Timed {
  arma::uword units = 0, steps = 0;
  double bptt = 0, rtrl = 0;
};

Timed time_gradients(const lab::Run& run, const std::string& cell, arma::uword units, arma::uword steps);

// d log y / d log x by least squares.
double exponent(const std::vector<double>& x, const std::vector<double>& y);

}  // namespace unroll::experiments::bptt
