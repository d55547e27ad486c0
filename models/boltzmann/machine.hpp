// The Boltzmann machine: stochastic units of 0 and 1 and one energy
//
//   (1)  E(s) = -½ Σ_ij w_ij s_i s_j - Σ_i b_i s_i         energy of a state
//   (2)  h_i  = Σ_j w_ij s_j + b_i = E(s_i = 0) - E(s_i = 1)
//   (3)  P(s) = e^{-E(s)/T} / Z,  Z = Σ_s e^{-E(s)/T}       of states in long runs at temperature T
//
// Source: D. H. Ackley, G. E. Hinton & T. J. Sejnowski, "A learning algorithm for Boltzmann machines",
// Cognitive Science 9 (1985) 147–169, eqs. (1), (2) and (4); b_i are their thresholds with the opposite sign.
// (1) is the energy of a Hopfield network of 0/1 units, to which the machine reduces at T → 0. Shapes: W N ×
// N, b and s N. The first n_v of the N units are visible, the others hidden. Read next: gibbs.hpp (dynamics),
// learning.hpp, exact.hpp (exact results for small machines), restricted.hpp. Shown by experiments 04 and 05.
#pragma once
#include <algorithm>
#include <armadillo>
#include <stdexcept>
#include <string>
#include <utility>

#include "../core/binary_units.hpp"

namespace unroll::boltzmann {

// The links between units: a symmetric N × N matrix of 0 and 1 with zeros on its diagonal.
struct Links {
  arma::uword visible = 0;
  arma::umat mask;
  arma::uword units() const { return mask.n_rows; }
  arma::uword hidden() const { return units() - visible; }
};

// Throws std::invalid_argument unless the mask is square, symmetric, of 0 and 1, without links from a unit to
// itself, and has at least `visible` ≥ 1 units.
Links links_of(arma::umat mask, arma::uword visible);

// Links between all units.
Links all_links(arma::uword visible, arma::uword hidden);

// Links between visible and hidden units only: the restricted machine.
Links between_layers(arma::uword visible, arma::uword hidden);

// The encoder of 1985: two groups of v visible units, connected only through h hidden units. Units of one
// group are linked, hidden units are not.
Links encoder_links(arma::uword v, arma::uword h);

template <class S>
class Machine {
 public:
  // All weights and biases 0.
  explicit Machine(Links links)
      : links_(links_of(std::move(links.mask), links.visible)),
        W_(links_.units(), links_.units(), arma::fill::zeros),
        b_(links_.units(), arma::fill::zeros) {}

  // Throws std::invalid_argument if sizes differ, W is not symmetric, or a weight is not 0 where there is no
  // link.
  Machine(Links links, arma::Mat<S> W, arma::Col<S> b)
      : links_(links_of(std::move(links.mask), links.visible)), W_(std::move(W)), b_(std::move(b)) {
    if (arma::size(W_) != arma::size(links_.mask) || b_.n_elem != links_.units())
      throw std::invalid_argument("weights " + std::to_string(W_.n_rows) + " × " + std::to_string(W_.n_cols) +
                                  " and biases " + std::to_string(b_.n_elem) + " do not fit links of " +
                                  std::to_string(links_.units()) + " units");
    for (arma::uword j = 0; j < W_.n_cols; ++j)
      for (arma::uword i = 0; i < W_.n_rows; ++i)
        if (W_.at(i, j) != W_.at(j, i) || (W_.at(i, j) != 0 && links_.mask.at(i, j) == 0))
          throw std::invalid_argument("the weight between units " + std::to_string(std::min(i, j)) + " and " +
                                      std::to_string(std::max(i, j)) + " is " +
                                      (links_.mask.at(i, j) ? "not the same both ways; it must be"
                                                            : "not 0, and there is no link between them"));
  }

  const Links& links() const { return links_; }
  const arma::Mat<S>& W() const { return W_; }
  const arma::Col<S>& b() const { return b_; }
  arma::uword units() const { return b_.n_elem; }
  arma::uword visible() const { return links_.visible; }
  arma::uword hidden() const { return links_.hidden(); }

  // Applies a learning rule: w_ij ← change(w_ij, i, j) for every link, b_i ← change(b_i, i, i).
  template <class Change>
  void change(Change&& change) {
    for (arma::uword j = 0; j < units(); ++j) {
      for (arma::uword i = 0; i < j; ++i)
        if (links_.mask.at(i, j) != 0) W_.at(i, j) = W_.at(j, i) = change(W_.at(i, j), i, j);
      b_[j] = change(b_[j], j, j);
    }
  }

 private:
  Links links_;
  arma::Mat<S> W_;
  arma::Col<S> b_;
};

// (1)
template <class S>
double energy(const Machine<S>& machine, const arma::Col<S>& s) {
  return energy_of(machine.W(), machine.b(), s);
}

// A state with its fields (2). Throws std::invalid_argument if the number of units differs.
template <class S>
BinaryUnits<S> start(const Machine<S>& machine, const arma::Col<S>& s) {
  if (s.n_elem != machine.units())
    throw std::invalid_argument("a state of " + std::to_string(s.n_elem) +
                                " units was given to a Boltzmann machine of " +
                                std::to_string(machine.units()));
  return {s, machine.W() * s + machine.b()};
}

}  // namespace unroll::boltzmann
