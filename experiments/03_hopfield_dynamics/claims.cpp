#include "claims.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "tables.hpp"

namespace unroll::experiments::dynamics {

using hopfield::End;

namespace {

constexpr double silent_below = 0.9, chaotic_above = 1.3;  // between them a finite network may do either
constexpr double compared_gain = 2;
constexpr arma::uword published_units = 30;

std::vector<lab::Claim> cycle_claims() {
  return {
      {.id = "symmetric_period",
       .claim = "Symmetric weights, all units at once: longest period",
       .source = "theorem: Goles & Olivos 1980",
       .published = "≤ 2",
       .unit = "steps",
       .low = 1,
       .high = 2,
       .reason = "a theorem, with sgn(0) = +1 for ties too; weights are whole numbers, so sums are exact"},
      {.id = "antisymmetric_period",
       .claim = "Antisymmetric weights, all units at once: farthest of a period from 4",
       .source = "theorem: after Goles 1986",
       .published = "0",
       .unit = "steps",
       .low = 0,
       .high = 0,
       .reason = "a theorem where no field is exactly zero, which random weights are sure enough of"},
      {.id = "two_cycles",
       .claim = "Symmetric weights, the largest N: share of runs that end in a 2-cycle",
       .source = "Bastolla & Parisi 1998, abstract: the typical length of the cycles is 2",
       .published = "typical",
       .unit = "",
       .low = 0.5,
       .high = 1,
       .reason = "typical: more than half"},
      {.id = "cycle_exponent",
       .claim = "Asymmetric weights, all units at once: c of the mean period ~ e^(cN)",
       .source = "theory: annealed approximation, after Bastolla & Parisi 1997; 0.228 for large N",
       .published = "0.228",
       .unit = "per unit",
       .low = 0.15,
       .high = 0.27,
       .reason =
           "networks of some dozens of units are not large ones: their theory has 0.20 to 0.22; a fifth "
           "and more either way for the mean of few cycles of very different lengths"},
  };
}

std::vector<lab::Claim> trial_claims() {
  const std::string source = "Hopfield 1982, p. 2556: N = 30, T_ij random between -1 and 1";
  return {
      {.id = "fixed_commonest",
       .claim = "Random T, one unit at a time: share of starts that end in a stable state",
       .source = source + ": \"the commonest being a stable state\"",
       .published = "commonest",
       .unit = "",
       .low = 0.5,
       .high = 1,
       .reason = "commonest taken as most: more than all the rest together"},
      {.id = "settling",
       .claim = "Sweeps until a stable state is reached, of those starts: median of a run",
       .source = source + ": \"within a time of about 4/W it settled into limiting behaviors\"",
       .published = "about 4",
       .unit = "sweeps",
       .low = 2,
       .high = 8,
       .reason = "about: a factor of two; a sweep of N draws is the time 1/W"},
      {.id = "end_states",
       .claim = "Stable states, cycles and regions that 50 starts of one matrix end in",
       .source = source + ": \"one of two or three end states\"",
       .published = "2 or 3",
       .unit = "",
       .low = 1,
       .high = 6,
       .reason = "half of two to twice three: he tells of one matrix"},
      {.id = "two_cycle_share",
       .claim = "The same with T_ii drawn too: share of starts that end in A → B → A",
       .source = source + ": \"a simple cycle also occurred occasionally\"",
       .published = "occasionally",
       .unit = "",
       .low = 0.001,
       .high = 0.25,
       .reason = "occasionally: it is seen, and in fewer than a quarter of the starts"},
      {.id = "wandering_share",
       .claim = "Random T, one unit at a time: share of starts that end in wandering",
       .source = source + ": \"the third behavior seen was chaotic wandering\"",
       .published = "third",
       .unit = "",
       .low = 0.001,
       .high = 0.5,
       .reason = "it is seen, and less often than all the rest together"},
      {.id = "wandering_states",
       .claim = "States at hand while it wanders: M of ln M = -Σ p ln p",
       .source = "Hopfield 1982, eq. [9], N = 30",
       .published = "25",
       .unit = "",
       .low = 25.0 / 4,
       .high = 25.0 * 4,
       .reason = "a factor of four: he gives one value and no spread"},
  };
}

std::vector<lab::Claim> exponent_claims() {
  const std::string source = "theory: Sompolinsky, Crisanti & Sommers 1988, the transition at g = 1";
  const std::string reason = "a count; from 0.9 to 1.3 a network of some hundred units may do either";
  return {
      {.id = "zero_state",
       .claim = "Graded units, gains below 0.9: largest |x| at the end",
       .source = source,
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 0.001,
       .reason = "what is left of a start of size 1 after the time of the run"},
      {.id = "sign_discrete",
       .claim = "Discrete time: gains outside [0.9, 1.3] whose exponent has the wrong sign",
       .source = source,
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 0,
       .reason = reason},
      {.id = "sign_continuous",
       .claim = "Continuous time: gains outside [0.9, 1.3] whose exponent has the wrong sign",
       .source = source,
       .published = "0",
       .unit = "",
       .low = 0,
       .high = 0,
       .reason = reason},
      {.id = "discrete_exponent",
       .claim = "Discrete time, g = 2: largest Lyapunov exponent",
       .source = "theory for large N: ½ ln(g² ⟨(1 - tanh² a)²⟩), after Molgedey, Schuchhardt & Schuster 1992",
       .published = "0.155",
       .unit = "per step",
       .low = 0.105,
       .high = 0.205,
       .reason = "a third either way: a network of some hundred units is not a large one"},
  };
}

void append(std::vector<lab::Claim>& all, std::vector<lab::Claim> more) {
  all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

std::vector<lab::Claim> claims() {
  std::vector<lab::Claim> all = cycle_claims();
  append(all, exponent_claims());
  append(all, trial_claims());
  return all;
}

void measure_cycles(lab::Run& run, const std::vector<Ending>& endings, const std::vector<Growth>& growths) {
  const std::size_t runs = run.settings().count("runs");
  const arma::uword largest = sizes(run).back();
  std::vector<double> symmetric(runs), antisymmetric(runs), two(runs), exponent;
  const auto nets = static_cast<double>(run.settings().integer("nets"));
  for (const Ending& e : endings) {
    const auto period = static_cast<double>(e.orbit.period);
    if (e.weights == Weights::symmetric || e.weights == Weights::ties)
      symmetric[e.run] = std::max(symmetric[e.run], period);
    if (e.weights == Weights::antisymmetric)
      antisymmetric[e.run] = std::max(antisymmetric[e.run], std::abs(period - 4));
    if (e.weights == Weights::symmetric && e.units == largest) two[e.run] += e.orbit.period == 2;
  }
  for (double& share : two) share /= nets;
  run.measured("symmetric_period", symmetric);
  run.measured("antisymmetric_period", antisymmetric);
  run.measured("two_cycles", two);
  if (run.settings().real("symmetry") != 0) {
    run.note("the exponent of cycle lengths is that of --symmetry 0, so with another it is not measured");
    return;
  }
  for (const Growth& g : growths) exponent.push_back(g.exponent);
  run.measured("cycle_exponent", exponent);
}

void measure_trials(lab::Run& run, const Trials& trials) {
  if (run.settings().integer("units") != static_cast<long>(published_units)) {
    run.note(
        fmt::format("Hopfield's counts of 1982 are for {} units, so with --units {} they are not measured",
                    published_units, run.settings().integer("units")));
    return;
  }
  std::vector<double> fixed, two, wandering, settling;
  for (long seed = 0; seed < static_cast<long>(run.settings().count("runs")); ++seed) {
    fixed.push_back(share(trials, false, End::fixed, seed));
    two.push_back(share(trials, true, End::two_cycle, seed));
    wandering.push_back(share(trials, false, End::wandering, seed) + share(trials, false, End::open, seed));
  }
  for (std::size_t seed = 0; seed < run.settings().count("runs"); ++seed) {
    std::vector<double> sweeps;
    for (const Trial& t : trials.trials)
      if (!t.self_connections && t.run == seed && t.end == End::fixed)
        sweeps.push_back(static_cast<double>(t.settled));
    if (!sweeps.empty()) settling.push_back(lab::median_of(sweeps));
  }
  run.measured("fixed_commonest", fixed);
  run.measured("settling", settling);
  run.measured("two_cycle_share", two);
  run.measured("wandering_share", wandering);
  std::map<std::pair<std::size_t, std::size_t>, std::set<std::size_t>> ends;
  for (const Trial& t : trials.trials)
    if (!t.self_connections) ends[{t.run, t.matrix}].insert(t.region);
  std::vector<double> counts, rooms;
  for (const auto& [matrix, regions] : ends) counts.push_back(static_cast<double>(regions.size()));
  for (const Wandering& w : trials.wanderings)
    if (!w.self_connections) rooms.push_back(w.room.states);
  run.measured("end_states", counts);
  if (!rooms.empty()) run.measured("wandering_states", rooms);
}

void measure_exponents(lab::Run& run, const std::vector<Exponent>& exponents) {
  const auto networks = run.settings().count("networks");
  // Of a limit cycle the exponent is 0, and is found as that to within one part in the time of the run.
  const double resolution = 1 / static_cast<double>(run.settings().integer("time"));
  std::vector<double> zero(networks), compared;
  std::map<hopfield::Time, std::vector<double>> wrong;
  bool below = false, above = false;
  for (auto time : {hopfield::Time::discrete, hopfield::Time::continuous}) wrong[time].resize(networks);
  for (const Exponent& e : exponents) {
    below = below || e.gain < silent_below;
    above = above || e.gain > chaotic_above;
    if (e.gain < silent_below) {
      zero[e.run] = std::max(zero[e.run], e.size);
      wrong[e.time][e.run] += e.lambda >= -resolution;
    }
    if (e.gain > chaotic_above) wrong[e.time][e.run] += e.lambda <= resolution;
    if (e.gain == compared_gain && e.time == hopfield::Time::discrete) compared.push_back(e.lambda);
  }
  if (below) run.measured("zero_state", zero);
  if (below && above) {
    run.measured("sign_discrete", wrong[hopfield::Time::discrete]);
    run.measured("sign_continuous", wrong[hopfield::Time::continuous]);
  } else {
    run.note("the transition lies between gains below 0.9 and above 1.3; --gains has not both");
  }
  if (!compared.empty()) run.measured("discrete_exponent", compared);
}

}  // namespace unroll::experiments::dynamics
