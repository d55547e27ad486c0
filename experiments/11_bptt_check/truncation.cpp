#include "truncation.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "by_lag.hpp"
#include "datasets/adding.hpp"
#include "experiments/lab/cells.hpp"
#include "experiments/lab/seeds.hpp"
#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"
#include "models/core/training.hpp"
#include "models/core/truncated.hpp"

namespace unroll::experiments::bptt {
namespace {

// Sequences of the adding problem with what is asked of them: the sum at the end, or at each step the sum of
// the marked numbers so far.
struct Lesson {
  arma::cube x, target;
  arma::mat weights;
};

Lesson lesson(arma::uword batch, arma::uword steps, Asked asked, Stream& stream) {
  Lesson l{datasets::adding(batch, steps, stream).x, arma::cube(1, batch, steps),
           mean(asked == Asked::last ? last_step(batch, steps) : each_step(batch, steps))};
  for (arma::uword t = 0; t < steps; ++t)
    for (arma::uword b = 0; b < batch; ++b)
      l.target(0, b, t) = (t > 0 ? l.target(0, b, t - 1) : 0) + l.x(0, b, t) * l.x(1, b, t);
  return l;
}

// A network, its parameters and its tapes.
struct Learner {
  Network<Recurrent> network;
  arma::vec theta;
  NetworkRun<Recurrent, double> run;

  Learner(const lab::Run& lab, const std::string& cell, std::uint64_t seed) {
    const Model& model = lab::cell_named(cell);
    network.stack =
        stack_of<Recurrent>(1, *model.cell, 2, lab.settings().count("units"), lab.settings().count("units"));
    network.outputs = 1;
    Stream stream = lab.stream(cell, seed, "weights");
    theta = initial_theta<double>(network, stream, lab.settings().real("gain"));
    for (const ParameterBlock& block : network.blocks())  // α, μ, …: those that hold the state
      if (block.held) theta.subvec(block.first, block.first + block.size() - 1).fill(0.9);
    // An LSTM keeps what its forget gate passes, the others what their gate does not replace.
    if (const int gate = lab::memory_gate(model); gate >= 0)
      set_bias(network, theta, gate,
               lab.settings().real("gate-bias") * (model.name.starts_with("lstm") ? 1 : -1));
  }

