#include "tables.hpp"

#include "cost.hpp"
#include "experiments/lab/cells.hpp"
#include "experiments/lab/seeds.hpp"

namespace unroll::experiments::bptt {
namespace {

const char* name_of(Asked asked) { return asked_names[static_cast<std::size_t>(asked)]; }
const char* name_of(Rule rule) { return rule_names[static_cast<std::size_t>(rule)]; }
const char* name_of(Phase phase) { return phase_names[static_cast<std::size_t>(phase)]; }

const Bias& bias_at(const Truncated& one, Rule rule, const std::vector<std::size_t>& ks, std::size_t i) {
  return rule == Rule::chunks ? one.chunks[i] : one.every_step[ks[i] - 1];
}

// Median and range over the seeds at every k.
void summarise(lab::Csv& csv, const std::vector<const Truncated*>& seeds, Rule rule,
               const std::vector<std::size_t>& ks) {
  for (std::size_t i = 0; i < ks.size(); ++i) {
    std::vector<double> cosines, ratios;
    for (const Truncated* one : seeds) {
      const Bias& bias = bias_at(*one, rule, ks, i);
      cosines.push_back(bias.cosine);
      ratios.push_back(bias.norm_ratio);
    }
    const lab::Spread c = lab::spread_of(cosines), r = lab::spread_of(ratios);
    csv.row(seeds[0]->cell, name_of(seeds[0]->asked), name_of(rule), name_of(seeds[0]->phase), ks[i],
            c.median, c.least, c.greatest, r.median, r.least, r.greatest);
  }
}

void row_of_cost(lab::Csv& csv, const std::string& cell, double units, double steps, double k) {
  const Layout layout(*lab::cell_named(cell).cell, 2, static_cast<arma::uword>(units),
                      static_cast<arma::uword>(units));
  const Cost cost = cost_of(layout, steps, k), smallest = cost_of(layout, 1, k);
  csv.row(cell, units, steps, layout.parameters(), cost.bptt, cost.bptt_every_step, cost.truncated, cost.rtrl,
          cost.bptt_memory, cost.truncated_memory, cost.rtrl_memory, cost.bptt / smallest.bptt,
          cost.rtrl / smallest.rtrl, cost.rtrl / cost.bptt);
}

}  // namespace

std::vector<double> octaves(double least, double most) {
  std::vector<double> all;
  for (double at = least; at <= most; at *= 2) all.push_back(at);
  return all;
}

void write_truncation(lab::Run& run, const std::vector<Truncated>& all) {
  const auto ks = widths(run.settings().count("steps"));
  lab::Csv csv{"cell", "loss", "rule", "phase", "seed", "k", "cosine", "norm_ratio"},
      summary{"cell",        "loss",       "rule",           "phase",          "k", "cosine", "cosine_low",
              "cosine_high", "norm_ratio", "norm_ratio_low", "norm_ratio_high"},
      windows{"cell", "loss", "phase", "seed", "window_90", "window_99", "error"};
  for (const auto& cell : run.settings().words("truncated"))
    for (const Asked asked : {Asked::last, Asked::each})
      for (const Phase phase : {Phase::before, Phase::after}) {
        std::vector<const Truncated*> seeds;
        for (const Truncated& one : all)
          if (one.cell == cell && one.asked == asked && one.phase == phase) seeds.push_back(&one);
        for (const Truncated* one : seeds)
          windows.row(cell, name_of(asked), name_of(phase), one->seed, one->window(0.9), one->window(0.99),
                      one->error);
        for (const Rule rule : {Rule::every_step, Rule::chunks}) {
          for (const Truncated* one : seeds)
            for (std::size_t i = 0; i < ks.size(); ++i) {
              const Bias& bias = bias_at(*one, rule, ks, i);
              csv.row(cell, name_of(asked), name_of(rule), name_of(phase), one->seed, ks[i], bias.cosine,
                      bias.norm_ratio);
            }
          summarise(summary, seeds, rule, ks);
        }
      }
  run.table("truncation", csv);
  run.table("truncation_summary", summary);
  run.table("windows", windows);
}

void write_costs(lab::Run& run) {
  const std::initializer_list<std::string_view> columns{
      "cell",        "units",         "T",           "parameters",       "bptt",        "bptt_every_step",
      "truncated",   "rtrl",          "bptt_memory", "truncated_memory", "rtrl_memory", "bptt_to_T_1",
      "rtrl_to_T_1", "rtrl_over_bptt"};
  lab::Csv lengths(columns), sizes(columns);
  const auto units = static_cast<double>(run.settings().integer("cost-units")),
             k = static_cast<double>(run.settings().integer("cost-window"));
  for (const auto& cell : run.settings().words("costs")) {
    for (const double T : octaves(1, 65536)) row_of_cost(lengths, cell, units, T, k);
    for (const double n : octaves(1, 512)) row_of_cost(sizes, cell, n, 100, k);
  }
  run.table("cost_length", lengths);
  run.table("cost_size", sizes);
}

}  // namespace unroll::experiments::bptt
