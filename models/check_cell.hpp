// The check of one cell in networks of any depth, direction and loss (check.hpp).
#pragma once
#include <armadillo>
#include <array>
#include <cmath>
#include <string>

#include "bidirectional/bidirectional.hpp"
#include "check.hpp"
#include "core/losses.hpp"
#include "core/network.hpp"
#include "core/random.hpp"

namespace unroll {

inline constexpr std::array check_losses{"softmax", "binary", "squared", "hinge"};

// A network, its input and its targets.
template <class Layer>
struct CheckCase {
  Network<Layer> network;
  arma::vec theta;
  arma::cube x;
  Symbols symbols;  // used instead of x if not empty
  Given<double> given;
  arma::umat labels;
  arma::cube targets;
  arma::mat weights;
  std::uint64_t drops = 0;  // seed of the stream for dropout
  std::size_t loss = 0;

  Input<double> input() const { return symbols.count > 0 ? Input<double>(symbols) : Input<double>(x); }
};

// Calls act(run) for the run of every layer and direction.
template <class Layer, class Act>
void for_tapes(NetworkRun<Layer, double>& run, Act&& act) {
  for (auto& layer : run.stack.layers)
    if constexpr (Layer::directions == 1)
      act(layer.run);
    else
      for (auto& way : layer.run.way) act(way);
}

template <class Layer>
LossAt loss_of(const CheckCase<Layer>& c, const arma::vec& theta, NetworkRun<Layer, double>& run) {
  Stream drops(c.drops);
  c.network.forward(theta, c.input(), c.given, run, &drops);
  LossAt at;
  if (c.loss == 0) at.loss = softmax_cross_entropy(run.y, c.labels, c.weights, run.dy);
  if (c.loss == 1) at.loss = binary_cross_entropy(run.y, c.targets, c.weights, run.dy);
  if (c.loss == 2) at.loss = squared_error(run.y, c.targets, c.weights, run.dy);
  if (c.loss == 3) at.loss = hinge(run.y, c.labels, c.weights, run.dy);
  if (c.loss == 3) at.side = signs_of(run.dy, at.side);
  if (c.network.stack.layers.front().cell_layout().cell->kinked)
    for_tapes(run, [&](auto& way) { at.side = signs_of(way.tape, at.side); });
  return at;
}

// Normal weights, and constants uniform in 0.1 … 0.9, as suits retentions.
inline arma::vec random_theta(const std::vector<ParameterBlock>& blocks, arma::uword size, Stream& stream) {
  arma::vec theta(size);
  for (double& value : theta) value = 0.5 * stream.normal();
  for (const ParameterBlock& block : blocks)
    for (arma::uword k = 0; block.held && k < block.rows * block.columns; ++k)
      theta[block.first + k] = stream.uniform(0.1, 0.9);
  return theta;
}

template <class Layer>
CheckCase<Layer> random_case(const Cell& cell, std::size_t depth, arma::uword steps, std::size_t loss,
                             Stream& stream) {
  const auto up_to = [&](arma::uword low, arma::uword high) { return low + stream.below(high - low + 1); };
  const auto normal = [&](double) { return stream.normal(); };
  const arma::uword inputs = up_to(1, 3), outputs = up_to(2, 3), batch = up_to(1, 3);
  CheckCase<Layer> c;
  const arma::uword own_outputs = up_to(1, 3), units = up_to(2, 3);
  c.network.stack = stack_of<Layer>(depth, cell, inputs, units, own_outputs);
  c.network.outputs = outputs;
  c.loss = loss;
  c.network.shortcut = stream.chance(0.3);
  c.network.bias = stream.chance(0.7);
  c.network.stack.residual = depth > 1 && stream.chance(0.5);
  if (depth > 1) c.network.stack.dropout = {stream.chance(0.5) ? 0.3 : 0, stream.chance(0.5)};
  c.drops = stream.bits();
  c.theta = random_theta(c.network.blocks(), c.network.parameters(), stream);
  c.x = arma::cube(inputs, batch, steps).transform(normal);
  if (inputs > 1 && stream.chance(0.3))
    c.symbols = {arma::umat(batch, steps).transform([&](arma::uword) { return stream.below(inputs); }),
                 inputs};
  if (stream.chance(0.5))
    c.given.lengths = arma::uvec(batch).transform([&](arma::uword) { return up_to(1, steps); });
  arma::uword height = 0;
  for (const Layer& layer : c.network.stack.layers) height += layer.state_height();
  if (stream.chance(0.5)) c.given.state = arma::mat(height, batch).transform(normal);
  c.labels = arma::umat(batch, steps).transform([&](arma::uword) { return stream.below(outputs); });
  c.targets = arma::cube(outputs, batch, steps).transform([&](double) { return stream.uniform(); });
  c.weights = stream.chance(0.3) ? last_step(batch, steps, c.given.lengths)
                                 : each_step(batch, steps, c.given.lengths) * stream.uniform(0.5, 1.5);
  return c;
}

template <class Layer>
GradientError check_case(const CheckCase<Layer>& c) {
  NetworkRun<Layer, double> run;
  loss_of(c, c.theta, run);
  arma::vec gradient(c.theta.n_elem, arma::fill::zeros);
  c.network.backward(c.theta, c.input(), c.given, run, gradient);
  for_tapes(run, [](auto& way) { way.held = way.tape; });  // a cut path is held constant
  return check_gradient(c.network.blocks(), c.theta, gradient,
                        [&](const arma::vec& theta) { return loss_of(c, theta, run); });
}

template <class Layer>
CheckRow check_row(const Cell& cell, std::size_t depth, std::size_t loss, Stream& stream) {
  CheckRow row;
  row.depth = static_cast<int>(depth);
  row.directions = Layer::directions;
  row.loss = check_losses[loss];
  for (const arma::uword steps : {2u, 3u, 7u}) {
    GradientError error = check_case(random_case<Layer>(cell, depth, steps, loss, stream));
    for (int tries = 1; error.unclear && !(error.worst <= gradient_limit) && tries < 1000; ++tries)
      error = check_case(random_case<Layer>(cell, depth, steps, loss, stream));
    if (!(error.worst <= row.error.worst) && !std::isnan(row.error.worst)) {
      row.error = error;
      row.steps = steps;
    }
  }
  return row;
}

}  // namespace unroll
