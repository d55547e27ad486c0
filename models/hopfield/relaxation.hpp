// The energy between states: E carried over from the corners of the cube to its inside, so that there is a
// way from one memory to another
//
//   (1)  E(x) = -½ Σ_{i≠j} w_ij x_i x_j - ½ Σ_i w_ii - Σ_i b_i x_i,   -1 ≤ x_i ≤ 1
//
// is linear in each x_i alone and equals the network's energy at every corner, where all x_i = ±1; no other
// function does both. It is the mean energy of random states: E(x) = ⟨E(s)⟩ for units that are +1 with
// probability (1 + x_i)/2, each on its own. (With states 0/1 the middle term is -½ Σ w_ii x_i.)
//
//   (2)  x = Σ_k c_k ξ^k with Σ_k c_k = 1:   E = -½ Σ_kl c_k c_l A_kl - Σ_k c_k β_k + const,
//        A_kl = Σ_{i≠j} w_ij ξ_i^k ξ_j^l,   β_k = Σ_i b_i ξ_i^k
//
// On lines and planes through memories (1) is thus a quadratic of a few numbers, and exact for any N.
//
//   (3)  projection, x = (1-t) ξ^a + t ξ^b:   E(x) - E(ξ^a) = 2 t (1-t) Σ_{i: ξ_i^a ≠ ξ_i^b} (1 - w_ii)
//
// with w_ii as the rule gives it. Halfway stands a hill of nearly half the Hamming distance, since W leaves
// all states between memories as they are and x has lost length: ½ |ξ|² - ½ |x|².
//
// Source: (1) is, after J. J. Hopfield, "Neurons with graded response …", PNAS 81 (1984) 3088–3092, the
// energy of his continuous network at high gain, whose integral vanishes. Departs from it: any diagonal is
// allowed; (3) is ours.
// Shapes: N units, K states in the columns of a matrix, coefficients K. Shown by experiment 01.
#pragma once
#include <armadillo>

#include "network.hpp"

namespace unroll::hopfield {

// (2) for K states of -1/+1.
struct Relaxation {
  arma::mat pairs;      // A, K × K
  arma::vec biases;     // β, K
  double constant = 0;  // of (1)

  // The energy at Σ_k c_k ξ^k, Σ_k c_k = 1.
  double at(const arma::vec& c) const {
    return -arma::as_scalar(c.t() * pairs * c) / 2 - arma::dot(biases, c) + constant;
  }

  // At (1-t) ξ^a + t ξ^b.
  double between(arma::uword a, arma::uword b, double t) const {
    const double s = 1 - t;
    return -(s * s * pairs.at(a, a) + 2 * s * t * pairs.at(a, b) + t * t * pairs.at(b, b)) / 2 -
           s * biases[a] - t * biases[b] + constant;
  }
};

// Throws std::invalid_argument for states of another length than the network's.
template <class S>
Relaxation relaxation(const Network<S>& net, const arma::Mat<S>& signs) {
  const arma::Mat<S> states = as_states<S>(signs, net.coding());
  const arma::Col<S> diagonal = net.W().diag();
  const arma::Mat<S> fields = net.fields(states);  // W s + b
  arma::mat Y = arma::conv_to<arma::mat>::from(states), H = arma::conv_to<arma::mat>::from(fields);
  const arma::vec w = arma::conv_to<arma::vec>::from(diagonal), b = arma::conv_to<arma::vec>::from(net.b());
  H.each_col() -= b;
  H -= Y.each_col() % w;
  Relaxation form{Y.t() * H, Y.t() * b, 0};
  form.pairs = (form.pairs + form.pairs.t()) / 2;  // equal but for rounding
  if (net.coding() == Coding::plus_minus)
    form.constant = -arma::accu(w) / 2;
  else
    form.biases += Y.t() * w / 2;
  return form;
}

}  // namespace unroll::hopfield
