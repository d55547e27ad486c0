// Nets of leaky units as this experiment sets them up and trains them.
#pragma once
#include <armadillo>
#include <cstdint>
#include <functional>

#include "models/core/network.hpp"

namespace unroll::experiments::leaks {

using Net = Network<Recurrent>;

enum class Alpha { held, learnt };

// One layer; without outputs it hands on h.
Net leaky_net(Alpha alpha, arma::uword units, arma::uword outputs);

// Sets the retention of each unit; where it is learnt, λ = ln(α / (1 - α)).
void set_retentions(const Net& net, arma::vec& theta, const arma::vec& alpha);
void set_retentions(const Net& net, arma::fvec& theta, const arma::vec& alpha);
arma::vec retentions(const Net& net, const arma::vec& theta);
arma::vec retentions(const Net& net, const arma::fvec& theta);

// θ of integrators: U = b = 0, and one input with weight w for each unit.
arma::vec integrators(const Net& net, double w, const arma::vec& alpha);

// Sequences, what is asked of them, and where: weights are 0 at steps at which nothing is.
struct Lesson {
  arma::fcube x, y;  // inputs × B × T, outputs × B × T
  arma::mat weights = {};
};

struct Schooling {
  long iterations = 0;
  double rate = 0;  // at the start; it falls to a tenth
};

// Adam on ½ of the mean squared error, clipped at norm 1; lesson(n) is what iteration n shows.
void learn(const Net& net, arma::fvec& theta, Schooling schooling,
           const std::function<Lesson(std::uint64_t)>& lesson);

// Mean squared error of each output where it is asked.
arma::vec errors_of(const Net& net, const arma::fvec& theta, const Lesson& lesson);

}  // namespace unroll::experiments::leaks
