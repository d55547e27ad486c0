// 08 Jordan: a network that remembers its outputs goes round a square for ever, from wherever it starts; and two tasks that
// tell its memory from that of Elman's network.
#include "experiments/lab/experiment.hpp"

#include <array>
#include <cmath>

#include "cycle.hpp"
#include "datasets/memory_bits.hpp"
#include "datasets/squares.hpp"
#include "experiments/lab/harness/watch.hpp"
#include "models/core/initial_theta.hpp"
#include "models/elman/elman.hpp"
#include "models/jordan/jordan.hpp"

namespace unroll::experiments {
namespace {

using Net = Network<Recurrent>;
using lab::Batch;

Net jordan_net(arma::uword inputs, arma::uword units, arma::uword outputs) {
  return {.stack = stack_of<Recurrent>(1, cell_of<Jordan<>>(), inputs, units, outputs)};
}

Net elman_net(arma::uword inputs, arma::uword units, arma::uword outputs) {
  return {.stack = stack_of<Recurrent>(1, cell_of<Elman<Activation::sigmoid>>(), inputs, units),
          .outputs = outputs,
          .psi = Activation::sigmoid};
}

// All but μ, which is a constant.
arma::uword trained_parameters(const Net& net) {
  arma::uword count = 0;
  for (const ParameterBlock& block : net.blocks())
    if (!block.held) count += block.size();
  return count;
}

arma::fvec first_theta(const Net& net, double mu, Stream stream) {
  arma::fvec theta = initial_theta<float>(net, stream);
  if (net.outputs == 0) set_own(net, theta, "mu", mu);
  return theta;
}

// A teacher feeds the targets back in place of the outputs.
Batch<float> batch_of(arma::fcube x, arma::fcube targets, bool teacher) {
  Batch<float> batch{.x = std::move(x), .targets = std::move(targets)};
  batch.weights = mean(each_step(batch.x.n_cols, batch.x.n_slices));
  if (teacher) batch.given.teacher = batch.targets;
  return batch;
}

// Root mean square error over all outputs.
double error_of(const Net& net, const arma::fvec& theta, const Batch<float>& batch) {
  NetworkRun<Recurrent, float> run;
  net.forward(theta, batch.x, batch.given, run);
  double sum = 0;
  for (arma::uword k = 0; k < run.y.n_elem; ++k)
    sum += std::pow(static_cast<double>(run.y[k]) - static_cast<double>(batch.targets[k]), 2);
  return std::sqrt(sum / static_cast<double>(run.y.n_elem));
}

// --- limit cycles: the corners of a square, one direction for each plan ----------------------------------------------------

const std::array plans{std::pair{"anticlockwise", datasets::Way::anticlockwise},
                       std::pair{"clockwise", datasets::Way::clockwise}};

// Plan k is one of two inputs that is 1 at every step.
void set_plan(arma::fcube& x, arma::uword sequence, arma::uword k) {
  for (arma::uword t = 0; t < x.n_slices; ++t) x(k, sequence, t) = 1;
}

Batch<float> squares(arma::uword laps, bool teacher) {
  arma::fcube x(2, 2, 4 * laps, arma::fill::zeros), targets(2, 2, 4 * laps);
  for (arma::uword k = 0; k < plans.size(); ++k) {
    set_plan(x, k, k);
    const arma::mat path = datasets::square(laps, plans[k].second);
    for (arma::uword t = 0; t < path.n_cols; ++t)
      targets.slice(t).col(k) = arma::conv_to<arma::fvec>::from(path.col(t));
  }
  return batch_of(std::move(x), std::move(targets), teacher);
}

// The outputs of a free run under plan k from the states s (2 × starts).
arma::fcube free_run(const Net& net, const arma::fvec& theta, arma::uword k, const arma::fmat& s,
                     arma::uword steps) {
  const Layout& layout = net.stack.layers[0].layout;
  arma::fmat state(layout.height(), s.n_cols, arma::fill::zeros);
  state.rows(layout.row(Jordan<>::s), layout.row(Jordan<>::s) + 1) = s;
  arma::fcube x(2, s.n_cols, steps, arma::fill::zeros);
  for (arma::uword b = 0; b < s.n_cols; ++b) set_plan(x, b, k);
  NetworkRun<Recurrent, float> run;
  net.forward(theta, x, {.state = state}, run);
  return run.y;
}

// The share of random initial states, 0 … 1/(1 - μ), that end on the cycle of their plan. With `draw`, rows of the first paths.
double share_on_cycle(lab::Point& at, const Net& net, const arma::fvec& theta, bool draw) {
  constexpr arma::uword drawn_starts = 6, drawn_steps = 25;
  const arma::uword starts = at.settings().count("starts"), steps = at.settings().count("steps");
  const double largest = 1 / (1 - at.settings().real("mu"));
  Stream stream = at.stream("cycles", "starts");
  double reached = 0;
  for (arma::uword k = 0; k < plans.size(); ++k) {
    arma::fmat s(2, starts);
    for (float& value : s) value = static_cast<float>(stream.uniform(0, largest));
    const arma::fcube outputs = free_run(net, theta, k, s, steps);
    for (arma::uword b = 0; b < starts; ++b) {
      arma::mat path(2, steps);
      for (arma::uword t = 0; t < steps; ++t)
        path.col(t) = arma::conv_to<arma::vec>::from(outputs.slice(t).col(b));
      const bool ends_there = on_cycle(path, datasets::square_corners(plans[k].second));
      reached += ends_there;
      for (arma::uword t = 0; draw && b < drawn_starts && t < std::min(drawn_steps, steps); ++t)
        at.row("paths", plans[k].first, b, t, path(0, t), path(1, t), ends_there);
    }
  }
  return reached / static_cast<double>(2 * starts);
}

void learn_square(lab::Point& at) {
  const lab::Settings& settings = at.settings();
  const bool teacher = at.word("learning") == "teacher";
  const Net net = jordan_net(2, settings.count("units"), 2);
  lab::TrainingState<float, Adam<float>> state;
  state.theta = first_theta(net, settings.real("mu"), at.stream("cycles", "weights"));
  const double untrained = share_on_cycle(at, net, state.theta, false);
  const Batch<float> batch = squares(settings.count("laps"), teacher);
  const auto free = [] { return lab::in_double(squares(5, false)); };
  lab::fit_at(at, teacher ? "trained with a teacher" : "trained on its own outputs", net, state,
              {.training = {.iterations = settings.count("iterations"),
                            .rate = schedule::constant(settings.real("rate"))}},
              [&](std::uint64_t, Stream&) -> const Batch<float>& { return batch; },
              {.gradients = free,
               .states = free,
               .sequences = {plans[0].first, plans[1].first},
               .slot = Jordan<>::s});
  const double taught = error_of(net, state.theta, squares(25, true)),
               alone = error_of(net, state.theta, squares(25, false));
  at.row("cycles", share_on_cycle(at, net, state.theta, at.first_seed()), untrained, taught, alone,
         alone - taught);
}

// --- two kinds of memory: of past inputs, and of the past output ------------------------------------------------------------

Batch<float> bits_of(const std::string& task, arma::uword sequences, arma::uword steps, arma::uword delay,
                     Stream& stream, bool teacher) {
  auto bits = task == "delayed" ? datasets::delayed_bits(sequences, steps, delay, stream)
                                : datasets::toggled_bits(sequences, steps, stream);
  return batch_of(std::move(bits.x), std::move(bits.y), teacher);
}

// Jordan's network is trained with a teacher, Elman's by backpropagation through time.
void learn_bits(lab::Point& at) {
  const lab::Settings& settings = at.settings();
  const std::string &task = at.word("task"), &network = at.word("network");
  const bool is_jordan = network == "jordan";
  const arma::uword n = settings.count("elman-units"), delay = settings.count("delay");
  const Net net = is_jordan ? jordan_net(1, n * (n + 3) / 4, 1) : elman_net(1, n, 1);
  lab::TrainingState<float, Adam<float>> state;
  state.theta =
      first_theta(net, 0, at.stream(network, "weights of " + task));  // μ = 0: the last output alone
  state.batches = at.stream(task, "bits");
  Stream asked = at.stream(task, "test bits");
  const Batch<float> test = bits_of(task, 50, 100, delay, asked, false);
  const double untrained = error_of(net, state.theta, test);
  Batch<float> batch;
  lab::fit(net, state,
           {.training = {.iterations = settings.count("memory-iterations"),
                         .rate = schedule::constant(settings.real("memory-rate"))}},
           [&](std::uint64_t, Stream& stream) -> const Batch<float>& {
             return batch = bits_of(task, 20, 20, delay, stream, is_jordan);
           });
  at.row("memory", trained_parameters(net), error_of(net, state.theta, test), untrained, 0.5);
}

void body(lab::Run& run) {
  run.grid({.label = "cycles", .axes = {{"learning", {"teacher", "free"}}}, .seeds = run.seeds()},
           learn_square);
  run.grid({.label = "memory",
            .axes = {{"task", {"delayed", "toggled"}}, {"network", {"jordan", "elman"}}},
            .seeds = run.seeds()},
           learn_bits);
  run.variable("shown_starts", run.results()["paths"].distinct("start").size());
}

}  // namespace
}  // namespace unroll::experiments

unroll::lab::Experiment unroll::experiment() { return {.body = experiments::body}; }
