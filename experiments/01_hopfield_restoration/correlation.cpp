#include "correlation.hpp"

#include <algorithm>
#include <cmath>

#include "datasets/random_patterns.hpp"
#include "experiments/lab/interrupt.hpp"

namespace unroll::experiments {
namespace {

using hopfield::Network;
using lab::Csv;

arma::mat correlations(const arma::fmat& patterns) {
  const arma::mat X = arma::conv_to<arma::mat>::from(patterns);
  return X.t() * X / static_cast<double>(X.n_rows);
}

// An orthonormal basis of what the patterns span, N × their rank.
arma::mat basis(const arma::fmat& patterns) {
  arma::vec values;
  arma::mat vectors;
  arma::eig_sym(values, vectors, correlations(patterns));
  const arma::uvec kept = arma::find(values > 1e-9 * values.max());
  const arma::mat X = arma::conv_to<arma::mat>::from(patterns);
  arma::mat Q = X * vectors.cols(kept);
  for (arma::uword k = 0; k < Q.n_cols; ++k) Q.col(k) /= arma::norm(Q.col(k));
  return Q;
}

// The eigenvalues of QᵀWQ over their mean, the largest first.
void add_spectrum(std::vector<Eigenvalue>& spectra, const Network<float>& net, const arma::mat& Q,
                  const Eigenvalue& like) {
  const arma::fmat narrow = arma::conv_to<arma::fmat>::from(Q);
  arma::fmat images = net.fields(narrow);
  images.each_col() -= net.b();
  arma::mat small = Q.t() * arma::conv_to<arma::mat>::from(images);
  small = (small + small.t()) / 2;
  const arma::vec values = arma::sort(arma::eig_sym(small), "descend");
  const double mean = arma::mean(values);
  for (arma::uword k = 0; k < values.n_elem; ++k)
    spectra.push_back({like.patterns, like.rule, like.run, k + 1, mean == 0 ? 0 : values[k] / mean});
}

// What chance gives: Hebb's spectrum for as many random patterns, one set a run.
void add_chance(lab::Run& run, const Memories& memories, Correlation& found) {
  const auto runs = run.settings().count("runs");
  std::vector<arma::vec> values(runs);
  run.parallel("correlations of random patterns", runs, [&](std::size_t seed) {
    Stream draw = run.stream("", seed, "chance");
    const auto& X = memories.patterns;
    values[seed] = arma::sort(
        arma::eig_sym(correlations(datasets::random_patterns<float>(X.n_rows, X.n_cols, draw))), "descend");
  });
  for (std::size_t seed = 0; seed < runs; ++seed) {
    found.random_largest.push_back(values[seed][0]);
    for (arma::uword k = 0; k < values[seed].n_elem; ++k)  // their mean is 1: the diagonal of C
      found.spectra.push_back({"random", "Hebb", seed, k + 1, values[seed][k]});
  }
}

arma::fvec leading_mixture(const arma::mat& C, const arma::fmat& patterns) {
  arma::vec values;
  arma::mat vectors;
  arma::eig_sym(values, vectors, C);
  arma::vec u = vectors.col(vectors.n_cols - 1);
  if (arma::accu(u) < 0) u = -u;
  const arma::vec sum = arma::conv_to<arma::mat>::from(patterns) * u;
  arma::fvec mixture(sum.n_elem);
  for (arma::uword i = 0; i < sum.n_elem; ++i) mixture[i] = sum[i] > 0 ? 1.0f : -1.0f;
  return mixture;
}

// All pictures asked for once in every run, by every rule: the same cues for all of them.
std::vector<Answer> answers(lab::Run& run, const Memories& memories, const Networks& nets,
                            const arma::fvec& mixture) {
  const auto runs = run.settings().count("runs");
  const std::size_t pictures = memories.names.size();
  std::vector<Answer> all(nets.size() * runs * pictures);
  run.parallel("answers", nets.size() * runs, [&](std::size_t job) {
    const std::size_t rule = job / runs, seed = job % runs;
    Stream noise = run.stream("", seed, "noise of answers");
    Stream order = run.stream(name_of(rules[rule]), seed, "answers");
    for (std::size_t mu = 0; mu < pictures; ++mu) {
      const arma::fvec cue = datasets::corrupt(memories.patterns.col(mu), memories.size, memories.size,
                                               datasets::parse_corruption("flip:0.2"), noise);
      const arma::fvec state = recalled(run, nets[rule], cue, order);
      Answer& answer = all[job * pictures + mu] = {name_of(rules[rule]), seed, mu, arma::vec(pictures + 1)};
      for (std::size_t nu = 0; nu < pictures; ++nu)
        answer.overlaps[nu] = hopfield::overlap(arma::fvec(memories.patterns.col(nu)), state);
      answer.overlaps[pictures] = hopfield::overlap(mixture, state);
    }
  });
  return all;
}

}  // namespace

Correlation correlation(lab::Run& run, const Memories& memories, const Networks& nets) {
  const auto& X = memories.patterns;
  Correlation found;
  found.C = correlations(X);
  const double root = std::sqrt(static_cast<double>(X.n_cols) / static_cast<double>(X.n_rows));
  found.edge = (1 + root) * (1 + root);
  found.mixture = leading_mixture(found.C, X);
  add_chance(run, memories, found);
  const arma::mat Q = basis(X);
  for (std::size_t k = 0; k < nets.size(); ++k) {
    lab::check_interrupt();
    add_spectrum(found.spectra, nets[k], Q, {"pictures", name_of(rules[k]), 0, 0, 0});
    found.aligned.push_back(X % nets[k].fields(hopfield::as_states<float>(X, nets[k].coding())));
  }
  found.answers = answers(run, memories, nets, found.mixture);
  return found;
}

namespace {

// Overlap with the leading mixture less overlap with the picture asked for: for each run the mean over Hebb's
// answers that are not that picture, to one unit in a hundred; runs without such answers are left out.
std::vector<double> mixture_gaps(const Correlation& found) {
  std::vector<double> sum(found.random_largest.size()), count(sum.size()), gaps;
  for (const auto& answer : found.answers) {
    const double own = answer.overlaps[answer.picture], mixture = answer.overlaps[found.C.n_rows];
    if (answer.rule != name_of(hopfield::Rule::hebb) || own >= 0.98) continue;
    sum[answer.run] += mixture - own;
    ++count[answer.run];
  }
  for (std::size_t run = 0; run < sum.size(); ++run)
    if (count[run] > 0) gaps.push_back(sum[run] / count[run]);
  return gaps;
}

}  // namespace

void measure_correlation(lab::Run& run, const Correlation& found) {
  std::vector<double> chance;
  for (const double largest : found.random_largest) chance.push_back(largest / found.edge);
  run.measured("random_eigenvalue", chance);
  if (found.C.n_rows < 2) return;  // one memory resembles no other
  run.measured("picture_eigenvalue", {arma::eig_sym(found.C).max() / found.edge});
  const arma::fmat& hebb = found.aligned[0];
  run.measured("hebb_crosstalk",
               {static_cast<double>(arma::accu(hebb < 0)) / static_cast<double>(hebb.n_elem)});
  run.measured("mixture_gap", mixture_gaps(found));
}

namespace {

// Shares of the memories' units whose aligned field, over the mean size of all fields of the rule, lies in
// steps of a tenth; what lies beyond the ends is counted with them.
Csv aligned_fields(const Correlation& found) {
  constexpr int first = -20, last = 40;
  Csv csv{"rule", "field", "share"};
  for (std::size_t k = 0; k < found.aligned.size(); ++k) {
    const arma::fmat& aligned = found.aligned[k];
    double size = 0;
    for (const float h : aligned) size += std::abs(double(h)) / static_cast<double>(aligned.n_elem);
    std::vector<std::size_t> counts(last - first + 1);
    for (const float h : aligned) {
      const double step = std::floor(10 * double(h) / (size > 0 ? size : 1) + 0.5);
      ++counts[static_cast<std::size_t>(std::clamp<double>(step, first, last)) - first];
    }
    for (int step = first; step <= last; ++step)
      csv.row(name_of(rules[k]), step / 10.0,
              static_cast<double>(counts[static_cast<std::size_t>(step - first)]) /
                  static_cast<double>(aligned.n_elem));
  }
  return csv;
}

}  // namespace

void write_correlation(lab::Run& run, const Memories& memories, const Correlation& found) {
  const std::size_t pictures = memories.names.size();
  Csv overlaps{"row", "column", "picture", "other", "overlap"};
  for (std::size_t mu = 0; mu < pictures; ++mu)
    for (std::size_t nu = 0; nu < pictures; ++nu)
      overlaps.row(mu, nu, memories.names[mu], memories.names[nu], found.C(mu, nu));
  run.table("overlaps", overlaps);
  Csv spectrum{"patterns", "rule", "run", "rank", "eigenvalue"};
  for (const auto& e : found.spectra) spectrum.row(e.patterns, e.rule, e.run, e.rank, e.value);
  run.table("spectrum", spectrum);
  run.table("crosstalk", aligned_fields(found));
  Csv answers{"rule", "run", "row", "column", "picture", "other", "overlap"};
  for (const auto& a : found.answers)
    for (std::size_t nu = 0; nu <= pictures; ++nu)
      answers.row(a.rule, a.run, a.picture, nu, memories.names[a.picture],
                  nu < pictures ? memories.names[nu] : "leading mixture", a.overlaps[nu]);
  run.table("answers", answers);
  run.variable("pictures", std::to_string(pictures));
  run.variable("answer_rows", std::to_string(found.answers.size() / std::size(rules) * (pictures + 1)));
  run.variable("edge", fmt::format("{}", found.edge));
}

}  // namespace unroll::experiments
