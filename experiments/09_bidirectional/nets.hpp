// The networks of 1997: two tanh units in each direction, and how they learn.
#pragma once
#include <cmath>
#include <cstdint>

#include "models/bidirectional/bidirectional.hpp"
#include "models/core/losses.hpp"
#include "models/core/network.hpp"
#include "models/core/training.hpp"
#include "models/elman/elman.hpp"
#include "reading.hpp"

namespace unroll::experiments::both_ways {

constexpr double boundary = 0.5;  // every state before the first step of its direction

template <class Layer>
Network<Layer> net_of(arma::uword units) {
  return {.stack = stack_of<Layer>(1, cell_of<Elman<>>(), 1, units), .outputs = 1};
}

// All parameters from U(-1, 1), but the bias of the output is what one says who knows nothing.
template <class Layer>
arma::fvec first_theta(const Network<Layer>& net, double prior, Stream& stream) {
  arma::fvec theta(net.parameters());
  for (float& parameter : theta) parameter = static_cast<float>(stream.uniform(-1, 1));
  theta[net.b()] = static_cast<float>(prior);
  return theta;
}

// The mean of what is asked, or the log odds of its class.
inline double prior_of(const Reading& reading, Task task) {
  double mean = 0;
  for (arma::uword k = 0; k < reading.weights.n_elem; ++k)
    mean += reading.weights[k] * static_cast<double>(reading.y[k]);
  return task == Task::regression ? mean : std::log(mean / (1 - mean));
}

template <class S, class Layer>
Given<S> start_of(const Network<Layer>& net, arma::uword batch) {
  const arma::uword height = net.stack.layers[0].state_height();
  return {.state = arma::Mat<S>(height, batch, arma::fill::value(static_cast<S>(boundary)))};
}

// So many cycles of RPROP, each over the whole series.
template <class Layer>
void learn(const Network<Layer>& net, arma::fvec& theta, const Reading& reading, Task task,
           std::uint64_t cycles) {
  NetworkRun<Layer, float> run;
  const Given<float> start = start_of<float>(net, 1);
  Rprop<float> rprop;
  train(theta, net.blocks(), rprop, {.iterations = cycles, .rate = schedule::constant(1)},
        [&](const arma::fvec& at, arma::fvec& gradient, std::uint64_t) {
          net.forward(at, reading.x, start, run);
          const double loss = task == Task::regression
                                  ? squared_error(run.y, reading.y, reading.weights, run.dy)
                                  : binary_cross_entropy(run.y, reading.y, reading.weights, run.dy);
          net.backward(at, reading.x, start, run, gradient);
          return loss;
        });
}

// Its output for each target, in the order of time: y, or the log odds of y > 1/2.
template <class Layer>
arma::vec answers(const Network<Layer>& net, const arma::fvec& theta, const Reading& reading) {
  NetworkRun<Layer, float> run;
  net.forward(theta, reading.x, start_of<float>(net, 1), run);
  return in_time(reading, run.y);
}

// How much each input around t moves the answer for t: ∂ŷ(t)/∂x(t+Δ) for Δ = -margin … margin, the mean over
// some targets.
template <class Layer>
arma::vec sensitivity(const Network<Layer>& net, const arma::fvec& theta,
                      const datasets::WindowedAverage& series, Way way, int shift) {
  const auto parameters = arma::conv_to<arma::vec>::from(theta);
  const arma::cube x = windows(series, way, 200);
  NetworkRun<Layer, double> run;
  const Given<double> start = start_of<double>(net, x.n_cols);
  net.forward(parameters, x, start, run);
  run.dy.zeros(arma::size(run.y));
  run.dy.slice(static_cast<arma::uword>(static_cast<int>(margin) + shift)).ones();
  arma::vec gradient(net.parameters(), arma::fill::zeros);
  net.backward(parameters, x, start, run, gradient);
  arma::cube dx;
  net.input_gradient(parameters, start, run, dx);
  arma::vec mean(x.n_slices);
  for (arma::uword k = 0; k < mean.n_elem; ++k) mean[k] = arma::mean(arma::vectorise(dx.slice(k)));
  return way == Way::backward ? arma::vec(arma::reverse(mean)) : mean;
}

}  // namespace unroll::experiments::both_ways
