#include "delays.hpp"

#include <algorithm>
#include <cmath>

#include "datasets/delayed_pulse.hpp"
#include "models/core/training.hpp"
#include "nets.hpp"

namespace unroll::experiments::leaks {

arma::mat last_states(const arma::vec& alpha, const arma::cube& x) {
  constexpr arma::uword chunk = 100;
  constexpr double straight = 0.01;  // a weight at which tanh is straight
  const Net net = leaky_net(Retention::held, alpha.n_elem, 0);
  const arma::vec theta = integrators(net, straight, alpha);
  NetworkRun<Recurrent, double> run;
  arma::mat h(alpha.n_elem, x.n_cols);
  for (arma::uword first = 0; first < x.n_cols; first += chunk) {
    const arma::uword last = std::min(first + chunk, x.n_cols) - 1;
    const arma::cube part = x.cols(first, last);
    net.forward(theta, part, {}, run);
    h.cols(first, last) = run.y.slice(x.n_slices - 1);
  }
  return h;
}

arma::vec readout_on_new(const arma::mat& h, const arma::mat& y) {
  const arma::uword half = h.n_cols / 2, end = h.n_cols - 1;
  const arma::mat V = arma::solve(h.cols(0, half - 1).t(), y.cols(0, half - 1).t()).t();
  return arma::mean(arma::square(y.cols(half, end) - V * h.cols(half, end)), 1);
}

double best_time_scale(const arma::mat& h, const arma::rowvec& y) {
  const arma::vec alpha = grid_of_retentions();
  arma::vec error(alpha.n_elem);  // of all sequences, so that it is smooth in α
  for (arma::uword i = 0; i < alpha.n_elem; ++i)
    error[i] = 1 - std::pow(arma::dot(h.row(i), y), 2) /
                       (arma::dot(h.row(i), h.row(i)) * static_cast<double>(y.n_elem));
  const arma::uword k = std::clamp<arma::uword>(error.index_min(), 1, error.n_elem - 2);
  const double left = error[k - 1], middle = error[k], right = error[k + 1];
  const double bend = left - 2 * middle + right;
  const double shift = bend > 0 ? std::clamp((left - right) / (2 * bend), -1.0, 1.0) : 0;
  const double tau = time_scale(alpha[k]);  // ln τ is evenly spaced
  return tau * std::pow(time_scale(alpha[k + 1]) / tau, shift);
}

TimeScales learn_retention(double start, const PulseTask& task, const RetentionTraining& training,
                           Stream stream) {
  const Net net = leaky_net(Retention::learnt, 1, 0);
  arma::vec theta = integrators(net, 1, {start});
  auto blocks = net.blocks();
  for (auto& block : blocks) block.held = block.name != "layers.0.lambda";
  const auto batch = static_cast<double>(training.batch);
  NetworkRun<Recurrent, double> run;
  Adam<double> adam;
  TimeScales learnt{.tau = {time_scale(start)},
                    .every = std::max<std::uint64_t>(1, training.iterations / 100)};
  train(
      theta, blocks, adam,
      {.iterations = training.iterations,
       .rate = schedule::linear_decay(training.rate, training.rate / 10, training.iterations)},
      [&](const arma::vec& at, arma::vec& gradient, std::uint64_t) {
        const auto data =
            datasets::delayed_pulse(training.batch, task.steps, task.delays, task.noise, stream);
        net.forward(at, data.x, {}, run);
        const arma::rowvec h = run.y.slice(task.steps - 1);
        const double V = arma::dot(h, data.y) / arma::dot(h, h);
        const arma::rowvec wrong = V * h - data.y;
        run.dy.zeros(arma::size(run.y));
        run.dy.slice(task.steps - 1) = V * wrong / batch;
        net.backward(at, data.x, {}, run, gradient);
        return arma::dot(wrong, wrong) / (2 * batch);
      },
      {},
      [&](const TrainingProgress& now) {
        if (now.iteration % learnt.every == 0) learnt.tau.push_back(time_scale(retentions(net, theta)[0]));
        return true;
      });
  return learnt;
}

}  // namespace unroll::experiments::leaks
