// Training: the only loop over iterations. It knows no model: the parameters are one vector θ, the gradient
// another.
//
//   for n = 0, 1, …
//   (1)  L, g = loss and gradient at θ, for the examples of iteration n
//   (2)  L2 (clipping.hpp); the norm of g is recorded; g is clipped by element, then by norm
//   (3)  one step of the optimiser at the rate η(n)
//   (4)  at intervals, the loss on validation data: the best θ is kept, and patience may run out
//
// Early stopping after L. Prechelt, "Early stopping – but when?", in: Neural Networks: Tricks of the Trade,
// LNCS 1524, 1998.
//
// A NaN or Inf ends the training with Diverged and a diagnosis; it is never repaired. Nothing here prints,
// reads a clock or a file, or draws: the same arguments give the same bits. A training is resumed from θ, the
// optimiser's state and the number of iterations done; the count of patience then begins anew.
//
// Read first: parameter_block.hpp, optimisers.hpp, schedules.hpp, clipping.hpp.
#pragma once
#include <algorithm>
#include <armadillo>
#include <cmath>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "clipping.hpp"
#include "optimisers.hpp"
#include "parameter_block.hpp"
#include "schedules.hpp"

namespace unroll {

struct TrainingOptions {
  std::uint64_t iterations = 0;      // in all, including those already done
  std::uint64_t done = 0;            // iterations of an earlier training that is resumed
  Schedule rate = {};                // rate at each iteration, counted from 0
  double clip_norm = 0;              // 0: off
  double clip_elements = 0;          // 0: off
  double l2 = 0;                     // λ
  std::uint64_t validate_every = 0;  // iterations; also after the last one. 0: never
  std::uint64_t patience = 0;        // stop after so many validations without improvement. 0: never
  double improvement = 0;            // how far a validation must fall to count as an improvement
  bool put_back_best = true;         // true: θ ends as that of the best validation; false: as the last
};

// The loss at θ. Adds its gradient to `gradient`, which has θ's layout and is zero on entry. `iteration`
// counts from 0.
template <class S>
using LossAndGradient =
    std::function<double(const arma::Col<S>& theta, arma::Col<S>& gradient, std::uint64_t iteration)>;

// The loss at θ on validation data, or any other number that is better when lower.
template <class S>
using Validation = std::function<double(const arma::Col<S>& theta)>;

struct TrainingProgress {
  std::uint64_t iteration = 0, iterations = 0;  // done so far; in all
  double loss = 0;                              // before this step, with L2
  double norm = 0;                              // norm of the gradient, with L2, before clipping
  double rate = 0;
  std::optional<double> validation = {};  // after this step
};

// Called after each iteration, when θ has made its step; false stops the training.
using ProgressReport = std::function<bool(const TrainingProgress&)>;

enum class Ending { done, early, stopped };  // all iterations; patience ran out; the progress report said so

struct TrainingRecord {
  struct Validated {
    std::uint64_t iteration;  // iterations done before the validation
    double value;
  };
  std::vector<double> losses = {}, norms = {};  // of each iteration of this call, as in TrainingProgress
  std::vector<Validated> validations = {};
  std::optional<Validated> best = {};
  Ending ending = Ending::done;
};

// The training met a NaN or Inf. what() says where, which norms preceded it, and what to try.
struct Diverged : std::runtime_error {
  Diverged(const std::string& message, std::uint64_t at, std::string in)
      : std::runtime_error(message), iteration(at), block(std::move(in)) {}
  std::uint64_t iteration;  // from 0
  std::string block;        // name of the block with the worst element
};

// --- how it is done ------------------------------------------------------------------------------------

namespace detail {

// Throws std::invalid_argument for options that make no sense, and names the value.
void check_options(const TrainingOptions& options, bool can_validate);
double checked_rate(const TrainingOptions& options, std::uint64_t iteration);
bool validates_after(const TrainingOptions& options, std::uint64_t done);

// The first element that is NaN or Inf or, where all are finite, the one of largest absolute value.
template <class S>
arma::uword worst(const arma::Col<S>& x) {
  arma::uword at = 0;
  for (arma::uword i = 0; i < x.n_elem; ++i) {
    if (!std::isfinite(x[i])) return i;
    if (std::abs(x[i]) > std::abs(x[at])) at = i;
  }
  return at;
}

// Checks the numbers of one iteration and reports a NaN or Inf.
struct Watch {
  const std::vector<ParameterBlock>& blocks;
  const TrainingOptions& options;
  const std::vector<double>& norms;  // norms of the gradients so far
  std::uint64_t iteration;
  double rate;

