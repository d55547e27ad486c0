// The Boltzmann machine, a chapter in two halves. The general machine: its energy (machine.hpp), the dynamics
// of its units (gibbs.hpp), learning (learning.hpp), and exact results for small machines (exact.hpp).
//
//   boltzmann::Machine<double> machine(boltzmann::encoder_links(4, 2));
//   const auto p = boltzmann::estimate(machine, patterns, cycle, stream);  // n_v × P of 0 or 1
//   boltzmann::learn(machine, p.clamped, p.free, {boltzmann::Step::sign, 2});
//
// The restricted machine, whose layers are drawn at once: its energy and samples (restricted.hpp),
// contrastive divergence (contrastive_divergence.hpp) and likelihoods (likelihood.hpp).
#pragma once
#include "contrastive_divergence.hpp"
#include "exact.hpp"
#include "gibbs.hpp"
#include "learning.hpp"
#include "likelihood.hpp"
#include "machine.hpp"
#include "restricted.hpp"
