// Three rules that compute the weights W from P patterns ξ^μ of -1/+1
//
//   Hebb        (1)  w_ij = Σ_μ ξ_i^μ ξ_j^μ
//   Storkey     (2)  w_ij ← w_ij + (1/N)(ξ_i ξ_j - ξ_i h_ji - h_ij ξ_j),   h_ij = Σ_{k≠i,j} w_ik ξ_k
//   projection  (3)  w_ij = (1/N) Σ_μν ξ_i^μ (C⁻¹)_μν ξ_j^ν,               C_μν = (1/N) Σ_k ξ_k^μ ξ_k^ν
//
// Hebb's rule adds the patterns and fails when they resemble each other. Storkey's rule subtracts, for each
// new pattern, what the weights already contain of it. The projection rule makes every pattern exactly a
// fixed point by inverting the correlations C. Without self-connections w_ii = 0.
//
// Many texts divide (1) by N, which changes the unit of energy and nothing else. Without the division, as in
// the paper, weights and fields of Hebb's rule are whole numbers, exact in float up to 2²⁴, and ties h_i = 0
// are exact.
//
// The bias: a unit s_0 = 1 that is always on is stored with every pattern, and the weights to it are b. For
// Hebb's rule b_i = Σ_μ ξ_i^μ. Pictures that are mostly black then pull towards black.
//
// Sources: (1) Hopfield 1982, eq. [2], with the 2V-1 written as ξ. (2) A. J. Storkey & R. Valabregue, "The
// basins of attraction of a new Hopfield learning rule", Neural Networks 12 (1999) 869–876, eq. (3).
// (3) L. Personnaz, I. Guyon & G. Dreyfus, J. Physique Lett. 46 (1985) L359–L365.
// Departs from them: N counts the always-on unit where there is one.
// Shapes: patterns N × P. Read next: recall.hpp. Shown by experiment 01.
#pragma once
#include <armadillo>
#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>

#include "network.hpp"

