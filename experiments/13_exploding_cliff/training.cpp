#include "training.hpp"

#include <algorithm>
#include <armadillo>
#include <set>
#include <string>

#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"
#include "models/core/training.hpp"
#include "models/elman/elman.hpp"

namespace unroll::experiments::cliff {
namespace {

constexpr arma::uword symbols = 6, classes = 4;  // 0 and 1 matter, the others distract

struct Batch {
  Symbols x;
  arma::umat labels;
};

// Temporal order: distractors, but for a 0 or 1 in the second tenth and another in the sixth tenth of the
// sequence. The answer, at the last step, is which two they were. After Hochreiter & Schmidhuber 1997, task
// 6a, in the lengths of Pascanu, Mikolov & Bengio 2013.
Batch temporal_order(arma::uword sequences, arma::uword steps, Stream& stream) {
  Batch batch{{arma::umat(sequences, steps), symbols}, arma::umat(sequences, steps, arma::fill::zeros)};
  for (arma::uword& symbol : batch.x.at) symbol = 2 + stream.below(symbols - 2);
  const arma::uword tenth = std::max<arma::uword>(1, steps / 10);
  for (arma::uword b = 0; b < sequences; ++b) {
    const arma::uword first = stream.below(2), second = stream.below(2);
    batch.x.at(b, tenth + stream.below(tenth)) = first;
    batch.x.at(b, 5 * tenth + stream.below(tenth)) = second;
    batch.labels(b, steps - 1) = 2 * first + second;
  }
  return batch;
}

// Collects what the trainer reports, in so many stretches.
struct Watcher {
  Training& training;
  std::uint64_t iterations;
  std::uint64_t seen = 0;
  double sum = 0, largest = 0;

  void operator()(const TrainingProgress& now) {
    sum += now.loss;
    largest = std::max(largest, now.norm);
    ++seen;
    const auto stretch = [&](std::uint64_t iteration) { return iteration * stretches / iterations; };
    if (stretch(now.iteration) == stretch(now.iteration - 1)) return;
    training.loss.push_back(sum / static_cast<double>(seen));
    training.norm.push_back(largest);
    seen = 0;
    sum = largest = 0;
  }
};

// Where they are asked for: the same sequences before and after, with clipping and without.
void follow_gradients(const lab::Run& run, Training& training, const char* when,
                      const Network<Recurrent>& network, const arma::fvec& theta) {
  const lab::Settings& settings = run.settings();
  if (!lab::gradients_asked(run) || training.rate != settings.real("learning-rate")) return;
  Stream stream = run.stream("elman", training.run, "sequences of --gradients");
  const auto length = settings.count("length");
  const Batch batch = temporal_order(settings.count("batch"), length, stream);
  const arma::mat at_the_end = last_step(batch.x.at.n_rows, length);
  const auto loss = [&](const arma::cube& y, arma::cube& dy) {
    softmax_cross_entropy(y, batch.labels, at_the_end, dy);
  };
  training.gradients.push_back({training.clipped ? "with clipping" : "without clipping", when, training.run,
                                lab::gradients_of(network, theta, batch.x, loss)});
}

void train_one(const lab::Run& run, Training& training) {
  const lab::Settings& settings = run.settings();
  const auto size = [&](const char* name) { return settings.count(name); };
  Network<Recurrent> network;
  network.stack = stack_of<Recurrent>(1, cell_of<Elman<>>(), symbols, size("units"));
  network.outputs = classes;
  Stream weights = run.stream("elman", training.run, "weights");
  Stream sequences = run.stream("elman", training.run, "sequences");
  arma::fvec theta = initial_theta<float>(network, weights, settings.real("gain"));
  NetworkRun<Recurrent, float> tapes;
  const arma::mat at_the_end = mean(last_step(size("batch"), size("length")));
  const auto iterations = settings.count("iterations");
  Watcher watcher{training, iterations};
  follow_gradients(run, training, "before training", network, theta);
  Sgd<float> sgd;
  try {
    train(
        theta, network.blocks(), sgd,
        {.iterations = iterations,
         .rate = schedule::constant(training.rate),
         .clip_norm = training.clipped ? settings.real("clip-norm") : 0},
        [&](const arma::fvec& at, arma::fvec& gradient, std::uint64_t) {
          const Batch batch = temporal_order(size("batch"), size("length"), sequences);
          network.forward(at, batch.x, {}, tapes);
          const double loss = softmax_cross_entropy(tapes.y, batch.labels, at_the_end, tapes.dy);
          network.backward(at, batch.x, {}, tapes, gradient);
          return loss;
        },
        {},
        [&](const TrainingProgress& now) {
          watcher(now);
          return true;
        });
  } catch (const Diverged& end) {
    training.diverged_at = end.iteration + 1;
  }
  follow_gradients(run, training, "after training", network, theta);
}

}  // namespace

double Training::final_loss() const {
  const std::size_t last = std::max<std::size_t>(1, loss.size() / 10);
  double sum = 0;
  for (std::size_t k = loss.size() - std::min(last, loss.size()); k < loss.size(); ++k) sum += loss[k];
  return sum / static_cast<double>(last);
}

std::vector<double> rates(const lab::Run& run) {
  std::set<double> all{run.settings().real("learning-rate")};
  for (const std::string& word : run.settings().words("rates")) all.insert(std::stod(word));
  return {all.begin(), all.end()};
}

std::vector<Training> trainings(lab::Run& run) {
  const auto runs = run.settings().count("runs");
  std::vector<Training> all;
  for (const double rate : rates(run))
    for (std::size_t seed = 0; seed < runs; ++seed)
      for (const bool clipped : {false, true}) all.push_back({.rate = rate, .clipped = clipped, .run = seed});
  run.parallel("trainings", all.size(), [&](std::size_t i) { train_one(run, all[i]); });
  return all;
}

}  // namespace unroll::experiments::cliff
