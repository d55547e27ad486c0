// What is claimed, and how it follows from what was measured.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "experiments/lab/seeds.hpp"
#include "results.hpp"

namespace unroll::experiments::leaks {
namespace {

constexpr double leaky = 0.9;  // the leak whose cost is measured, against 0

double factor_between(double tau, double best) { return std::exp(std::abs(std::log(tau / best))); }

double best_tau(arma::uword delay) { return time_scale(best_retention(static_cast<double>(delay))); }

std::vector<std::uint64_t> seeds_of(const lab::Run& run) {
  return lab::parse_seeds(run.settings().word("seeds"));
}

double readout_deviation(const lab::Run& run, const Results& all, std::uint64_t seed) {
  const arma::vec alpha = grid_of_retentions();
  double most = 0;
  const auto see = [&](double measured, double theory) {
    most = std::max(most, std::abs(measured - theory));
  };
  const auto compare = [&](const arma::vec& measured, const PulseTask& task) {
    for (arma::uword i = 0; i < alpha.n_elem; ++i)
      see(measured[i], arma::mean(readout_error(arma::vec{alpha[i]}, task)));
  };
  for (const DelayCurve& one : all.curves)
    if (one.seed == seed) compare(one.error, task_of_delay(run, one.delay));
  for (const Readout& one : all.readouts) {
    if (one.seed != seed) continue;
    compare(one.one, task_of_two(run));
    see(one.mixed, arma::mean(readout_error(mixed_retentions(run), task_of_two(run))));
  }
  return most;
}

void judge_theory(lab::Run& run, const Results& all) {
  double pulse = 0, wave = 0;
  for (const PulseMemory& one : all.memory) pulse = std::max(pulse, one.worst());
  for (const WaveGain& one : all.waves)
    if (one.period == 2) wave = std::max(wave, std::abs(one.gain * (1 + one.alpha) / (1 - one.alpha) - 1));
  run.measured("pulse_law", {pulse});
  run.measured("wave_law", {wave});
  std::vector<double> deviation, best, gap;
  for (const auto seed : seeds_of(run)) {
    deviation.push_back(readout_deviation(run, all, seed));
    double most = 1;
    for (const DelayCurve& one : all.curves)
      if (one.seed == seed) most = std::max(most, factor_between(one.best_tau, best_tau(one.delay)));
    best.push_back(most);
  }
  for (const Readout& one : all.readouts) gap.push_back(one.one.min() - one.mixed);
  run.measured("readout_theory", deviation);
  run.measured("best_alpha", best);
  run.measured("mixed_readout", gap);
}

void judge_learnt(lab::Run& run, const Results& all) {
  const auto starts = numbers_of(run, "alpha-starts"), delays = numbers_of(run, "delays");
  const double longest = *std::max_element(starts.begin(), starts.end()),
               shortest = *std::min_element(starts.begin(), starts.end()),
               far = *std::max_element(delays.begin(), delays.end());
  std::vector<double> from_long, from_short;
  for (const auto seed : seeds_of(run)) {
    double most = 1;
    for (const LearntRetention& one : all.learnt) {
      if (one.seed != seed) continue;
      const double factor = factor_between(one.tau.back(), best_tau(one.delay));
      if (one.start == longest) most = std::max(most, factor);
      if (one.start == shortest && static_cast<double>(one.delay) == far) from_short.push_back(factor);
    }
    from_long.push_back(most);
  }
  run.measured("learnt_alpha", from_long);
  run.measured("no_gradient", from_short);
}

// Of the held, alike ones: the name of the one with the lowest median error over the seeds.
std::string best_of_one(const Results& all) {
  std::map<std::string, std::vector<double>> errors;
  for (const Trained& net : all.nets)
    if (net.one && net.long_delay == all.nets.front().long_delay) errors[net.name].push_back(net.error());
  return std::min_element(
             errors.begin(), errors.end(),
             [](const auto& a, const auto& b) { return lab::median_of(a.second) < lab::median_of(b.second); })
      ->first;
}

std::vector<double> errors_of_net(const Results& all, const std::string& name) {
  std::vector<double> list;
  for (const Trained& net : all.nets)
    if (net.name == name && net.long_delay == all.nets.front().long_delay) list.push_back(net.error());
  return list;
}

std::vector<double> minus(std::vector<double> a, const std::vector<double>& b) {
  for (std::size_t k = 0; k < a.size(); ++k) a[k] -= b[k];
  return a;
}

void judge_nets(lab::Run& run, const Results& all) {
  const auto best = errors_of_net(all, best_of_one(all));
  run.measured("mixed_trained", minus(best, errors_of_net(all, "mixed")));
  run.measured("learnt_trained", minus(best, errors_of_net(all, "learnt")));
}

std::vector<double> costs_at(const Results& all, const std::string& task, double alpha) {
  std::vector<double> list;
  for (const Cost& one : all.costs)
    if (one.task == task && one.alpha == alpha) list.push_back(one.error);
  return list;
}

void judge_costs(lab::Run& run, const Results& all) {
  const auto alphas = numbers_of(run, "alphas");
  const auto there = [&](double alpha) {
    return std::find(alphas.begin(), alphas.end(), alpha) != alphas.end();
  };
  if (!there(0) || !there(leaky)) {
    run.note(fmt::format(
        "what a leak helps and costs is measured between α = 0 and {}; give both to --alphas", leaky));
    return;
  }
  run.measured("leak_helps", minus(costs_at(all, "pulse", 0), costs_at(all, "pulse", leaky)));
  run.measured("leak_costs_latch", minus(costs_at(all, "latch", leaky), costs_at(all, "latch", 0)));
  run.measured("leak_costs_toggle", minus(costs_at(all, "toggle", leaky), costs_at(all, "toggle", 0)));
}

std::vector<lab::Claim> claims_of_theory() {
  return {
      {.id = "pulse_law",
       .claim = "Memory of one pulse, α held and learnt: largest |h_{t+k} / (α^k h_t) - 1|",
       .source = "theory: eq. (2) of the model with U = 0; after Jaeger et al. 2007, whose rate a is 1 - α",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 1e-12,
       .reason = "exact but for rounding, 1e-16 a step"},
      {.id = "wave_law",
       .claim = "Input +1, -1, …: largest |amplitude · (1 + α) / (1 - α) - 1|",
       .source = "theory: the gain G(π) of the leak, a first-order low-pass filter",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 1e-12,
       .reason = "exact but for rounding"},
      {.id = "readout_theory",
       .claim = "Linear readout of integrators, on new sequences: largest |error - theory| over α and tasks",
       .source = "theory: E_d = 1 - a_dᵀ C⁻¹ a_d",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 0.05,
       .reason = "five standard errors of the mean over 2,000 test sequences or more"},
      {.id = "best_alpha",
       .claim = "Best measured time scale for a delay: largest factor to 2 / ln(1 + 1/k)",
       .source = "theory: α = √(k / (k + 1)), whatever noise, φ and W are",
       .published = "1",
       .unit = "",
       .low = 1,
       .high = 1.25,
       .reason =
           "within this factor the signal-to-noise ratio is within 4 % of the best: samples cannot tell"},
      {.id = "learnt_alpha",
       .claim = "α learnt from the longest start: largest factor of its time scale to 2 / ln(1 + 1/k)",
       .source = "theory, as above: the gradient is 0 there and nowhere else",
       .published = "1",
       .unit = "",
       .low = 1,
       .high = 1.5,
       .reason =
           "within this factor the signal-to-noise ratio is within 10 % of the best, where noisy gradients "
           "settle"},
      {.id = "no_gradient",
       .claim = "α learnt from the shortest start, longest delay: factor of its time scale to the best",
       .source = "theory: the gradient of a pulse k steps back is in proportion to α^{2k}",
       .published = "does not arrive",
       .unit = "",
       .low = 2,
       .reason = "a factor of 2 in the time scale is not an arrival"},
      {.id = "mixed_readout",
       .claim = "Two delays, integrators with a readout: error of the best one α minus that of mixed ones",
       .source = "theory: units alike are one unit; E_d as above",
       .published = "above 0",
       .unit = "",
       .low = 0.1,
       .reason = "a tenth of chance, 1"},
  };
}

std::vector<lab::Claim> claims_of_nets() {
  return {
      {.id = "mixed_trained",
       .claim = "Two delays, all weights learnt: error of the best one α minus that of mixed ones",
       .source = "comparison over seeds, after Bengio, Boulanger-Lewandowski & Pascanu 2012, section 3.1",
       .published = "no figure",
       .unit = "",
       .low = 0,
       .reason = "a comparison; both have as many parameters"},
      {.id = "learnt_trained",
       .claim =
           "Two delays, all weights learnt: error of the best one α held minus that of α learnt from 0.9",
       .source = "comparison over seeds",
       .published = "no figure",
       .unit = "",
       .low = 0,
       .reason = "a comparison; the learnt ones have one parameter more for each unit"},
      {.id = "leak_helps",
       .claim =
           "One late pulse, all weights learnt: error with α = 0 minus that with 0.9, as a share of chance",
       .source = "comparison over seeds, after Bengio, Boulanger-Lewandowski & Pascanu 2012, section 3.1",
       .published = "no figure",
       .unit = "",
       .low = 0.25,
       .reason = "a quarter of chance"},
      {.id = "leak_costs_latch",
       .claim = "Latch: error with α = 0.9 minus that with 0, as a share of chance",
       .source = "comparison over seeds; theory: at α > 1/2 no single pulse turns a saturated unit round",
       .published = "no figure",
       .unit = "",
       .low = 0,
       .reason = "a comparison"},
      {.id = "leak_costs_toggle",
       .claim = "Toggle: error with α = 0.9 minus that with 0, as a share of chance",
       .source = "comparison over seeds; theory: a state that turns round at every step is (1 - α) / (1 + α)",
       .published = "no figure",
       .unit = "",
       .low = 0.5,
       .reason = "half of chance: the one has learnt it and the other has not"},
  };
}

}  // namespace

std::vector<lab::Claim> claims() {
  auto all = claims_of_theory();
  for (auto& claim : claims_of_nets()) all.push_back(std::move(claim));
  return all;
}

void judge(lab::Run& run, const Results& all) {
  judge_theory(run, all);
  judge_learnt(run, all);
  judge_nets(run, all);
  judge_costs(run, all);
}

}  // namespace unroll::experiments::leaks
