// 01 Hopfield's memory: pictures restored from noise and from halves, energy descending frame by frame.
#include "experiments/lab/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "datasets/pattern.hpp"
#include "datasets/random_patterns.hpp"
#include "experiments/lab/error.hpp"
#include "tables.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;
using hopfield::Rule;

// How often a sweep raised the energy, recomputed from W and b after each, over all rules. The theorem wants
// w_ii ≥ 0, so a network with others (Storkey's own self-connections) is passed over.
double rises(const Run& run, const Networks& nets, const Memories& memories, std::size_t seed) {
  double count = 0;
  for (std::size_t k = 0; k < nets.size(); ++k) {
    const auto& net = nets[k];
    if (net.W().diag().min() < 0) continue;
    Stream stream = run.stream(name_of(rules[k]), seed, "energy");
    const arma::fvec memory = memories.patterns.col(seed % memories.patterns.n_cols);
    const arma::fvec cue = datasets::corrupt(memory, memories.size, memories.size,
                                             datasets::parse_corruption("flip:0.2"), stream);
    auto recall = hopfield::start(net, arma::fvec(hopfield::as_states<float>(cue, net.coding())));
    double before = energy(net, recall.s);
    settle(dynamics(run, net), recall, stream, 100, [&](const auto& state) {
      const double after = energy(net, state.s);
      count += after > before + 1e-6 * std::abs(before);
      before = after;
    });
  }
  return count;
}

// The longest period that synchronous runs from random states end in, over all rules; infinite if one did
// not repeat itself.
double longest_period(const Run& run, std::size_t seed) {
  const auto units = static_cast<arma::uword>(run.settings().integer("units"));
  Stream stream = run.stream("", seed, "synchronous");
  const arma::fmat patterns =
      datasets::random_patterns<float>(units, std::max<arma::uword>(1, units / 10), stream);
  double longest = 0;
  for (const Rule rule : rules) {
    const auto net = network(run, patterns, rule);
    for (int start = 0; start < 3; ++start) {
      const arma::fmat s =
          hopfield::as_states<float>(datasets::random_patterns<float>(units, 1, stream), net.coding());
      const auto period = hopfield::orbit(net, s, 10000).period;
      longest = std::max(longest,
                         period == 0 ? std::numeric_limits<double>::infinity() : static_cast<double>(period));
    }
  }
  return longest;
}

std::vector<double> overlaps(const std::vector<Basin>& basins, const std::string& patterns,
                             const std::string& rule) {
  std::vector<double> values;
  for (const auto& b : basins)
    if (b.patterns == patterns && b.rule == rule && b.flipped == 0.2) values.push_back(b.overlap);
  return values;
}

void measure_overlaps(Run& run, const Memories& memories, const Networks& nets,
                      const std::vector<Basin>& basins) {
  run.measured("random_overlap", overlaps(basins, "random", "Hebb"));
  const auto projection = overlaps(basins, "pictures", "projection"),
             hebb = overlaps(basins, "pictures", "Hebb");
  run.measured("picture_overlap", projection);
  std::vector<double> gap;
  for (std::size_t k = 0; k < hebb.size(); ++k) gap.push_back(projection[k] - hebb[k]);
  if (memories.names.size() > 1) run.measured("rule_gap", gap);  // one memory resembles no other
  const auto& net = nets[static_cast<std::size_t>(Rule::projection)];
  const arma::fmat kept = hopfield::synchronous(net, memories.patterns);
  double exact = 0;
  for (arma::uword mu = 0; mu < kept.n_cols; ++mu)
    exact += arma::all(kept.col(mu) == memories.patterns.col(mu));
  run.measured("fixed_points", {exact / static_cast<double>(kept.n_cols)});
}

void measure(Run& run, const Memories& memories, const Networks& nets, const std::vector<Basin>& basins) {
  const auto runs = static_cast<std::size_t>(run.settings().integer("runs"));
  std::vector<double> risen(runs), period(runs);
  run.parallel("energies", runs, [&](std::size_t seed) {
    risen[seed] = rises(run, nets, memories, seed);
    period[seed] = longest_period(run, seed);
  });
  run.measured("energy_rises", risen);
  run.measured("synchronous_period", period);
  if (run.settings().word("coding") == "zero_one" || run.settings().flag("clip") ||
      run.settings().flag("self-connections"))
    run.note(
        "the theory of overlaps and fixed points is for states -1/+1 and unclipped weights without "
        "self-connections, so those findings are not measured here");
  else
    measure_overlaps(run, memories, nets, basins);
}

