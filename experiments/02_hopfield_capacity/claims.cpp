// The published figures of experiment 02, and what is set beside each.
#include <fmt/format.h>

#include <algorithm>
#include <numbers>

#include "tables.hpp"
#include "theory.hpp"

namespace unroll::experiments::capacity {
namespace {

using hopfield::Coding;
using lab::Claim;

std::vector<Claim> counted_claims() {
  const std::string fig2 = "Hopfield 1982, Fig. 2 and p. 2557";
  return {
      {"exact_5", "N = 100, n = 5, states 0/1: share of memories recalled exactly", fig2, "almost always", "",
       0.97, 1, "\"almost always\" taken as at most three failures in a hundred; eq. [10] gives 0.98"},
      {"exact_10", "N = 100, n = 10, states 0/1: share of memories recalled exactly",
       "Hopfield 1982, p. 2557: the experimental number (his theory: 0.40)", "0.6", "", 0.55, 0.67,
       "0.6 with one digit is 0.55 to 0.65; two points more for his sample"},
      {"few_15", "N = 100, n = 15, states 0/1: share of memories that end with less than 5 errors", fig2,
       "about half", "", 0.22, 0.55,
       "a word read off a histogram of unknown sample, at a load where the share falls by a tenth with every "
       "memory: up to three memories lower, half a memory higher"},
      {"coding_factor",
       "N = 100: memories with states -1/+1 without error as often as ten with 0/1, over ten",
       "Hopfield 1982, p. 2557: the gain of μ = ±1 at a given accuracy", "2", "", 1.5, 2.5,
       "2 with one digit"},
  };
}

std::vector<Claim> started_claims() {
  const std::string starts = "Hopfield 1982, p. 2557, random initial states",
                    points = "\"approximately\", printed to five points: five points to either side";
  return {
      {"start_memory", "N = 30, n = 5, states 0/1, random starts: share that ends in a memory or its reverse",
       starts, "0.85", "", 0.8, 0.9, points},
      {"start_near", "the same: share that ends very near one (1 to 3 units off)", starts, "0.05", "", 0, 0.1,
       points},
      {"start_spurious", "the same: share that ends elsewhere", starts, "0.10", "", 0.05, 0.15, points},
      {"near_5",
       "N = 30, n = 5, states 0/1, starts 1 to 5 units off: share that ends at most 3 units off the nearest",
       "Hopfield 1982, p. 2557, partially random starting states", "> 0.9", "", 0.9, 1, "a bound"},
      {"near_12", "the same, starts 12 units off", "Hopfield 1982, p. 2557, partially random starting states",
       "0.2", "", 0.15, 0.25, "0.2 with one digit"},
  };
}

std::vector<Claim> clipped_claims() {
  return {
      {"clipped_load", "Clipped weights: load at a unit's error of 0.01, over that of whole weights",
       "Hopfield 1982, p. 2557: the number of memories must be reduced by 2/π", "0.637", "", 0.605, 0.668,
       "5 % for a finite number of memories (1 %) and the sample"},
      {"clipped_9", "N = 100, states 0/1: whole memories with as many errors as n = 9 clipped ones",
       "Hopfield 1982, p. 2557: similar to the ordinary algorithm at n = 12", "12", "", 11, 14.1,
       "\"similar\": from a memory less up to what his own 2/π gives, 14.1"},
  };
}

std::vector<Claim> load_claims() {
  const std::string theory = "after Amit, Gutfreund & Sompolinsky 1985 and 1987, temperature 0";
  std::vector<Claim> list{
      {"transition_load", "Largest load with memories at rest, solved from the equation", theory, "0.138", "",
       0.1375, 0.1385, "the printed digits"},
      {"transition_overlap", "Overlap there", theory, "0.967", "", 0.9665, 0.9675, "the printed digits"},
      {"overlap_012", "Largest net: mean overlap with a memory at load 0.12", theory + ": the curve", "0.993",
       "", 0.98, 1, "N ≥ 1000; half a hundredth for nets that are not endless"},
      {"overlap_018", "Largest net: mean overlap with a memory at load 0.18",
       theory + ": no memory is at rest", "0", "", -1, 0.6,
       "N ≥ 1000; recall stops at other states on the way, so a remnant of the memory stays"},
  };
  for (const auto& row : table_2_1)
    list.push_back({fmt::format("error_{}", row.load),
                    fmt::format("A unit's error in one synchronous step at load {}", row.load),
                    "after Hertz, Krogh & Palmer 1991, table 2.1", fmt::format("{}", row.error), "", row.low,
                    row.high, "10 %: 5 % for a finite net, the rest for the sample"});
  return list;
}

std::vector<Claim> other_claims() {
  return {
      {"projection_exact",
       "Projection: least share of memories exactly stable, over all numbers of memories below N",
       "theory: Personnaz, Guyon & Dreyfus 1985", "1", "", 1, 1,
       "exact while the patterns are linearly independent"},
      {"storkey_gap",
       "N = 100, 21 memories: share exactly stable with Storkey's rule, minus that with Hebb's",
       "comparison over nets; capacities N/√(2 ln N) and 0.138 N", "no figure", "", 0.5, 1,
       "a load between the two capacities: most of one, less than half of the other"},
      {"projection_gap",
       "the same after 10 flips: share recalled exactly with projection, minus that with Hebb",
       "comparison over nets", "no figure", "", 0.5, 1, "as above"},
      {"states_of_3", "Three memories: different states in which random starts end",
       "theory: three memories, their reverses, eight mixtures sgn(±ξ¹ ± ξ² ± ξ³)", "14", "", 14, 14,
       "a count: units fall into 2³ classes, and no other sign of a sum of the three is at rest"},
      {"mixture_overlap", "Overlap of these mixtures with each of their memories",
       "theory, after Amit, Gutfreund & Sompolinsky 1985a", "0.5", "", 0.48, 0.52,
       "exact for endless nets; chance overlaps of the memories are about 1/√N"},
  };
}

}  // namespace

std::vector<Claim> claims() {
  std::vector<Claim> all;
  for (const auto& list :
       {counted_claims(), started_claims(), clipped_claims(), load_claims(), other_claims()})
    all.insert(all.end(), list.begin(), list.end());
  return all;
}

void measure_counts(lab::Run& run, const std::vector<Count>& counts) {
  const auto shares = [&](Coding coding, arma::uword memories, std::size_t errors) {
    std::vector<double> values;
    for (const Count& c : counts)
      if (c.coding == coding && c.memories == memories && !c.clipped) values.push_back(c.share_up_to(errors));
    return values;
  };
  run.measured("exact_5", shares(Coding::zero_one, 5, 0));
  run.measured("exact_10", shares(Coding::zero_one, 10, 0));
  run.measured("few_15", shares(Coding::zero_one, 15, 4));
  std::vector<double> clipped, factor;
  for (long r = 0; r < run.settings().integer("runs"); ++r) {
    clipped.push_back(like_clipped(counts, static_cast<std::size_t>(r)));
    factor.push_back(like_ten(counts, static_cast<std::size_t>(r)) / 10);
  }
  run.measured("clipped_9", clipped);
  run.measured("coding_factor", factor);
}

void measure_starts(lab::Run& run, const std::vector<Starts>& starts,
                    const std::vector<Distance>& distances) {
  std::vector<double> memory, near, spurious;
  for (const Starts& s : starts) {
    if (s.coding != Coding::zero_one || s.sound) continue;
    memory.push_back(s.share({Kind::memory, Kind::reversed}));
    near.push_back(s.share({Kind::near}));
    spurious.push_back(s.share({Kind::mixture_of_3, Kind::mixture_of_5, Kind::other}));
  }
  run.measured("start_memory", memory);
  run.measured("start_near", near);
  run.measured("start_spurious", spurious);
  const auto shares = [&](arma::uword from, arma::uword to) {
    std::vector<double> started(memory.size()), ended(memory.size()), values;
    for (const Distance& d : distances) {
      if (d.coding != Coding::zero_one || d.distance < from || d.distance > to) continue;
      started[d.run] += double(d.starts);
      ended[d.run] += double(d.near);
    }
    for (std::size_t r = 0; r < started.size(); ++r)
      if (started[r] > 0) values.push_back(ended[r] / started[r]);
    return values;
  };
  run.measured("near_5", shares(1, 5));
  run.measured("near_12", shares(12, 12));
}

void measure_retrievals(lab::Run& run, const std::vector<Retrieval>& retrievals) {
  const Transition end = transition();
  run.measured("transition_load", {end.load});
  run.measured("transition_overlap", {end.overlap});
  const auto largest = sizes(run).front();
  if (largest < 1000) {
    run.note(fmt::format("overlaps are compared with the theory from 1000 units on; --largest {} is less",
                         largest));
    return;
  }
  const auto overlaps = [&](double load) {
    std::vector<double> values;
    for (const Retrieval& r : retrievals)
      if (r.units == largest && r.memories == memories_at(load, largest)) values.push_back(r.overlap);
    return values;
  };
  run.measured("overlap_012", overlaps(0.12));
  run.measured("overlap_018", overlaps(0.18));
}

void measure_steps(lab::Run& run, const std::vector<Step>& steps) {
  if (run.settings().integer("units") < 1000) {
    run.note("the table of errors in one step is for large nets; it is measured from --units 1000 on");
    return;
  }
  for (const auto& row : table_2_1) {
    std::vector<double> errors;
    for (const Step& s : steps)
      if (!s.clipped && s.printed_load == row.load) errors.push_back(s.error());
    run.measured(fmt::format("error_{}", row.load), errors);
  }
  std::vector<double> ratio;
  for (long r = 0; r < run.settings().integer("runs"); ++r)
    ratio.push_back(load_at_error(steps, true, static_cast<std::size_t>(r), 0.01) /
                    load_at_error(steps, false, static_cast<std::size_t>(r), 0.01));
  run.measured("clipped_load", ratio);
}

void measure_rules(lab::Run& run, const std::vector<RuleNet>& nets) {
  const auto runs = run.settings().count("runs");
  const auto memories = compared_memories(run);
  std::vector<double> least(runs, 1), storkey(runs), projection(runs);
  for (const RuleNet& r : nets) {
    if (r.rule == 2) least[r.run] = std::min(least[r.run], r.stable);
    if (r.memories != memories) continue;
    if (r.rule == 0) {
      storkey[r.run] -= r.stable;
      projection[r.run] -= r.recalled;
    }
    if (r.rule == 1) storkey[r.run] += r.stable;
    if (r.rule == 2) projection[r.run] += r.recalled;
  }
  run.measured("projection_exact", least);
  if (run.settings().integer("rule-units") != 100 || run.settings().integer("flips") != 10) {
    run.note(
        "rules are compared at 100 units and 10 flips, so with other --rule-units or --flips they are not "
        "here");
    return;
  }
  run.measured("storkey_gap", storkey);
  run.measured("projection_gap", projection);
}

void measure_endings(lab::Run& run, const std::vector<Endings>& endings) {
  constexpr long enough = 200;  // each of the eight mixtures is met about one start in 30
  if (run.settings().integer("random-starts") < enough) {
    run.note(
        fmt::format("fewer than {} random starts may miss a mixture, so mixtures are not measured", enough));
    return;
  }
  std::vector<double> states, overlap;
  for (const Endings& e : endings) {
    if (e.memories != 3) continue;
    double count = 0;
    for (const auto& group : e.groups) count += double(group.states);
    states.push_back(count);
    double sum = 0;
    for (const double m : e.mixed) sum += m;
    overlap.push_back(sum / double(e.mixed.size()));
  }
  run.measured("states_of_3", states);
  run.measured("mixture_overlap", overlap);
}

}  // namespace unroll::experiments::capacity
