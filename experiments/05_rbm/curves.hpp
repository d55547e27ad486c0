// The exact log-likelihood of bars and stripes while small machines learn them in several ways.
#pragma once
#include <armadillo>
#include <string>
#include <vector>

#include "experiments/lab/run.hpp"
#include "models/boltzmann/boltzmann.hpp"

namespace unroll::experiments::restricted {

// What the learning rate is multiplied with: the gradient's mean over the patterns, or its sum.
enum class Reading { mean, sum };
constexpr const char* name_of(Reading reading) { return reading == Reading::mean ? "mean" : "sum"; }

// A way to climb: chains, or the exact gradient; with a rate that is constant or falls to 0 in a line.
struct Method {
  std::string name;
  boltzmann::Divergence chains = {};
  bool falling = false, exact = false;
};

// CD-k for every --k, PCD-1 with a constant and with a falling rate, and the exact gradient.
std::vector<Method> methods(const lab::Run& run);

struct Curve {
  arma::uword side;
  Reading reading;
  std::string method;
  std::size_t run;
  std::vector<arma::uword> update = {};     // 0, --every, 2 --every …
  std::vector<double> log_likelihood = {};  // nats, summed over the patterns
  std::vector<double> weight = {};          // the largest |w_ij|

  std::size_t peak() const;  // where in these
  double end() const;        // mean over the last tenth of the updates
  double fall() const { return log_likelihood[peak()] - end(); }
};

// Those of --sides, each once.
std::vector<arma::uword> sides(const lab::Run& run);

// One for each side, reading, method and run, in this order; the exact gradient in one run.
std::vector<Curve> curves(lab::Run& run);

// The summed log-likelihood of a machine that knows nothing: a fair coin for every pixel.
double of_coins(arma::uword side);

// The findings about bars and stripes.
void measure_curves(lab::Run& run, const std::vector<Curve>& curves);

}  // namespace unroll::experiments::restricted
