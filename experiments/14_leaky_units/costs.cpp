#include "costs.hpp"

#include "datasets/latch.hpp"
#include "datasets/memory_bits.hpp"
#include "mixtures.hpp"
#include "models/core/initial_theta.hpp"
#include "models/core/losses.hpp"

namespace unroll::experiments::leaks {
namespace {

constexpr arma::uword latch_steps = 40, toggle_steps = 20, cost_tests = 200;
constexpr double pulse_chance = 0.1;

Lesson lesson_of(const lab::Run& run, const std::string& task, arma::uword batch, Stream& stream) {
  if (task == "pulse") {
    const auto delay = run.settings().count("pulse-delay");
    return pulse_lesson({{delay}, 2 * (delay + 1), run.settings().real("noise")}, batch, stream);
  }
  if (task == "latch") {
    const auto data = datasets::latch(batch, latch_steps, pulse_chance, stream);
    return {arma::conv_to<arma::fcube>::from(data.x), arma::conv_to<arma::fcube>::from(data.y),
            each_step(batch, latch_steps)};
  }
  auto data = datasets::toggled_bits(batch, toggle_steps, stream);
  return {std::move(data.x), std::move(data.y), each_step(batch, toggle_steps)};
}

}  // namespace

double chance_of(const lab::Run&, const std::string& task) {
  if (task == "latch") return datasets::latch_without_memory(latch_steps, pulse_chance);
  return task == "toggle" ? 0.25 : 1;
}

std::vector<Cost> costs_of_seed(const lab::Run& run, std::uint64_t seed) {
  std::vector<Cost> all;
  for (const std::string task : {"pulse", "latch", "toggle"})
    for (const auto& alpha : run.settings().words("alphas"))
      all.push_back({.task = task, .alpha = std::stod(alpha), .seed = seed});
  return all;
}

void train_cost(const lab::Run& run, Cost& one) {
  const auto size = [&](const char* name) { return run.settings().count(name); };
  const Net net = leaky_net(Alpha::held, size("units"), 1);
  Stream weights = run.stream(one.task, one.seed, "weights"),
         shown = run.stream(one.task, one.seed, "sequences"),
         asked = run.stream(one.task, one.seed, "test sequences");
  arma::fvec theta = initial_theta<float>(net, weights);
  set_retentions(net, theta, arma::vec(net.stack.width(), arma::fill::value(one.alpha)));
  learn(net, theta, {run.settings().integer("iterations"), run.settings().real("rate")},
        [&](std::uint64_t) { return lesson_of(run, one.task, size("batch"), shown); });
  one.error =
      errors_of(net, theta, lesson_of(run, one.task, cost_tests, asked))[0] / chance_of(run, one.task);
}

}  // namespace unroll::experiments::leaks
