// 11 One gradient in three ways, what is lost when it is cut short, and what each way costs.
#include "experiments/lab/experiment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "agreement.hpp"
#include "claims.hpp"
#include "cost.hpp"
#include "experiments/lab/cells.hpp"
#include "experiments/lab/seeds.hpp"
#include "figures.hpp"
#include "tables.hpp"
#include "timing.hpp"
#include "truncation.hpp"

namespace unroll::experiments {
namespace {

using namespace lab;
using namespace bptt;

void measure_agreement(Run& run, const std::vector<Agreement>& all) {
  std::vector<double> rtrl, differences, cut_short;
  for (const auto seed : parse_seeds(run.settings().word("seeds"))) {
    double most_rtrl = 0, most_differences = 0, least_cut = std::numeric_limits<double>::infinity();
    for (const Agreement& a : all) {
      if (a.seed != seed) continue;
      if (!(a.rtrl <= most_rtrl)) most_rtrl = a.rtrl;  // a NaN stays
      if (!(a.differences <= most_differences)) most_differences = a.differences;
      if (a.reaches_back) least_cut = std::min(least_cut, a.cut_short);
    }
    rtrl.push_back(most_rtrl);
    differences.push_back(most_differences);
    if (std::isfinite(least_cut)) cut_short.push_back(least_cut);
  }
  run.measured("bptt_rtrl", rtrl);
  run.measured("bptt_differences", differences);
  run.measured("one_step_short", cut_short);
}

double from_one(const Bias& bias) {
  return std::max(std::abs(bias.cosine - 1), std::abs(bias.norm_ratio - 1));
}

void measure_whole(Run& run, const std::vector<Truncated>& all) {
  std::vector<double> chunks, lags;
  for (const Truncated& one : all) {
    chunks.push_back(from_one(one.chunks.back()));
    lags.push_back(from_one(one.every_step.back()));
  }
  run.measured("whole_chunk", {*std::max_element(chunks.begin(), chunks.end())});
  run.measured("whole_window", {*std::max_element(lags.begin(), lags.end())});
}

const Truncated* found(const std::vector<Truncated>& all, const std::string& cell, std::uint64_t seed,
                       Asked asked, Phase phase) {
  for (const Truncated& one : all)
    if (one.cell == cell && one.seed == seed && one.asked == asked && one.phase == phase) return &one;
  return nullptr;
}

double quotient(const Truncated* a, const Truncated* b) {
  return static_cast<double>(a->window(0.9)) / static_cast<double>(b->window(0.9));
}

void measure_windows(Run& run, const std::vector<Truncated>& all) {
  std::vector<double> gates, training, asked;
  for (const auto seed : parse_seeds(run.settings().word("seeds"))) {
    const auto at = [&](const char* cell, Asked a, Phase p) { return found(all, cell, seed, a, p); };
    const Truncated *tanh = at("elman", Asked::last, Phase::after),
                    *lstm = at("lstm", Asked::last, Phase::after);
    if (tanh != nullptr && lstm != nullptr) gates.push_back(quotient(lstm, tanh));
    if (lstm == nullptr) continue;
    training.push_back(quotient(lstm, at("lstm", Asked::last, Phase::before)));
    asked.push_back(quotient(lstm, at("lstm", Asked::each, Phase::after)));
  }
  if (gates.empty()) run.note("the comparisons of windows need elman and lstm among --truncated");
  run.measured("window_gates", gates);
  run.measured("window_training", training);
  run.measured("window_loss", asked);
}

void measure_counts(Run& run) {
  const Cell& elman = *cell_named("elman").cell;
  const auto at = [&](arma::uword n, double T) { return cost_of(Layout(elman, 2, n), T, 10); };
  const Cost small = at(256, 100), large = at(512, 100), brief = at(16, 32768), lasting = at(16, 65536);
  run.measured("bptt_units", {std::log2(large.bptt / small.bptt)});
  run.measured("rtrl_units", {std::log2(large.rtrl / small.rtrl)});
  run.measured("rtrl_memory", {std::log2(large.rtrl_memory / small.rtrl_memory)});
  run.measured("bptt_length", {std::log2(lasting.bptt / brief.bptt)});
  run.measured("rtrl_length", {std::log2(lasting.rtrl / brief.rtrl)});
  run.measured("bptt_every_step", {std::log2(lasting.bptt_every_step / brief.bptt_every_step)});
}

// Alone and after all else, so that no thread of ours is in the way. Of the first of --costs.
void measure_times(Run& run) {
  const std::string& cell = run.settings().words("costs").front();
  const auto largest = static_cast<double>(run.settings().integer("time-units"));
  std::vector<double> T, bptt, rtrl, of_size;
  for (double steps = 64; steps <= 512; steps *= 2) {
    const Timed timed = time_gradients(run, cell, 8, static_cast<arma::uword>(steps));
    T.push_back(steps);
    bptt.push_back(timed.bptt);
    rtrl.push_back(timed.rtrl);
  }
  run.measured("time_bptt_length", {exponent(T, bptt)});
  run.measured("time_rtrl_length", {exponent(T, rtrl)});
  std::string ratios;
  for (double n = 4; n <= largest; n *= 2) {
    const Timed timed = time_gradients(run, cell, static_cast<arma::uword>(n), 5);
    ratios += fmt::format("{}{:.0f} times at n = {}", ratios.empty() ? "" : ", ", timed.rtrl / timed.bptt, n);
    of_size.push_back(timed.rtrl);
  }
  if (largest >= 64)
    run.measured("time_rtrl_units", {std::log2(of_size.back() / of_size[of_size.size() - 2])});
  run.note(
      fmt::format("on the clock of this machine RTRL takes, by BPTT's time for {}, 5 steps, one "
                  "sequence: {}; core's RTRL is written for checking, not for speed",
                  cell, ratios));
}

// Where the axis of the cosines of one loss ends below, so that no curve is cut.
std::string lowest_cosine(const std::vector<Truncated>& all, Asked asked) {
  double least = 1;
  for (const Truncated& one : all)
    for (const auto* biases : {&one.every_step, &one.chunks})
      for (const Bias& bias : *biases)
        if (one.asked == asked && bias.cosine < least) least = bias.cosine;
  return fmt::format("{}", std::min(0.0, std::floor(5 * least) / 5));
}

void set_variables(Run& run, const std::vector<Truncated>& truncated) {
  const Settings& settings = run.settings();
  const auto units = settings.count("cost-units");
  const Cell& cell = *cell_named(settings.words("costs").front()).cell;
  const Layout layout(cell, 2, units, units), unit(cell, 2, 1, 1);
  const auto k = static_cast<double>(settings.integer("cost-window"));
  run.variable("cells", fmt::format("'{}'", fmt::join(settings.words("truncated"), " ")));
  run.variable("cost_cells", fmt::format("'{}'", fmt::join(settings.words("costs"), " ")));
  run.variable("steps", std::to_string(settings.integer("steps")));
  run.variable("cost_units", std::to_string(units) + ".0");
  run.variable("cost_window", fmt::format("{:.1f}", k));
  run.variable("base_work", fmt::format("{:.1f}", cost_of(layout, 1, k).bptt));
  run.variable("base_memory", fmt::format("{:.1f}", cost_of(layout, 1, k).bptt_memory));
  run.variable("base_size", fmt::format("{:.1f}", cost_of(unit, 100, k).bptt));
  run.variable("floor_last", lowest_cosine(truncated, Asked::last));
  run.variable("floor_each", lowest_cosine(truncated, Asked::each));
  const std::size_t count = checked_cells(run).size();
  run.variable("count", std::to_string(count));
  run.variable("agreement_height", std::to_string(230 + 38 * count));
}

void body(Run& run) {
  const auto gradients = agree(run);
  const auto truncated = truncate(run);
  write_agreement(run, gradients);
  write_truncation(run, truncated);
  write_costs(run);
  measure_agreement(run, gradients);
  measure_whole(run, truncated);
  measure_windows(run, truncated);
  measure_counts(run);
  measure_times(run);
  set_variables(run, truncated);
}

std::vector<Option> options() {
  const auto cell = [](const std::string& word) { cell_named(word); };
  const auto cell_or_all = [](const std::string& word) {
    if (word != "all") cell_named(word);
  };
  return {
      words_option("cells", "CELL...", {"all", "all", "all"},
                   "whose gradients are compared: MODEL[/VARIANT], or all of the lineup", cell_or_all),
      words_option("truncated", "CELL...", {"elman lstm", "elman lstm", "elman lstm"},
                   "whose gradients are truncated", cell),
      words_option("costs", "CELL...", {"elman lstm", "elman lstm", "elman lstm"},
                   "whose costs are counted; the first is drawn and timed", cell),
      seeds_option({"1..2", "1..5", "1..10"}),
      integer_option("check-units", {3, 5, 8}, 1, 100, "hidden units of the cells that are compared"),
      integer_option("check-steps", {4, 8, 12}, 2, 1000, "and the length of their sequences"),
      integer_option("units", {6, 24, 100}, 1, 1000, "hidden units of the truncated"),
      integer_option("steps", {12, 64, 256}, 2, 10000, "T of the adding problem"),
      integer_option("batch", {5, 20, 20}, 1, 1000, "sequences of one gradient"),
      integer_option("iterations", {20, 500, 10000}, 0, 10000000, "updates between before and after"),
      real_option("rate", {0.003, 0.003, 0.001}, 1e-6, 10, "learning rate of Adam"),
      real_option("gain", {1, 1, 1}, 0, 10, "singular values of U before training"),
      real_option("gate-bias", {1, 1, 1}, -20, 20,
                  "of the forget gate before training; a GRU's update gate has it negative"),
      integer_option("cost-units", {16, 16, 16}, 1, 1000, "n where costs are counted against T"),
      integer_option("cost-window", {10, 10, 10}, 1, 100000, "k of the truncated gradient that is counted"),
      integer_option("time-units", {8, 128, 256}, 8, 512, "the largest n that is timed"),
  };
}

}  // namespace

Experiment bptt_check();

Experiment bptt_check() {
  return {
      .title = "One gradient in three ways, and what is lost when it is cut short",
      .part = "III Gradients",
      .shows = "BPTT = RTRL = finite differences; truncated BPTT's bias against k",
      .question =
          "Is the gradient right? Three ways to compute it must agree. And how far from it is the one that "
          "goes back only k steps, which everyone uses on long sequences?",
      .takes = {"2 s", "30 s", "1 h"},
      .references =
          {"P. J. Werbos, Backpropagation through time: what it does and how to do it, Proc. IEEE 78 (1990) "
           "1550–1560",
           "R. J. Williams & D. Zipser, A learning algorithm for continually running fully recurrent neural "
           "networks, Neural Computation 1 (1989) 270–280",
           "R. J. Williams & J. Peng, An efficient gradient-based algorithm for on-line training of "
           "recurrent "
           "network trajectories, Neural Computation 2 (1990) 490–501",
           "J. Schmidhuber, A fixed size storage O(n³) time complexity learning algorithm for fully "
           "recurrent "
           "continually running networks, Neural Computation 4 (1992) 243–248",
           "R. J. Williams & D. Zipser, Gradient-based learning algorithms for recurrent networks and their "
           "computational complexity, in: Backpropagation: Theory, Architectures and Applications (1995)",
           "C. Tallec & Y. Ollivier, Unbiasing truncated backpropagation through time, arXiv:1705.08209 "
           "(2017)"},
      .options = options(),
      .claims = bptt_claims(),
      .figures = bptt_figures(),
      .body = body};
}

}  // namespace unroll::experiments
