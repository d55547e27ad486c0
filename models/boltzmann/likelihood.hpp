// The likelihood of data under a restricted Boltzmann machine
//
//   (1)  Z = Σ_h e^{cᵀh} Π_i (1 + e^{b_i + Σ_j w_ij h_j})      or the same with the layers exchanged
//   (2)  log P(v) = -F(v) - log Z
//   (3)  ∂/∂θ of the mean of (2) over data
//   (4)  log PL(v) = Σ_i log P(v_i | all others) = Σ_i log σ(F(v with v_i turned) - F(v))
//
// (1) sums over the smaller layer, which may have 20 units. Where both layers are larger, (4) needs no Z.
// Source: (1) after A. Fischer & C. Igel, ICANN 2010; (4) J. Besag, The Statistician 24 (1975) 179–195.
// Shapes: data n_v × P. Shown by experiment 05.
#pragma once
#include <armadillo>

#include "restricted.hpp"

namespace unroll::boltzmann {

// log of (1). Throws std::invalid_argument if both layers have more units than can be enumerated.
template <class S>
double log_partition(const Restricted<S>& machine);

// The mean of (2) over the patterns, in nats.
template <class S>
double log_likelihood(const Restricted<S>& machine, const arma::Mat<S>& data);

// (3), in the layout of θ.
template <class S>
arma::vec log_likelihood_gradient(const Restricted<S>& machine, const arma::Mat<S>& data);

// The mean of (4) over the patterns, in nats; data of 0 and 1.
template <class S>
double pseudo_log_likelihood(const Restricted<S>& machine, const arma::Mat<S>& data);

}  // namespace unroll::boltzmann
