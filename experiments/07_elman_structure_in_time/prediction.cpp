#include "prediction.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "experiments/lab/error.hpp"
#include "experiments/lab/harness/watch.hpp"
#include "models/elman/elman.hpp"

namespace unroll::experiments::structure {
namespace {

const std::vector<std::string> task_names{"bits", "letters", "words", "sentences"};

// The chunks of a stream, pass after pass.
class Chunks {
 public:
  Chunks(const Task& task, arma::uword size, const arma::fmat& state) : task_(task), size_(size) {
    batch_.given.state = state;
  }
  std::uint64_t count() const { return (task_.x.n_slices + size_ - 1) / size_; }

  const lab::Batch<float>& of(std::uint64_t update) {
    const arma::uword first = update % count() * size_, steps = std::min(size_, task_.x.n_slices - first);
    copy(task_.x, first, steps, batch_.x);
    copy(task_.target, first, steps, batch_.targets);
    if (batch_.weights.n_cols != steps) batch_.weights = each_step(1, steps);
    return batch_;
  }

 private:
  static void copy(const arma::fcube& from, arma::uword first, arma::uword steps, arma::fcube& to) {
    to.set_size(from.n_rows, 1, steps);
    std::copy_n(from.slice_memptr(first), to.n_elem, to.memptr());
  }

  const Task& task_;
  arma::uword size_;
  lab::Batch<float> batch_ = {};
};

// Up to 20 chunks of 20 steps side by side, from the start of the stream.
lab::Batch<double> side_by_side(const Task& task, const Net& net) {
  const arma::uword steps = std::min<arma::uword>(20, task.x.n_slices),
                    size = std::min<arma::uword>(20, task.x.n_slices / steps);
  const auto cut = [&](const arma::fcube& stream) {
    arma::fcube all(stream.n_rows, size, steps);
    for (arma::uword b = 0; b < size; ++b)
      for (arma::uword t = 0; t < steps; ++t) all.slice(t).col(b) = stream.slice(b * steps + t).col(0);
    return all;
  };
  lab::Batch<float> batch;
  batch.x = cut(task.x);
  batch.targets = cut(task.target);
  batch.weights = each_step(size, steps);
  batch.given.state = initial_state(net, size);
  return lab::in_double(batch);
}

std::string title_of(const lab::Point& at) {
  const std::string& task = at.word("task");
  if (task == "bits") return fmt::format("temporal XOR ({} units)", at.word("units"));
  return task == "letters" ? "syllables" : task;
}

// With --gradients: how far back the whole gradient reaches, whether or not the training has used it.
void show_gradients(lab::Point& at, const std::string& when, const Trained& network, const Task& task) {
  if (!lab::gradients_asked(at) || training_of(at) == Training::copy_back_in_chunks) return;
  const Net whole = network_for(task, network.net.stack.width(), Training::bptt);
  lab::add_gradients(
      at, title_of(at), when,
      lab::gradients_of(whole, network.state.theta, side_by_side(task, whole), lab::Loss::squared_error));
}

// The first seeds, as many as the share of the task asks for.
std::vector<std::uint64_t> seeds_of(const lab::Run& run, const std::string& task) {
  const auto shares = run.settings().reals("shares");
  if (shares.size() != task_names.size())
    throw lab::UsageError(
        fmt::format("--shares has {} numbers; it must have four, for bits, syllables, words and sentences",
                    shares.size()));
  const auto place = std::find(task_names.begin(), task_names.end(), task) - task_names.begin();
  auto seeds = run.seeds();
  const double asked =
      std::ceil(shares[static_cast<std::size_t>(place)] * static_cast<double>(seeds.size()) - 1e-9);
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

arma::fmat initial_state(const Net& net, arma::uword batch) {
  return arma::fmat(net.stack.layers[0].state_height(), batch).fill(0.5F);
}

void learn(Trained& network, const Task& task, const TrainingOptions& options, const AfterPass& after_pass) {
  Chunks chunks(task, options.training == Training::copy_back ? 1 : options.chunk,
                initial_state(network.net));
  const std::uint64_t updates = static_cast<std::uint64_t>(options.passes) * chunks.count();
  if (after_pass) after_pass(0, network);
  lab::fit(
      network.net, network.state,
      {.training = {.iterations = updates, .rate = schedule::constant(options.rate)},
       .loss = lab::Loss::squared_error,
       .carry_state = true},
      [&](std::uint64_t update, Stream&) -> const lab::Batch<float>& { return chunks.of(update); }, {},
      [&](const TrainingProgress& now) {
        if (after_pass && now.iteration % chunks.count() == 0)
          after_pass(static_cast<long>(now.iteration / chunks.count()), network);
        return true;
      });
}

namespace {

void read(const Trained& network, const arma::fcube& x, Tapes& tapes) {
  network.net.forward(network.state.theta, x, {.state = initial_state(network.net)}, tapes);
}

}  // namespace

arma::mat outputs_over(const Trained& network, const arma::fcube& x) {
  Tapes tapes;
  read(network, x, tapes);
  return columns(tapes.y);
}

arma::fcube states_over(const Trained& network, const arma::fcube& x) {
  Tapes tapes;
  read(network, x, tapes);
  return network.net.stack.outputs(tapes.stack).cube();
}

void each_network(lab::Run& run, const std::string& task, const std::vector<std::size_t>& units,
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
  const Training training = training_of(at);
  Stream weights = at.stream(name + " " + at.word("units"), "weights");
  Trained network{network_for(task, static_cast<arma::uword>(at.number("units")), training)};
  network.state.theta = initial_weights(network.net, settings.real("weight-range"), weights);
  if (training == Training::copy_back) show_gradients(at, "before training", network, task);
  learn(network, task,
        {.training = training,
         .chunk = settings.count("chunk"),
         .passes = settings.integer(name + "-passes"),
         .rate = settings.real(name + "-rate")},
        after_pass);
  if (network.state.diverged_at > 0)
    throw lab::Error(fmt::format("training on {} by {} diverged at update {}; a smaller --{}-rate would help",
                                 title_of(at), at.word("training"), network.state.diverged_at, name));
  show_gradients(at, "after " + at.word("training"), network, task);
  if (lab::curves_asked(at) && training == Training::copy_back)
    lab::add_curves(at, title_of(at), lab::stretches_of(network.state.record, network.state.updates));
  return network;
}

void show_states(lab::Point& at, const Trained& network, const arma::fcube& x,
                 const std::vector<std::string>& labels) {
  if (!lab::states_asked(at) || training_of(at) != Training::copy_back) return;
  Tapes tapes;
  read(network, x.head_slices(labels.size()), tapes);
  lab::add_states(
      at, title_of(at),
      lab::states_of(network.net.stack.layers[0], tapes.stack.layers[0].run, Elman<Activation::sigmoid>::h),
      labels);
}

std::vector<std::string> letters_of(const std::string& text) {
  std::vector<std::string> all;
  for (const char letter : text) all.emplace_back(1, letter);
  return all;
}

}  // namespace unroll::experiments::structure
