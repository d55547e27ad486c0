// What a small encoder knows to the last digit: how far it is from the world that it is shown, and what it
// answers in equilibrium.
#pragma once
#include <armadillo>

#include "codes.hpp"
#include "models/boltzmann/gibbs.hpp"

namespace unroll::experiments::encoder {

// P⁺: how often a pattern with noise is each of the 2^n_v states of the visible units; state number k has
// unit i on where bit i of k is 1. Patterns come alike.
arma::vec shown_distribution(const arma::fmat& patterns, const boltzmann::ClampingNoise& noise);

// P⁻: the same of a machine left alone in equilibrium at temperature T, by enumeration.
arma::vec free_distribution(const Machine& machine, double T);

// G = Σ P⁺ ln (P⁺ / P⁻) in nats, where P⁺ has the given distribution.
double divergence(const arma::vec& shown, const Machine& machine, double T);

// How many nats the first half of the units tells of the second under a distribution. A machine whose halves
// know nothing of each other has at least this G.
double mutual_information(const arma::vec& distribution);

// With the first group clamped to each pattern in turn, how probable it is that the second shows the same, in
// equilibrium at temperature T; mean over the patterns.
double exact_answers(const Machine& machine, const arma::fmat& patterns, double T);

}  // namespace unroll::experiments::encoder
