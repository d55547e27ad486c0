// Propagation of a gradient back through all layers of a network
//
//   (1)  δ^l_{t-1} = (J^l_t)ᵀ δ^l_t + the gradient that the layer above hands down at t - 1
//
// The layer above feeds the layer below at every step, and the gradients of the two may decay at different
// rates. The gradient handed down therefore has its own logarithm at every step of every sequence; where two
// gradients meet, both are brought to the larger logarithm. Norms are right however small
// (gradient_flow.hpp).
//
// Shapes: as in network.hpp. Read first: gradient_flow.hpp, network.hpp.
#pragma once
#include <algorithm>
#include <armadillo>
#include <cmath>
#include <limits>
#include <vector>

#include "gradient_flow.hpp"
#include "network.hpp"

namespace unroll {

// Natural logarithms of ‖∂L/∂s_t‖ in one layer and direction, over all carried states (c and h of an LSTM),
// (T+1) × B, row k at lag k = T - t; -infinity where the gradient is exactly 0. A direction that reads the
// sequence from its end has its first step at lag 0.
struct LayerFlow {
  std::size_t layer;
  int direction;
  arma::mat log_norms;
};

namespace detail {

// The gradient of a sequence of outputs: column b at step t times e^logs(b, t).
struct ScaledSequence {
  arma::cube d;
  arma::mat logs;

  ScaledSequence(arma::uword rows, arma::uword batch, arma::uword steps)
      : d(rows, batch, steps, arma::fill::zeros), logs(batch, steps, arma::fill::zeros) {}
};

// to · e^to_log += more · e^more_log, in the given rows of `to`.
inline void add_scaled(arma::subview_col<double> to, double& to_log, arma::uword first, const arma::vec& more,
                       double more_log) {
  const auto zero = [](const auto& v) { return v.is_zero(); };
  if (zero(more)) return;
  const double log = zero(to) ? more_log : std::max(to_log, more_log);
  to *= zero(to) ? 0 : std::exp(to_log - log);
  to.rows(first, first + more.n_elem - 1) += more * std::exp(more_log - log);
  to_log = log;
}

// The parts of a layer's run that belong to one direction.
template <class Run>
const Tape<double>& tape_of(const Run& run, int direction) {
  if constexpr (requires { run.tape; })
    return run.tape;
  else
    return run.way[direction].tape;
}

// (1) through one direction of a layer. Its outputs get the gradient `above`, from row `first` on; the
// gradient that it hands down is added to `below`.
inline arma::mat flow_through(const Layout& layout, const arma::vec& theta, const Input<double>& x,
                              const Tape<double>& tape, int direction, const ScaledSequence& above,
                              arma::uword first, ScaledSequence& below) {
  const arma::uword T = x.steps;
  const auto place = [&](arma::uword t) { return direction == 0 ? t : T + 1 - t; };  // in the sequence
  const arma::uword in = layout.row(layout.cell->input.first), out = layout.row(layout.cell->output.first);
  arma::vec parameters = theta;
  const arma::mat W = layout.W(parameters);
  const arma::uvec carried = state_rows(layout);
  arma::mat norms(T + 1, x.batch);
  norms.fill(-std::numeric_limits<double>::infinity());
  walk_back(
      layout, theta, x, Given<double>{}, tape,
      [&](arma::uword t, arma::mat& d, arma::rowvec& logs) {
        for (arma::uword b = 0; t > 0 && b < x.batch; ++b) {
          const arma::vec fed = above.d.slice(place(t) - 1).col(b);
          add_scaled(d.col(b), logs[b], out, fed.rows(first, first + layout.width() - 1),
                     above.logs(b, place(t) - 1));
        }
      },
      [&](arma::uword t, const arma::mat& d, const arma::rowvec& logs) {
        if (place(t) > T) return;  // the state before the first step of a sequence read from its end
        const arma::mat states = d.rows(carried);
        for (arma::uword b = 0; b < x.batch; ++b)
          norms(T - place(t), b) = std::log(arma::norm(states.col(b))) + logs[b];
      },
      [&](arma::uword t, const arma::mat& d, const arma::rowvec& logs) {
        const arma::mat handed = W.t() * d.rows(in, in + W.n_rows - 1);
        for (arma::uword b = 0; b < x.batch; ++b)
          add_scaled(below.d.slice(place(t) - 1).col(b), below.logs(b, place(t) - 1), 0, handed.col(b),
                     logs[b]);
      });
  return norms;
}

}  // namespace detail

// (1) for a loss whose gradient with respect to the outputs is run.dy, after network.forward of whole
// sequences without dropout. Changes run.dy as network.backward does. The last layer comes first.
template <class Layer>
std::vector<LayerFlow> log_gradient_flow(const Network<Layer>& network, const arma::vec& theta,
                                         const Input<double>& x, NetworkRun<Layer, double>& run) {
  arma::vec gradient(theta.n_elem, arma::fill::zeros);
  // Computes the gradient that the output layer hands down, and checks all shapes.
  network.backward(theta, x, {}, run, gradient);
  const auto& layers = network.stack.layers;
  detail::ScaledSequence above(network.stack.width(), x.batch, x.steps);
  above.d = network.gradient_of_stack(theta, run).written_out();
  std::vector<LayerFlow> flows;
  for (std::size_t l = layers.size(); l-- > 0;) {
    const Layout& layout = layers[l].cell_layout();
    const Input<double> reads = network.stack.read_by(l, x, run.stack);
    detail::ScaledSequence below(layout.inputs, x.batch, x.steps);
    for (int way = 0; way < Layer::directions; ++way) {
      const auto w = static_cast<arma::uword>(way);
      const arma::uword first = network.stack.first(l) + w * layout.parameters();
      flows.push_back({l, way,
                       detail::flow_through(layout, theta.subvec(first, first + layout.parameters() - 1),
                                            reads, detail::tape_of(run.stack.layers[l].run, way), way, above,
                                            w * layout.width(), below)});
    }
    if (network.stack.residual && l > 0)
      for (arma::uword t = 0; t < x.steps; ++t)
        for (arma::uword b = 0; b < x.batch; ++b)
          detail::add_scaled(below.d.slice(t).col(b), below.logs(b, t), 0, above.d.slice(t).col(b),
                             above.logs(b, t));
    above = below;
  }
  return flows;
}

}  // namespace unroll
