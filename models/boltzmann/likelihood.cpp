#include "likelihood.hpp"

#include <algorithm>
#include <cmath>

#include "exact.hpp"
#include "softplus.hpp"

namespace unroll::boltzmann {
namespace {

// A machine in double, with its smaller layer called h.
struct Halves {
  arma::mat W;
  arma::vec b, c;
  bool exchanged;
};

template <class S>
Halves halves(const Restricted<S>& machine) {
  const auto in_double = [](const auto& x) { return arma::conv_to<arma::mat>::from(x); };
  const arma::mat W = in_double(machine.W());
  const arma::vec b = in_double(machine.b()), c = in_double(machine.c());
  if (machine.hidden <= machine.visible) return {W, b, c, false};
  return {W.t(), c, b, true};
}

// Calls visit(h, b + W h, log of the summand of (1)) for every h.
template <class Visit>
void enumerate_layer(const Halves& m, Visit&& visit) {
  arma::vec h(m.c.n_elem, arma::fill::zeros), a = m.b;
  double bias = 0;
  const auto summand = [&] {
    double sum = bias;
    for (const double x : a) sum += softplus(x);
    return sum;
  };
  visit(h, a, summand());
  gray_code(h.n_elem, [&](arma::uword j) {
    h[j] = 1 - h[j];
    const double sign = 2 * h[j] - 1;
    a += sign * m.W.col(j);
    bias += sign * m.c[j];
    visit(h, a, summand());
  });
}

double log_sum(const Halves& m) {
  LogSum sum;
  enumerate_layer(m, [&](const arma::vec&, const arma::vec&, double x) { sum.add(x); });
  return sum.value();
}

template <class S>
void check_sum(const Restricted<S>& machine) {
  check_enumerable(std::min(machine.visible, machine.hidden));
}

}  // namespace

template <class S>
double log_partition(const Restricted<S>& machine) {
  check_sum(machine);
  return log_sum(halves(machine));
}

template <class S>
double log_likelihood(const Restricted<S>& machine, const arma::Mat<S>& data) {
  return -arma::mean(free_energies(machine, data)) - log_partition(machine);
}

template <class S>
arma::vec log_likelihood_gradient(const Restricted<S>& machine, const arma::Mat<S>& data) {
  check_sum(machine);
  check_pictures(data, machine.visible);
  const Halves m = halves(machine);
  const double log_Z = log_sum(m);
  arma::mat W(arma::size(m.W), arma::fill::zeros);
  arma::vec b(m.b.n_elem, arma::fill::zeros), c(m.c.n_elem, arma::fill::zeros);
  enumerate_layer(m, [&](const arma::vec& h, const arma::vec& a, double x) {
    const double p = std::exp(x - log_Z);
    for (arma::uword i = 0; i < a.n_elem; ++i) {
      const double on = p * sigmoid(a[i]);
      b[i] -= on;
      for (arma::uword j = 0; j < h.n_elem; ++j) W.at(i, j) -= on * h[j];
    }
    c -= p * h;
  });
  if (m.exchanged) {
    arma::inplace_trans(W);
    std::swap(b, c);
  }
  const arma::mat v = arma::conv_to<arma::mat>::from(data);
  arma::mat h = arma::conv_to<arma::mat>::from(arma::Mat<S>(machine.W().t() * data));
  h.each_col() += arma::conv_to<arma::vec>::from(machine.c());
  h.for_each([](double& a) { a = sigmoid(a); });
  const double share = 1 / static_cast<double>(data.n_cols);
  W += share * v * h.t();
  b += share * arma::sum(v, 1);
  c += share * arma::sum(h, 1);
  return arma::join_cols(arma::vectorise(W), b, c);
}

template <class S>
double pseudo_log_likelihood(const Restricted<S>& machine, const arma::Mat<S>& data) {
  check_data(data, machine.visible);
  const arma::mat W = arma::conv_to<arma::mat>::from(machine.W());
  const arma::vec b = arma::conv_to<arma::vec>::from(machine.b()),
                  c = arma::conv_to<arma::vec>::from(machine.c());
  double sum = 0;
  for (arma::uword p = 0; p < data.n_cols; ++p) {
    const arma::vec v = arma::conv_to<arma::vec>::from(data.col(p)), a = c + W.t() * v;
    double hidden = 0;
    for (const double x : a) hidden += softplus(x);
    for (arma::uword i = 0; i < v.n_elem; ++i) {
      const double change = 1 - 2 * v[i];
      double turned = change * b[i];
      for (arma::uword j = 0; j < a.n_elem; ++j) turned += softplus(a[j] + change * W.at(i, j));
      sum -= softplus(turned - hidden);  // log σ(x) = -log(1 + e^{-x}), x = F(turned) - F(v)
    }
  }
  return sum / static_cast<double>(data.n_cols);
}

#define UNROLL_LIKELIHOOD(S)                                                             \
  template double log_partition(const Restricted<S>&);                                   \
  template double log_likelihood(const Restricted<S>&, const arma::Mat<S>&);             \
  template arma::vec log_likelihood_gradient(const Restricted<S>&, const arma::Mat<S>&); \
  template double pseudo_log_likelihood(const Restricted<S>&, const arma::Mat<S>&);
UNROLL_LIKELIHOOD(float)
UNROLL_LIKELIHOOD(double)

}  // namespace unroll::boltzmann
