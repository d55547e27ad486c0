// What --gradients, --states and --curves show of a training in a grid, for any experiment whose declaration says
// `trains = true`:
//
//   fit_at(at, "LSTM", net, state, options, next, {.states = …});
//
// trains as fit does and writes, where they are asked for,
//   gradients  ‖∂L_T/∂s_{T-k}‖ against the lag k, before and after training: L_T is the loss of the last step alone, per unit of
//              its gradient with respect to the outputs; s is all that a layer carries from step to step (of an LSTM c and h)
//   states     the states of the trained network while it reads one sequence, of the first seed
//   curves     loss and norm of the gradient against the updates
#pragma once
#include <algorithm>
#include <armadillo>
#include <stdexcept>
#include <string>
#include <vector>

#include "../grid.hpp"
#include "models/core/network_flow.hpp"
#include "training.hpp"

namespace unroll::lab {

// One layer and direction: log10 of the norm at lag k = 0, 1, …, the mean over the sequences; -infinity where it is exactly 0.
struct GradientCurve {
  std::size_t layer = 0;
  int direction = 0;
  arma::vec log10_norms;
};

// Leaves of dy the last step alone, each sequence's scaled to length 1.
void read_last_step(arma::cube& dy);

// The curves of what core measured, the first layer first. Sequences whose dy is 0 are left out.
std::vector<GradientCurve> gradient_curves(const std::vector<LayerFlow>& flows, const arma::cube& dy);

// The curves of a network at θ over a batch of sequences of one length, from the initial state of the batch. Its lengths and its
// teacher count for nothing here.
template <class Layer, class S>
std::vector<GradientCurve> gradients_of(const Network<Layer>& network, const arma::Col<S>& theta,
                                        const Batch<double>& batch, Loss loss) {
  const auto parameters = arma::conv_to<arma::vec>::from(theta);
  NetworkRun<Layer, double> run;
  network.forward(parameters, batch.input(), {.state = batch.given.state}, run);
  loss_of(loss, run.y, batch, run.dy);
  read_last_step(run.dy);
  const arma::cube dy = run.dy;
  return gradient_curves(log_gradient_flow(network, parameters, batch.input(), run), dy);
}

bool gradients_asked(const Point& at);
bool states_asked(const Point& at);  // true for the first seed alone
bool curves_asked(const Point& at);

// Rows of the three tables. `network` names the network in pictures; `when` is a panel, such as "before training".
void add_gradients(Point& at, const std::string& network, const std::string& when,
                   const std::vector<GradientCurve>& curves);
// values units × T; `inputs` has a label for each step: a letter or a short word.
void add_states(Point& at, const std::string& network, const arma::mat& values,
                const std::vector<std::string>& inputs);
void add_curves(Point& at, const std::string& network, const std::vector<Stretch>& stretches);

// One slot of one layer over one of the sequences that it has just run, units × T. Throws std::invalid_argument for a sequence
// that is not in the run.
template <class S>
arma::mat states_of(const Recurrent& layer, const LayerRun<S>& run, int slot, arma::uword sequence = 0) {
  if (sequence >= run.tape.n_cols || run.tape.n_slices < 2)
    throw std::invalid_argument(
        fmt::format("there is no sequence {} in a run of {}", sequence, run.tape.n_cols));
  const arma::uword first = layer.layout.row(slot), units = layer.layout.rows({slot, 1});
  arma::mat values(units, run.tape.n_slices - 1);
  for (arma::uword t = 0; t < values.n_cols; ++t)
    for (arma::uword i = 0; i < units; ++i)
      values(i, t) = static_cast<double>(run.tape(first + i, sequence, t + 1));
  return values;
}

// The label of a symbol, or of the largest input.
std::vector<std::string> input_labels(const Batch<double>& batch, arma::uword sequence = 0);

// Of what the three tables are made; what is empty is made in the usual way.
struct Watch {
  // Sequences of one length for --gradients; usually the batch that comes first in a stream of its own.
  std::function<Batch<double>()> gradients = {};
  // A batch for --states, usually the same, and the labels of its steps. One panel for each name of `sequences`, which are the
  // first of the batch; usually one panel without such a name.
  std::function<Batch<double>()> states = {};
  std::vector<std::string> labels = {}, sequences = {};
  int slot = -1;  // of the cell; usually its first state
  std::string before = "before training", after = "after training";
};

namespace detail {

template <class S>
Batch<double> usual_batch(Point& at, const std::string& network, const NextBatch<S>& next) {
  Stream stream = at.stream(network, "sequences of --gradients");
  return in_double(next(0, stream));
}

// The states of the first layer of each direction.
template <class Layer, class S>
void watch_states(Point& at, const std::string& name, const Network<Layer>& network,
                  const arma::Col<S>& theta, const Batch<double>& batch, const Watch& watch) {
  NetworkRun<Layer, double> run;
  network.forward(arma::conv_to<arma::vec>::from(theta), batch.input(), batch.given, run);
  const auto& layer = network.stack.layers.front();
  const int slot = watch.slot >= 0 ? watch.slot : layer.cell_layout().cell->state.front();
  const auto& layer_run = run.stack.layers[0].run;
  for (std::size_t b = 0; b < std::max<std::size_t>(1, watch.sequences.size()); ++b) {
    const auto labels = watch.labels.empty() ? input_labels(batch, b) : watch.labels;
    const std::string panel = watch.sequences.empty() ? name : name + ": " + watch.sequences[b];
    if constexpr (Layer::directions == 1) {
      add_states(at, panel, states_of(layer, layer_run, slot, b), labels);
    } else {
      const std::vector<std::string> backwards(labels.rbegin(), labels.rend());
      add_states(at, panel + " →", states_of(layer.layer, layer_run.way[0], slot, b), labels);
      add_states(at, panel + " ←", states_of(layer.layer, layer_run.way[1], slot, b), backwards);
    }
  }
}

}  // namespace detail

template <class Layer, class S, class O>
void fit_at(Point& at, const std::string& name, const Network<Layer>& network, TrainingState<S, O>& state,
            const FitOptions& options, const std::type_identity_t<NextBatch<S>>& next,
            const Watch& watch = {}, const std::type_identity_t<Validation<S>>& validate = {},
            const ProgressReport& report = {}) {
  const auto gradients = [&](const std::string& when) {
    if (!gradients_asked(at)) return;
    const auto batch = watch.gradients ? watch.gradients() : detail::usual_batch<S>(at, name, next);
    add_gradients(at, name, when, gradients_of(network, state.theta, batch, options.loss));
  };
  gradients(watch.before);
  fit(network, state, options, next, validate, report);
  gradients(watch.after);
  if (states_asked(at))
    detail::watch_states(at, name, network, state.theta,
                         watch.states ? watch.states() : detail::usual_batch<S>(at, name, next), watch);
  if (curves_asked(at)) add_curves(at, name, stretches_of(state.record, options.training.iterations));
}

}  // namespace unroll::lab
