#include "measures.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "datasets/adding.hpp"
#include "experiments/lab/seeds.hpp"

namespace unroll::experiments {
namespace {

constexpr double ln10 = 2.302585092994046;

arma::uword integer(const lab::Run& run, const std::string& option) { return run.settings().count(option); }

arma::cube sequences(const lab::Run& run, arma::uword batch, arma::uword steps, std::uint64_t seed) {
  Stream stream = run.stream("adding", seed, "sequences of " + std::to_string(steps));
  return datasets::adding(batch, steps, stream).x;
}

// The norms of all sequences against lag, with that of lag 0 taken off.
arma::mat relative(const Subject& subject, const arma::cube& x, Stream& stream) {
  arma::mat norms = subject.log_norms(x, stream);
  norms.each_row() -= arma::rowvec(norms.row(0));
  return norms;
}

// For the loss of the adding problem in sequences as long as those trained on.
lab::Gradients seen_in_training(const lab::Run& run, const Subject& subject, int phase,
                                const Followed& followed) {
  Stream stream = run.stream("adding", followed.seed, "sequences of --gradients");
  return {followed.cell, phases[phase], followed.seed,
          subject.gradients(datasets::adding(10, integer(run, "train-steps"), stream))};
}

void measure_phase(const lab::Run& run, const Subject& subject, int phase, Followed& followed) {
  Stream directions = run.stream(followed.cell, followed.seed, "directions");
  const arma::uword lags = integer(run, "lags");
  const arma::mat norms = relative(subject, sequences(run, 5, lags, followed.seed), directions);
  const double bound = std::log(subject.bound());
  for (arma::uword k = 1; k <= lags && !std::isnan(bound); ++k)
    followed.excess = std::max(followed.excess, norms.row(k).max() - static_cast<double>(k) * bound);
  followed.decay[phase] = arma::mean(norms, 1) / ln10;
  followed.bound[phase] = bound / ln10;
  if (lab::gradients_asked(run))
    followed.gradients.push_back(seen_in_training(run, subject, phase, followed));
  for (const arma::uword steps : lengths(run)) {
    const arma::mat of_length = relative(subject, sequences(run, 5, steps, followed.seed), directions);
    followed.length[phase] =
        arma::join_cols(followed.length[phase], arma::vec{arma::mean(of_length.row(steps)) / ln10});
  }
}

// log10 of those of a product's rows and columns; smaller ones are lost in the rounding of the largest.
arma::vec log_singular_values(const Scaled& product, const arma::span& rows) {
  const arma::vec values = arma::svd(arma::mat(product.matrix(rows, rows)));
  const arma::vec kept = values(arma::find(values > 1e-13 * values[0] || values == values[0]));
  return (arma::log(kept) + product.log) / ln10;
}

Followed follow_one(const lab::Run& run, const std::string& cell, std::uint64_t seed) {
  Followed followed;
  followed.cell = cell;
  followed.seed = seed;
  Stream start = run.stream(cell, seed, "weights"), lesson = run.stream(cell, seed, "lesson");
  Subject subject(parse_subject(cell), integer(run, "units"), start);
  measure_phase(run, subject, 0, followed);
  Lesson untrained{.steps = integer(run, "train-steps"), .iterations = 0}, whole = untrained;
  whole.iterations = integer(run, "iterations");
  followed.error[0] = subject.train(untrained, lesson);
  followed.error[1] = subject.train(whole, lesson);
  measure_phase(run, subject, 1, followed);
  return followed;
}

}  // namespace

std::vector<std::string> words_of(const lab::Run& run, const std::string& option) {
  return run.settings().words(option);
}

std::vector<arma::uword> lengths(const lab::Run& run) {
  std::vector<arma::uword> all;
  for (arma::uword T = 10; T <= integer(run, "longest"); T *= 10)
    for (const arma::uword times : {1u, 2u, 5u})
      if (T * times <= integer(run, "longest")) all.push_back(T * times);
  return all;
}

std::vector<Followed> follow(lab::Run& run, const std::vector<std::string>& cells) {
  const auto seeds = lab::parse_seeds(run.settings().word("seeds"));
  std::vector<Followed> all(cells.size() * seeds.size());
  run.parallel("networks", all.size(), [&](std::size_t k) {
    all[k] = follow_one(run, cells[k / seeds.size()], seeds[k % seeds.size()]);
  });
  return all;
}

void write_maps(lab::Run& run) {
  const arma::uword steps = integer(run, "map-steps");
  const auto cells = words_of(run, "maps");
  const std::uint64_t seed = lab::parse_seeds(run.settings().word("seeds")).front();
  std::vector<std::vector<arma::vec>> values(cells.size() * steps);  // of each cell at t, then of each lag
  std::vector<std::vector<arma::mat>> J(cells.size());
  std::vector<arma::span> rows(cells.size());
  for (std::size_t c = 0; c < cells.size(); ++c) {
    Stream start = run.stream(cells[c], seed, "weights");
    const Subject subject(parse_subject(cells[c]), integer(run, "units"), start);
    J[c] = subject.jacobians(sequences(run, 1, steps, seed));
    rows[c] = subject.rows();
  }
  run.parallel("maps", values.size(), [&](std::size_t i) {
    const auto& of_cell = J[i / steps];
    const auto t = static_cast<std::ptrdiff_t>(i % steps + 1);
    for (const Scaled& product : jacobian_products({of_cell.begin(), of_cell.begin() + t}))
      values[i].push_back(log_singular_values(product, rows[i / steps]));
  });
  lab::Csv map{"cell", "t", "u", "log10_norm"}, singular{"cell", "lag", "index", "log10_value"};
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto& cell = cells[i / steps];
    const arma::uword t = i % steps + 1;
    for (arma::uword k = 0; k <= t; ++k) {
      map.row(cell, t, t - k, values[i][k][0]);
      for (arma::uword n = 0; t == steps && n < values[i][k].n_elem; ++n)
        singular.row(cell, k, n + 1, values[i][k][n]);
    }
  }
  run.table("map", map);
  run.table("singular", singular);
}

