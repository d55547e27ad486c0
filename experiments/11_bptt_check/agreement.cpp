#include "agreement.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "models/check.hpp"
#include "models/check_cell.hpp"
#include "models/core/gradient_flow.hpp"
#include "models/core/rtrl.hpp"
#include "models/core/truncated.hpp"
#include "truncation.hpp"

namespace unroll::experiments::bptt {
namespace {

using Case = CheckCase<Recurrent>;
constexpr arma::uword inputs = 2, outputs = 2;
constexpr int most_draws = 1000;

// One sequence from a state that is not zero, a loss at each step with a weight of its own: whatever is
// symmetric or zero could hide an error.
Case drawn_case(const Cell& cell, arma::uword units, arma::uword steps, Stream& stream) {
  const auto normal = [&](double) { return stream.normal(); };
  Case c;
  c.network.stack = stack_of<Recurrent>(1, cell, inputs, units, units);
  c.network.outputs = outputs;
  c.loss = 2;  // squared
  c.theta = random_theta(c.network.blocks(), c.network.parameters(), stream);
  c.x = arma::cube(inputs, 1, steps).transform(normal);
  c.given.state = arma::mat(c.network.stack.layers[0].state_height(), 1).transform(normal);
  c.targets = arma::cube(outputs, 1, steps).transform(normal);
  c.weights = arma::mat(1, steps).transform([&](double) { return stream.uniform(0.5, 1.5); });
  return c;
}

arma::vec by_backpropagation(const Case& c, NetworkRun<Recurrent, double>& run) {
  loss_of(c, c.theta, run);
  arma::vec gradient(c.theta.n_elem, arma::fill::zeros);
  c.network.backward(c.theta, c.input(), c.given, run, gradient);
  return gradient;
}

// The gradient of the cell's parameters; `run` after backpropagation.
arma::vec by_rtrl(const Case& c, NetworkRun<Recurrent, double>& run) {
  const Layout& layout = c.network.stack.layers[0].layout;
  return rtrl_gradient<double>(layout, c.theta.head(layout.parameters()), c.input(), c.given,
                               run.stack.layers[0].run.tape, loss_gradient(c.network, c.theta, run));
}

// Backpropagation that leaves out one thing: the path from the last step to the first.
arma::vec one_step_short(const Case& c) {
  NetworkRun<Recurrent, double> run;
  loss_of(c, c.theta, run);
  arma::vec gradient(c.theta.n_elem, arma::fill::zeros);
  truncated_backward(c.network, c.theta, c.input(), c.given, run, gradient, 1, c.x.n_slices - 1);
  return gradient;
}

// There is no path where the context is copied, nor where every unit of a ReLU network is dead at some step.
bool last_reaches_first(const Case& c, const Tape<double>& tape) {
  const Layout& layout = c.network.stack.layers[0].layout;
  const auto J = jacobians(layout, c.theta.head(layout.parameters()), tape);
  return !jacobian_products(J).back().matrix.is_zero();
}

Agreement compare_once(const Case& c, bool& unclear) {
  NetworkRun<Recurrent, double> run;
  const arma::vec back = by_backpropagation(c, run);
  const Layout& layout = c.network.stack.layers[0].layout;
  Agreement a;
  a.parameters = layout.parameters();
  a.states = state_rows(layout).n_elem;
  a.rtrl = disagreement(layout.blocks(), back.head(a.parameters), by_rtrl(c, run));
  a.cut_short = disagreement(layout.blocks(), back.head(a.parameters), one_step_short(c).head(a.parameters));
  a.reaches_back = last_reaches_first(c, run.stack.layers[0].run.tape);
  const GradientError error = check_case(c);
  a.differences = error.worst;
  a.block = error.block;
  unclear = error.unclear && !(error.worst <= gradient_limit);
  return a;
}

}  // namespace

double disagreement(const std::vector<ParameterBlock>& blocks, const arma::vec& gradient,
                    const arma::vec& other) {
  const double all = arma::abs(gradient).max();
  double worst = 0;
  for (const ParameterBlock& block : blocks) {
    if (block.size() == 0) continue;
    const arma::span at(block.first, block.first + block.size() - 1);
    const double scale = std::max(arma::abs(gradient(at)).max(), 1e-3 * all);
    const double apart = arma::abs(gradient(at) - other(at)).max();
    if (apart > 0) worst = std::max(worst, apart / scale);
    if (std::isnan(apart)) return std::numeric_limits<double>::quiet_NaN();
  }
  return worst;
}

Agreement compare_gradients(const Cell& cell, arma::uword units, arma::uword steps, Stream& stream) {
  for (int draws = 1;; ++draws) {
    bool unclear = false;
    Agreement a = compare_once(drawn_case(cell, units, steps, stream), unclear);
    a.draws = draws;
    if (!unclear || draws == most_draws) return a;
  }
}

}  // namespace unroll::experiments::bptt
