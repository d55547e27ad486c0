#include "memory.hpp"

#include "datasets/memory_bits.hpp"

namespace unroll::experiments::serial_order {
namespace {

constexpr arma::uword batch = 20, steps = 20, test_batch = 50, test_steps = 100;

Lesson lesson_of(const std::string& task, arma::uword sequences, arma::uword length, arma::uword delay,
                 Stream& stream, bool taught) {
  auto bits = task == "delayed" ? datasets::delayed_bits(sequences, length, delay, stream)
                                : datasets::toggled_bits(sequences, length, stream);
  return {std::move(bits.x), std::move(bits.y), taught};
}

void learn_one(const lab::Run& run, Remembered& one) {
  const lab::Settings& settings = run.settings();
  const bool is_jordan = one.network == "jordan";
  const auto n = settings.count("elman-units");
  const Net net = is_jordan ? jordan_net(1, n * (n + 3) / 4, 1) : elman_net(1, n, 1);
  one.parameters = learning_parameters(net);
  Stream weights = run.stream(one.network, one.run, "weights of " + one.task),
         shown = run.stream(one.task, one.run, "bits"), asked = run.stream(one.task, one.run, "test bits");
  const auto delay = settings.count("delay");
  arma::fvec theta = first_theta(net, 0, weights);  // μ = 0: the last output, undimmed
  const Lesson test = lesson_of(one.task, test_batch, test_steps, delay, asked, false);
  one.before = error_of(net, theta, test);
  learn(net, theta, {settings.integer("memory-iterations"), settings.real("memory-rate")},
        [&](std::uint64_t) { return lesson_of(one.task, batch, steps, delay, shown, is_jordan); });
  one.error = error_of(net, theta, test);
}

}  // namespace

std::vector<Remembered> learn_to_remember(lab::Run& run) {
  std::vector<Remembered> all;
  for (const std::string task : {"delayed", "toggled"})
    for (const std::string network : {"jordan", "elman"})
      for (std::size_t r = 0; r < run.settings().count("runs"); ++r) {
        all.emplace_back();
        all.back().task = task;
        all.back().network = network;
        all.back().run = r;
      }
  run.parallel("memory", all.size(), [&](std::size_t i) { learn_one(run, all[i]); });
  return all;
}

}  // namespace unroll::experiments::serial_order