namespace unroll::hopfield {

enum class Rule { hebb, storkey, projection };

struct Storage {
  Coding coding = Coding::plus_minus;
  bool bias = false;              // true: b is learnt through a unit that is always on; false: b = 0
  bool self_connections = false;  // true: w_ii is kept as the rule gives it
};

// (1) is the product of the patterns with themselves.
template <class S>
Factors<S> hebb(arma::Mat<S> X) {
  arma::Col<S> diagonal(X.n_rows);
  diagonal.fill(static_cast<S>(X.n_cols));
  return {X, std::move(X), std::move(diagonal)};
}

// (2) for whole matrices. Off the diagonal h_ij = h_i - w_ij ξ_j, so a pattern turns W into (1 + 2/N) W +
// (1/N)(ξ(ξ-h)ᵀ - hξᵀ): it adds two factors, and multiplies all earlier ones by c = 1 + 2/N.
template <class S>
Factors<S> storkey(const arma::Mat<S>& X) {
  const arma::uword N = X.n_rows, P = X.n_cols;
  const S n = static_cast<S>(N), c = 1 + 2 / n;
  Factors<S> f{arma::Mat<S>(N, 2 * P), arma::Mat<S>(N, 2 * P), arma::Col<S>(N, arma::fill::zeros)};
  arma::Col<S> off_diagonal(N, arma::fill::zeros);  // the diagonal of left · rightᵀ so far
  S growth = 1;
  for (arma::uword mu = 0; mu < P; ++mu) {
    const arma::Col<S> xi = X.col(mu);
    arma::Col<S> h(N, arma::fill::zeros);
    if (mu > 0)
      h = growth * (f.left.head_cols(2 * mu) * (f.right.head_cols(2 * mu).t() * xi)) - off_diagonal % xi;
    growth *= c;
    f.left.col(2 * mu) = xi / (n * growth);
    f.right.col(2 * mu) = xi - h;
    f.left.col(2 * mu + 1) = -h / (n * growth);
    f.right.col(2 * mu + 1) = xi;
    const arma::Col<S> self = (1 - 2 * (xi % h)) / n;
    off_diagonal = c * off_diagonal + self;
    f.diagonal += self;
  }
  f.left *= growth;
  return f;
}

// (3); the pseudo-inverse replaces C⁻¹, so that a pattern may be stored twice.
template <class S>
Factors<S> projection(const arma::Mat<S>& X) {
  const double n = static_cast<double>(X.n_rows);
  const arma::mat C = arma::conv_to<arma::mat>::from(arma::Mat<S>(X.t() * X)) / n;
  arma::mat inverse;
  if (!arma::pinv(inverse, C))
    throw std::runtime_error("the correlations of the patterns could not be inverted");
  Factors<S> f{X * arma::conv_to<arma::Mat<S>>::from(inverse / n), X, {}};
  f.diagonal = arma::sum(f.left % f.right, 1);
  return f;
}

// The approximate number of random patterns of N units that a rule can store: Hebb 0.138 N, with a few units
// in a hundred wrong (Amit, Gutfreund & Sompolinsky, Phys. Rev. Lett. 55 (1985) 1530); Storkey N/√(2 ln N),
// without errors (Storkey & Valabregue 1999); projection N - 1 (patterns must be linearly independent and
// must not fill the whole space).
inline double capacity(Rule rule, arma::uword units) {
  const double n = static_cast<double>(units);
  if (rule == Rule::hebb) return 0.138 * n;
  if (rule == Rule::storkey) return n / std::sqrt(2 * std::log(n));
  return n - 1;
}

// The network that stores `patterns`, N × P of -1 and +1. Throws std::invalid_argument if there are no
// patterns, and for any other value, which the message names.
template <class S>
Network<S> store(arma::Mat<S> patterns, Rule rule, Storage storage = {}) {
  if (patterns.is_empty()) throw std::invalid_argument("there is no pattern to store");
  for (arma::uword k = 0; k < patterns.n_elem; ++k)
    if (patterns[k] != S{1} && patterns[k] != S{-1})
      throw std::invalid_argument("pattern " + std::to_string(k / patterns.n_rows) + " has the value " +
                                  std::to_string(patterns[k]) + " at unit " +
                                  std::to_string(k % patterns.n_rows) + "; patterns are -1 and +1");
  const arma::uword N = patterns.n_rows;
  if (storage.bias) patterns.insert_rows(N, arma::Mat<S>(1, patterns.n_cols, arma::fill::ones));
  Factors<S> f = rule == Rule::hebb      ? hebb(std::move(patterns))
                 : rule == Rule::storkey ? storkey(patterns)
                                         : projection(patterns);
  arma::Col<S> b(N, arma::fill::zeros);
  if (storage.bias) {
    b = f.left.head_rows(N) * f.right.row(N).t();
    f = {f.left.head_rows(N), f.right.head_rows(N), f.diagonal.head(N)};
  }
  if (!storage.self_connections) f.diagonal.zeros();
  return Network<S>(std::move(f), std::move(b), storage.coding);
}

// The signs of the weights alone (Hopfield 1982, p. 2556). Biases and self-connections are divided by the
// mean absolute weight, so that they keep their relative size.
template <class S>
Network<S> clipped(const Network<S>& net) {
  const arma::uword n = net.size();
  arma::Mat<S> W(n, n);
  double links = 0, total = 0;  // in double: a float stops counting at 2²⁴
  for (arma::uword j = 0; j < n; ++j)
    for (arma::uword i = 0; i < n; ++i) {
      const S w = net.W().at(i, j);
      W.at(i, j) = w > 0 ? S{1} : w < 0 ? S{-1} : S{0};
      if (i == j) continue;
      links += w != 0;
      total += std::abs(double(w));
    }
  const S size = links > 0 ? static_cast<S>(total / links) : S{1};
  W.diag() = net.W().diag() / size;
  return Network<S>(std::move(W), net.b() / size, net.coding());
}

}  // namespace unroll::hopfield
