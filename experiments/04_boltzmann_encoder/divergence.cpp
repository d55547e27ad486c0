#include "divergence.hpp"

#include <cmath>

#include "models/boltzmann/exact.hpp"

namespace unroll::experiments::encoder {
namespace {

double sum_of_logs(const arma::vec& p, const arma::vec& q) {
  double sum = 0;
  for (arma::uword k = 0; k < p.n_elem; ++k)
    if (p[k] > 0) sum += p[k] * std::log(p[k] / q[k]);
  return sum;
}

}  // namespace

arma::vec shown_distribution(const arma::fmat& patterns, const boltzmann::ClampingNoise& noise) {
  boltzmann::check_enumerable(patterns.n_rows);
  arma::vec p(arma::uword{1} << patterns.n_rows, arma::fill::zeros);
  for (arma::uword mu = 0; mu < patterns.n_cols; ++mu)
    for (arma::uword k = 0; k < p.n_elem; ++k) {
      double product = 1 / static_cast<double>(patterns.n_cols);
      for (arma::uword i = 0; i < patterns.n_rows; ++i) {
        const double on = patterns(i, mu) != 0 ? 1 - noise.off : noise.on;
        product *= (k >> i & 1) != 0 ? on : 1 - on;
      }
      p[k] += product;
    }
  return p;
}

arma::vec free_distribution(const Machine& machine, double T) {
  arma::vec p(arma::uword{1} << machine.visible(), arma::fill::zeros);
  const double log_Z = boltzmann::log_partition(machine, T);
  boltzmann::enumerate(machine, arma::fvec(machine.units(), arma::fill::zeros), first_units(machine.units()),
                       [&](const arma::vec& s, double E) {
                         arma::uword k = 0;
                         for (arma::uword i = 0; i < machine.visible(); ++i)
                           if (s[i] != 0) k |= arma::uword{1} << i;
                         p[k] += std::exp(-E / T - log_Z);
                       });
  return p;
}

double divergence(const arma::vec& shown, const Machine& machine, double T) {
  return sum_of_logs(shown, free_distribution(machine, T));
}

double mutual_information(const arma::vec& distribution) {
  const auto half =
      static_cast<arma::uword>(std::llround(std::sqrt(static_cast<double>(distribution.n_elem))));
  const arma::mat joint(distribution.memptr(), half, half);  // the first half of the units is the lower bits
  const arma::mat apart = arma::sum(joint, 1) * arma::sum(joint, 0);
  return sum_of_logs(distribution, arma::vectorise(apart));
}

double exact_answers(const Machine& machine, const arma::fmat& patterns, double T) {
  const arma::uword v = machine.visible() / 2;
  const auto not_first = boltzmann::all_but(machine.units(), first_units(v)),
             hidden = boltzmann::all_but(machine.units(), first_units(2 * v));
  double sum = 0;
  arma::fvec s(machine.units(), arma::fill::zeros);
  for (arma::uword mu = 0; mu < patterns.n_cols; ++mu) {
    s.head(2 * v) = patterns.col(mu);
    sum += std::exp(boltzmann::log_partition(machine, s, hidden, T) -
                    boltzmann::log_partition(machine, s, not_first, T));
  }
  return sum / static_cast<double>(patterns.n_cols);
}

}  // namespace unroll::experiments::encoder
