// 01 Hopfield's memory: pictures restored from noise and from halves, energy descending frame by frame.
#include "experiments/lab/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "datasets/corruption.hpp"
#include "datasets/pattern.hpp"
#include "datasets/random_patterns.hpp"
#include "experiments/lab/error.hpp"
#include "restoration.hpp"

namespace unroll::experiments {
namespace {

using lab::Rows;
using lab::Values;

// How often a sweep raised the energy, recomputed from W and b after each. The theorem wants w_ii ≥ 0, so a
// network with others (Storkey's own self-connections) is left out.
void count_rises(lab::Run& run, const Memories& memories) {
  const auto outside = [&](const lab::Point& at) {
    return memories.net(at.word("rule")).W().diag().min() < 0;
  };
  run.grid({.label = "energies", .axes = {{"rule", rules}}, .seeds = run.seeds(), .skip = outside},
           [&](lab::Point& at) {
             const Network& net = memories.net(at.word("rule"));
             Stream stream = at.stream(at.word("rule"), "energy");
             const auto mu = run.stream_number(at.seed()) % memories.names.size();
             const arma::fvec cue = datasets::corrupt(memories[mu], memories.size, memories.size,
                                                      datasets::parse_corruption("flip:0.2"), stream);
             auto recall = hopfield::start(net, states_of(net, cue));
             double before = energy(net, recall.s);
             int rises = 0;
             settle(dynamics(run, net), recall, stream, 100, [&](const auto& state) {
               const double after = energy(net, state.s);
               rises += after > before + 1e-6 * std::abs(before);
               before = after;
             });
             at.row("sweeps", rises);
           });
}

// The period in which synchronous runs from random states end. A run that does not repeat itself counts with
// all its steps.
void measure_periods(lab::Run& run) {
  constexpr std::size_t limit = 10000;
  const auto units = run.settings().count("units");
  run.grid({.label = "synchronous runs", .seeds = run.seeds()}, [&](lab::Point& at) {
    Stream stream = at.stream("", "synchronous");
    const arma::fmat patterns =
        datasets::random_patterns<float>(units, std::max<arma::uword>(1, units / 10), stream);
    for (const auto& rule : rules) {
      const auto net = network(run, patterns, rule);
      for (int start = 0; start < 3; ++start) {
        const arma::fmat s = states_of(net, datasets::random_patterns<float>(units, 1, stream));
        const auto period = hopfield::orbit(net, s, limit).period;
        at.row("orbits", rule, start, period == 0 ? limit : period);
      }
    }
  });
}

void warn_of_load(lab::Run& run, const Memories& memories) {
  const std::string rule = chosen_rule(run);
  const double limit = hopfield::capacity(rule_named(rule), memories.patterns.n_rows);
  if (static_cast<double>(memories.names.size()) <= limit) return;
  run.warn(
      fmt::format("{} pictures of {} units are more than the {:.0f} random patterns that {} can hold ({}); "
                  "expect mixtures",
                  memories.names.size(), memories.patterns.n_rows, limit, rule,
                  rule == "Hebb"      ? "0.138 N: Amit, Gutfreund & Sompolinsky 1985"
                  : rule == "Storkey" ? "N/√(2 ln N): Storkey & Valabregue 1999"
                                      : "N - 1: Personnaz, Guyon & Dreyfus 1985"));
}

// A shift is only known to be too far once the size is.
void check_shifts(const lab::Settings& settings) {
  for (const auto& word : settings.words("corrupt")) {
    const auto corruption = datasets::parse_corruption(word);
    const long size = settings.integer("size");
    if (corruption.kind == datasets::Corruption::Kind::shift && std::abs(corruption.amount) >= double(size))
      throw lab::UsageError(
          fmt::format("--corrupt {} shifts a picture of --size {} out of sight; shift by less", word, size));
  }
}

void store(lab::Run& run, Memories& memories) {
  std::vector<std::optional<Network>> nets(rules.size());
  run.parallel("storing", rules.size(),
               [&](std::size_t k) { nets[k] = network(run, memories.patterns, rules[k]); });
  for (std::size_t k = 0; k < rules.size(); ++k) memories.nets.emplace(rules[k], std::move(*nets[k]));
}

void body(lab::Run& run) {
  check_shifts(run.settings());
  const auto pictures = chosen_pictures(run);
  Memories memories = stored_memories(run, pictures);
  const bool landscape = run.settings().flag("energy-landscape");
  const auto corners = landscape ? chosen_corners(run, memories) : std::vector<std::size_t>();
  warn_of_load(run, memories);
  store(run, memories);
  restore_pictures(run, memories);
  measure_basins(run, memories);
  measure_correlation(run, memories);
  measure_loads(run, pictures);
  count_rises(run, memories);
  measure_periods(run);
  measure_hills(run, memories);
  if (landscape) map_landscape(run, memories, corners);
}

// For each seed the largest number up to which 90 % of the patterns are restored; 0 for none.
Values most_restored(const Rows& loads) {
  Values most;
  for (const auto& seed : loads.distinct("seed")) {
    const Rows rows = loads.where("seed", seed);  // in the order of the numbers
    double stored = 0;
    for (std::size_t r = 0; r < rows.size() && rows.number(r, "restored") >= 0.9 - 1e-9; ++r)
      stored = rows.number(r, "stored");
    most.add(std::stoull(seed), stored);
  }
  return most;
}

// Letters where there are any: there are more of them than pictures. Seeds are left out for which Hebb's rule
// restores none.
Values load_ratio(const Rows& loads) {
  const Rows letters = loads.where("patterns", "letters");
  const Rows pool = letters.empty() ? loads.where("patterns", "pictures") : letters;
  const Values projection = most_restored(pool.where("rule", "projection"));
  Values hebb;
  for (const auto& [seed, most] : most_restored(pool.where("rule", "Hebb")))
    if (most > 0) hebb.add(seed, most);
  return projection / hebb;
}

void judge(const lab::Results& results, lab::Findings& findings) {
  const Rows loads = results["loads"], projection = loads.where("rule", "projection");
  const auto independent = [](double left) { return left > 0.01; };
  const auto wrong = [](double overlap) { return overlap < 0.98; };  // by more than one unit in a hundred
  findings.measured("kept_while_independent",
                    projection.where("left", independent).values("kept").each_seed(lab::reduce::least));
  findings.measured("load_ratio", load_ratio(loads));
  if (results["overlaps"].size() < 2) return;  // one memory resembles no other
  const Rows basin = results["basin"].where("patterns", "pictures").where("flipped", 0.2);
  findings.measured("rule_gap", basin.where("rule", "projection").values("overlap") -
                                    basin.where("rule", "Hebb").values("overlap"));
  findings.measured("picture_eigenvalue",
                    results["spectrum"].where("matrix", "correlations").where("rank", 1).values("over_edge"));
  findings.measured("hebb_crosstalk",
                    results["memories"].where("rule", "Hebb").values("against").each_seed(lab::reduce::mean));
  const Rows answers = results["mixtures"].where("rule", "Hebb").where("asked", wrong);
  findings.measured("mixture_gap", answers.values("gap").each_seed(lab::reduce::mean));
}

}  // namespace
}  // namespace unroll::experiments

unroll::lab::Experiment unroll::experiment() {
  return {.body = experiments::body,
          .judge = experiments::judge,
          .checks = {{"corruption", [](const std::string& word) { datasets::parse_corruption(word); }},
                     {"threshold", [](const std::string& word) { datasets::parse_threshold(word); }}}};
}
