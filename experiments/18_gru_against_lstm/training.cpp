#include "training.hpp"

#include <algorithm>
#include <ctime>
#include <numeric>

#include "experiments/lab/seeds.hpp"
#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"
#include "samples.hpp"
#include "scores.hpp"

namespace unroll::experiments::music {
namespace {

constexpr std::size_t evaluation_batch = 26;  // pieces side by side; 76 and 77 of them are three rolls

// Of this thread alone.
double processor_seconds() {
  std::timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

// Batches in random order, pass after pass; within four batches neighbours in length are together.
class Batches {
 public:
  Batches(const std::vector<datasets::Piece>& pieces, std::size_t batch, Stream stream)
      : pieces_(pieces), batch_(batch), stream_(stream) {}

  Roll next() {
    if (queue_.empty()) begin_pass();
    const Roll roll = roll_of(queue_.back());
    queue_.pop_back();
    return roll;
  }

 private:
  void begin_pass() {
    std::vector<const datasets::Piece*> order;
    for (const datasets::Piece& piece : pieces_) order.push_back(&piece);
    stream_.shuffle(order);
    const auto at = [&](std::size_t k) {
      return order.begin() + static_cast<std::ptrdiff_t>(std::min(k, order.size()));
    };
    for (std::size_t k = 0; k < order.size(); k += 4 * batch_)
      std::stable_sort(at(k), at(k + 4 * batch_),
                       [](const auto* a, const auto* b) { return a->size() < b->size(); });
    for (std::size_t k = 0; k < order.size(); k += batch_) queue_.emplace_back(at(k), at(k + batch_));
    stream_.shuffle(queue_);
  }

  const std::vector<datasets::Piece>& pieces_;
  std::size_t batch_;
  Stream stream_;
  std::vector<std::vector<const datasets::Piece*>> queue_ = {};
};

// One training on its way.
struct Lesson {
  const lab::Run& run;
  const Material& material;
  Trained& trained;
  Net net = net_of(run, trained.net);
  Batches batches{material.pieces.train, run.settings().count("batch"),
                  run.stream("all", trained.seed, "order of pieces")};
  Stream noise = run.stream(trained.net, trained.seed, "weight noise");
  double sigma = run.settings().real("weight-noise");
  Tapes tapes = {};
  arma::fvec noisy = {};
  double shown = 0, steps = 0;  // since the last point: NLL and steps
  double spent = 0, begin = processor_seconds();

  // The mean NLL of a step of the batch, at weights with noise where that is asked for, and its gradient.
  double gradient(const arma::fvec& theta, arma::fvec& g) {
    const Roll roll = batches.next();
    const Given<float> given{.lengths = roll.lengths};
    const arma::fvec* at = &theta;
    if (sigma > 0) {
      noisy = theta;
      for (float& w : noisy) w += static_cast<float>(sigma * noise.normal());
      at = &noisy;
    }
    net.forward(*at, roll.x, given, tapes);
    const arma::mat weights = mean(each_step(roll.x.n_cols, roll.x.n_slices, roll.lengths));
    const double loss = binary_cross_entropy(tapes.y, roll.y, weights, tapes.dy);
    net.backward(*at, roll.x, given, tapes, g);
    shown += loss * roll.steps();
    steps += roll.steps();
    return loss;
  }

  double validate(const arma::fvec& theta) {
    spent += processor_seconds() - begin;
    const double value = nll_of(net, theta, material.valid, Mean::of_steps, tapes);
    begin = processor_seconds();
    return value;
  }

  bool report(const TrainingProgress& now) {
    if (!now.validation) return true;
    trained.curve.push_back({now.iteration, shown / steps, *now.validation, spent});
    shown = steps = 0;
    return true;
  }
};

TrainingOptions options_of(const lab::Settings& settings) {
  return {.iterations = settings.count("updates"),
          .rate = schedule::constant(settings.real("rate")),
          .clip_norm = settings.real("clip-norm"),
          .validate_every = settings.count("validate-every"),
          .patience = settings.count("patience")};
}

void train_one(const lab::Run& run, const Material& material, Trained& trained) {
  Lesson lesson{run, material, trained};
  Stream weights = run.stream(trained.net, trained.seed, "weights");
  arma::fvec theta = initial_theta<float>(lesson.net, weights, run.settings().real("gain"));
  follow_gradients(run, material, lesson.net, theta, "before training", trained);
  RmsProp<float> optimiser;
  lesson.begin = processor_seconds();
  const TrainingRecord record = train(
      theta, lesson.net.blocks(), optimiser, options_of(run.settings()),
      [&](const arma::fvec& at, arma::fvec& g, std::uint64_t) { return lesson.gradient(at, g); },
      [&](const arma::fvec& at) { return lesson.validate(at); },
      [&](const TrainingProgress& now) { return lesson.report(now); });
  trained.ending = record.ending;
  trained.best_update = record.best->iteration;
  trained.valid = record.best->value;
  trained.test = nll_of(lesson.net, theta, material.test, Mean::of_steps, lesson.tapes);
  trained.test_by_piece = nll_of(lesson.net, theta, material.test, Mean::of_pieces, lesson.tapes);
  follow_gradients(run, material, lesson.net, theta, "after training", trained);
  follow_states(run, material, lesson.net, theta, trained);
  trained.samples = samples_of(run, material, lesson.net, theta, trained);
}

}  // namespace

Material material_of(datasets::Chorales pieces) {
  Material material{std::move(pieces), {}, {}};
  material.valid = rolls_by_length(material.pieces.valid, evaluation_batch);
  material.test = rolls_by_length(material.pieces.test, evaluation_batch);
  return material;
}

std::vector<Trained> trainings(lab::Run& run, const Material& material) {
  std::vector<Trained> all;
  for (const Kind& kind : kinds)
    for (const auto seed : lab::parse_seeds(run.settings().word("seeds")))
      all.push_back({.net = kind.name, .seed = seed});
  run.parallel("trainings", all.size(), [&](std::size_t i) { train_one(run, material, all[i]); });
  return all;
}

}  // namespace unroll::experiments::music