  // Throws Diverged if `value`, the value of `what`, is not finite; the message shows the worst element of
  // `vector`.
  template <class S>
  void check(const char* what, double value, const char* name, const arma::Col<S>& vector) const {
    if (std::isfinite(value)) return;
    const arma::uword element = worst(vector);
    diverged(what, value, name, static_cast<double>(vector[element]), element);
  }
  [[noreturn]] void diverged(const char* what, double value, const char* name, double there,
                             arma::uword element) const;
};

template <class S>
void check_start(const arma::Col<S>& theta, const std::vector<ParameterBlock>& blocks) {
  check_tiling(blocks, theta.n_elem);
  if (theta.is_empty()) throw std::invalid_argument("θ has no parameters; there is nothing to train");
  if (const arma::uword at = worst(theta); !std::isfinite(theta[at]))
    throw std::invalid_argument("θ to start from is " + text(static_cast<double>(theta[at])) + " in " +
                                place(blocks, at) + "; it must be finite");
}

// (1) and (2). Sets the loss and the norm.
template <class S>
void find_gradient(const arma::Col<S>& theta, const LossAndGradient<S>& loss_and_gradient, const Watch& watch,
                   arma::Col<S>& gradient, TrainingProgress& now) {
  const TrainingOptions& options = watch.options;
  gradient.zeros(theta.n_elem);
  now.loss = loss_and_gradient(theta, gradient, watch.iteration);
  check_gradient_size(theta, gradient);
  for (const auto& block : watch.blocks)
    if (block.held) std::fill_n(gradient.memptr() + block.first, block.size(), S{0});
  now.loss += add_l2(gradient, theta, watch.blocks, options.l2);
  watch.check("the loss", now.loss, "its gradient", gradient);
  now.norm = norm(gradient);
  watch.check("the norm of the gradient", now.norm, "the gradient", gradient);
  if (options.clip_elements > 0) clip_elements(gradient, options.clip_elements);
  if (options.clip_norm > 0) clip_by_norm(gradient, options.clip_norm);
}

// (3). Takes back a step that leads to a NaN or Inf.
template <class S, class O>
void take_step(arma::Col<S>& theta, arma::Col<S>& before, const arma::Col<S>& gradient, O& optimiser,
               const Watch& watch) {
  before = theta;
  optimiser.step(theta, gradient, watch.rate);
  if (const arma::uword at = worst(theta); !std::isfinite(theta[at])) {
    std::swap_ranges(theta.begin(), theta.end(), before.begin());  // in place: others may have windows of θ
    watch.check("a parameter after the step", static_cast<double>(before[at]), "θ", before);
  }
}

// (4). Keeps the best θ and counts validations without improvement.
template <class S>
struct BestSoFar {
  arma::Col<S> theta = {};
  double mark = std::numeric_limits<double>::infinity();  // a validation below it is an improvement
  std::uint64_t failures = 0;                             // validations in a row without improvement

  void see(const arma::Col<S>& now, TrainingRecord::Validated validated, double improvement,
           TrainingRecord& record) {
    record.validations.push_back(validated);
    if (!record.best || validated.value < record.best->value) {
      record.best = validated;
      theta = now;
    }
    failures = validated.value < mark ? 0 : failures + 1;
    if (failures == 0) mark = validated.value - improvement;
  }
};

}  // namespace detail

// Trains θ; the blocks must tile it. On return θ is the best validated one or the last (put_back_best).
// Throws Diverged for a NaN or Inf in a loss, a gradient, θ after a step, or a validation: θ is then the last
// finite one. Throws std::invalid_argument, before θ is touched, for options, blocks or a θ that make no
// sense, and during training for a rate of the schedule that makes none.
template <class S, Optimiser<S> O>
TrainingRecord train(arma::Col<S>& theta, const std::vector<ParameterBlock>& blocks, O& optimiser,
                     const TrainingOptions& options,
                     const std::type_identity_t<LossAndGradient<S>>& loss_and_gradient,
                     const std::type_identity_t<Validation<S>>& validate = {},
                     const ProgressReport& report = {}) {
  detail::check_options(options, static_cast<bool>(validate));
  detail::check_start(theta, blocks);
  TrainingRecord record;
  detail::BestSoFar<S> best;
  arma::Col<S> gradient, before;
  for (std::uint64_t n = options.done; n < options.iterations && record.ending == Ending::done; ++n) {
    const detail::Watch watch{blocks, options, record.norms, n, detail::checked_rate(options, n)};
    TrainingProgress now{.iteration = n + 1, .iterations = options.iterations, .rate = watch.rate};
    detail::find_gradient(theta, loss_and_gradient, watch, gradient, now);
    record.losses.push_back(now.loss);
    record.norms.push_back(now.norm);
    detail::take_step(theta, before, gradient, optimiser, watch);
    if (validate && detail::validates_after(options, n + 1)) {
      now.validation = validate(theta);
      watch.check("the validation", *now.validation, "θ", theta);
      best.see(theta, {n + 1, *now.validation}, options.improvement, record);
      if (options.patience > 0 && best.failures >= options.patience) record.ending = Ending::early;
    }
    if (report && !report(now) && record.ending == Ending::done && n + 1 < options.iterations)
      record.ending = Ending::stopped;
  }
  if (options.put_back_best && record.best) theta = best.theta;
  return record;
}

}  // namespace unroll