void warn_of_load(Run& run, const Memories& memories) {
  const Rule rule = chosen_rule(run);
  const double limit = hopfield::capacity(rule, memories.patterns.n_rows);
  const auto stored = memories.patterns.n_cols;
  if (static_cast<double>(stored) <= limit) return;
  run.warn(
      fmt::format("{} pictures of {} units are more than the {:.0f} random patterns that {} can hold ({}); "
                  "expect mixtures",
                  stored, memories.patterns.n_rows, limit, name_of(rule),
                  rule == Rule::hebb      ? "0.138 N: Amit, Gutfreund & Sompolinsky 1985"
                  : rule == Rule::storkey ? "N/√(2 ln N): Storkey & Valabregue 1999"
                                          : "N - 1: Personnaz, Guyon & Dreyfus 1985"));
}

// A shift is only known to be too far once the size is.
void check_shifts(const Run& run) {
  for (const auto& word : run.settings().words("corrupt")) {
    const auto corruption = datasets::parse_corruption(word);
    const auto size = static_cast<double>(run.settings().integer("size"));
    if (corruption.kind == datasets::Corruption::Kind::shift && std::abs(corruption.amount) >= size)
      throw UsageError(
          fmt::format("--corrupt {} shifts a picture of --size {} out of sight; shift by less", word, size));
  }
}

void body(Run& run) {
  check_shifts(run);
  const Memories memories = picture_memories(run);
  warn_of_load(run, memories);
  const Networks nets = networks(run, memories.patterns);
  const auto restored = restorations(run, memories, nets[static_cast<std::size_t>(chosen_rule(run))]);
  const auto basin = basins(run, memories, nets);
  measure(run, memories, nets, basin);
  write_grid(run, memories, nets, restored);
  write_rules(run, memories, nets, restored);
  write_energy(run, memories, restored);
  write_film(run, memories, restored.front());
  write_basins(run, basin);
  write_overlaps(run, memories);
}

std::vector<Option> options() {
  const auto corruption = [](const std::string& text) { datasets::parse_corruption(text); };
  const auto threshold = [](const std::string& text) { datasets::parse_threshold(text); };
  return {
      words_option("image", "FILE...", {"", "", ""},
                   "your own pictures (PNG, PGM, XBM) instead of --pictures"),
      choice_option("pictures", {"drawn", "xbitmaps", "xbitmaps"}, {"xbitmaps", "glyphs", "digits", "drawn"},
                    "which pictures to store"),
      word_option("text", "LETTERS", {"ХОПФИЛД", "ХОПФИЛД", "ХОПФИЛД"},
                  "the letters that --pictures glyphs stores"),
      integer_option("stored", {10, 10, 10}, 1, 100, "how many of --pictures to store, at the most"),
      integer_option("size", {20, 64, 100}, 8, 128, "pictures are fitted into SIZE × SIZE units"),
      word_option("threshold", "otsu|0…255", {"otsu", "otsu", "otsu"}, "what counts as ink", threshold),
      words_option("corrupt", "KIND...",
                   {"flip:0.2 half:left noise:0.8 shift:2", "flip:0.2 half:left noise:0.8 shift:2",
                    "flip:0.2 half:left noise:0.8 shift:2"},
                   "flip:0.2, half:left, noise:0.5, shift:2; one a picture, in turn", corruption),
      choice_option("rule", {"projection", "projection", "projection"}, {"hebb", "storkey", "projection"},
                    "the rule behind grid, energy curve and animation"),
      choice_option("coding", {"plus_minus", "plus_minus", "plus_minus"}, {"plus_minus", "zero_one"},
                    "states -1/+1, or 0/1 as in 1982"),
      choice_option("order", {"permutation", "permutation", "permutation"}, {"permutation", "random_choice"},
                    "a sweep visits every unit once, or draws units with replacement"),
      choice_option("bias", {"learnt", "learnt", "learnt"}, {"learnt", "none"},
                    "biases from an always-on unit, or none"),
      flag_option("self-connections", "keep the weights of units to themselves"),
      flag_option("clip", "keep only the signs of the weights"),
      integer_option("units", {200, 1000, 4000}, 20, 10000, "units of the nets that store random patterns"),
      integer_option("runs", {2, 10, 20}, 1, 1000, "runs behind each finding"),
  };
}

