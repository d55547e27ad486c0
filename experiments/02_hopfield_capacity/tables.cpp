#include "tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numbers>
#include <string>
#include <tuple>

#include "theory.hpp"

namespace unroll::experiments::capacity {
namespace {

using hopfield::Coding;
using lab::Csv;

// Which nets of N = 30 a row is about: all, or those in which every memory and every reverse is at rest.
const char* which(bool sound) { return sound ? "sound" : "all"; }

const char* weights(bool clipped) { return clipped ? "clipped" : "whole"; }

// A mean of `count` values as a cell; without any there is none.
std::string if_any(std::size_t count, double mean) { return count > 0 ? fmt::format("{}", mean) : ""; }

// The bins of the histogram: single errors up to 9, then tens, as in Hopfield's Fig. 2.
constexpr std::size_t bins = 15;
std::size_t bin_of(std::size_t errors) { return errors < 10 ? errors : std::min(9 + errors / 10, bins - 1); }

void write_histogram(lab::Run& run, const std::vector<Count>& counts) {
  std::map<std::tuple<std::string, arma::uword>, std::array<std::size_t, bins>> groups;
  for (const Count& c : counts) {
    if (c.clipped) continue;
    auto& group = groups[{name_of(c.coding), c.memories}];
    for (std::size_t e = 0; e < c.with_errors.size(); ++e) group[bin_of(e)] += c.with_errors[e];
  }
  Csv csv{"coding", "memories", "bin", "errors_from", "share"};
  for (const auto& [key, group] : groups) {
    std::size_t all = 0;
    for (const auto n : group) all += n;
    for (std::size_t b = 0; b < bins; ++b)
      csv.row(std::get<0>(key), std::get<1>(key), b, b < 10 ? b : 10 * (b - 9),
              double(group[b]) / double(all));
  }
  run.table("histogram", csv);
}

}  // namespace

void write_counts(lab::Run& run, const std::vector<Count>& counts) {
  Csv csv{"coding", "weights", "memories", "run", "errors", "recalls"};
  std::map<std::tuple<Coding, bool, arma::uword>, std::array<std::vector<double>, 3>> groups;
  for (const Count& c : counts) {
    for (std::size_t e = 0; e < c.with_errors.size(); ++e)
      if (c.with_errors[e] > 0)
        csv.row(name_of(c.coding), weights(c.clipped), c.memories, c.run, e, c.with_errors[e]);
    auto& [exact, few, mean] = groups[{c.coding, c.clipped, c.memories}];
    exact.push_back(c.share_up_to(0));
    few.push_back(c.share_up_to(4));
    mean.push_back(c.mean_errors());
  }
  run.table("counts", csv);
  Csv summary{"coding",
              "weights",
              "memories",
              "runs",
              "exact_median",
              "exact_least",
              "exact_greatest",
              "few_median",
              "few_least",
              "few_greatest",
              "mean_errors_median",
              "mean_errors_least",
              "mean_errors_greatest",
              "exact_theory"};
  for (const auto& [key, values] : groups) {
    const auto& [coding, clipped, memories] = key;
    const lab::Spread exact = lab::spread_of(values[0]), few = lab::spread_of(values[1]),
                      mean = lab::spread_of(values[2]);
    const double share =
        clipped ? 2 / std::numbers::pi : 1;  // the theory's number of memories for clipped weights
    const double n = 1 + (double(memories) - 1) / share;
    summary.row(name_of(coding), weights(clipped), memories, values[0].size(), exact.median, exact.least,
                exact.greatest, few.median, few.least, few.greatest, mean.median, mean.least, mean.greatest,
                exact_share(counted_units, n, coding));
  }
  run.table("counts_summary", summary);
  write_histogram(run, counts);
}

void write_starts(lab::Run& run, const std::vector<Starts>& starts) {
  Csv csv{"coding", "nets", "run", "count", "kind", "starts"},
      summary{"coding", "nets", "kind", "runs", "median", "least", "greatest"};
  std::map<std::tuple<Coding, bool, std::size_t>, std::vector<double>> groups;
  for (const Starts& s : starts)
    for (std::size_t k = 0; k < kind_names.size(); ++k) {
      csv.row(name_of(s.coding), which(s.sound), s.run, s.nets, kind_names[k], s.ends[k]);
      if (s.nets > 0) groups[{s.coding, s.sound, k}].push_back(s.share({Kind(k)}));
    }
  for (const auto& [key, values] : groups) {
    const auto& [coding, sound, kind] = key;
    const lab::Spread share = lab::spread_of(values);
    summary.row(name_of(coding), which(sound), kind_names[kind], values.size(), share.median, share.least,
                share.greatest);
  }
  run.table("starts", csv);
  run.table("starts_summary", summary);
  Csv shown{"states", "memory", "reversed memory", "near a memory", "mixture of 3", "mixture of 5", "other"};
  shown.row("1982", 0.85, 0, 0.05, 0, 0, 0.1);  // p. 2557, where reverses count as memories
  for (const Coding coding : codings) {
    const auto mean = [&](std::size_t k) { return arma::mean(arma::vec(groups.at({coding, false, k}))); };
    shown.row(name_of(coding), mean(0), mean(1), mean(2), mean(3), mean(4), mean(5));
  }
  run.table("starts_shown", shown);
}

void write_distances(lab::Run& run, const std::vector<Distance>& distances) {
  Csv csv{"coding", "distance", "run", "starts", "exact", "near"},
      summary{"coding",         "distance",    "runs",       "exact_median", "exact_least",
              "exact_greatest", "near_median", "near_least", "near_greatest"};
  std::map<std::tuple<Coding, arma::uword>, std::array<std::vector<double>, 2>> groups;
  for (const Distance& d : distances) {
    csv.row(name_of(d.coding), d.distance, d.run, d.starts, d.exact, d.near);
    if (d.starts == 0) continue;
    groups[{d.coding, d.distance}][0].push_back(double(d.exact) / double(d.starts));
    groups[{d.coding, d.distance}][1].push_back(double(d.near) / double(d.starts));
  }
  for (const auto& [key, values] : groups) {
    const lab::Spread exact = lab::spread_of(values[0]), near = lab::spread_of(values[1]);
    summary.row(name_of(std::get<0>(key)), std::get<1>(key), values[0].size(), exact.median, exact.least,
                exact.greatest, near.median, near.least, near.greatest);
  }
  run.table("distances", csv);
  run.table("distances_summary", summary);
}

void write_retrievals(lab::Run& run, const std::vector<Retrieval>& retrievals) {
  Csv csv{"units", "memories", "load", "run", "overlap", "kept"},
      summary{"units",         "memories",         "load",        "runs",       "overlap_median",
              "overlap_least", "overlap_greatest", "kept_median", "kept_least", "kept_greatest"};
  std::map<std::tuple<arma::uword, arma::uword>, std::array<std::vector<double>, 2>> groups;
  for (const Retrieval& r : retrievals) {
    csv.row(r.units, r.memories, r.load(), r.run, r.overlap, r.kept);
    groups[{r.units, r.memories}][0].push_back(r.overlap);
    groups[{r.units, r.memories}][1].push_back(r.kept);
  }
  for (const auto& [key, values] : groups) {
    const auto& [units, memories] = key;
    const lab::Spread overlap = lab::spread_of(values[0]), kept = lab::spread_of(values[1]);
    summary.row(units, memories, double(memories) / double(units), values[0].size(), overlap.median,
                overlap.least, overlap.greatest, kept.median, kept.least, kept.greatest);
  }
  run.table("overlap", csv);
  run.table("overlap_summary", summary);
  Csv theory{"load", "overlap"};
  const Transition end = transition();
  for (int k = 1; k < 100; ++k) theory.row(end.load * k / 100, overlap_at_rest(end.load * k / 100));
  theory.row(end.load, end.overlap);
  run.table("overlap_theory", theory);
  std::string list;
  for (const auto units : sizes(run)) list = fmt::format("{} ", units) + list;
  run.variable("sizes", fmt::format("'{}'", list));
  run.variable("end_load", fmt::format("{}", end.load));
  run.variable("end_overlap", fmt::format("{}", end.overlap));
}

void write_steps(lab::Run& run, const std::vector<Step>& steps) {
  Csv csv{"weights", "units", "memories", "load", "run", "decisions", "wrong", "error"},
      summary{"weights", "memories", "load",  "printed_load", "printed_error",
              "runs",    "median",   "least", "greatest",     "theory"};
  struct Group {
    Step step;
    std::vector<double> errors;
  };
  std::map<std::tuple<bool, arma::uword>, Group> groups;
  for (const Step& s : steps) {
    csv.row(weights(s.clipped), s.units, s.memories, s.load(), s.run, s.decisions, s.wrong, s.error());
    auto& group = groups[{s.clipped, s.memories}];
    group.step = s;
    group.errors.push_back(s.error());
  }
  for (const auto& [key, group] : groups) {
    const Step& s = group.step;
    const lab::Spread error = lab::spread_of(group.errors);
    summary.row(weights(s.clipped), s.memories, s.load(), s.printed_load, s.printed_error,
                group.errors.size(), error.median, error.least, error.greatest,
                error_probability(s.load(), s.clipped ? 2 / std::numbers::pi : 1));
  }
  run.table("errors", csv);
  run.table("errors_summary", summary);
  Csv theory{"load", "whole", "clipped"};
  for (int k = 10; k <= 140; ++k) {
    const double load = k * 0.005;
    theory.row(load, error_probability(load), error_probability(load, 2 / std::numbers::pi));
  }
  run.table("errors_theory", theory);
}

void write_rules(lab::Run& run, const std::vector<RuleNet>& nets) {
  Csv csv{"rule", "units", "memories", "load", "run", "stable", "recalled"}, summary{"rule",
                                                                                     "memories",
                                                                                     "load",
                                                                                     "runs",
                                                                                     "stable_median",
                                                                                     "stable_least",
                                                                                     "stable_greatest",
                                                                                     "recalled_median",
                                                                                     "recalled_least",
                                                                                     "recalled_greatest"};
  std::map<std::tuple<std::size_t, arma::uword>, std::array<std::vector<double>, 2>> groups;
  for (const RuleNet& r : nets) {
    csv.row(rule_names[r.rule], r.units, r.memories, double(r.memories) / double(r.units), r.run, r.stable,
            r.recalled);
    groups[{r.rule, r.memories}][0].push_back(r.stable);
    groups[{r.rule, r.memories}][1].push_back(r.recalled);
  }
  const double units = double(nets.front().units);
  for (const auto& [key, values] : groups) {
    const auto& [rule, memories] = key;
    const lab::Spread stable = lab::spread_of(values[0]), recalled = lab::spread_of(values[1]);
    summary.row(rule_names[rule], memories, double(memories) / units, values[0].size(), stable.median,
                stable.least, stable.greatest, recalled.median, recalled.least, recalled.greatest);
  }
  run.table("rules", csv);
  run.table("rules_summary", summary);
  run.variable("rule_units", std::to_string(nets.front().units));
  run.variable("flips", std::to_string(run.settings().integer("flips")));
}

void write_endings(lab::Run& run, const std::vector<Endings>& endings) {
  Csv csv{"units", "memories", "run", "kind", "starts", "states", "depth"},
      summary{"memories",    "kind",           "runs",          "share_median",
              "share_least", "share_greatest", "states_median", "depth_median"};
  struct Group {
    std::vector<double> shares, states, depths;
  };
  std::map<std::tuple<arma::uword, std::size_t>, Group> groups;
  for (const Endings& e : endings)
    for (std::size_t k = 0; k < kind_names.size(); ++k) {
      const auto& g = e.groups[k];
      csv.row(e.units, e.memories, e.run, kind_names[k], g.starts, g.states, if_any(g.starts, g.depth));
      auto& group = groups[{e.memories, k}];
      group.shares.push_back(double(g.starts) / double(run.settings().integer("random-starts")));
      group.states.push_back(double(g.states));
      if (g.starts > 0) group.depths.push_back(g.depth);
    }
  for (const auto& [key, group] : groups) {
    const lab::Spread share = lab::spread_of(group.shares);
    summary.row(std::get<0>(key), kind_names[std::get<1>(key)], group.shares.size(), share.median,
                share.least, share.greatest, lab::median_of(group.states),
                if_any(group.depths.size(), lab::median_of(group.depths)));
  }
  run.table("kinds", csv);
  run.table("kinds_summary", summary);
  Csv shown{"memories",     "memory", "reversed memory", "near a memory", "mixture of 3",
            "mixture of 5", "other"};
  for (const auto memories : ending_memories) {
    const auto mean = [&](std::size_t k) { return arma::mean(arma::vec(groups.at({memories, k}).shares)); };
    shown.row(memories, mean(0), mean(1), mean(2), mean(3), mean(4), mean(5));
  }
  run.table("kinds_shown", shown);
  run.variable("ending_units", std::to_string(endings.front().units));
}

}  // namespace unroll::experiments::capacity
