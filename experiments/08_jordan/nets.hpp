// Jordan's and Elman's networks as this experiment trains them, and how.
#pragma once
#include <armadillo>
#include <cstdint>
#include <functional>

#include "models/core/network.hpp"

namespace unroll::experiments::serial_order {

using Net = Network<Recurrent>;
using Tapes = NetworkRun<Recurrent, float>;

Net jordan_net(arma::uword inputs, arma::uword units, arma::uword outputs);
Net elman_net(arma::uword inputs, arma::uword units, arma::uword outputs);

// Parameters that learn: all but μ, which is a constant.
arma::uword learning_parameters(const Net& net);

// Weights as core/initial_theta.hpp has them; μ where there is one.
arma::fvec first_theta(const Net& net, double mu, Stream& stream);

// Sequences, side by side; a taught network is fed `y` in place of its own outputs.
struct Lesson {
  arma::fcube x, y;
  bool taught = false;
  Given<float> given() const { return {.teacher = taught ? y : arma::fcube()}; }
};

struct Schooling {
  long iterations = 0;
  double rate = 0;
};

// Adam on the mean squared error; lesson(n) is what iteration n shows.
void learn(const Net& net, arma::fvec& theta, Schooling schooling,
           const std::function<Lesson(std::uint64_t)>& lesson);

// Root mean square error over all that is asked.
double error_of(const Net& net, const arma::fvec& theta, const Lesson& lesson);

}  // namespace unroll::experiments::serial_order
