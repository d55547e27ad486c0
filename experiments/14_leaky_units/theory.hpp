// Theory of leaky units with U = 0. The derivations are on the lecture page.
#pragma once
#include <armadillo>
#include <cmath>
#include <vector>

namespace unroll::experiments::leaks {

// τ = -1/ln α, steps until 1/e is left; 0 for α = 0.
inline double time_scale(double alpha) { return alpha > 0 ? -1 / std::log(alpha) : 0; }
inline double retention(double tau) { return std::exp(-1 / tau); }

// The α whose linear readout errs least on a pulse of delay k: it maximises α^{2k} (1 - α²).
inline double best_retention(double k) { return std::sqrt(k / (k + 1)); }

// |H(ω)| of h_t = α h_{t-1} + (1 - α) x_t.
inline double gain(double alpha, double omega) {
  return (1 - alpha) / std::sqrt(1 - 2 * alpha * std::cos(omega) + alpha * alpha);
}

// Pulses of ±1 at known delays, independent, in noise of variance s² at each of `steps` steps.
struct PulseTask {
  std::vector<arma::uword> delays;
  arma::uword steps = 0;
  double noise = 0;
};

// Mean squared error of the best linear readout of linear units with different α > 0, for each delay:
// E_d = 1 - a_dᵀ C⁻¹ a_d, with a_d = (α_i^d) and C_ij = s² Σ_{j<T} (α_i α_j)^j + Σ_d (α_i α_j)^d. Factors
// 1 - α of the units cancel.
inline arma::vec readout_error(const arma::vec& alpha, const PulseTask& task) {
  const arma::mat products = alpha * alpha.t();
  arma::mat C =
      task.noise * task.noise * ((1 - arma::pow(products, static_cast<double>(task.steps))) / (1 - products));
  arma::mat a(alpha.n_elem, task.delays.size());
  for (std::size_t d = 0; d < task.delays.size(); ++d) {
    a.col(d) = arma::pow(alpha, static_cast<double>(task.delays[d]));
    C += a.col(d) * a.col(d).t();
  }
  return 1 - arma::sum(a % arma::solve(C, a), 0).t();
}

// The factor between two time scales, at least 1.
inline double factor_between(double tau, double other) { return std::exp(std::abs(std::log(tau / other))); }

// Retentions of n units whose time scales are spread evenly in their logarithm.
inline arma::vec spread_retentions(arma::uword n, double shortest, double longest) {
  arma::vec alpha(n);
  for (arma::uword i = 0; i < n; ++i) {
    const double part = n > 1 ? static_cast<double>(i) / static_cast<double>(n - 1) : 0.5;
    alpha[i] = retention(shortest * std::pow(longest / shortest, part));
  }
  return alpha;
}

}  // namespace unroll::experiments::leaks
