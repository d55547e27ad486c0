// How far a truncated gradient is from the whole one, against the number of steps it goes back.
#pragma once
#include <armadillo>
#include <vector>

#include "models/core/network.hpp"

namespace unroll::experiments::bptt {

// Of a truncated gradient g_k relative to the whole g.
struct Bias {
  double cosine = 0, norm_ratio = 0;  // NaN for the cosine of a g_k that is 0
};

Bias bias_of(const arma::vec& truncated, const arma::vec& whole);

// From which k on the cosine is at least this, of biases at k = 1, 2, ….
std::size_t window(const std::vector<Bias>& biases, double cosine);

// The k that tables and pictures show: about two to an octave, and T.
std::vector<std::size_t> widths(std::size_t steps);

// Where the loss of the adding problem is asked: for the sum at the last step, or at each step for the sum of
// the marked numbers so far.
enum class Asked { last, each };

struct Batch {
  arma::cube x, target;
  arma::mat weights;
};

Batch adding_batch(arma::uword sequences, arma::uword steps, Asked asked, Stream& stream);

// A network of one recurrent layer, its parameters and its tapes.
struct Trained {
  Network<Recurrent> network;
  arma::vec theta;
  NetworkRun<Recurrent, double> run = {};

  // Mean squared error at θ; leaves its gradient with respect to the outputs in run.dy.
  double loss(const arma::vec& at, const Batch& batch);
};

// The gradient of the losses with respect to the outputs of the recurrent layer at each step, in the shape of
// its tape; after backpropagation.
Tape<double> loss_gradient(const Network<Recurrent>& network, const arma::vec& theta,
                           NetworkRun<Recurrent, double>& run);

// Biases of the gradient of the cell's parameters: V and b_y are in no recurrence, truncation leaves them.
struct Biases {
  std::vector<Bias> every_step = {};  // k1 = 1, k2 = k, for k = 1 … T
  std::vector<Bias> chunks = {};      // k1 = k2 = k, for each of widths(T)
};

Biases truncate(Trained& net, const Batch& batch);

}  // namespace unroll::experiments::bptt