std::vector<Claim> claims() {
  return {
      {.id = "energy_rises",
       .claim = "Sweeps that raise the energy, recomputed from W and b",
       .source = "Hopfield 1982, eqs. [7] and [8]",
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 0,
       .reason = "a theorem for symmetric weights with w_ii ≥ 0; only rounding (1e-6 of E) is allowed for"},
      {.id = "random_overlap",
       .claim = "Random patterns at load 0.05, 20 % flipped: overlap after recall with Hebb",
       .source = "theory, after Amit, Gutfreund & Sompolinsky 1985: m(0.05)",
       .published = "0.99999",
       .unit = "",
       .low = 0.99,
       .high = 1,
       .reason = "the theory is for endless N and the rest state; a few units in a thousand may differ"},
      {.id = "picture_overlap",
       .claim = "Pictures, 20 % flipped: overlap after recall with projection",
       .source = "expected after Personnaz, Guyon & Dreyfus 1985: memories are fixed points",
       .published = "no figure",
       .unit = "",
       .low = 0.99,
       .high = 1,
       .reason = "far below the rule's capacity; the same band as for random patterns"},
      {.id = "rule_gap",
       .claim = "The same pictures: overlap with projection minus overlap with Hebb",
       .source = "comparison over runs; Hebb assumes uncorrelated memories",
       .published = "no figure",
       .unit = "",
       .low = 0.01,
       .high = 2,
       .reason = "a comparison: one unit in 200 more right, far above the spread of the runs"},
      {.id = "fixed_points",
       .claim = "Share of the stored pictures that projection leaves exactly as they are",
       .source = "theory: Personnaz, Guyon & Dreyfus 1985",
       .published = "1",
       .unit = "",
       .low = 1,
       .high = 1,
       .reason = "exact while the pictures are linearly independent"},
      {.id = "synchronous_period",
       .claim = "Longest period in which synchronous runs end",
       .source = "theorem: Goles & Olivos 1980",
       .published = "≤ 2",
       .unit = "steps",
       .low = 1,
       .high = 2,
       .reason = "a theorem for symmetric weights"},
  };
}

}  // namespace

Experiment hopfield_restoration();

Experiment hopfield_restoration() {
  return {
      .title = "Hopfield's memory restores pictures",
      .part = "I Energy",
      .shows = "pictures restored from noise and from halves, energy descending frame by frame",
      .question =
          "Can a network of simple units, each knowing only its neighbours' states, bring back a whole "
          "picture from a damaged one, and why does it ever come to rest?",
      .takes = {"1 s", "10 s", "3 min"},
      .references =
          {"J. J. Hopfield, Neural networks and physical systems with emergent collective computational "
           "abilities, "
           "PNAS 79 (1982) 2554–2558",
           "D. J. Amit, H. Gutfreund & H. Sompolinsky, Storing infinite numbers of patterns in a spin-glass "
           "model "
           "of neural networks, Phys. Rev. Lett. 55 (1985) 1530–1533",
           "L. Personnaz, I. Guyon & G. Dreyfus, Information storage and retrieval in spin-glass like neural "
           "networks, J. Physique Lett. 46 (1985) L359–L365",
           "A. J. Storkey & R. Valabregue, The basins of attraction of a new Hopfield learning rule, Neural "
           "Networks 12 (1999) 869–876",
           "E. Goles & J. Olivos, Periodic behaviour of generalized threshold functions, Discrete Math. 30 "
           "(1980) "
           "187–189"},
      .options = options(),
      .claims = claims(),
      .figures = restoration_figures(),
      .body = body};
}

}  // namespace unroll::experiments
