// Why Hebb's rule fails on pictures: how they resemble each other, the effect on the weights and on the fields
// of the memories, and the mixture in which recall ends.
//
//   (1)  h_i^ν / N = ξ_i^ν + Σ_{μ≠ν} C_μν ξ_i^μ - (P/N) ξ_i^ν     Hebb's field in memory ν: the crosstalk is Σ
//   (2)  W Σ_μ u_μ ξ^μ = N λ Σ_μ u_μ ξ^μ - P …  for  C u = λ u    so Hebb's rule magnifies directions by λ
//   (3)  sgn Σ_μ u_μ ξ^μ, u of the largest λ                      the leading mixture
//
// Fields without bias. Under projection every λ is 1, and the crosstalk is gone.
#include <algorithm>
#include <cmath>

#include "datasets/corruption.hpp"
#include "datasets/random_patterns.hpp"
#include "models/hopfield/relaxation.hpp"
#include "restoration.hpp"

namespace unroll::experiments {
namespace {

arma::mat correlations(const arma::fmat& patterns) {
  const arma::mat X = arma::conv_to<arma::mat>::from(patterns);
  return X.t() * X / static_cast<double>(X.n_rows);
}

// The largest first.
arma::vec eigenvalues(const arma::mat& symmetric) { return arma::sort(arma::eig_sym(symmetric), "descend"); }

// An orthonormal basis of the space that the patterns span, N × their rank.
arma::mat basis(const arma::fmat& patterns) {
  arma::vec values;
  arma::mat vectors;
  arma::eig_sym(values, vectors, correlations(patterns));
  const arma::uvec kept = arma::find(values > 1e-9 * values.max());
  arma::mat Q = arma::conv_to<arma::mat>::from(patterns) * vectors.cols(kept);
  for (arma::uword k = 0; k < Q.n_cols; ++k) Q.col(k) /= arma::norm(Q.col(k));
  return Q;
}

// The eigenvalues of QᵀWQ over their mean.
arma::vec spectrum_of(const Network& net, const arma::mat& Q) {
  arma::fmat images = net.fields(arma::conv_to<arma::fmat>::from(Q));
  images.each_col() -= net.b();
  arma::mat small = Q.t() * arma::conv_to<arma::mat>::from(images);
  small = (small + small.t()) / 2;
  const arma::vec values = eigenvalues(small);
  const double mean = arma::mean(values);
  return mean == 0 ? arma::vec(values.n_elem, arma::fill::zeros) : arma::vec(values / mean);
}

void measure_spectra(lab::Run& run, const Memories& memories) {
  const arma::fmat& X = memories.patterns;
  // (1 + √(P/N))²: where the eigenvalues of the correlations of random patterns end.
  const double edge = std::pow(1 + std::sqrt(double(X.n_cols) / double(X.n_rows)), 2);
  const auto add = [&](const std::string& matrix, const arma::vec& values) {
    for (arma::uword k = 0; k < values.n_elem; ++k)
      run.row("spectrum", matrix, k + 1, values[k], values[k] / edge);
  };
  add("correlations", eigenvalues(correlations(X)));  // their mean is 1: the diagonal of C
  const arma::mat Q = basis(X);
  for (const auto& [rule, net] : memories.nets) add(rule, spectrum_of(net, Q));
  run.grid({.label = "correlations of random patterns", .seeds = run.seeds()}, [&](lab::Point& at) {
    Stream draw = at.stream("", "chance");
    const arma::vec values =
        eigenvalues(correlations(datasets::random_patterns<float>(X.n_rows, X.n_cols, draw)));
    for (arma::uword k = 0; k < values.n_elem; ++k) at.row("chance", k + 1, values[k], values[k] / edge);
  });
}

// The shares of fields, over their mean size, that lie in steps of a tenth; those beyond the ends are counted
// with the ends.
void add_histogram(lab::Run& run, const std::string& rule, const arma::fmat& aligned) {
  constexpr int first = -20, last = 40;
  double size = 0;
  for (const float h : aligned) size += std::abs(double(h)) / static_cast<double>(aligned.n_elem);
  std::vector<std::size_t> counts(last - first + 1);
  for (const float h : aligned) {
    const double step = std::floor(10 * double(h) / (size > 0 ? size : 1) + 0.5);
    ++counts[static_cast<std::size_t>(std::clamp<double>(step, first, last)) - first];
  }
  for (int step = first; step <= last; ++step)
    run.row("crosstalk", rule, step / 10.0,
            double(counts[static_cast<std::size_t>(step - first)]) / double(aligned.n_elem));
}

void measure_memories(lab::Run& run, const Memories& memories) {
  for (const auto& [rule, net] : memories.nets) {
    const arma::fmat states = hopfield::as_states<float>(memories.patterns, net.coding());
    const arma::fmat aligned = memories.patterns % net.fields(states);  // ξ_i^μ h_i^μ
    const arma::fmat next = hopfield::synchronous(net, states);
    const auto form = relaxation(net, memories.patterns);
    for (arma::uword mu = 0; mu < states.n_cols; ++mu) {
      const double e = energy(net, arma::fvec(states.col(mu)));
      const double against = double(arma::accu(aligned.col(mu) < 0)) / double(states.n_rows);
      run.row("memories", rule, mu + 1, memories.names[mu], e,
              std::abs(form.between(mu, mu, 0) - e) / std::max(1e-30, std::abs(e)), against,
              arma::all(next.col(mu) == states.col(mu)));
    }
    add_histogram(run, rule, aligned);
  }
}

// Every picture asked for once with each seed, by every rule: the same cues for all of them.
void measure_answers(lab::Run& run, const Memories& memories) {
  const arma::fvec mixture = leading_mixture(memories.patterns);
  const std::size_t pictures = memories.names.size();
  run.grid({.label = "answers", .axes = {{"rule", rules}}, .seeds = run.seeds()}, [&](lab::Point& at) {
    Stream noise = at.stream("", "noise of answers"), order = at.stream(at.word("rule"), "answers");
    for (std::size_t mu = 0; mu < pictures; ++mu) {
      const arma::fvec cue = datasets::corrupt(memories[mu], memories.size, memories.size,
                                               datasets::parse_corruption("flip:0.2"), noise);
      const arma::fvec state = recalled(run, memories.net(at.word("rule")), cue, order);
      for (std::size_t nu = 0; nu < pictures; ++nu)
        at.row("answers", mu, nu, memories.names[mu], memories.names[nu],
               hopfield::overlap(memories[nu], state));
      const double asked = hopfield::overlap(memories[mu], state),
                   with_mixture = hopfield::overlap(mixture, state);
      at.row("answers", mu, pictures, memories.names[mu], "leading mixture", with_mixture);
      at.row("mixtures", mu + 1, memories.names[mu], asked, with_mixture, with_mixture - asked);
    }
  });
}

}  // namespace

arma::fvec leading_mixture(const arma::fmat& patterns) {
  arma::vec values;
  arma::mat vectors;
  arma::eig_sym(values, vectors, correlations(patterns));
  arma::vec u = vectors.col(vectors.n_cols - 1);
  if (arma::accu(u) < 0) u = -u;
  const arma::vec sum = arma::conv_to<arma::mat>::from(patterns) * u;
  return arma::conv_to<arma::fvec>::from(sum > 0) * 2 - 1;
}

void measure_correlation(lab::Run& run, const Memories& memories) {
  const std::size_t pictures = memories.names.size();
  const arma::mat C = correlations(memories.patterns);
  for (std::size_t mu = 0; mu < pictures; ++mu)
    for (std::size_t nu = 0; nu < pictures; ++nu)
      run.row("overlaps", mu, nu, memories.names[mu], memories.names[nu], C(mu, nu));
  measure_spectra(run, memories);
  measure_memories(run, memories);
  measure_answers(run, memories);
}

}  // namespace unroll::experiments
