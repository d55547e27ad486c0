// Binary units with symmetric links: the common part of Hopfield networks and Boltzmann machines
//
//   (1)  E(s) = -½ Σ_ij w_ij s_i s_j - Σ_i b_i s_i        energy of a state
//   (2)  h_i  = Σ_j w_ij s_j + b_i                        local field of unit i
//   (3)  h ← h + (s_i' - s_i) W_{·i}                      after unit i went from s_i to s_i'
//
// Source: J. J. Hopfield, PNAS 79 (1982) 2554–2558, eq. [7]; G. E. Hinton & T. J. Sejnowski, CVPR 1983.
// By (3), a visit to a unit that does not change costs nothing. Shapes: W N × N, b, s and h N.
#pragma once
#include <armadillo>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#include "random.hpp"

namespace unroll {

// States of the units and their local fields.
template <class S>
struct BinaryUnits {
  arma::Col<S> s, h;
};

// (1), summed in double precision from W and b alone, as a check of fields that were updated incrementally.
// Throws std::invalid_argument if `s` and b differ in length.
template <class S>
double energy_of(const arma::Mat<S>& W, const arma::Col<S>& b, const arma::Col<S>& s) {
  if (s.n_elem != b.n_elem)
    throw std::invalid_argument("a state of " + std::to_string(s.n_elem) +
                                " units was given to a network of " + std::to_string(b.n_elem));
  double pairs = 0, bias = 0;
  for (arma::uword j = 0; j < s.n_elem; ++j) {
    const S* w = W.colptr(j);
    double field = 0;
    for (arma::uword i = 0; i < s.n_elem; ++i) field += double(w[i]) * double(s[i]);
    pairs += field * double(s[j]);
    bias += double(b[j]) * double(s[j]);
  }
  return -pairs / 2 - bias;
}

// (1) from the current fields, -½ Σ_i s_i (h_i + b_i): N products instead of N².
template <class S>
double energy_of(const arma::Col<S>& b, const BinaryUnits<S>& units) {
  double sum = 0;
  for (arma::uword i = 0; i < units.s.n_elem; ++i)
    sum += double(units.s[i]) * (double(units.h[i]) + double(b[i]));
  return -sum / 2;
}

// (3): puts unit i into state `next`.
template <class S>
void put_unit(const arma::Mat<S>& W, BinaryUnits<S>& units, arma::uword i, S next) {
  const S change = next - units.s[i];
  const S* w = W.colptr(i);
  S* h = units.h.memptr();
  for (arma::uword j = 0; j < units.h.n_elem; ++j) h[j] += change * w[j];
  units.s[i] = next;
}

// The order of visits in a sweep: a random permutation of the units, or as many draws with replacement.
enum class Order { permutation, random_choice };

// One sweep over `units`: calls visit(i) for each of them in turn.
template <class Visit>
void visit_in(Order order, const std::vector<arma::uword>& units, Stream& stream, Visit&& visit) {
  std::vector<arma::uword> visits = units;
  if (order == Order::random_choice)
    for (auto& i : visits) i = units[stream.below(units.size())];
  else
    stream.shuffle(visits);
  for (const arma::uword i : visits) visit(i);
}

inline std::vector<arma::uword> first_units(arma::uword n) {
  std::vector<arma::uword> units(n);
  std::iota(units.begin(), units.end(), arma::uword{0});
  return units;
}

}  // namespace unroll
