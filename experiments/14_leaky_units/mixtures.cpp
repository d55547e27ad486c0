#include "mixtures.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "datasets/delayed_pulse.hpp"
#include "delays.hpp"
#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"
#include "models/leaky/leaky.hpp"

namespace unroll::experiments::leaks {
namespace {

constexpr double quickest = 1, slowest = 100, learnt_from = 0.9;
constexpr arma::uword mixture_tests = 1000;

arma::uword units_of(const lab::Run& run) { return run.settings().count("units"); }

std::vector<arma::uword> long_delays(const lab::Run& run) {
  std::vector<arma::uword> list;
  for (const auto& word : run.settings().words("long-delays")) list.push_back(std::stoul(word));
  return list;
}

void follow_gradients(const lab::Run& run, Trained& one, const char* when, const Net& net,
                      const arma::fvec& theta) {
  if (!lab::gradients_asked(run) || !one.shown || one.long_delay != task_of_two(run).delays[1]) return;
  Stream stream = run.stream("two delays", one.seed, "sequences for gradients");
  const Lesson lesson = pulse_lesson(task_of_two(run, one.long_delay), 20, stream);
  const auto x = arma::conv_to<arma::cube>::from(lesson.x), y = arma::conv_to<arma::cube>::from(lesson.y);
  const auto loss = [&](const arma::cube& said, arma::cube& dy) {
    squared_error(said, y, lesson.weights, dy);
  };
  one.gradients.push_back({one.name, when, one.seed, lab::gradients_of(net, theta, x, loss)});
}

void watch_states(const lab::Run& run, Trained& one, const Net& net, const arma::fvec& theta) {
  const PulseTask task = task_of_two(run, one.long_delay);
  if (!lab::states_asked(run) || !one.shown || one.long_delay != task_of_two(run).delays[1]) return;
  Stream stream = run.stream("two delays", one.seed, "a sequence for states");
  const Lesson lesson = pulse_lesson(task, 1, stream);
  std::vector<std::string> labels(task.steps, "·");
  for (std::size_t i = 0; i < task.delays.size(); ++i)
    labels[task.steps - 1 - task.delays[i]] = lesson.y(i, 0, task.steps - 1) > 0 ? "+" : "−";
  NetworkRun<Recurrent, float> tapes;
  net.forward(theta, lesson.x, {}, tapes);
  one.states.push_back(
      lab::states_of(one.name + ": h", net.stack.layers[0], tapes.stack.layers[0].run, Leaky<>::h, labels));
}

}  // namespace

PulseTask task_of_two(const lab::Run& run, arma::uword long_delay) {
  const auto short_delay = run.settings().count("short-delay");
  return {.delays = {short_delay, long_delay},
          .steps = 2 * (std::max<arma::uword>(short_delay, long_delay) + 1),
          .noise = run.settings().real("noise")};
}

PulseTask task_of_two(const lab::Run& run) { return task_of_two(run, long_delays(run).front()); }

arma::vec mixed_retentions(const lab::Run& run) {
  return spread_retentions(units_of(run), quickest, slowest);
}

Lesson pulse_lesson(const PulseTask& task, arma::uword batch, Stream& stream) {
  const auto data = datasets::delayed_pulse(batch, task.steps, task.delays, task.noise, stream);
  Lesson lesson{arma::conv_to<arma::fcube>::from(data.x),
                arma::fcube(data.y.n_rows, batch, task.steps, arma::fill::zeros),
                last_step(batch, task.steps)};
  lesson.y.slice(task.steps - 1) = arma::conv_to<arma::fmat>::from(data.y);
  return lesson;
}

std::vector<Trained> nets_of_seed(const lab::Run& run, std::uint64_t seed) {
  const arma::uword n = units_of(run);
  const auto alike = [&](double alpha) { return arma::vec(n, arma::fill::value(alpha)); };
  std::vector<Trained> all;
  const auto& words = run.settings().words("alphas");
  for (std::size_t k = 0; k < words.size(); ++k)
    all.push_back({.name = "α = " + words[k],
                   .alpha = alike(std::stod(words[k])),
                   .one = true,
                   .shown = k == 0 || k == words.size() / 2});
  all.push_back({.name = "mixed", .alpha = mixed_retentions(run), .shown = true});
  all.push_back({.name = "learnt", .kind = Alpha::learnt, .alpha = alike(learnt_from), .shown = true});
  all.push_back({.name = "mixed+learnt", .kind = Alpha::learnt, .alpha = mixed_retentions(run)});
  const auto delays = long_delays(run);
  for (Trained& one : all) {
    one.seed = seed;
    one.long_delay = delays.front();
  }
  for (std::size_t d = 1, first = all.size(); d < delays.size(); ++d)
    for (std::size_t k = 0; k < first; ++k) {
      if (!all[k].shown) continue;
      all.push_back(all[k]);
      all.back().long_delay = delays[d];
    }
  return all;
}

void read_out(const lab::Run& run, Readout& one) {
  Stream stream = run.stream("readout", one.seed, "pulses of two delays");
  const PulseTask task = task_of_two(run);
  const auto data =
      datasets::delayed_pulse(run.settings().count("sequences"), task.steps, task.delays, task.noise, stream);
  const arma::mat h = last_states(grid_of_retentions(), data.x);
  one.one.set_size(h.n_rows);
  for (arma::uword i = 0; i < h.n_rows; ++i) one.one[i] = arma::mean(readout_on_new(h.row(i), data.y));
  one.mixed = arma::mean(readout_on_new(last_states(mixed_retentions(run), data.x), data.y));
}

void train_one(const lab::Run& run, Trained& one) {
  const PulseTask task = task_of_two(run, one.long_delay);
  const Net net = leaky_net(one.kind, units_of(run), 2);
  // All nets of a seed begin with the same weights and see the same sequences.
  Stream weights = run.stream("two delays", one.seed, "weights"),
         shown = run.stream("two delays", one.seed, "sequences"),
         asked = run.stream("two delays", one.seed, "test sequences");
  arma::fvec theta = initial_theta<float>(net, weights);
  set_retentions(net, theta, one.alpha);
  follow_gradients(run, one, "before training", net, theta);
  const auto batch = run.settings().count("batch");
  learn(net, theta, {run.settings().integer("iterations"), run.settings().real("rate")},
        [&](std::uint64_t) { return pulse_lesson(task, batch, shown); });
  follow_gradients(run, one, "after training", net, theta);
  watch_states(run, one, net, theta);
  one.errors = errors_of(net, theta, pulse_lesson(task, mixture_tests, asked));
  one.end = retentions(net, theta);
}

}  // namespace unroll::experiments::leaks
