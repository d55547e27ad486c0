#include "results.hpp"

#include <functional>

#include "experiments/lab/seeds.hpp"

namespace unroll::experiments::leaks {
namespace {

constexpr double pulse_alphas[] = {0.5, 0.8, 0.9, 0.95, 0.99};
constexpr arma::uword periods[] = {2, 3, 4, 6, 10, 16, 25, 40, 63, 100, 160, 250, 400, 630, 1000};

void lay_out(const lab::Run& run, Results& all) {
  for (const auto seed : lab::parse_seeds(run.settings().word("seeds"))) {
    for (const double delay : numbers_of(run, "delays")) {
      const auto k = static_cast<arma::uword>(delay);
      all.curves.push_back({.delay = k, .seed = seed});
      for (const double start : numbers_of(run, "alpha-starts"))
        all.learnt.push_back({.delay = k, .start = start, .seed = seed});
    }
    all.readouts.push_back({.seed = seed});
    for (Trained& one : nets_of_seed(run, seed)) all.nets.push_back(std::move(one));
    for (Cost& one : costs_of_seed(run, seed)) all.costs.push_back(std::move(one));
  }
}

}  // namespace

std::vector<double> numbers_of(const lab::Run& run, const std::string& option) {
  std::vector<double> list;
  for (const auto& word : run.settings().words(option)) list.push_back(std::stod(word));
  return list;
}

Results measure(lab::Run& run) {
  Results all;
  const auto lags = run.settings().count("lags");
  for (const bool learnt : {false, true})
    for (const double alpha : pulse_alphas) all.memory.push_back(pulse_memory(alpha, learnt, lags));
  for (const double alpha : pulse_alphas)
    for (const arma::uword period : periods) all.waves.push_back(wave_gain(alpha, period));
  lay_out(run, all);
  std::vector<std::function<void()>> work;
  const auto add = [&](auto& list, auto act) {
    for (auto& one : list) work.push_back([&run, &one, act] { act(run, one); });
  };
  add(all.learnt, learn_retention);
  add(all.nets, train_one);
  add(all.costs, train_cost);
  add(all.curves, measure_curve);
  add(all.readouts, read_out);
  run.parallel("leaky units", work.size(), [&](std::size_t i) { work[i](); });
  return all;
}

}  // namespace unroll::experiments::leaks
