#include <algorithm>
#include <cmath>

#include "tables.hpp"

namespace unroll::experiments::encoder {
namespace {

const std::string paper = "Ackley, Hinton & Sejnowski 1985, section 4";
const std::string after = "after " + paper;

constexpr long longest_of_1985 = 1810, runs_of_eight = 20, wide_cycles = 200, sweeps_of_1986 = 9000;

void add_encoders(std::vector<lab::Claim>& all) {
  all.push_back({.id = "four_share",
                 .claim = "4-2-4: share of machines that find four different codes",
                 .source = after,
                 .published = "250 of 250",
                 .unit = "",
                 .low = 0.95,
                 .high = 1,
                 .reason = "not one failed; one in twenty may lie beyond the longest time of 1985"});
  all.push_back(
      {.id = "four_cycles",
       .claim = "4-2-4: cycles until the four codes are there",
       .source = after,
       .published = "110",
       .unit = "cycles",
       .low = 70,
       .high = 160,
       .reason = "a factor of about 1.5 for what the paper leaves open, such as when codes are looked at"});
  all.push_back({.id = "four_kept",
                 .claim = "4-2-4: share of the cycles afterwards in which all four codes are still different",
                 .source = "comparison over machines",
                 .published = "no figure",
                 .unit = "",
                 .low = 0.9,
                 .high = 1,
                 .reason = "codes that learning comes to rest at may be lost in one cycle of ten"});
  all.push_back({.id = "four_answers",
                 .claim = "4-2-4 with four codes: share of right answers after gentle annealing",
                 .source = "theory: what an encoder with four codes can do",
                 .published = "no figure",
                 .unit = "",
                 .low = 0.95,
                 .high = 1,
                 .reason = "a machine with four codes can answer; guessing is right in 0.25"});
  all.push_back({.id = "spread_cycles",
                 .claim = "4-3-4: cycles until four different codes are there",
                 .source = after,
                 .published = "56",
                 .unit = "cycles",
                 .low = 36,
                 .high = 81,
                 .reason = "as wide, as a ratio, as the band of 4-2-4"});
  all.push_back(
      {.id = "spread_distance",
       .claim = "4-3-4: share of machines whose codes come to differ in two units and more",
       .source = after,
       .published = "codes spread out",
       .unit = "",
       .low = 0.95,
       .high = 1,
       .reason = "as for 4-2-4; of four different codes drawn at random 2 of 70 are that far apart"});
  all.push_back(
      {.id = "eight_solved",
       .claim = "8-3-8: machines of 20 that find all eight codes",
       .source = after,
       .published = "16",
       .unit = "of 20",
       .low = 12,
       .high = 19,
       .reason =
           "two standard deviations of 20 trials at 16/20, and noise that the paper need not have had"});
  all.push_back(
      {.id = "wide_answers",
       .claim = "40-10-40, when all codes are first different: share of right answers after gentle annealing",
       .source = after,
       .published = "0.986",
       .unit = "",
       .low = 0.97,
       .high = 1,
       .reason = "twice as many errors as published"});
  all.push_back({.id = "cooling_gain",
                 .claim = "The wide encoder: share of right answers, annealed minus quenched, 44 sweeps",
                 .source = "theory: cooled slowly, more is found of the deepest states",
                 .published = "no figure",
                 .unit = "",
                 .low = 0,
                 .reason = "a comparison over machines"});
}

void add_shifter(std::vector<lab::Claim>& all) {
  const std::string source = "Hinton & Sejnowski 1986, PDP chapter 7, the shifter";
  for (int on = 1; on <= 7; ++on) {
    const double published = shifter_published[on - 1];
    all.push_back({.id = fmt::format("shifter_{}", on),
                   .claim = fmt::format("Shifter, {} of 8 bits on: shifts named right", on),
                   .source = source,
                   .published = fmt::format("{}", published),
                   .unit = "%",
                   .low = published - 8,
                   .high = published + 8,
                   .reason = "one machine was published, and another learns a few points more or less"});
  }
  all.push_back({.id = "shifter_peak",
                 .claim = "Shifter: how many bits on are best",
                 .source = source,
                 .published = "5",
                 .unit = "bits",
                 .low = 4,
                 .high = 6,
                 .reason = "the published figures of 4 to 6 lie within 7 points"});
}

std::vector<double> cycles_of(const std::vector<Learnt>& encoder) {
  std::vector<double> cycles;
  for (const Learnt& one : encoder) cycles.push_back(static_cast<double>(one.solved.value_or(one.limit)));
  return cycles;
}

double share_solved(const std::vector<Learnt>& encoder) {
  double solved = 0;
  for (const Learnt& one : encoder) solved += one.solved.has_value();
  return solved / static_cast<double>(encoder.size());
}

void measure_four(lab::Run& run, const Study& study) {
  if (run.settings().integer("limit") >= longest_of_1985)
    run.measured("four_share", {share_solved(study.four)});
  run.measured("four_cycles", cycles_of(study.four));
  std::vector<double> kept, answers;
  for (const Learnt& one : study.four) {
    if (!one.solved) continue;
    kept.push_back(one.kept());
    if (one.different.back() == one.size.v) answers.push_back(study.recalls[one.run].annealed.share());
  }
  run.measured("four_kept", kept);
  run.measured("four_answers", answers);
}

void measure_larger(lab::Run& run, const Study& study) {
  const auto& settings = run.settings();
  run.measured("spread_cycles", cycles_of(study.spread));
  double apart = 0;
  for (const Learnt& one : study.spread)
    apart += *std::max_element(one.distance.begin(), one.distance.end()) >= 2;
  run.measured("spread_distance", {apart / static_cast<double>(study.spread.size())});
  if (settings.integer("eight-runs") >= runs_of_eight)
    run.measured("eight_solved", {static_cast<double>(runs_of_eight) * share_solved(study.eight)});
  std::vector<double> gentle_shares, gains;
  for (const Cooled& one : study.cooled) {
    if (one.way.name != "annealed" || one.at_end) continue;
    if (one.each == gentle) gentle_shares.push_back(one.score.share());
    if (one.each != 4) continue;
    for (const Cooled& other : study.cooled)
      if (other.way.name == "quenched" && other.each == 4 && other.run == one.run)
        gains.push_back(one.score.share() - other.score.share());
  }
  const Plan wide = plan_of_wide(settings);
  if (wide.size.v == 40 && wide.size.h == 10 && wide.limit >= wide_cycles)
    run.measured("wide_answers", gentle_shares);
  run.measured("cooling_gain", gains);
}

void measure_shifters(lab::Run& run, const Study& study) {
  if (run.settings().integer("shift-sweeps") < sweeps_of_1986) return;
  std::vector<std::vector<double>> shares(shifter_width);
  std::vector<double> peaks;
  for (const Shifter& shifter : study.shifters) {
    double best = -1;
    arma::uword peak = 0;
    for (const ShifterScore& one : shifter.scores) {
      if (one.sweeps != shifter.scores.back().sweeps) continue;
      shares[one.on].push_back(100 * one.score.share());
      if (one.score.share() > best) {
        best = one.score.share();
        peak = one.on;
      }
    }
    peaks.push_back(static_cast<double>(peak));
  }
  for (arma::uword on = 1; on < shifter_width; ++on) run.measured(fmt::format("shifter_{}", on), shares[on]);
  run.measured("shifter_peak", peaks);
}

}  // namespace

std::vector<lab::Claim> claims() {
  std::vector<lab::Claim> all;
  add_encoders(all);
  add_shifter(all);
  all.push_back({.id = "statistics",
                 .claim = "Ten units: largest difference between sampled and enumerated statistics",
                 .source = "theory: Gibbs sampling visits a state as often as it is probable",
                 .published = "0",
                 .unit = "",
                 .low = 0,
                 .high = 0.02,
                 .reason = "five standard errors and more of the samples, whose sweeps are not independent"});
  return all;
}

void measure(lab::Run& run, const Study& study) {
  measure_four(run, study);
  measure_larger(run, study);
  measure_shifters(run, study);
  run.measured("statistics", study.drawn_differences);
}

}  // namespace unroll::experiments::encoder
