#include "workshop.hpp"

#include <algorithm>

#include "models/core/losses.hpp"
#include "models/elman/elman.hpp"

namespace unroll::experiments::structure {
namespace {

constexpr arma::uword gradient_sequences = 20, gradient_steps = 20;

// Pieces of the lesson side by side, from its start.
Lesson side_by_side(const Lesson& lesson) {
  const arma::uword steps = std::min<arma::uword>(gradient_steps, lesson.x.n_slices),
                    batch = std::min(gradient_sequences, lesson.x.n_slices / steps);
  const auto cut = [&](const arma::fcube& stream) {
    arma::fcube all(stream.n_rows, batch, steps);
    for (arma::uword b = 0; b < batch; ++b)
      for (arma::uword t = 0; t < steps; ++t) all.slice(t).col(b) = stream.slice(b * steps + t).col(0);
    return all;
  };
  return {cut(lesson.x), cut(lesson.next)};
}

// Of the network with its context's gradient whole, however it has learnt: what it could have been told.
void follow_gradients(const lab::Run& run, const std::string& task, const std::string& when, Trained& one,
                      const Lesson& lesson, const Pupil& pupil) {
  if (!lab::gradients_asked(run) || one.way == Way::pieces) return;
  const Lesson some = side_by_side(lesson);
  const auto x = arma::conv_to<arma::cube>::from(some.x), next = arma::conv_to<arma::cube>::from(some.next);
  const auto loss = [&](const arma::cube& y, arma::cube& dy) {
    squared_error(y, next, each_step(x.n_cols, x.n_slices), dy);
  };
  const Net whole = network_for(lesson, one.units, Way::through);
  one.gradients.push_back({task, when, one.run, lab::gradients_of(whole, pupil.theta, x, loss)});
}

}  // namespace

Training training_of(const lab::Run& run, const std::string& task, Way way) {
  const lab::Settings& settings = run.settings();
  return {.way = way,
          .piece = settings.count("piece"),
          .passes = settings.integer(task + "-passes"),
          .rate = settings.real(task + "-rate")};
}

Pupil taught(const lab::Run& run, const std::string& task, Trained& one, const Lesson& lesson,
             const std::function<void(long, const arma::fvec&)>& after_pass) {
  Stream weights = run.stream(task + " " + std::to_string(one.units), one.run, "weights");
  Pupil pupil{network_for(lesson, one.units, one.way), {}};
  pupil.theta = first_weights(pupil.net, run.settings().real("reach"), weights);
  if (one.way == Way::copied) follow_gradients(run, task, "before training", one, lesson, pupil);
  learn(pupil.net, pupil.theta, lesson, training_of(run, task, one.way), after_pass);
  follow_gradients(run, task, one.way == Way::copied ? "after copy-back" : "after BPTT", one, lesson, pupil);
  return pupil;
}

void watch_states(const lab::Run& run, const std::string& task, Trained& one, const Pupil& pupil,
                  const arma::fcube& x, std::vector<std::string> labels) {
  if (!lab::states_asked(run) || one.way != Way::copied || one.run > 0) return;
  Tapes tapes;
  outputs_over(pupil.net, pupil.theta, beginning(x, labels.size()), tapes);
  one.states.push_back(lab::states_of(task, pupil.net.stack.layers[0], tapes.stack.layers[0].run,
                                      Elman<Activation::sigmoid>::h, std::move(labels)));
}

arma::fcube beginning(const arma::fcube& x, arma::uword count) { return x.head_slices(count); }

arma::mat columns(const arma::fcube& stream) {
  arma::mat all(stream.n_rows, stream.n_slices);
  std::copy(stream.begin(), stream.end(), all.begin());
  return all;
}

}  // namespace unroll::experiments::structure
