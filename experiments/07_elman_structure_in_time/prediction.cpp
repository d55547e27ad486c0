#include "prediction.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>

#include "models/core/losses.hpp"
#include "models/core/training.hpp"
#include "models/elman/elman.hpp"

namespace unroll::experiments::structure {
namespace {

const std::vector<std::string> task_names{"bits", "letters", "words", "sentences"};

// `count` steps of a stream from `first` on, from 0, read where they lie.
arma::fcube window(const arma::fcube& stream, arma::uword first, arma::uword count) {
  return {const_cast<float*>(stream.slice_memptr(first)), stream.n_rows, 1, count, false, true};
}

// The first seeds, as many as the share of the task asks for.
std::vector<std::uint64_t> seeds_of(const lab::Run& run, const std::string& task) {
  const auto shares = run.settings().reals("shares");
  const auto place = std::find(task_names.begin(), task_names.end(), task) - task_names.begin();
  auto seeds = run.seeds();
  const double asked = std::ceil(shares.at(static_cast<std::size_t>(place)) * static_cast<double>(seeds.size()) - 1e-9);
  seeds.resize(std::max<std::size_t>(1, static_cast<std::size_t>(asked)));
  return seeds;
}

}  // namespace

Task next_symbol(const arma::uvec& symbols, const arma::mat& codes) {
  if (symbols.n_elem < 2)
    throw std::invalid_argument("a stream of " + std::to_string(symbols.n_elem) +
                                " symbols was given; to predict the next one takes at least 2");
  const arma::uword steps = symbols.n_elem - 1;
  Task task{arma::fcube(codes.n_rows, 1, steps), arma::fcube(codes.n_rows, 1, steps)};
  for (arma::uword t = 0; t < steps; ++t)
    for (arma::uword i = 0; i < codes.n_rows; ++i) {
      task.x(i, 0, t) = static_cast<float>(codes(i, symbols[t]));
      task.target(i, 0, t) = static_cast<float>(codes(i, symbols[t + 1]));
    }
  return task;
}

Task beginning(const Task& task, arma::uword steps) {
  return {task.x.head_slices(steps), task.target.head_slices(steps)};
}

arma::mat columns(const arma::fcube& stream) {
  arma::mat all(stream.n_rows, stream.n_slices);
  std::copy(stream.begin(), stream.end(), all.begin());
  return all;
}

Net network_for(const Task& task, arma::uword units, Training training) {
  const Cell& cell = training == Training::bptt ? cell_of<Elman<Activation::sigmoid>>()
                                                : cell_of<Elman<Activation::sigmoid, Context::copied>>();
  return {.stack = stack_of<Recurrent>(1, cell, task.x.n_rows, units),
          .outputs = task.target.n_rows,
          .psi = Activation::sigmoid};
}

arma::fvec initial_weights(const Net& net, double range, Stream& stream) {
  arma::fvec theta(net.parameters());
  for (float& w : theta) w = static_cast<float>(stream.uniform(-range, range));
  return theta;
}

arma::fmat initial_state(const Net& net) {
  return arma::fmat(net.stack.layers[0].state_height(), 1).fill(0.5F);
}

void learn(Trained& network, const Task& task, const TrainingOptions& options, const AfterPass& after_pass) {
  const auto& net = network.net;
  const arma::uword steps = task.x.n_slices,
                    chunk = options.training == Training::copy_back ? 1 : options.chunk;
  const std::uint64_t chunks = (steps + chunk - 1) / chunk;
  Tapes tapes;
  Sgd<float> sgd;
  Given<float> given{.state = initial_state(net)};
  if (after_pass) after_pass(0, network);
  for (long pass = 1; pass <= options.passes; ++pass) {
    train(network.theta, net.blocks(), sgd, {.iterations = chunks, .rate = schedule::constant(options.rate)},
          [&](const arma::fvec& at, arma::fvec& gradient, std::uint64_t n) {
            const arma::uword first = n * chunk, count = std::min(chunk, steps - first);
            const arma::fcube x = window(task.x, first, count), y = window(task.target, first, count);
            net.forward(at, x, given, tapes);
            const double loss = squared_error(tapes.y, y, each_step(1, count), tapes.dy);
            net.backward(at, x, given, tapes, gradient);
            given.state = net.stack.state(tapes.stack, count);
            return loss;
          });
    if (after_pass) after_pass(pass, network);
  }
}

arma::mat outputs_over(const Trained& network, const arma::fcube& x) {
  Tapes tapes;
  network.net.forward(network.theta, x, {.state = initial_state(network.net)}, tapes);
  return columns(tapes.y);
}

arma::fcube states_over(const Trained& network, const arma::fcube& x) {
  Tapes tapes;
  network.net.forward(network.theta, x, {.state = initial_state(network.net)}, tapes);
  return network.net.stack.outputs(tapes.stack).cube();
}

void each_network(lab::Run& run, const std::string& task, const std::vector<arma::uword>& units,
                  const std::function<void(lab::Point&)>& work) {
  run.grid({.label = task,
            .axes = {{"task", {task}}, {"units", units}, {"training", training_names}},
            .seeds = seeds_of(run, task)},
           work);
}

Training training_of(const lab::Point& at) { return static_cast<Training>(at.index("training")); }

Trained trained(lab::Point& at, const Task& task, const AfterPass& after_pass) {
  const auto& settings = at.settings();
  const std::string& name = at.word("task");
  Stream weights = at.stream(name + " " + at.word("units"), "weights");
  Trained network{network_for(task, static_cast<arma::uword>(at.number("units")), training_of(at)), {}};
  network.theta = initial_weights(network.net, settings.real("weight-range"), weights);
  learn(network, task,
        {.training = training_of(at),
         .chunk = settings.count("chunk"),
         .passes = settings.integer(name + "-passes"),
         .rate = settings.real(name + "-rate")},
        after_pass);
  return network;
}

}  // namespace unroll::experiments::structure
