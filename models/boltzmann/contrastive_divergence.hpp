// Learning a restricted Boltzmann machine from short chains
//
//   (1)  ∂ log P(v) / ∂W = ⟨v hᵀ⟩_data - ⟨v hᵀ⟩_model,  b: ⟨v⟩ - ⟨v⟩,  c: ⟨h⟩ - ⟨h⟩
//   (2)  CD-k: ⟨·⟩_model after k sweeps of Gibbs sampling that begin at the data
//   (3)  PCD:  after k sweeps of chains that continue from their states at the last update
//
// In both averages h stands for its probability given v. Neither estimate is the gradient (1): the chains of
// CD-k are too short, and those of PCD lag behind the weights. Experiment 05 shows the consequences.
//
// Source: (2) Hinton 2002, eq. (5.1); (3) T. Tieleman, ICML 2008; A. Fischer & C. Igel, ICANN 2010, compare
// them. Shapes: data n_v × B, in 0 … 1. Shown by experiment 05.
#pragma once
#include <armadillo>

#include "restricted.hpp"

namespace unroll::boltzmann {

struct Divergence {
  arma::uword k = 1;            // sweeps per update
  bool persistent = false;      // (3) instead of (2)
  bool sampled_visible = true;  // false: their probabilities, "mean field", as in Hinton 2010, section 3.2
};

// The chains and the memory of a machine in training.
template <class S>
class ContrastiveDivergence {
 public:
  // Persistent chains begin at the first batch, one for each of its patterns. Throws std::invalid_argument
  // for k = 0.
  ContrastiveDivergence(const Restricted<S>& machine, const Divergence& divergence, Stream& stream,
                        std::size_t parts = 1);

  // Adds to `to` the estimate of (1), a mean over the batch, times `scale`. `to` may be the machine's own θ:
  // then this is a step of steepest ascent. Throws std::invalid_argument unless data are n_v × B in 0 … 1,
  // with the same B at every call if chains persist, the machine has the size of the first one, and the
  // workers have as many parts.
  void add(const Restricted<S>& machine, const arma::Mat<S>& data, double scale, arma::Col<S>& to,
           const Workers& workers = {});

  // The last visible states of the chains, n_v × B.
  arma::Mat<S> chains() const;

 private:
  void clamped_phase(const arma::Mat<S>& data, std::size_t part);
  void free_phase(S step, const Workers& workers);
  void take_difference(S step, std::size_t part);
  void update(S step, arma::Col<S>& to, std::size_t part);

  Divergence divergence_;
  PlacedRandom random_;
  Layers<S> layers_;
  arma::uword batch_ = 0;
  arma::Mat<S> v_, h_;  // first half of the columns: at the data; second half: at the end of the chains
  arma::Mat<S> drawn_;  // hidden states
  struct Room {
    OuterRoom<S> outer;
    arma::Col<S> sum;
  };
  std::vector<Room> rooms_;
};

// Runs B chains of block Gibbs sampling for `sweeps` sweeps, in place, from the visible states v, n_v × B. A
// unit whose element of `held` (n_v) is not 0 keeps its state; an empty `held` holds none. Returns the
// probabilities from which the last visible states were drawn.
template <class S>
arma::Mat<S> run_chains(const Restricted<S>& machine, arma::Mat<S>& v, arma::uword sweeps,
                        PlacedRandom& random, const arma::uvec& held = {}, const Workers& workers = {});

}  // namespace unroll::boltzmann
