// A small encoder by enumeration: its divergence from the data, and its answers in equilibrium.
#pragma once
#include <armadillo>

#include "encoder.hpp"

namespace unroll::experiments::encoder {

// P⁺: probabilities of the 2^n_v states of the visible units when a pattern is drawn and shown with noise; state number
// k has unit i on where bit i of k is 1. All patterns are equally likely.
arma::vec shown_distribution(const arma::fmat& patterns, const boltzmann::ClampingNoise& noise);

// P⁻: those of a free-running machine in equilibrium at temperature T.
arma::vec free_distribution(const Machine& machine, double T);

// G = Σ P⁺ ln (P⁺ / P⁻) in nats, P⁺ = `shown`.
double divergence(const arma::vec& shown, const Machine& machine, double T);

// The mutual information, in nats, of the first and the second half of the units. It is the least G of a machine whose
// halves are independent.
double mutual_information(const arma::vec& distribution);

// The probability, in equilibrium at temperature T, that the second group shows the pattern that the first is clamped
// to; mean over the patterns.
double exact_answers(const Machine& machine, const arma::fmat& patterns, double T);

}  // namespace unroll::experiments::encoder
