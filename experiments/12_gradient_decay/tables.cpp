#include <cmath>

#include "experiments/lab/seeds.hpp"
#include "measures.hpp"

namespace unroll::experiments {
namespace {

// The median over seeds with its range, at every point of a curve.
void summarise(lab::Csv& csv, const std::string& cell, int phase, const std::vector<const Followed*>& seeds,
               const std::function<const arma::vec&(const Followed&)>& curve,
               const std::function<arma::uword(arma::uword)>& at) {
  for (arma::uword k = 0; k < curve(*seeds[0]).n_elem; ++k) {
    std::vector<double> values, bounds;
    for (const Followed* one : seeds) {
      values.push_back(curve(*one)[k]);
      bounds.push_back(one->bound[phase] * static_cast<double>(at(k)));
    }
    const auto [median, low, high] = lab::spread_of(values);
    csv.row(cell, phases[phase], at(k), median, low, high, lab::median_of(bounds));
  }
}

// What arrives from half of the lags back, and the error on the task.
void rank(lab::Csv& csv, std::size_t place, const std::string& cell, int phase,
          const std::vector<const Followed*>& seeds) {
  std::vector<double> arrived, errors;
  for (const Followed* one : seeds) {
    arrived.push_back(one->decay[phase][one->decay[phase].n_elem / 2]);
    errors.push_back(one->error[phase]);
  }
  const auto [median, low, high] = lab::spread_of(arrived);
  csv.row(place, cell, phases[phase], median, low, high, lab::median_of(errors));
}

}  // namespace

void write_followed(lab::Run& run, const std::vector<Followed>& all, const std::vector<std::string>& cells,
                    const std::vector<std::string>& others) {
  const auto steps = lengths(run);
  lab::Csv decay{"cell", "phase", "seed", "lag", "log10_norm"},
      length{"cell", "phase", "seed", "T", "log10_norm"},
      decay_summary{"cell", "phase", "lag", "median", "low", "high", "bound"},
      length_summary{"cell", "phase", "T", "median", "low", "high", "bound"},
      ranking{"place", "cell", "phase", "median", "low", "high", "error"};
  std::vector<std::string> words = cells;
  words.insert(words.end(), others.begin(), others.end());
  for (std::size_t w = 0; w < words.size(); ++w) {
    std::vector<const Followed*> seeds;
    for (const Followed& one : all)
      if (one.cell == words[w]) seeds.push_back(&one);
    for (const int phase : {0, 1}) {
      for (const Followed* one : seeds) {
        for (arma::uword k = 0; k < one->decay[phase].n_elem; ++k)
          decay.row(one->cell, phases[phase], one->seed, k, one->decay[phase][k]);
        for (std::size_t k = 0; k < steps.size(); ++k)
          length.row(one->cell, phases[phase], one->seed, steps[k], one->length[phase][k]);
      }
      summarise(
          decay_summary, words[w], phase, seeds,
          [&](const Followed& f) -> const arma::vec& { return f.decay[phase]; },
          [](arma::uword k) { return k; });
      summarise(
          length_summary, words[w], phase, seeds,
          [&](const Followed& f) -> const arma::vec& { return f.length[phase]; },
          [&](arma::uword k) { return steps[k]; });
      rank(ranking, w, words[w], phase, seeds);
    }
  }
  run.table("decay", decay);
  run.table("length", length);
  run.table("decay_summary", decay_summary);
  run.table("length_summary", length_summary);
  run.table("ranking", ranking);
}

}  // namespace unroll::experiments
