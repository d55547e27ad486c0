// Networks of leaky units as this experiment sets them up.
#pragma once
#include <armadillo>
#include <cmath>
#include <limits>

#include "experiments/lab/harness/training.hpp"
#include "models/leaky/leaky.hpp"

namespace unroll::experiments::leaks {

using Net = Network<Recurrent>;

// One layer; without outputs it hands on h.
inline Net leaky_net(Retention retention, arma::uword units, arma::uword outputs) {
  const Cell& cell = retention == Retention::held ? cell_of<Leaky<>>() : cell_of<Leaky<Retention::learnt>>();
  return {.stack = stack_of<Recurrent>(1, cell, 1, units), .outputs = outputs};
}

inline bool is_learnt(const Layout& layout) { return layout.cell == &cell_of<Leaky<Retention::learnt>>(); }

// Sets the retention of each unit; where it is learnt, λ = ln(α / (1 - α)).
template <class S>
void set_retentions(const Net& net, arma::Col<S>& theta, const arma::vec& alpha) {
  net.for_cells(theta, [&](const Layout& layout, arma::Col<S>& window, std::size_t, int) {
    const arma::vec parameters = is_learnt(layout) ? arma::vec(arma::log(alpha / (1 - alpha))) : alpha;
    layout.w(window, 0) = arma::conv_to<arma::Col<S>>::from(parameters);
  });
}

template <class S>
arma::vec retentions(const Net& net, const arma::Col<S>& theta) {
  arma::vec alpha;
  net.for_cells(theta, [&](const Layout& layout, arma::Col<S>& window, std::size_t, int) {
    alpha = arma::conv_to<arma::vec>::from(layout.w(window, 0));
    if (is_learnt(layout)) alpha = 1 / (1 + arma::exp(-alpha));
  });
  return alpha;
}

// θ of integrators: U = b = 0, and one input with weight w for each unit.
inline arma::vec integrators(const Net& net, double w, const arma::vec& alpha) {
  arma::vec theta(net.parameters(), arma::fill::zeros);
  net.for_cells(theta,
                [&](const Layout& layout, arma::vec& window, std::size_t, int) { layout.W(window).fill(w); });
  set_retentions(net, theta, alpha);
  return theta;
}

// Adam on ½ of the mean squared error, clipped at norm 1; the rate falls to a tenth.
inline lab::FitOptions fit_options(std::uint64_t iterations, double rate) {
  return {.training = {.iterations = iterations,
                       .rate = schedule::linear_decay(rate, rate / 10, iterations),
                       .clip_norm = 1},
          .loss = lab::Loss::squared_error};
}

// Mean squared error of each output over the steps of the batch that count; infinite for a training that diverged.
inline arma::vec errors_of(const Net& net, const lab::TrainingState<float, Adam<float>>& state,
                           const lab::Batch<float>& batch) {
  arma::vec sums(net.outputs, arma::fill::zeros);
  if (state.diverged_at > 0) return sums + std::numeric_limits<double>::infinity();
  NetworkRun<Recurrent, float> run;
  net.forward(state.theta, batch.x, {}, run);
  double count = 0;
  for (arma::uword t = 0; t < batch.weights.n_cols; ++t)
    for (arma::uword b = 0; b < batch.weights.n_rows; ++b) {
      if (batch.weights(b, t) == 0) continue;
      ++count;
      for (arma::uword i = 0; i < net.outputs; ++i)
        sums[i] +=
            std::pow(static_cast<double>(run.y(i, b, t)) - static_cast<double>(batch.targets(i, b, t)), 2);
    }
  return sums / count;
}

}  // namespace unroll::experiments::leaks
