// Training a recurrent network: batch after batch, forward, loss, backward, one step of the optimiser.
//
//   TrainingState<float, Adam<float>> state{.theta = initial_theta<float>(net, weights), .batches = at.stream("lstm", "batches")};
//   fit(net, state, {.training = {.iterations = 1000, .rate = schedule::constant(0.01)}, .loss = Loss::squared_error},
//       [&](std::uint64_t, Stream& stream) -> const Batch<float>& { return batch = draw(stream); });
//
// What goes on from update to update is one value, TrainingState, so that a training can be stopped, saved and resumed. The
// loop itself is core's (models/core/training.hpp).
#pragma once
#include <algorithm>
#include <armadillo>
#include <cstdint>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "batch.hpp"
#include "models/core/random.hpp"
#include "models/core/training.hpp"

namespace unroll::lab {

template <class S, class O>
struct TrainingState {
  arma::Col<S> theta = {};
  O optimiser = {};
  Stream batches = Stream(0);     // batches are drawn from it
  Stream noise = Stream(0);       // weight noise
  std::uint64_t updates = 0;      // done so far
  arma::Mat<S> carried = {};      // the state at the end of the last batch, where it is carried on
  TrainingRecord record = {};     // losses and norms of all updates, validations, ending
  std::uint64_t diverged_at = 0;  // the update that met a NaN or an infinity; 0: none
};

struct FitOptions {
  TrainingOptions training = {};
  Loss loss = Loss::squared_error;
  bool carry_state = false;  // each batch starts from the state in which the one before has ended
  double weight_noise = 0;   // standard deviation; the gradient is taken at θ + noise, the step made from θ
};

// The batch of an update, counted from 0; it must stay where it is until the next is asked for.
template <class S>
using NextBatch = std::function<const Batch<S>&(std::uint64_t update, Stream& stream)>;

namespace detail {

// The loss and the gradient of one update.
template <class Layer, class S, class O>
struct Update {
  const Network<Layer>& network;
  TrainingState<S, O>& state;
  const FitOptions& options;
  const NextBatch<S>& next;
  NetworkRun<Layer, S> run = {};
  arma::Col<S> noisy = {};

  double operator()(const arma::Col<S>& theta, arma::Col<S>& gradient, std::uint64_t update) {
    const Batch<S>& batch = next(update, state.batches);
    const arma::Col<S>* at = &theta;
    if (options.weight_noise > 0) {
      noisy = theta;
      for (S& w : noisy) w += static_cast<S>(options.weight_noise * state.noise.normal());
      at = &noisy;
    }
    if (!options.carry_state) return step(*at, batch, batch.given, gradient);
    Given<S> given = batch.given;
    if (!state.carried.is_empty()) given.state = state.carried;
    const double loss = step(*at, batch, given, gradient);
    state.carried = network.stack.state(run.stack, batch.input().steps);
    return loss;
  }

  double step(const arma::Col<S>& theta, const Batch<S>& batch, const Given<S>& given,
              arma::Col<S>& gradient) {
    const Input<S> x = batch.input();
    network.forward(theta, x, given, run);
    const double loss = loss_of(options.loss, run.y, batch, run.dy);
    network.backward(theta, x, given, run, gradient);
    return loss;
  }
};

// Adds what a further call of `train` has recorded.
void append(TrainingRecord& record, const TrainingRecord& more);

}  // namespace detail

// Trains until options.training.iterations updates are done in all, or the validation or `report` ends it. A divergence ends
// it, too, with state.diverged_at set and θ as it was before.
template <class Layer, class S, class O>
void fit(const Network<Layer>& network, TrainingState<S, O>& state, const FitOptions& options,
         const std::type_identity_t<NextBatch<S>>& next,
         const std::type_identity_t<Validation<S>>& validate = {}, const ProgressReport& report = {}) {
  if (options.training.iterations <= state.updates) return;
  TrainingOptions training = options.training;
  training.done = state.updates;
  detail::Update<Layer, S, O> update{network, state, options, next};
  TrainingRecord part;  // kept here as well, because a divergence returns no record
  const auto watched = [&](const TrainingProgress& now) {
    state.updates = now.iteration;
    part.losses.push_back(now.loss);
    part.norms.push_back(now.norm);
    return !report || report(now);
  };
  try {
    detail::append(state.record, train(state.theta, network.blocks(), state.optimiser, training,
                                       std::ref(update), validate, watched));
  } catch (const Diverged& end) {
    detail::append(state.record, part);
    state.diverged_at = end.iteration + 1;
  }
}

// A stretch of a training: some updates in a row.
struct Stretch {
  std::uint64_t updates = 0;  // done by its end
  double loss = 0;            // the mean
  double norm = 0;            // the largest, of the gradient before clipping
};

// The record in `count` stretches of a training of so many updates in all; a stretch that was not finished is left out.
std::vector<Stretch> stretches_of(const TrainingRecord& record, std::uint64_t updates,
                                  std::size_t count = 100);

}  // namespace unroll::lab
