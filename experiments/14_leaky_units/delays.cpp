#include "delays.hpp"

#include <algorithm>
#include <cmath>

#include "datasets/delayed_pulse.hpp"
#include "models/core/training.hpp"

namespace unroll::experiments::leaks {
namespace {

constexpr arma::uword grid_points = 40, chunk = 100;
constexpr double shortest = 0.4, longest = 400, straight = 0.01;  // a weight at which tanh is straight

datasets::DelayedPulse sequences(const PulseTask& task, arma::uword batch, Stream& stream) {
  return datasets::delayed_pulse(batch, task.steps, task.delays, task.noise, stream);
}

// Where a parabola through the least of `error` and its neighbours is least; ln τ is evenly spaced.
double best_time_scale(const arma::vec& tau, const arma::vec& error) {
  const arma::uword k = std::clamp<arma::uword>(error.index_min(), 1, error.n_elem - 2);
  const double left = error[k - 1], middle = error[k], right = error[k + 1];
  const double bend = left - 2 * middle + right;
  const double shift = bend > 0 ? std::clamp((left - right) / (2 * bend), -1.0, 1.0) : 0;
  return tau[k] * std::pow(tau[k + 1] / tau[k], shift);
}

}  // namespace

arma::vec grid_of_retentions() { return spread_retentions(grid_points, shortest, longest); }

PulseTask task_of_delay(const lab::Run& run, arma::uword delay) {
  return {.delays = {delay}, .steps = 6 * (delay + 1), .noise = run.settings().real("noise")};
}

arma::mat last_states(const arma::vec& alpha, const arma::cube& x) {
  const Net net = leaky_net(Alpha::held, alpha.n_elem, 0);
  const arma::vec theta = integrators(net, straight, alpha);
  NetworkRun<Recurrent, double> tapes;
  arma::mat h(alpha.n_elem, x.n_cols);
  for (arma::uword first = 0; first < x.n_cols; first += chunk) {
    const arma::uword last = std::min(first + chunk, x.n_cols) - 1;
    const arma::cube part = x.cols(first, last);
    net.forward(theta, part, {}, tapes);
    h.cols(first, last) = tapes.y.slice(x.n_slices - 1);
  }
  return h;
}

arma::vec readout_on_new(const arma::mat& h, const arma::mat& y) {
  const arma::uword half = h.n_cols / 2, end = h.n_cols - 1;
  const arma::mat V = arma::solve(h.cols(0, half - 1).t(), y.cols(0, half - 1).t()).t();
  return arma::mean(arma::square(y.cols(half, end) - V * h.cols(half, end)), 1);
}

void measure_curve(const lab::Run& run, DelayCurve& one) {
  Stream stream = run.stream("readout", one.seed, "pulses of delay " + std::to_string(one.delay));
  const auto batch = run.settings().count("sequences");
  const auto data = sequences(task_of_delay(run, one.delay), batch, stream);
  const arma::vec alpha = grid_of_retentions();
  const arma::mat h = last_states(alpha, data.x);
  one.error.set_size(alpha.n_elem);
  arma::vec all(alpha.n_elem), tau(alpha.n_elem);  // the best readout of all sequences: smooth in α
  for (arma::uword i = 0; i < alpha.n_elem; ++i) {
    one.error[i] = readout_on_new(h.row(i), data.y)[0];
    all[i] = 1 - std::pow(arma::dot(h.row(i), data.y), 2) /
                     (arma::dot(h.row(i), h.row(i)) * static_cast<double>(batch));
    tau[i] = time_scale(alpha[i]);
  }
  one.best_tau = best_time_scale(tau, all);
}

void learn_retention(const lab::Run& run, LearntRetention& one) {
  const Net net = leaky_net(Alpha::learnt, 1, 0);
  arma::vec theta = integrators(net, 1, {one.start});
  auto blocks = net.blocks();
  for (auto& block : blocks) block.held = block.name != "layers.0.lambda";
  Stream stream =
      run.stream("learnt", one.seed,
                 "pulses of delay " + std::to_string(one.delay) + " from " + std::to_string(one.start));
  const PulseTask task = task_of_delay(run, one.delay);
  const auto batch = run.settings().count("alpha-batch");
  const auto iterations = run.settings().count("alpha-iterations");
  const double rate = run.settings().real("alpha-rate");
  NetworkRun<Recurrent, double> tapes;
  Adam<double> adam;
  one.tau.push_back(time_scale(one.start));
  one.every = std::max(1L, static_cast<long>(iterations) / 100);
  train(
      theta, blocks, adam,
      {.iterations = iterations, .rate = schedule::linear_decay(rate, rate / 10, iterations)},
      [&](const arma::vec& at, arma::vec& gradient, std::uint64_t) {
        const auto data = sequences(task, batch, stream);
        net.forward(at, data.x, {}, tapes);
        const arma::rowvec h = tapes.y.slice(task.steps - 1);
        const double V = arma::dot(h, data.y) / arma::dot(h, h);
        const arma::rowvec wrong = V * h - data.y;
        tapes.dy.zeros(arma::size(tapes.y));
        tapes.dy.slice(task.steps - 1) = V * wrong / static_cast<double>(batch);
        net.backward(at, data.x, {}, tapes, gradient);
        return arma::dot(wrong, wrong) / (2 * static_cast<double>(batch));
      },
      {},
      [&](const TrainingProgress& now) {
        if (now.iteration % static_cast<std::uint64_t>(one.every) == 0)
          one.tau.push_back(time_scale(retentions(net, theta)[0]));
        return true;
      });
}

}  // namespace unroll::experiments::leaks
