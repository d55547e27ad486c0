#include "rates.hpp"

#include <cmath>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "../core/activations.hpp"
#include "../core/clones.hpp"

namespace unroll::hopfield {
namespace {

// For one gain, replaces a = g J x and u = g J δ by tanh(a) and (1 - tanh²(a)) u.
UNROLL_CLONES void through_slope(arma::uword units, double gain, double* a, double* u) {
  UNROLL_INDEPENDENT
  for (arma::uword i = 0; i < units; ++i) {
    const double y = unroll::tanh(gain * a[i]);
    a[i] = y;
    u[i] *= gain * (1 - y * y);
  }
}

// Scales each tangent to length 1 and returns ln of the lengths before.
arma::vec shortened(Flow& flow) {
  const arma::uword gains = flow.n_cols / 2;
  arma::vec grown(gains);
  for (arma::uword k = 0; k < gains; ++k) {
    const double length = arma::norm(flow.col(gains + k));
    grown[k] = std::log(length);
    flow.col(gains + k) /= length;
  }
  return grown;
}

// ⟨f(a)⟩ for a normal a with variance σ², by the trapezoidal rule, which is exact in double for such f.
template <class F>
double normal_mean(double variance, F&& f) {
  constexpr int points = 400;
  constexpr double reach = 8;
  const double sigma = std::sqrt(variance);
  double sum = 0, weights = 0;
  for (int k = -points; k <= points; ++k) {
    const double z = reach * k / points, weight = exponential(-z * z / 2);
    sum += weight * f(sigma * z);
    weights += weight;
  }
  return sum / weights;
}

}  // namespace

RateNetwork::RateNetwork(const arma::mat& J, arma::vec gains) : units_(J.n_rows), gains_(std::move(gains)) {
  if (J.n_rows != J.n_cols || J.is_empty() || gains_.is_empty())
    throw std::invalid_argument("couplings " + std::to_string(J.n_rows) + " × " + std::to_string(J.n_cols) +
                                " and " + std::to_string(gains_.n_elem) +
                                " gains do not make a network; it needs N × N and at least one gain");
  J_.pack(As::is, units_, units_, J.memptr(), units_);
}

Flow RateNetwork::driven(const Flow& flow) const {
  if (flow.n_rows != units_ || flow.n_cols != 2 * gains_.n_elem)
    throw std::invalid_argument("a flow of " + std::to_string(flow.n_rows) + " × " +
                                std::to_string(flow.n_cols) + " was given to a network of " +
                                std::to_string(units_) + " units and " + std::to_string(gains_.n_elem) +
                                " gains; N × 2G fits");
  Flow result(units_, flow.n_cols, arma::fill::zeros);
  J_.multiply(flow.n_cols, flow.memptr(), units_, result.memptr(), units_);
  for (arma::uword k = 0; k < gains_.n_elem; ++k)
    through_slope(units_, gains_[k], result.colptr(k), result.colptr(gains_.n_elem + k));
  return result;
}

void RateNetwork::advance(Flow& flow, double dt) const {
  const auto rate = [&](const Flow& at) { return Flow(driven(at) - at); };
  const Flow k1 = rate(flow), k2 = rate(flow + dt / 2 * k1), k3 = rate(flow + dt / 2 * k2),
             k4 = rate(flow + dt * k3);
  flow += dt / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
}

arma::mat normal_couplings(arma::uword units, Stream& stream) {
  arma::mat J(units, units);
  for (double& weight : J) weight = stream.normal() / std::sqrt(static_cast<double>(units));
  J.diag().zeros();
  return J;
}

Flow random_flow(arma::uword units, arma::uword gains, Stream& stream) {
  arma::vec x(units), tangent(units);
  for (double& value : x) value = stream.normal();
  for (double& value : tangent) value = stream.normal();
  tangent /= arma::norm(tangent);
  return arma::join_rows(arma::repmat(x, 1, gains), arma::repmat(tangent, 1, gains));
}

Exponents largest_exponents(const RateNetwork& net, Flow flow, Time time, double forget, double measure,
                            double dt) {
  if (time == Time::discrete) dt = 1;
  const auto run = [&](double duration) {
    arma::vec grown(net.gains().n_elem, arma::fill::zeros);
    const auto steps = static_cast<arma::uword>(std::llround(duration / dt));
    for (arma::uword k = 0; k < steps; ++k) {
      time == Time::discrete ? net.step(flow) : net.advance(flow, dt);
      grown += shortened(flow);
    }
    return arma::vec(grown / (dt * static_cast<double>(steps)));
  };
  run(forget);
  arma::vec lambda = run(measure);
  return {lambda, arma::max(arma::abs(flow.head_cols(net.gains().n_elem)), 0).t()};
}

double large_network_exponent(double gain) {
  if (gain <= 1) return std::log(gain);
  double variance = gain * gain;
  // σ² ← g² ⟨tanh² a⟩ converges by a factor of about 3 - 2g near g = 1, so many iterations are allowed.
  for (int turn = 0; turn < 10000; ++turn) {
    const double next = gain * gain * normal_mean(variance, [](double a) {
                          const double y = unroll::tanh(a);
                          return y * y;
                        });
    const bool close = std::abs(next - variance) <= 1e-12 * variance;
    variance = next;
    if (close) break;
  }
  const double slopes = normal_mean(variance, [](double a) {
    const double y = unroll::tanh(a), slope = 1 - y * y;
    return slope * slope;
  });
  return std::log(gain * gain * slopes) / 2;
}

}  // namespace unroll::hopfield
