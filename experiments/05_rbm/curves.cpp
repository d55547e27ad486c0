#include "curves.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "datasets/bars_and_stripes.hpp"
#include "experiments/lab/interrupt.hpp"

namespace unroll::experiments::restricted {
namespace {

constexpr double spread_of_weights = 0.01;  // after Hinton 2010, section 8

arma::uword hidden_units(const lab::Run& run, arma::uword side) {
  const auto hidden = run.settings().count("hidden");
  return hidden == 0 ? side * side : hidden;
}

// The numbers of an option, each once, in the order given.
std::vector<arma::uword> numbers(const lab::Run& run, const char* option) {
  std::vector<arma::uword> numbers;
  for (const auto& word : run.settings().words(option))
    if (const auto n = std::stoul(word); std::find(numbers.begin(), numbers.end(), n) == numbers.end())
      numbers.push_back(n);
  return numbers;
}

void climb(const lab::Run& run, const Method& method, Curve& curve) {
  const lab::Settings& settings = run.settings();
  const auto updates = settings.count(method.exact ? "exact" : "updates"), every = settings.count("every");
  const arma::fmat data = datasets::bars_and_stripes<float>(curve.side);
  const auto patterns = static_cast<double>(data.n_cols);
  boltzmann::Restricted<float> machine(data.n_rows, hidden_units(run, curve.side));
  Stream weights = run.stream("restricted", curve.run, fmt::format("weights of side {}", curve.side));
  boltzmann::draw_weights(machine, spread_of_weights, weights);
  Stream stream =
      run.stream(method.name, curve.run, fmt::format("{} of side {}", name_of(curve.reading), curve.side));
  boltzmann::ContrastiveDivergence<float> divergence(machine, method.chains, stream);
  const auto note = [&](arma::uword update) {
    lab::check_interrupt();
    curve.update.push_back(update);
    curve.log_likelihood.push_back(patterns * log_likelihood(machine, data));
    curve.weight.push_back(arma::abs(machine.W()).max());
  };
  note(0);
  for (arma::uword update = 1; update <= updates; ++update) {
    double rate = settings.real("rate");
    if (curve.reading == Reading::sum) rate *= patterns;
    if (method.falling) rate *= 1 - static_cast<double>(update - 1) / static_cast<double>(updates);
    if (method.exact)
      machine.theta +=
          arma::conv_to<arma::fvec>::from(arma::vec(rate * log_likelihood_gradient(machine, data)));
    else
      divergence.add(machine, data, rate, machine.theta);
    if (update % every == 0) note(update);
  }
}

using Pick = std::vector<const Curve*>;

Pick those(const std::vector<Curve>& curves, Reading reading, const std::string& method) {
  Pick pick;
  for (const Curve& curve : curves)
    if (curve.side == 3 && curve.reading == reading && curve.method == method) pick.push_back(&curve);
  return pick;
}

template <class Value>
std::vector<double> each(const Pick& pick, Value&& value) {
  std::vector<double> values;
  for (const Curve* curve : pick) values.push_back(value(*curve));
  return values;
}

std::vector<double> end_above(const Pick& one, const Pick& other) {
  std::vector<double> values;
  for (std::size_t k = 0; k < std::min(one.size(), other.size()); ++k)
    values.push_back(one[k]->end() - other[k]->end());
  return values;
}

// The published setting, to which the bands belong.
bool as_published(const lab::Run& run) {
  const lab::Settings& settings = run.settings();
  const auto sides = restricted::sides(run);
  return std::count(sides.begin(), sides.end(), 3) == 1 && hidden_units(run, 3) == 9 &&
         settings.real("rate") == 0.1 && settings.integer("updates") == 50000 &&
         settings.integer("every") <= 1000;  // the peak and the last 5000 updates are looked at
}

}  // namespace

std::vector<arma::uword> sides(const lab::Run& run) { return numbers(run, "sides"); }

std::vector<Method> methods(const lab::Run& run) {
  std::vector<Method> all;
  for (const arma::uword k : numbers(run, "k")) all.push_back({fmt::format("CD-{}", k), {.k = k}});
  const boltzmann::Divergence persistent{.k = 1, .persistent = true};
  all.push_back({"PCD-1", persistent});
  all.push_back({"PCD-1 falling", persistent, true});
  if (run.settings().integer("exact") > 0) all.push_back({"exact gradient", {}, false, true});
  return all;
}

std::size_t Curve::peak() const {
  return static_cast<std::size_t>(std::max_element(log_likelihood.begin(), log_likelihood.end()) -
                                  log_likelihood.begin());
}

double Curve::end() const {
  double sum = 0, count = 0;
  for (std::size_t k = 0; k < update.size(); ++k)
    if (10 * update[k] > 9 * update.back() || k + 1 == update.size()) {
      sum += log_likelihood[k];
      ++count;
    }
  return sum / count;
}

std::vector<Curve> curves(lab::Run& run) {
  const auto all = methods(run);
  std::vector<Curve> curves;
  std::vector<const Method*> of;
  for (const arma::uword side : sides(run))
    for (const Reading reading : {Reading::mean, Reading::sum})
      for (const Method& method : all)
        for (long k = 0; k < (method.exact ? 1 : run.settings().integer("runs")); ++k) {
          curves.push_back({side, reading, method.name, static_cast<std::size_t>(k)});
          of.push_back(&method);
        }
  run.parallel("bars and stripes", curves.size(), [&](std::size_t i) { climb(run, *of[i], curves[i]); });
  return curves;
}

double of_coins(arma::uword side) {
  return -std::log(2.0) * static_cast<double>((arma::uword{2} << side) * side * side);
}

void measure_curves(lab::Run& run, const std::vector<Curve>& curves) {
  run.measured("bound_3", {datasets::bars_and_stripes_bound(3)});
  run.measured("bound_4", {datasets::bars_and_stripes_bound(4)});
  if (!as_published(run)) {
    run.note(
        "the rise and fall of the likelihood is told of 3 × 3 pixels, 9 hidden units, a rate of 0.1 and "
        "50000 updates looked at every 1000 or sooner, so those findings are not measured here");
    return;
  }
  for (const Reading reading : {Reading::mean, Reading::sum}) {
    const auto name = [&](const char* id) { return fmt::format("{}_{}", id, name_of(reading)); };
    const Pick one = those(curves, reading, "CD-1"), ten = those(curves, reading, "CD-10"),
               persistent = those(curves, reading, "PCD-1");
    run.measured(name("cd1_fall"), each(one, [](const Curve& c) { return c.fall(); }));
    run.measured(name("cd10_over_cd1"), end_above(ten, one));
    const auto below =
        each(persistent, [](const Curve& c) { return c.end() < of_coins(c.side) ? 1.0 : 0.0; });
    run.measured(name("pcd_diverged"),
                 {std::accumulate(below.begin(), below.end(), 0.0) / static_cast<double>(below.size())});
    run.measured(name("falling_rate"), end_above(those(curves, reading, "PCD-1 falling"), persistent));
  }
}

}  // namespace unroll::experiments::restricted
