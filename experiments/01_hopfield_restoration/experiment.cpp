// 01 Hopfield's memory: pictures restored from noise and from halves, energy descending frame by frame.
#include "experiments/lab/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <stdexcept>

#include "claims.hpp"
#include "correlation.hpp"
#include "datasets/pattern.hpp"
#include "datasets/random_patterns.hpp"
#include "experiments/lab/error.hpp"
#include "figures.hpp"
#include "landscape.hpp"
#include "loads.hpp"
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
  const auto units = run.settings().count("units");
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

// What the body has computed.
struct Results {
  std::vector<Restoration> restored;
  std::vector<Basin> basins;
  Correlation correlation;
  std::vector<Load> loads;
};

void measure(Run& run, const Memories& memories, const Networks& nets, const Results& results) {
  const auto runs = run.settings().count("runs");
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
  else {
    measure_overlaps(run, memories, nets, results.basins);
    measure_correlation(run, results.correlation);
    measure_loads(run, results.loads);
  }
  measure_lines(run, memories, nets);
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
  const auto pictures = chosen_pictures(run);
  const Memories memories = picture_memories(run, pictures);
  const bool landscape = run.settings().flag("energy-landscape");
  if (landscape) chosen_corners(run, memories);  // refused before anything is computed
  warn_of_load(run, memories);
  const Networks nets = networks(run, memories.patterns);
  const Results results{restorations(run, memories, nets[static_cast<std::size_t>(chosen_rule(run))]),
                        basins(run, memories, nets), correlation(run, memories, nets), loads(run, pictures)};
  measure(run, memories, nets, results);
  write_grid(run, memories, nets, results.restored);
  write_rules(run, memories, nets, results.restored);
  write_energy(run, memories, results.restored);
  write_film(run, memories, results.restored.front());
  write_basins(run, results.basins);
  write_correlation(run, memories, results.correlation);
  write_loads(run, results.loads);
  if (landscape) write_landscape(run, memories, nets, results.correlation.mixture);
}

// A whole number from 1 to 1000.
void check_count(const std::string& text, const std::string& what) {
  int value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failed != std::errc{} || end != text.data() + text.size() || value < 1 || value > 1000)
    throw std::invalid_argument(
        fmt::format("\"{}\" is no {}; it must be a whole number from 1 to 1000", text, what));
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
      choice_option("alphabet", {"none", "all", "all"}, {"none", "cyrillic", "latin", "greek", "all"},
                    "the letters that are stored in growing numbers, beside the pictures"),
      words_option(
          "counts", "N...",
          {"1 2 4 8", "1 2 3 5 8 12 16 24 36 54 80", "1 2 3 4 5 6 8 10 12 14 16 20 24 30 36 44 54 66 80 100"},
          "how many of them, and of the pictures and of random patterns",
          [](const std::string& text) { check_count(text, "number to store"); }),
      flag_option("energy-landscape",
                  "draw the energy along lines between memories and over the plane through three of them"),
      words_option("corners", "N N N", {"1 2 3", "1 2 3", "1 2 3"},
                   "the three stored pictures of that plane, counted from 1",
                   [](const std::string& text) { check_count(text, "stored picture"); }),
      integer_option("runs", {2, 10, 20}, 1, 1000, "runs behind each finding"),
  };
}

}  // namespace

Experiment hopfield_restoration();

Experiment hopfield_restoration() {
  return {.title = "Hopfield's memory restores pictures",
          .part = "I Energy",
          .shows = "pictures restored from noise and from halves, energy descending frame by frame",
          .question =
              "Can a network of simple units, each knowing only its neighbours' states, bring back a whole "
              "picture from a damaged one, and why does it ever come to rest?",
          .takes = {"1 s", "15 s", "4 min"},
          .references = restoration_references(),
          .options = options(),
          .claims = restoration_claims(),
          .figures = restoration_figures(),
          .body = body};
}

}  // namespace unroll::experiments
