#include "learner.hpp"

#include <algorithm>
#include <optional>

#include "models/core/losses.hpp"
#include "models/core/training.hpp"

namespace unroll::experiments::long_lags {
namespace {

constexpr std::size_t test_sequences = 2560;

// Task 2a: "memory cell and input gate are added once the error has stopped decreasing". Until then only the
// weights from the inputs to the outputs learn. Stopped means here that the loss of 100 sequences is not 1 %
// below that of the 100 before; the paper does not say.
class Waiting {
 public:
  Waiting(const Network<Recurrent>& network, arma::fvec& theta)
      : first_(network.V()), end_(network.D()), later_(theta.subvec(first_, end_ - 1)) {
    theta.subvec(first_, end_ - 1).zeros();
  }

  // Leaves the gradient of the weights that learn already.
  void hold(arma::fvec& gradient) const { gradient.head(end_).zeros(); }

  // Whether the cell has come, after one more sequence.
  bool over(double loss, arma::fvec& theta) {
    constexpr std::uint64_t stretch = 100;
    sum_ += loss;
    if (++seen_ % stretch != 0) return false;
    const bool stopped = before_ && !(sum_ < 0.99 * *before_);
    before_ = sum_;
    sum_ = 0;
    if (stopped) theta.subvec(first_, end_ - 1) = later_;
    return stopped;
  }

 private:
  arma::uword first_, end_;  // of the weights from the cell to the outputs
  arma::fvec later_;
  std::uint64_t seen_ = 0;
  double sum_ = 0;
  std::optional<double> before_ = {};
};

// Collects answers to the points of a curve.
class Curve {
 public:
  Curve(std::uint64_t stretch, std::vector<Stretch>& points) : stretch_(stretch), points_(points) {}

  void see(const Answer& answer, std::uint64_t sequences, bool last) {
    wrong_ += !answer.right;
    error_ += answer.error;
    ++seen_;
    if (seen_ < stretch_ && !last) return;
    const auto seen = static_cast<double>(seen_);
    points_.push_back({sequences, wrong_ / seen, error_ / seen});
    wrong_ = error_ = 0;
    seen_ = 0;
  }

 private:
  std::uint64_t stretch_, seen_ = 0;
  std::vector<Stretch>& points_;
  double wrong_ = 0, error_ = 0;
};

void test(const Line& line, Learner& learner, Stream& stream, Trained& trained) {
  Sequence sequence;
  for (std::size_t k = 0; k < test_sequences; ++k) {
    draw(line, stream, sequence);
    const Answer now = learner.meet(trained.theta, sequence);
    trained.wrong += !now.right;
    trained.error += now.error / test_sequences;
  }
  trained.tested = test_sequences;
}

}  // namespace

Answer Learner::meet(const arma::fvec& theta, const Sequence& sequence) {
  network_.forward(theta, sequence.input(), given_, run_);
  return answer(line_, sequence, run_.y);
}

double Learner::learn(const arma::fvec& theta, const Sequence& sequence, arma::fvec& gradient) {
  const double loss = squared_error(run_.y, sequence.targets, sequence.asked, run_.dy);
  network_.backward(theta, sequence.input(), given_, run_, gradient);
  return loss;
}

Trained train_online(const Line& line, Model model, arma::fvec theta, const Budget& budget,
                     const Strings& strings, Streams streams) {
  Learner learner(line, model);
  Trained trained;
  Sequence sequence;
  Recent recent;
  Answer now;
  Curve curve(budget.stretch, trained.curve);
  std::optional<Waiting> waiting;
  if (line.kind == Kind::plain_lag && model == Model::lstm) waiting.emplace(learner.network(), theta);
  const auto present = [&](const arma::fvec& at, arma::fvec& gradient, std::uint64_t) {
    if (line.kind == Kind::reber)
      of_string(strings.training[streams.sequences.below(strings.training.size())], sequence);
    else
      draw(line, streams.sequences, sequence);
    now = learner.meet(at, sequence);
    const double loss = learner.learn(at, sequence, gradient);
    if (waiting) waiting->hold(gradient);
    return loss;
  };
  const auto go_on = [&](const TrainingProgress& progress) {
    recent.see(now);
    trained.sequences = progress.iteration;
    if (waiting && waiting->over(progress.loss, theta)) waiting.reset();
    const Ask ask = [&](const Sequence& asked) { return learner.meet(theta, asked); };
    trained.success = solved(line, progress.iteration, recent, strings, ask, streams.test);
    curve.see(now, progress.iteration, trained.success || progress.iteration == progress.iterations);
    return !trained.success;
  };
  Sgd<float> sgd;
  try {
    train(theta, learner.network().blocks(), sgd,
          {.iterations = budget.sequences,
           .rate = schedule::constant(budget.rate),
           .clip_norm = budget.clip_norm},
          present, {}, go_on);
  } catch (const Diverged& end) {
    trained.diverged_at = end.iteration + 1;
  }
  trained.theta = theta;
  if (trained.diverged_at == 0) test(line, learner, streams.test, trained);
  return trained;
}

}  // namespace unroll::experiments::long_lags
