// The restricted Boltzmann machine: two layers, with links only between them
//
//   (1)  E(v, h) = -vᵀ W h - bᵀ v - cᵀ h
//   (2)  p(h_j = 1 | v) = σ(c_j + Σ_i w_ij v_i),   p(v_i = 1 | h) = σ(b_i + Σ_j w_ij h_j)
//   (3)  F(v) = -bᵀ v - Σ_j log(1 + e^{c_j + Σ_i w_ij v_i}),   P(v) = e^{-F(v)} / Z
//
// Given one layer, the units of the other are independent, so a whole layer is drawn at once: v → h → v is a
// sweep of block Gibbs sampling, which leaves P unchanged. T = 1 throughout.
//
// Source: P. Smolensky, Parallel Distributed Processing (1986), chapter 6 ("harmonium"); (2) and (3) as in G.
// E. Hinton, "Training products of experts by minimizing contrastive divergence", Neural Computation 14
// (2002) 1771–1800, and Y. Freund & D. Haussler, NIPS 4 (1992). Shapes: W n_v × n_h (column j is the filter
// of hidden unit j), b n_v, c n_h, all in one vector θ = (W, b, c); a batch of B states n_v × B or n_h × B.
// Read next: contrastive_divergence.hpp. Shown by experiment 05.
#pragma once
#include <armadillo>
#include <functional>
#include <vector>

#include "../core/packed_product.hpp"
#include "../core/parameter_block.hpp"
#include "../core/placed_random.hpp"
#include "machine.hpp"

namespace unroll::boltzmann {

template <class S>
struct Restricted {
  arma::uword visible = 0, hidden = 0;
  arma::Col<S> theta;  // zeros at first

  // Throws std::invalid_argument for a layer without units.
  Restricted(arma::uword visible, arma::uword hidden);

  // Windows of θ, made at every call; they are valid as long as θ exists.
  const arma::Mat<S> W() const { return {at(0), visible, hidden, false, true}; }
  const arma::Col<S> b() const { return {at(visible * hidden), visible, false, true}; }
  const arma::Col<S> c() const { return {at(visible * hidden + visible), hidden, false, true}; }
  std::vector<ParameterBlock> blocks() const;

 private:
  S* at(arma::uword i) const { return const_cast<S*>(theta.memptr()) + i; }
};

// W ~ N(0, σ²), b and c 0. After G. E. Hinton, "A practical guide to training restricted Boltzmann machines"
// (2010), section 8.
template <class S>
void draw_weights(Restricted<S>& machine, double sigma, Stream& stream);

// b_i = log(p_i / (1 - p_i)), with p_i the share of patterns in which visible unit i is on, limited to at
// least 1 / (patterns + 1) from either end: the best machine without hidden units. Hinton 2010, section 8.
template <class S>
void bias_to_means(Restricted<S>& machine, const arma::Mat<S>& data);

// The same machine in the general form, visible units first.
template <class S>
Machine<S> as_machine(const Restricted<S>& machine);

// (1)
template <class S>
double energy(const Restricted<S>& machine, const arma::Col<S>& v, const arma::Col<S>& h);

// (3) of each column. Throws std::invalid_argument unless there are n_v rows of numbers in 0 … 1.
template <class S>
arma::vec free_energies(const Restricted<S>& machine, const arma::Mat<S>& v);

// Throws std::invalid_argument unless data has n_v rows of numbers in 0 … 1, which count as probabilities.
template <class S>
void check_pictures(const arma::Mat<S>& data, arma::uword visible);

// Executes the parts 0 … parts - 1 of a task, one after the other or on one thread each. The result has the
// same bits.
struct Workers {
  std::size_t parts = 1;
  std::function<void(const std::function<void(std::size_t)>&)> threads = {};

  void run(const std::function<void(std::size_t)>& work) const {
    if (threads) return threads(work);
    for (std::size_t i = 0; i < parts; ++i) work(i);
  }
};

// (2) for batches, with each layer divided into parts that can be computed in parallel. W is packed once for
// the products in both directions and must be read again when θ has changed.
template <class S>
class Layers {
 public:
  // Throws std::invalid_argument for 0 parts.
  Layers(const Restricted<S>& machine, std::size_t parts = 1);

  // Reads part i of W for the products to the hidden layer, or to the visible layer.
  void read_hidden(const Restricted<S>& machine, std::size_t i);
  void read_visible(const Restricted<S>& machine, std::size_t i);

  // Part i of (2) for `count` columns: the probabilities given the other layer, and states drawn from them.
  void hidden(std::size_t i, arma::uword count, const S* v, S* h) const;
  void visible(std::size_t i, arma::uword count, const S* h, S* v) const;
  void draw_hidden(std::size_t i, arma::uword count, const PlacedRandom& random, const S* p, S* h) const;
  void draw_visible(std::size_t i, arma::uword count, const PlacedRandom& random, const S* p, S* v) const;

  arma::uword visible_units() const { return units_[0]; }
  arma::uword hidden_units() const { return units_[1]; }
  std::size_t parts() const { return to_hidden_.size(); }

  // The rows of a layer that form one part.
  struct Rows {
    arma::uword first = 0, count = 0;
  };
  Rows hidden_rows(std::size_t i) const { return to_hidden_[i].rows; }
  Rows visible_rows(std::size_t i) const { return to_visible_[i].rows; }

 private:
  struct Part {
    Rows rows;
    PackedMatrix<S> W;
    arma::Col<S> bias;
  };
  arma::uword units_[2];  // visible, hidden
  std::vector<Part> to_hidden_, to_visible_;
};

}  // namespace unroll::boltzmann
