#include "tables.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "datasets/encoder.hpp"
#include "divergence.hpp"
#include "experiments/lab/wilson.hpp"

namespace unroll::experiments::encoder {
namespace {

double cycles_until(const Learnt& one) { return static_cast<double>(one.solved.value_or(one.limit)); }

void write_cycles(lab::Run& run, const Study& study) {
  lab::Csv csv{"encoder", "run",  "solved",        "cycles", "limit",
               "learnt",  "kept", "exact_answers", "right",  "asked"};
  lab::Csv summary{"encoder", "runs", "solved", "share", "low", "high", "median", "least", "greatest"};
  for (const auto* encoder : {&study.four, &study.spread, &study.eight, &study.wide}) {
    std::vector<double> cycles;
    std::size_t solved = 0;
    for (const Learnt& one : *encoder) {
      const bool with_recall = encoder == &study.four;
      const Recall recall = with_recall ? study.recalls[one.run] : Recall{};
      csv.row(one.size.name(), one.run, one.solved ? 1 : 0, cycles_until(one), one.limit, one.cycles(),
              one.kept(), with_recall ? fmt::format("{}", recall.exact) : "",
              with_recall ? fmt::format("{}", recall.annealed.right) : "",
              with_recall ? fmt::format("{}", recall.annealed.asked) : "");
      cycles.push_back(cycles_until(one));
      solved += one.solved.has_value();
    }
    const auto spread = lab::spread_of(cycles);
    const auto interval = lab::wilson(solved, encoder->size());
    summary.row(encoder->front().size.name(), encoder->size(), solved,
                static_cast<double>(solved) / static_cast<double>(encoder->size()), interval.low,
                interval.high, spread.median, spread.least, spread.greatest);
  }
  run.table("cycles", csv);
  run.table("summary", summary);
}

// Bins of equal width on a logarithmic axis, four to a factor of two; the last holds those that failed.
void write_histogram(lab::Run& run, const Study& study) {
  lab::Csv csv{"low", "high", "machines", "failed"};
  constexpr int first = 12, last = 44;  // 2^(k/4): 8 … 2048
  std::size_t most = 1;
  for (int k = first; k < last; ++k) {
    const double low = std::exp2(k / 4.0), high = std::exp2((k + 1) / 4.0);
    std::size_t count = 0, failed = 0;
    for (const Learnt& one : study.four) {
      const double cycles = cycles_until(one);
      const bool inside = (cycles >= low || k == first) && (cycles < high || k + 1 == last);
      (one.solved ? count : failed) += inside;
    }
    csv.row(low, high, count, failed);
    most = std::max(most, count + failed);
  }
  run.variable("most_machines", fmt::format("{}", most));
  run.table("histogram", csv);
}

void write_spread(lab::Run& run, const Study& study) {
  lab::Csv csv{"cycle",          "runs",  "different", "different_low",
               "different_high", "apart", "apart_low", "apart_high"};
  const auto cycles = run.settings().count("spread-cycles");
  const std::size_t n = study.spread.size();
  for (arma::uword k = 1; k <= cycles; ++k) {
    std::size_t different = 0, apart = 0;
    for (const Learnt& one : study.spread) {
      different += one.different[k - 1] == one.size.v;
      apart += one.distance[k - 1] >= 2;
    }
    const auto d = lab::wilson(different, n), a = lab::wilson(apart, n);
    const auto share = [&](std::size_t count) { return static_cast<double>(count) / static_cast<double>(n); };
    csv.row(k, n, share(different), d.low, d.high, share(apart), a.low, a.high);
  }
  run.table("spread", csv);
}

void write_codes(lab::Run& run, const Study& study) {
  lab::Csv csv{"run", "cycle", "most", "solved"};
  for (const Learnt& one : study.eight) {
    arma::uword most = 0;
    for (arma::uword k = 1; k <= one.cycles(); ++k) {
      if (one.different[k - 1] <= most && k > 1 && k < one.cycles()) continue;
      most = std::max(most, one.different[k - 1]);
      csv.row(one.run, k, most, one.solved ? 1 : 0);
    }
  }
  run.table("codes", csv);
}

void write_divergence(lab::Run& run, const Study& study) {
  lab::Csv csv{"step", "run", "cycle", "G", "different"};
  for (const auto* machines : {&study.followed, &study.proportional})
    for (const Learnt& one : *machines)
      for (arma::uword k = 0; k < one.divergence.size(); ++k)
        csv.row(machines == &study.followed ? "sign" : "proportional", one.run, k, one.divergence[k],
                k == 0 ? 0 : one.different[k - 1]);
  run.table("divergence", csv);
  run.variable("divergence_cycles", fmt::format("{}", run.settings().integer("followed")));
  const auto cycle = cycle_of_1985({4, 2}, run.settings());
  run.variable("without_code", fmt::format("{}", mutual_information(shown_distribution(
                                                     datasets::encoder_patterns<float>(4), cycle.noise))));
}

}  // namespace

void write_lessons(lab::Run& run, const Study& study) {
  write_cycles(run, study);
  write_histogram(run, study);
  write_spread(run, study);
  write_codes(run, study);
  write_divergence(run, study);
  run.variable("eight_limit", fmt::format("{}", study.eight.front().limit));
  run.variable("spread_cycles", fmt::format("{}", run.settings().integer("spread-cycles")));
  std::vector<double> cycles;
  for (const Learnt& one : study.four) cycles.push_back(cycles_until(one));
  run.variable("four_median", fmt::format("{}", lab::median_of(cycles)));
  run.variable("four_runs", fmt::format("{}", cycles.size()));
}

void write_answers(lab::Run& run, const Study& study) {
  lab::Csv csv{"encoder", "run", "learnt", "way", "sweeps_each", "sweeps", "right", "asked"},
      summary{"encoder", "way", "sweeps", "right", "asked", "share", "low", "high"};
  const std::string name = study.wide.front().size.name();
  for (const Cooled& one : study.cooled)
    csv.row(name, one.run, one.at_end ? "on" : "until solved", one.way.name, one.each, one.way.sweeps,
            one.score.right, one.score.asked);
  for (const std::string way : {"annealed", "quenched", "warm", "learnt on"}) {
    std::map<arma::uword, Score> by_sweeps;
    for (const Cooled& one : study.cooled)
      if ((one.at_end ? "learnt on" : one.way.name) == way) {
        by_sweeps[one.way.sweeps].right += one.score.right;
        by_sweeps[one.way.sweeps].asked += one.score.asked;
      }
    for (const auto& [sweeps, all] : by_sweeps) {
      const auto interval = lab::wilson(all.right, all.asked);
      summary.row(name, way, sweeps, all.right, all.asked, all.share(), interval.low, interval.high);
    }
  }
  run.table("answers", csv);
  run.table("answers_summary", summary);
  lab::Csv energies{"way", "sweep", "T", "median", "low", "high"};
  for (const Cooling& cooling : study.coolings) {
    arma::uword sweep = 0;
    for (const auto& stage : cooling.way.stages)
      for (arma::uword k = 0; k < stage.sweeps; ++k, ++sweep) {
        const arma::vec of = arma::sort(cooling.energies.row(sweep).t());
        const auto at = [&](double q) {
          return of[static_cast<arma::uword>(q * static_cast<double>(of.n_elem - 1))];
        };
        energies.row(cooling.way.name, sweep + 1, stage.T, at(0.5), at(0.1), at(0.9));
      }
  }
  run.table("energies", energies);
  double top = 0;  // after the first four sweeps: what was before would leave no room for the rest
  for (const Cooling& cooling : study.coolings) top = std::max(top, cooling.energies.row(3).max());
  run.variable("energy_top", fmt::format("{}", top));
  run.variable("wide_name", "'" + name + "'");
  run.variable("wide_v", fmt::format("{}", study.wide.front().size.v));
}

void write_statistics(lab::Run& run, const Study& study) {
  lab::Csv csv{"machine", "run", "phase", "i", "j", "exact", "sampled"};
  for (const auto* pairs : {&study.drawn, &study.learnt_pairs})
    for (const Pair& pair : *pairs)
      csv.row(pair.machine, pair.run, pair.clamped ? "clamped" : "free", pair.i, pair.j, pair.exact,
              pair.sampled);
  run.table("statistics", csv);
}

void write_shifters(lab::Run& run, const Study& study) {
  lab::Csv csv{"run", "sweeps", "on", "right", "asked", "share", "low", "high"},
      summary{"on", "published", "right", "asked", "share", "low", "high"};
  for (arma::uword on = 1; on < shifter_width; ++on) {
    Score last;
    for (const Shifter& shifter : study.shifters)
      for (const ShifterScore& one : shifter.scores) {
        if (one.on != on) continue;
        const auto interval = lab::wilson(one.score.right, one.score.asked);
        csv.row(shifter.run, one.sweeps, on, one.score.right, one.score.asked, one.score.share(),
                interval.low, interval.high);
        if (one.sweeps != shifter.scores.back().sweeps) continue;
        last.right += one.score.right;
        last.asked += one.score.asked;
      }
    const auto interval = lab::wilson(last.right, last.asked);
    summary.row(on, shifter_published[on - 1] / 100, last.right, last.asked, last.share(), interval.low,
                interval.high);
  }
  run.table("shifter", csv);
  run.table("shifter_summary", summary);
  run.variable("shift_sweeps", fmt::format("{}", run.settings().integer("shift-sweeps")));
}

}  // namespace unroll::experiments::encoder
