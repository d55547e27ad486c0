#include "learner.hpp"

#include <algorithm>
#include <optional>

#include "models/core/losses.hpp"
#include "models/core/training.hpp"

namespace unroll::experiments::long_lags {
namespace {

constexpr std::size_t test_sequences = 2560;

bool all_right(const std::vector<std::vector<arma::uword>>& strings, const Respond& respond) {
  Sequence sequence;
  return std::all_of(strings.begin(), strings.end(), [&](const auto& string) {
    read_string(string, sequence);
    return respond(sequence).right;
  });
}

bool all_right(const Task& task, std::size_t count, const Respond& respond, Stream& stream) {
  Sequence sequence;
  for (std::size_t k = 0; k < count; ++k) {
    draw(task, stream, sequence);
    if (!respond(sequence).right) return false;
  }
  return true;
}

// Task 2a: "memory cell and input gate are added once the error has stopped decreasing". Until then only the
// weights from the inputs to the outputs learn. Stopped means here that the loss of 100 sequences is not 1 %
// below that of the 100 before; the paper does not say.
class DelayedCell {
 public:
  DelayedCell(const Network<Recurrent>& network, arma::fvec& theta)
      : first_(network.V()), end_(network.D()), outgoing_(theta.subvec(first_, end_ - 1)) {
    theta.subvec(first_, end_ - 1).zeros();
  }

  // Leaves the gradient of the weights that learn already.
  void hold(arma::fvec& gradient) const { gradient.head(end_).zeros(); }

  // Whether the cell is added after this sequence.
  bool added(double loss, arma::fvec& theta) {
    constexpr std::uint64_t interval = 100;
    sum_ += loss;
    if (++seen_ % interval != 0) return false;
    const bool stopped = before_ && !(sum_ < 0.99 * *before_);
    before_ = sum_;
    sum_ = 0;
    if (stopped) theta.subvec(first_, end_ - 1) = outgoing_;
    return stopped;
  }

 private:
  arma::uword first_, end_;  // of the weights from the cell to the outputs
  arma::fvec outgoing_;
  std::uint64_t seen_ = 0;
  double sum_ = 0;
  std::optional<double> before_ = {};
};

// A network with all that it needs to read one sequence after another without asking for memory.
struct Learner {
  const Task& task;
  const Network<Recurrent> network;
  NetworkRun<Recurrent, float> run = {};
  const Given<float> given = {};

  Answer respond(const arma::fvec& theta, const Sequence& sequence) {
    network.forward(theta, sequence.input(), given, run);
    return answer(task, sequence, run.y);
  }

  // The loss of the sequence that was answered last; adds its gradient.
  double learn(const arma::fvec& theta, const Sequence& sequence, arma::fvec& gradient) {
    const double loss = squared_error(run.y, sequence.targets, sequence.asked, run.dy);
    network.backward(theta, sequence.input(), given, run, gradient);
    return loss;
  }
};

void test(Learner& learner, Stream& stream, Trained& trained) {
  Sequence sequence;
  for (std::size_t k = 0; k < test_sequences; ++k) {
    draw(learner.task, stream, sequence);
    const Answer now = learner.respond(trained.theta, sequence);
    trained.wrong += !now.right;
    trained.error += now.error / test_sequences;
  }
  trained.tested = test_sequences;
}

}  // namespace

void Recent::see(const Answer& answer) {
  Answer& oldest = answers_[seen_ % most];
  if (full()) mistakes_ -= !oldest.right;
  oldest = answer;
  mistakes_ += !answer.right;
  in_a_row_ = answer.right ? in_a_row_ + 1 : 0;
  ++seen_;
}

double Recent::error() const {
  double sum = 0;
  for (const Answer& a : answers_) sum += a.error;
  return sum / static_cast<double>(most);
}

bool solved(const Task& task, std::uint64_t seen, const Recent& recent, const Strings& strings,
            const Respond& respond, Stream& stream) {
  constexpr std::size_t both = 32;  // of two sequences so many draws leave one out with a chance of 2^-31
  switch (task.kind) {
    case Kind::reber:
      return seen % 100 == 0 && all_right(strings.training, respond) && all_right(strings.test, respond);
    case Kind::plain_lag:
      return seen % 10 == 0 && all_right(task, both, respond, stream);
    case Kind::noisy_lag:
      return seen % 1000 == 0 && recent.right_in_a_row() >= 1000 && all_right(task, 10000, respond, stream);
    default:
      return recent.full() && recent.mistakes() <= task.mistakes && recent.error() < task.error;
  }
}

Trained train_online(const Task& task, Net net, arma::fvec theta, const OnlineOptions& options,
                     const Strings& strings, Stream training, Stream test_stream) {
  Learner learner{task, network_of(task, net)};
  Trained trained;
  Sequence sequence;
  Recent recent;
  Answer now;
  CurvePoint interval;  // sums over the sequences since the last point of the curve
  std::uint64_t in_interval = 0;
  std::optional<DelayedCell> delayed;
  if (task.kind == Kind::plain_lag && net == Net::lstm) delayed.emplace(learner.network, theta);
  const auto present = [&](const arma::fvec& at, arma::fvec& gradient, std::uint64_t) {
    if (task.kind == Kind::reber)
      read_string(strings.training[training.below(strings.training.size())], sequence);
    else
      draw(task, training, sequence);
    now = learner.respond(at, sequence);
    const double loss = learner.learn(at, sequence, gradient);
    if (delayed) delayed->hold(gradient);
    return loss;
  };
  const auto go_on = [&](const TrainingProgress& progress) {
    recent.see(now);
    trained.sequences = progress.iteration;
    if (delayed && delayed->added(progress.loss, theta)) delayed.reset();
    const Respond respond = [&](const Sequence& other) { return learner.respond(theta, other); };
    trained.success = solved(task, progress.iteration, recent, strings, respond, test_stream);
    interval.wrong += !now.right;
    interval.error += now.error;
    if (++in_interval == options.interval || trained.success || progress.iteration == progress.iterations) {
      const auto n = static_cast<double>(in_interval);
      trained.curve.push_back({progress.iteration, interval.wrong / n, interval.error / n});
      interval = {};
      in_interval = 0;
    }
    return !trained.success;
  };
  Sgd<float> sgd;
  try {
    train(theta, learner.network.blocks(), sgd,
          {.iterations = options.sequences,
           .rate = schedule::constant(options.rate),
           .clip_norm = options.clip_norm},
          present, {}, go_on);
  } catch (const Diverged& end) {
    trained.diverged_at = end.iteration + 1;
  }
  trained.theta = theta;
  if (trained.diverged_at == 0) test(learner, test_stream, trained);
  return trained;
}

}  // namespace unroll::experiments::long_lags
