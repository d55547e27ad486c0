#include "tables.hpp"

#include <fmt/format.h>

#include <cmath>

#include "annealed.hpp"

namespace unroll::experiments::dynamics {

using hopfield::End;
using lab::Csv;

namespace {

const char* yes_no(bool value) { return value ? "yes" : "no"; }

// Of the networks of one kind and size, the share with this period.
double share(const std::vector<Ending>& endings, Weights weights, arma::uword units, std::size_t period) {
  double hits = 0, all = 0;
  for (const Ending& e : endings)
    if (e.weights == weights && e.units == units) {
      hits += e.orbit.period == period;
      ++all;
    }
  return hits / all;
}

}  // namespace

void write_cycles(lab::Run& run, const std::vector<Ending>& endings, const std::vector<Growth>& growths) {
  Csv csv{"weights", "units", "run", "net", "transient", "period"};
  for (const Ending& e : endings)
    csv.row(name_of(e.weights), e.units, e.run, e.net, e.orbit.transient, e.orbit.period);
  run.table("cycles", csv);
  const bool theory = run.settings().real("symmetry") == 0;
  Csv summary{"weights",         "units",  "runs",        "mean_period_median", "least",     "greatest",
              "mean_transients", "theory", "share_fixed", "share_two",          "share_four"};
  for (const Weights weights : all_weights)
    for (const arma::uword units : sizes(run)) {
      std::vector<double> means;
      for (std::size_t seed = 0; seed < run.settings().count("runs"); ++seed)
        means.push_back(mean_period(endings, weights, units, seed));
      double transients = 0, count = 0;
      for (const Ending& e : endings)
        if (e.weights == weights && e.units == units) {
          transients += static_cast<double>(e.orbit.transient);
          ++count;
        }
      const lab::Spread s = lab::spread_of(means);
      summary.row(
          name_of(weights), units, means.size(), s.median, s.least, s.greatest, transients / count,
          weights == Weights::asymmetric && theory ? fmt::format("{}", annealed_mean_cycle(units)) : "",
          share(endings, weights, units, 1), share(endings, weights, units, 2),
          share(endings, weights, units, 4));
    }
  run.table("cycles_summary", summary);
  std::vector<double> exponent, intercept;
  for (const Growth& g : growths) {
    exponent.push_back(g.exponent);
    intercept.push_back(g.intercept);
  }
  const lab::Spread c = lab::spread_of(exponent);
  run.variable("fit_c", fmt::format("{}", c.median));
  run.variable("fit_a", fmt::format("{}", lab::median_of(intercept)));
  run.variable("fit_text",
               fmt::format("'e^{{cN}} fitted, c = {:.3f} [{:.3f}, {:.3f}]'", c.median, c.least, c.greatest));
  run.variable("largest_units", fmt::format("{}", sizes(run).back()));
  run.variable("with_theory", theory ? "1" : "0");
}

void write_raster(lab::Run& run, const std::vector<Strip>& strips) {
  Csv csv{"strip", "title", "transient", "period", "step", "unit", "on"};
  for (std::size_t k = 0; k < strips.size(); ++k)
    for (std::size_t t = 0; t < strips[k].states.size(); ++t)
      for (arma::uword i = 0; i < strips[k].units; ++i)
        csv.row(k, strips[k].title, strips[k].orbit.transient, strips[k].orbit.period, t, i,
                strips[k].states[t] >> i & 1);
  run.table("raster", csv);
  std::vector<std::size_t> transients, periods;
  for (const Strip& s : strips) {
    transients.push_back(s.orbit.transient);
    periods.push_back(s.orbit.period);
  }
  run.variable("array transients[3]", fmt::format("[{}]", fmt::join(transients, ", ")));
  run.variable("array periods[3]", fmt::format("[{}]", fmt::join(periods, ", ")));
}

double share(const Trials& trials, bool self_connections, End end, long run) {
  double hits = 0, all = 0;
  for (const Trial& t : trials.trials)
    if (t.self_connections == self_connections && (run < 0 || t.run == static_cast<std::size_t>(run))) {
      hits += t.end == end;
      ++all;
    }
  return hits / all;
}

void write_trials(lab::Run& run, const Trials& trials) {
  Csv csv{"self_connections", "run", "matrix", "trial", "end", "states", "settled", "region"};
  for (const Trial& t : trials.trials)
    csv.row(yes_no(t.self_connections), t.run, t.matrix, t.trial, hopfield::name_of(t.end), t.states,
            t.settled, t.region);
  run.table("hopfield", csv);
  Csv wandering{"self_connections", "run", "matrix", "region", "states", "M", "distance"};
  for (const Wandering& w : trials.wanderings)
    wandering.row(yes_no(w.self_connections), w.run, w.matrix, w.region, w.states, w.room.states,
                  w.room.distance);
  run.table("wandering", wandering);
  Csv summary{"self_connections", "end", "starts", "share", "least", "greatest"};
  for (const bool self : {false, true})
    for (const End end : hopfield::all_ends) {
      std::vector<double> shares;
      for (std::size_t seed = 0; seed < run.settings().count("runs"); ++seed)
        shares.push_back(share(trials, self, end, static_cast<long>(seed)));
      const lab::Spread s = lab::spread_of(shares);
      summary.row(yes_no(self), hopfield::name_of(end), trials.trials.size() / 2, share(trials, self, end),
                  s.least, s.greatest);
    }
  run.table("hopfield_summary", summary);
}

void write_exponents(lab::Run& run, const std::vector<Exponent>& exponents) {
  Csv csv{"time", "gain", "run", "lambda", "size"};
  for (const Exponent& e : exponents) csv.row(name_of(e.time), e.gain, e.run, e.lambda, e.size);
  run.table("lyapunov", csv);
  Csv summary{"time", "gain", "runs", "median", "least", "greatest"};
  for (const auto time : {hopfield::Time::discrete, hopfield::Time::continuous})
    for (const double gain : gains(run)) {
      std::vector<double> values;
      for (const Exponent& e : exponents)
        if (e.time == time && e.gain == gain) values.push_back(e.lambda);
      const lab::Spread s = lab::spread_of(values);
      summary.row(name_of(time), gain, values.size(), s.median, s.least, s.greatest);
    }
  run.table("lyapunov_summary", summary);
  Csv theory{"gain", "discrete"};
  constexpr int points = 120;
  const double low = gains(run).front(), high = gains(run).back();
  for (int k = 0; k <= points; ++k) {
    const double gain = low + (high - low) * k / points;
    theory.row(gain, hopfield::large_network_exponent(gain));
  }
  run.table("lyapunov_theory", theory);
}

void write_trajectories(lab::Run& run, const std::vector<Trajectory>& trajectories) {
  Csv csv{"gain", "unit", "time", "x", "twin"}, distance{"gain", "time", "distance"};
  for (const Trajectory& t : trajectories) {
    for (arma::uword i = 0; i < drawn_units; ++i)
      for (std::size_t k = 0; k < t.time.size(); ++k) csv.row(t.gain, i, t.time[k], t.x[k][i], t.twin[k][i]);
    for (std::size_t k = 0; k < t.time.size(); ++k) distance.row(t.gain, t.time[k], t.distance[k]);
  }
  run.table("trajectories", csv);
  run.table("divergence", distance);
}

}  // namespace unroll::experiments::dynamics
