// Boltzmann machines that tests share: drawn ones, and what they do told the slow way.
#pragma once
#include <cmath>
#include <vector>

#include "models/boltzmann/exact.hpp"
#include "models/boltzmann/restricted.hpp"

namespace unroll::boltzmann {

// Weights and biases N(0, σ²) wherever there is a link.
template <class S>
Machine<S> drawn_machine(Links links, double sigma, Stream& stream) {
  Machine<S> machine(std::move(links));
  machine.change([&](S, arma::uword, arma::uword) { return static_cast<S>(sigma * stream.normal()); });
  return machine;
}

template <class S>
Restricted<S> drawn_restricted(arma::uword visible, arma::uword hidden, double sigma, Stream& stream) {
  Restricted<S> machine(visible, hidden);
  for (S& value : machine.theta) value = static_cast<S>(sigma * stream.normal());
  return machine;
}

// Links drawn with chance `p` each.
inline Links drawn_links(arma::uword visible, arma::uword hidden, double p, Stream& stream) {
  const arma::uword n = visible + hidden;
  arma::umat mask(n, n, arma::fill::zeros);
  for (arma::uword j = 0; j < n; ++j)
    for (arma::uword i = 0; i < j; ++i) mask.at(i, j) = mask.at(j, i) = stream.chance(p);
  return links_of(mask, visible);
}

// State number k: unit i is bit i.
inline arma::vec state_of(arma::uword k, arma::uword units) {
  arma::vec s(units);
  for (arma::uword i = 0; i < units; ++i) s[i] = static_cast<double>(k >> i & 1);
  return s;
}

inline arma::uword number_of(const arma::vec& s) {
  arma::uword k = 0;
  for (arma::uword i = 0; i < s.n_elem; ++i) k |= static_cast<arma::uword>(s[i]) << i;
  return k;
}

// e^{-E/T} / Z of every state, by its definition.
inline arma::vec boltzmann_distribution(const Machine<double>& machine, double T = 1) {
  arma::vec p(arma::uword{1} << machine.units());
  for (arma::uword k = 0; k < p.n_elem; ++k)
    p[k] = std::exp(-energy(machine, state_of(k, machine.units())) / T);
  return p / arma::accu(p);
}

inline arma::mat drawn_patterns(arma::uword rows, arma::uword columns, Stream& stream) {
  arma::mat patterns(rows, columns);
  for (double& value : patterns) value = stream.chance(0.5);
  return patterns;
}

}  // namespace unroll::boltzmann