  // Mean squared error; leaves its gradient with respect to the outputs in run.dy.
  double loss(const arma::vec& at, const Lesson& l) {
    network.forward(at, l.x, {}, run);
    const double half = squared_error(run.y, l.target, l.weights, run.dy);
    run.dy *= 2;
    return 2 * half;
  }
  const Layout& layout() const { return network.stack.layers[0].layout; }
  arma::vec of_cell(const arma::vec& all) const { return all.head(layout().parameters()); }
};

// With the loss at each step: it is learnt soonest, and the sum at the end is part of it.
void train_on_adding(const lab::Run& lab, Learner& net, Stream& stream) {
  if (lab.settings().count("iterations") == 0) return;
  Adam<double> adam;
  const arma::uword batch = lab.settings().count("batch"), steps = lab.settings().count("steps");
  unroll::train(net.theta, net.network.blocks(), adam,
                {.iterations = static_cast<std::uint64_t>(lab.settings().count("iterations")),
                 .rate = schedule::constant(lab.settings().real("rate")),
                 .clip_norm = 1},
                [&](const arma::vec& at, arma::vec& gradient, std::uint64_t) {
                  const Lesson l = lesson(batch, steps, Asked::each, stream);
                  const double error = net.loss(at, l);
                  net.network.backward(at, l.x, {}, net.run, gradient);
                  return error;
                });
}

std::vector<Bias> biases_every_step(Learner& net, const Lesson& l, const arma::vec& whole) {
  const Tape<double>& tape = net.run.stack.layers[0].run.tape;
  const Layout& layout = net.layout();
  Tape<double> d_loss(arma::size(tape), arma::fill::zeros);
  const arma::uword first = layout.row(layout.cell->output.first);
  d_loss(arma::span(first, first + layout.width() - 1), arma::span::all, arma::span(1, tape.n_slices - 1)) =
      net.network.gradient_of_stack(net.theta, net.run).written_out();
  std::vector<Bias> all;
  arma::vec sum(whole.n_elem, arma::fill::zeros);
  for (const arma::vec& lag : gradient_by_lag(layout, net.of_cell(net.theta), l.x, tape, d_loss)) {
    sum += lag;
    all.push_back(bias_of(sum, whole));
  }
  return all;
}

std::vector<Bias> biases_of_chunks(Learner& net, const Lesson& l, const arma::vec& whole) {
  std::vector<Bias> all;
  for (const std::size_t k : widths(l.x.n_slices)) {
    arma::vec gradient(net.theta.n_elem, arma::fill::zeros);
    net.loss(net.theta, l);
    truncated_backward(net.network, net.theta, l.x, {}, net.run, gradient, k, k);
    all.push_back(bias_of(net.of_cell(gradient), whole));
  }
  return all;
}

// The same sequences before and after training.
Truncated measured(const lab::Run& lab, const std::string& cell, std::uint64_t seed, Asked asked, Phase phase,
                   Learner& net) {
  Stream stream = lab.stream("adding", seed, "measured sequences");
  const Lesson l = lesson(lab.settings().count("batch"), lab.settings().count("steps"), asked, stream);
  Truncated one{.cell = cell, .seed = seed, .asked = asked, .phase = phase};
  one.error = net.loss(net.theta, l);
  arma::vec gradient(net.theta.n_elem, arma::fill::zeros);
  net.network.backward(net.theta, l.x, {}, net.run, gradient);
  const arma::vec whole = net.of_cell(gradient);  // V and b_y are in no recurrence: truncation leaves them
  one.every_step = biases_every_step(net, l, whole);
  one.chunks = biases_of_chunks(net, l, whole);
  Stream fresh = lab.stream("adding", seed, "test sequences");
  one.error = net.loss(net.theta, lesson(1000, lab.settings().count("steps"), asked, fresh));
  return one;
}

}  // namespace

Bias bias_of(const arma::vec& truncated, const arma::vec& whole) {
  double both = 0, of_truncated = 0, of_whole = 0;
  for (arma::uword k = 0; k < whole.n_elem; ++k) {
    both += truncated[k] * whole[k];
    of_truncated += truncated[k] * truncated[k];
    of_whole += whole[k] * whole[k];
  }
  // √(x·x) is x: of equal vectors both numbers are 1 to the last bit.
  return {both / std::sqrt(of_truncated * of_whole), std::sqrt(of_truncated / of_whole)};
}

std::size_t Truncated::window(double cosine) const {
  std::size_t k = every_step.size();
  while (k > 1 && every_step[k - 2].cosine >= cosine) --k;
  return k;
}

std::vector<std::size_t> widths(std::size_t steps) {
  std::vector<std::size_t> all;
  for (double width = 1; width < static_cast<double>(steps); width *= std::sqrt(2.0)) {
    const auto k = static_cast<std::size_t>(std::lround(width));
    if ((all.empty() || k > all.back()) && k < steps) all.push_back(k);
  }
  all.push_back(steps);
  return all;
}

std::vector<Truncated> truncate(lab::Run& run) {
  const auto cells = run.settings().words("truncated");
  const auto seeds = lab::parse_seeds(run.settings().word("seeds"));
  std::vector<Truncated> all(cells.size() * seeds.size() * 4);  // losses × phases
  run.parallel("truncated gradients", all.size() / 4, [&](std::size_t k) {
    const std::string& cell = cells[k / seeds.size()];
    const std::uint64_t seed = seeds[k % seeds.size()];
    Learner net(run, cell, seed);
    Stream stream = run.stream(cell, seed, "lessons");
    for (const Phase phase : {Phase::before, Phase::after}) {
      if (phase == Phase::after) train_on_adding(run, net, stream);
      for (const Asked asked : {Asked::last, Asked::each})
        all[4 * k + 2 * static_cast<std::size_t>(phase) + static_cast<std::size_t>(asked)] =
            measured(run, cell, seed, asked, phase, net);
    }
  });
  return all;
}

}  // namespace unroll::experiments::bptt
