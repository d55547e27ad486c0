// The networks of 1997: two tanh units in each direction, from first weights in -1 … 1.
#pragma once
#include <cmath>

#include "models/bidirectional/bidirectional.hpp"
#include "models/core/network.hpp"
#include "models/core/random.hpp"
#include "models/elman/elman.hpp"
#include "reading.hpp"

namespace unroll::experiments {

constexpr double boundary = 0.5;  // every state before the first step of its direction

template <class Layer>
Network<Layer> network_of(arma::uword units) {
  return {.stack = stack_of<Layer>(1, cell_of<Elman<>>(), 1, units), .outputs = 1};
}

// All parameters from U(-1, 1), but the bias of the output is the prior.
template <class Layer>
arma::fvec first_theta(const Network<Layer>& network, double prior, Stream& stream) {
  arma::fvec theta(network.parameters());
  for (float& parameter : theta) parameter = static_cast<float>(stream.uniform(-1, 1));
  theta[network.b()] = static_cast<float>(prior);
  return theta;
}

// The mean of the targets, or the log odds of the classes.
inline double prior_of(const lab::Batch<float>& batch, Task task) {
  double mean = 0;
  for (arma::uword k = 0; k < batch.weights.n_elem; ++k)
    mean += batch.weights[k] * static_cast<double>(batch.targets[k]);
  return task == Task::regression ? mean : std::log(mean / (1 - mean));
}

template <class S, class Layer>
Given<S> start_of(const Network<Layer>& network, arma::uword sequences) {
  const arma::uword height = network.stack.layers[0].state_height();
  return {.state = arma::Mat<S>(height, sequences, arma::fill::value(static_cast<S>(boundary)))};
}

// The output for each target, in the order of time: y, or the log odds of y > 1/2.
template <class Layer>
arma::vec answers(const Network<Layer>& network, const arma::fvec& theta, const lab::Batch<float>& batch,
                  Direction direction) {
  NetworkRun<Layer, float> run;
  network.forward(theta, batch.x, start_of<float>(network, 1), run);
  return in_time(batch, direction, run.y);
}

// How much each input around t moves the answer for t: ∂ŷ(t)/∂x(t+Δ) for Δ = -margin … margin, the mean over
// some targets.
template <class Layer>
arma::vec sensitivity(const Network<Layer>& network, const arma::fvec& theta,
                      const datasets::WindowedAverage& series, Direction direction, int shift) {
  const auto parameters = arma::conv_to<arma::vec>::from(theta);
  const arma::cube x = windows(series, direction, 200);
  NetworkRun<Layer, double> run;
  const Given<double> start = start_of<double>(network, x.n_cols);
  network.forward(parameters, x, start, run);
  run.dy.zeros(arma::size(run.y));
  run.dy.slice(static_cast<arma::uword>(static_cast<int>(margin) + shift)).ones();
  arma::vec gradient(network.parameters(), arma::fill::zeros);
  network.backward(parameters, x, start, run, gradient);
  arma::cube dx;
  network.input_gradient(parameters, start, run, dx);
  arma::vec mean(x.n_slices);
  for (arma::uword k = 0; k < mean.n_elem; ++k) mean[k] = arma::mean(arma::vectorise(dx.slice(k)));
  return direction == Direction::backward ? arma::vec(arma::reverse(mean)) : mean;
}

}  // namespace unroll::experiments
