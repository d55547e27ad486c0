// Learning a restricted Boltzmann machine from short chains
//
//   (1)  ∂ log P(v) / ∂W = ⟨v hᵀ⟩_data - ⟨v hᵀ⟩_model,  b: ⟨v⟩ - ⟨v⟩,  c: ⟨h⟩ - ⟨h⟩
//   (2)  CD-k: ⟨·⟩_model after k sweeps of Gibbs sampling that begin at the data
//   (3)  PCD:  after k sweeps of chains that go on from where the last update left them
//
// In both averages h stands for its probability given v. Neither is the gradient of (1): CD-k's chains are
// too short, PCD's are behind the weights. Experiment 05 shows what that costs.
//
// Source: (2) Hinton 2002, eq. (5.1); (3) T. Tieleman, ICML 2008; A. Fischer & C. Igel, ICANN 2010, compare
// them. Shapes: data n_v × B, in 0 … 1. Shown by experiment 05.
#pragma once
#include <armadillo>

#include "restricted.hpp"

namespace unroll::boltzmann {

struct Divergence {
  arma::uword k = 1;            // sweeps
  bool persistent = false;      // (3) instead of (2)
  bool sampled_visible = true;  // or their probabilities, "mean field", as in Hinton 2010, section 3.2
};

// Chains and memory of a machine in training.
template <class S>
class ContrastiveDivergence {
 public:
  // Persistent chains, as many as there are patterns in a batch, begin at the first one. Throws
  // std::invalid_argument for k = 0.
  ContrastiveDivergence(const Restricted<S>& machine, const Divergence& divergence, Stream& stream,
                        std::size_t parts = 1);

  // Adds `scale` times the estimate of (1), a mean over the batch, to `to`, which may be the machine's own θ:
  // a step of steepest ascent. Throws std::invalid_argument unless data are n_v × B in 0 … 1, with the same B
  // each time if chains persist, a machine of the size of the first, and workers of as many parts.
  void add(const Restricted<S>& machine, const arma::Mat<S>& data, double scale, arma::Col<S>& to,
           const Workers& workers = {});

  // Where the chains ended, n_v × B.
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
  arma::Mat<S> v_, h_;  // at the data, and in the second half of the columns at the chains' end
  arma::Mat<S> drawn_;  // hidden states
  struct Room {
    OuterRoom<S> outer;
    arma::Col<S> sum;
  };
  std::vector<Room> rooms_;
};

// B chains of block Gibbs sampling from the visible states v, n_v × B, `sweeps` of them, in place. Units
// whose row in `held`, n_v, is not 0 stay as they are; an empty `held` holds none. Returns the probabilities
// that the last visible states were drawn from.
template <class S>
arma::Mat<S> run_chains(const Restricted<S>& machine, arma::Mat<S>& v, arma::uword sweeps,
                        PlacedRandom& random, const arma::uvec& held = {}, const Workers& workers = {});

}  // namespace unroll::boltzmann