void write_radius(lab::Run& run) {
  const auto seeds = lab::parse_seeds(run.settings().word("seeds"));
  constexpr int gains = 13;
  const arma::uword lags = integer(run, "lags");
  std::vector<std::array<double, 3>> rows(seeds.size() * gains);
  const auto gain = [](std::size_t k) { return 0.4 + 0.15 * static_cast<double>(k); };
  run.parallel("gains", rows.size(), [&](std::size_t k) {
    const std::uint64_t seed = seeds[k / gains];
    Stream start = run.stream("gain", seed, "weights"), directions = run.stream("gain", seed, "directions");
    SubjectName name = parse_subject("elman");
    name.numbers["gain"] = gain(k % gains);
    const Subject subject(name, integer(run, "units"), start);
    const arma::mat norms = relative(subject, sequences(run, 10, lags, seed), directions);
    const double rate = arma::mean(norms.row(lags)) / static_cast<double>(lags);
    rows[k] = {subject.largest_singular_value(), subject.radius(), std::exp(rate)};
  });
  lab::Csv csv{"gain", "seed", "largest_singular_value", "spectral_radius", "factor_a_step"};
  for (std::size_t k = 0; k < rows.size(); ++k)
    csv.row(gain(k % gains), seeds[k / gains], rows[k][0], rows[k][1], rows[k][2]);
  run.table("radius", csv);
}

Law law_of(const lab::Run& run, const std::string& cell, double factor, std::uint64_t seed) {
  Stream start = run.stream(cell, seed, "weights"), directions = run.stream(cell, seed, "directions");
  Subject subject(parse_subject(cell), integer(run, "units"), start);
  const arma::uword lags = integer(run, "longest");
  const arma::mat norms = relative(subject, sequences(run, 3, lags, seed), directions);
  Law law;
  for (arma::uword k = 0; k <= lags; ++k)
    for (const double norm : norms.row(k))
      law.worst = std::max(law.worst, std::abs(std::expm1(norm - static_cast<double>(k) * std::log(factor))));
  law.factor = std::exp(norms(lags, 0) / static_cast<double>(lags));
  return law;
}

}  // namespace unroll::experiments
