// `--gradients`: how far back the gradient of an experiment's own networks reaches, for any experiment that
// trains one.
//
// Followed is ‖∂L_T/∂s_{T-k}‖ against the lag k: L_T the loss as it reads the outputs of the last step alone,
// per unit of its gradient with respect to them; s all that a layer carries from step to step (of an LSTM c
// and h). An experiment takes four lines:
//
//   gradients_option()  among its options     gradients_figure()  among its figures
//   all.push_back({network, when, seed, gradients_of(net, theta, x, loss)})  if (gradients_asked(run))
//   write_gradients(run, all)
#pragma once
#include <armadillo>
#include <cstdint>
#include <string>
#include <vector>

#include "models/core/network_flow.hpp"
#include "run.hpp"

namespace unroll::lab {

// One layer and direction: log10 of the norm at lag k = 0, 1, …, the mean over the sequences; -infinity where
// it is exactly 0.
struct GradientCurve {
  std::size_t layer = 0;
  int direction = 0;
  arma::vec log10_norms;
};

// One network at one time of its training: "lstm", "before training".
struct Gradients {
  std::string network, when;
  std::uint64_t seed = 0;
  std::vector<GradientCurve> curves;
};

Option gradients_option();
Figure gradients_figure();
bool gradients_asked(const Run& run);

// Leaves of dy what is of the last step, each sequence's at length 1.
void read_last_step(arma::cube& dy);

// The curves of what core measured, the first layer first.
std::vector<GradientCurve> gradient_curves(const std::vector<LayerFlow>& flows, const arma::cube& dy);

// The curves of a network at θ over x, sequences of one length. `loss(y, dy)` sets dy as in losses.hpp.
template <class Layer, class S, class Loss>
std::vector<GradientCurve> gradients_of(const Network<Layer>& network, const arma::Col<S>& theta,
                                        const Input<double>& x, Loss&& loss) {
  const auto parameters = arma::conv_to<arma::vec>::from(theta);
  NetworkRun<Layer, double> run;
  network.forward(parameters, x, {}, run);
  loss(run.y, run.dy);
  read_last_step(run.dy);
  const arma::cube dy = run.dy;
  return gradient_curves(log_gradient_flow(network, parameters, x, run), dy);
}

// gradients.csv, a row for each lag of each curve at which anything arrives, and gradients_summary.csv, the
// median over the seeds with its range, -inf where it is exactly 0; and what the figure needs to know.
// Nothing if nobody asked.
void write_gradients(Run& run, const std::vector<Gradients>& all);

}  // namespace unroll::lab
