// What makes a recurrent::Net of a layer.
#pragma once
#include <stdexcept>

#include "models/bidirectional/bidirectional.hpp"
#include "models/core/network.hpp"
#include "models/core/rtrl.hpp"
#include "models/core/truncated.hpp"
#include "tests/models/recurrent.hpp"

namespace recurrent {

template <class Layer>
class NetOf : public Net {
 public:
  NetOf(const unroll::Cell& cell, const Size& size) {
    network_.stack = unroll::stack_of<Layer>(size.depth, cell, size.inputs, size.units, size.outputs);
    network_.stack.residual = size.residual;
    network_.outputs = size.top;
  }
  std::vector<ParameterBlock> blocks() const override { return network_.blocks(); }
  arma::uword parameters() const override { return network_.parameters(); }
  arma::uword outputs() const override {
    return network_.outputs > 0 ? network_.outputs : network_.stack.width();
  }
  arma::uword state_height() const override {
    arma::uword height = 0;
    for (const Layer& layer : network_.stack.layers) height += layer.state_height();
    return height;
  }

  Ran<double> run(const arma::vec& theta, const Input<double>& x, const Given<double>& given,
                  const arma::cube& dy, const std::vector<arma::cube>& held) const override {
    return run_any(theta, x, given, dy, held);
  }
  Ran<float> run(const arma::fvec& theta, const Input<float>& x, const Given<float>& given,
                 const arma::fcube& dy) const override {
    if constexpr (Layer::directions == 1) return run_any(theta, x, given, dy, {});
    throw std::logic_error("in double only");
  }

  arma::vec truncated(const arma::vec& theta, const Input<double>& x, const Given<double>& given,
                      const arma::cube& dy, arma::uword k1, arma::uword k2) const override {
    unroll::NetworkRun<Layer, double> run;
    network_.forward(theta, x, given, run);
    run.dy = dy;
    arma::vec gradient(theta.n_elem, arma::fill::zeros);
    unroll::truncated_backward(network_, theta, x, given, run, gradient, k1, k2);
    return gradient;
  }

  arma::vec rtrl(const arma::vec& theta, const Input<double>& x, const Given<double>& given,
                 const arma::cube& dy) const override {
    if constexpr (Layer::directions == 1) {
      const auto& layout = network_.stack.layers.front().layout;
      unroll::Tape<double> tape;
      unroll::forward(layout, theta, x, given, tape);
      unroll::Tape<double> d(arma::size(tape), arma::fill::zeros);
      const arma::uword first = layout.row(layout.cell->output.first);
      d(arma::span(first, first + layout.width() - 1), arma::span::all, arma::span(1, x.steps)) = dy;
      return unroll::rtrl_gradient(layout, theta, x, given, tape, d);
    }
    throw std::logic_error("of one direction only");
  }

 private:
  unroll::Network<Layer> network_;

  template <class S, class Act>
  static void for_tapes(unroll::NetworkRun<Layer, S>& run, Act&& act) {
    for (auto& layer : run.stack.layers)
      if constexpr (Layer::directions == 1)
        act(layer.run);
      else
        for (auto& way : layer.run.way) act(way);
  }

  template <class S>
  Ran<S> run_any(const arma::Col<S>& theta, const Input<S>& x, const Given<S>& given, const arma::Cube<S>& dy,
                 const std::vector<arma::Cube<S>>& held) const {
    unroll::NetworkRun<Layer, S> run;
    run.stack.layers.resize(network_.stack.layers.size());
    if (!held.empty()) {
      std::size_t k = 0;
      for_tapes(run, [&](auto& way) { way.held = held.at(k++); });
    }
    network_.forward(theta, x, given, run);
    Ran<S> ran{
        run.y, arma::Col<S>(theta.n_elem, arma::fill::zeros), network_.stack.state(run.stack, x.steps), {}};
    for_tapes(run, [&](auto& way) { ran.tapes.push_back(way.tape); });
    if (dy.is_empty()) return ran;
    run.dy = dy;
    network_.backward(theta, x, given, run, ran.gradient);
    return ran;
  }
};

}  // namespace recurrent
