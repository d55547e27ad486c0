// A batch: sequences side by side, and what is asked of a network that reads them.
#pragma once
#include <armadillo>

#include "models/core/input.hpp"
#include "models/core/losses.hpp"
#include "models/core/network.hpp"

namespace unroll::lab {

template <class S>
struct Batch {
  arma::Cube<S> x = {};        // inputs × B × T; empty where symbols are read
  Symbols symbols = {};        // B × T
  arma::Cube<S> targets = {};  // outputs × B × T; empty where labels are asked
  arma::umat labels = {};      // B × T
  arma::mat weights = {};      // B × T: how much each step counts; they sum to 1 where the loss is a mean
  Given<S> given = {};         // initial state, lengths, teacher

  Input<S> input() const { return symbols.at.is_empty() ? Input<S>(x) : Input<S>(symbols); }
};

// Losses as losses.hpp defines them. A squared error has its factor ½.
enum class Loss { squared_error, softmax_cross_entropy, binary_cross_entropy };

// The loss of outputs y; sets dy.
template <class S>
double loss_of(Loss loss, const arma::Cube<S>& y, const Batch<S>& batch, arma::Cube<S>& dy) {
  if (loss == Loss::squared_error) return squared_error(y, batch.targets, batch.weights, dy);
  if (loss == Loss::binary_cross_entropy) return binary_cross_entropy(y, batch.targets, batch.weights, dy);
  return softmax_cross_entropy(y, batch.labels, batch.weights, dy);
}

// The loss of a network on a batch. `run` is room to work in; it then holds the outputs.
template <class Layer, class S>
double evaluate(const Network<Layer>& network, const arma::Col<S>& theta, const Batch<S>& batch, Loss loss,
                NetworkRun<Layer, S>& run) {
  network.forward(theta, batch.input(), batch.given, run);
  return loss_of(loss, run.y, batch, run.dy);
}

// The same batch in double precision.
template <class S>
Batch<double> in_double(const Batch<S>& batch) {
  return {.x = arma::conv_to<arma::cube>::from(batch.x),
          .symbols = batch.symbols,
          .targets = arma::conv_to<arma::cube>::from(batch.targets),
          .labels = batch.labels,
          .weights = batch.weights,
          .given = {.state = arma::conv_to<arma::mat>::from(batch.given.state),
                    .lengths = batch.given.lengths,
                    .teacher = arma::conv_to<arma::cube>::from(batch.given.teacher)}};
}

}  // namespace unroll::lab
