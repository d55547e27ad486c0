#include "recalls.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "datasets/random_patterns.hpp"
#include "experiments/lab/interrupt.hpp"

namespace unroll::experiments {

using hopfield::Coding;
using hopfield::Network;
using hopfield::Rule;

namespace {

Coding coding(const lab::Run& run) {
  return run.settings().word("coding") == "zero_one" ? Coding::zero_one : Coding::plus_minus;
}

arma::fvec as_signs(const Network<float>& net, const arma::fvec& s) {
  return net.coding() == Coding::plus_minus ? s : arma::fvec(2 * s - 1);
}

void record(Descent& descent, double sweep, double energy, const arma::fvec& signs,
            const arma::fvec& memory) {
  descent.sweep.push_back(sweep);
  descent.energy.push_back(energy);
  descent.overlap.push_back(hopfield::overlap(memory, signs));
  descent.state.push_back(signs);
}

}  // namespace

std::string name_of(Rule rule) {
  return rule == Rule::hebb ? "Hebb" : rule == Rule::storkey ? "Storkey" : "projection";
}

Rule chosen_rule(const lab::Run& run) {
  const std::string& word = run.settings().word("rule");
  return word == "hebb" ? Rule::hebb : word == "storkey" ? Rule::storkey : Rule::projection;
}

Network<float> network(const lab::Run& run, const arma::fmat& patterns, Rule rule) {
  lab::check_interrupt();
  const auto& settings = run.settings();
  auto net = hopfield::store(patterns, rule,
                             {.coding = coding(run),
                              .bias = settings.word("bias") == "learnt",
                              .self_connections = settings.flag("self-connections")});
  return settings.flag("clip") ? hopfield::clipped(net) : net;
}

Networks networks(lab::Run& run, const arma::fmat& patterns) {
  std::vector<std::optional<Network<float>>> built(std::size(rules));
  run.parallel("storing", built.size(), [&](std::size_t k) { built[k] = network(run, patterns, rules[k]); });
  Networks nets;
  for (auto& net : built) nets.push_back(std::move(*net));
  return nets;
}

arma::fvec projection_diagonal(const lab::Run& run, arma::fmat patterns) {
  const arma::uword N = patterns.n_rows;
  if (run.settings().word("bias") == "learnt")
    patterns.insert_rows(N, arma::fmat(1, patterns.n_cols, arma::fill::ones));
  return hopfield::projection(patterns).diagonal.head(N);
}

hopfield::Asynchronous<float> dynamics(const lab::Run& run, const Network<float>& net) {
  const bool choice = run.settings().word("order") == "random_choice";
  return {net, choice ? Order::random_choice : Order::permutation};
}

Descent asynchronous_descent(const lab::Run& run, const Network<float>& net, const arma::fvec& memory,
                             const arma::fvec& cue, Stream& stream, arma::uword frames) {
  constexpr arma::uword limit = 50;
  const auto moves = dynamics(run, net);
  auto recall = hopfield::start(net, arma::fvec(hopfield::as_states<float>(cue, net.coding())));
  Descent descent;
  record(descent, 0, energy(moves, recall), cue, memory);
  for (arma::uword sweeps = 0; sweeps < limit && !(descent.at_rest = at_rest(moves, recall)); ++sweeps) {
    arma::uword visits = 0, next = 1;
    sweep(moves, recall, stream, [&](arma::uword, bool) {
      if (++visits * frames < next * net.size()) return;
      const double time =
          static_cast<double>(sweeps) + static_cast<double>(next) / static_cast<double>(frames);
      record(descent, time, energy(moves, recall), as_signs(net, recall.s), memory);
      ++next;
    });
  }
  return descent;
}

Descent synchronous_descent(const Network<float>& net, const arma::fvec& memory, const arma::fvec& cue,
                            arma::uword limit) {
  Descent descent;
  arma::fvec s = hopfield::as_states<float>(cue, net.coding());
  for (arma::uword step = 0; step <= limit; ++step) {
    const arma::fvec signs = as_signs(net, s);
    record(descent, static_cast<double>(step), energy(net, s), signs, memory);
    const arma::fvec next = hopfield::synchronous<float>(net, s);
    if ((descent.at_rest = arma::all(next == s))) break;
    s = next;
  }
  return descent;
}

arma::fvec recalled(const lab::Run& run, const Network<float>& net, const arma::fvec& cue, Stream& stream) {
  lab::check_interrupt();
  auto recall = hopfield::start(net, arma::fvec(hopfield::as_states<float>(cue, net.coding())));
  settle(dynamics(run, net), recall, stream, 100);
  return as_signs(net, recall.s);
}

std::vector<Restoration> restorations(lab::Run& run, const Memories& memories, const Network<float>& net) {
  const auto& corruptions = run.settings().words("corrupt");
  std::vector<Restoration> all(memories.names.size());
  run.parallel("restoring", all.size(), [&](std::size_t mu) {
    const std::string& corruption = corruptions[mu % corruptions.size()];
    Stream noise = run.stream("", mu, "corruption"), order = run.stream("", mu, "order");
    const arma::fvec memory = memories.patterns.col(mu);
    const arma::fvec cue = datasets::corrupt(memory, memories.size, memories.size,
                                             datasets::parse_corruption(corruption), noise);
    all[mu] = {mu, corruption, cue, asynchronous_descent(run, net, memory, cue, order, 24),
               synchronous_descent(net, memory, cue, 20)};
  });
  return all;
}

namespace {

// The mean overlap that recall of some of the `patterns` reaches after a fraction of units was flipped.
double mean_overlap(const lab::Run& run, const Network<float>& net, const arma::fmat& patterns,
                    double flipped, Stream& stream) {
  const arma::uword tried = std::min<arma::uword>(patterns.n_cols, 10);
  double sum = 0;
  for (arma::uword mu = 0; mu < tried; ++mu) {
    const arma::fvec memory = patterns.col(mu);
    const arma::fvec cue = datasets::corrupt(
        memory, memory.n_elem, 1, {.kind = datasets::Corruption::Kind::flip, .amount = flipped}, stream);
    sum += hopfield::overlap(memory, recalled(run, net, cue, stream));
  }
  return sum / static_cast<double>(tried);
}

std::vector<double> levels(const lab::Run& run) {
  const int steps = run.scale() == lab::Scale::quick ? 5 : 10;
  std::vector<double> list;
  for (int k = 0; k <= steps; ++k) list.push_back(0.5 * k / steps);
  return list;
}

}  // namespace

std::vector<Basin> basins(lab::Run& run, const Memories& memories, const Networks& nets) {
  const auto runs = run.settings().count("runs");
  const auto units = run.settings().count("units");
  const auto random_count = std::max<arma::uword>(1, units / 20);
  const auto noise = levels(run);
  const std::size_t each = std::size(rules) * noise.size();
  std::vector<Basin> all(2 * runs * each);
  run.parallel("basins", 2 * runs, [&](std::size_t job) {
    const bool pictures = job % 2 == 1;
    const std::size_t seed = job / 2;
    Stream draw = run.stream("", seed, "random patterns");
    const arma::fmat patterns =
        pictures ? memories.patterns : datasets::random_patterns<float>(units, random_count, draw);
    std::size_t at = job * each;
    for (std::size_t r = 0; r < std::size(rules); ++r) {
      const auto own = pictures ? std::nullopt : std::optional(network(run, patterns, rules[r]));
      const Network<float>& net = pictures ? nets[r] : *own;
      Stream stream = run.stream(name_of(rules[r]), seed, pictures ? "picture basin" : "random basin");
      for (const double flipped : noise)
        all[at++] = {pictures ? "pictures" : "random", name_of(rules[r]), flipped, seed,
                     mean_overlap(run, net, patterns, flipped, stream)};
    }
  });
  return all;
}

}  // namespace unroll::experiments
