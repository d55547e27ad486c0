// Stacks: layers on top of each other, each reading the outputs of the layer below.
//
//   (1)  x^1 = x,   x^{l+1} = m^l∘y^l / (1 - p)            dropout between layers, P(m_i = 1) = 1 - p
//   (2)  y^l = layer^l(x^l) [+ x^l for l > 1]             the residual connection between layers
//
// Source: (1) N. Srivastava et al., JMLR 15 (2014) 1929–1958, with survivors scaled; only between layers, as
// in W. Zaremba, I. Sutskever & O. Vinyals, arXiv:1409.2329. The same mask at all steps: Y. Gal & Z.
// Ghahramani, NIPS 2016. (2) K. He et al., CVPR 2016, eq. (1).
// Shapes: x inputs × B × T, y width × B × T. θ holds the layers' parameters one after the other, and an
// initial state their rows one after the other. Read first: layer.hpp. Read next: network.hpp.
#pragma once
#include <armadillo>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "layer.hpp"
#include "random.hpp"

namespace unroll {

struct Dropout {
  double p = 0;            // probability that an output is dropped, below 1
  bool same_mask = false;  // one mask for all steps of a sequence
};

// The memory of a stack for one sequence, for each layer.
template <class Layer, class S>
struct StackRun {
  struct One {
    typename Layer::template Run<S> run;
    arma::Cube<S> y, mask, dx;  // outputs changed by (1) or (2), m / (1 - p), gradient of the input
  };
  std::vector<One> layers;
};

// Called at every step with the gradient with respect to the states of one layer and direction
// (sequence.hpp).
template <class S>
using StackProbe =
    std::function<void(std::size_t layer, int direction, arma::uword t, const arma::Mat<S>& d_t)>;

template <class Layer>
struct Stack {
  template <class S>
  using Run = StackRun<Layer, S>;

  std::vector<Layer> layers;
  bool residual = false;
  Dropout dropout = {};

  arma::uword width() const { return layers.empty() ? 0 : layers.back().width(); }
  arma::uword parameters() const { return first(layers.size()); }
  arma::uword first(std::size_t layer) const {  // where the layer's parameters begin in θ
    arma::uword at = 0;
    for (std::size_t l = 0; l < layer; ++l) at += layers[l].parameters();
    return at;
  }
  std::vector<ParameterBlock> blocks() const {  // "layers.0.W", …
    std::vector<ParameterBlock> all;
    for (std::size_t l = 0; l < layers.size(); ++l)
      for (ParameterBlock block : layers[l].blocks()) {
        block.name = "layers." + std::to_string(l) + "." + block.name;
        block.first += first(l);
        all.push_back(block);
      }
    return all;
  }

  // Dropout acts only if a stream is given.
  template <class S>
  void forward(const arma::Col<S>& theta, const Input<S>& x, const Given<S>& given, Run<S>& run,
               Stream* drops = nullptr) const {
    check();
    check_theta(theta);
    check_state(given);
    run.layers.resize(layers.size());
    for (std::size_t l = 0; l < layers.size(); ++l) {
      auto& one = run.layers[l];
      layers[l].forward(of_layer(theta, l), read_by(l, x, run), given_layer(given, l), one.run);
      one.y.reset();
      one.mask.reset();
      const bool drop = drops != nullptr && dropout.p > 0 && l + 1 < layers.size(), add = residual && l > 0;
      if (drop || add) one.y = layers[l].outputs(one.run).cube();
      if (add) one.y += read_by(l, x, run).cube();
      if (drop) {
        draw_mask(*drops, one.y, one.mask);
        one.y %= one.mask;
      }
    }
  }

  // The outputs as the layer above reads them; the view is valid until the run is used again.
  template <class S>
  Input<S> outputs(const Run<S>& run, std::size_t layer) const {
    const auto& one = run.layers[layer];
    return one.y.is_empty() ? layers[layer].outputs(one.run) : Input<S>(one.y);
  }
  template <class S>
  Input<S> outputs(const Run<S>& run) const {
    return outputs(run, layers.size() - 1);
  }

  // The input of a layer.
  template <class S>
  Input<S> read_by(std::size_t layer, const Input<S>& x, const Run<S>& run) const {
    return layer == 0 ? x : outputs(run, layer - 1);
  }

  // dy is the gradient with respect to the last layer's outputs. Adds to `gradient`; probe(layer, direction,
  // t, d_t) as in sequence.hpp. Goes back through `steps` only.
  template <class S>
  void backward(const arma::Col<S>& theta, const Input<S>& x, const Given<S>& given, Run<S>& run,
                const std::type_identity_t<OutputGradient<S>>& dy, arma::Col<S>& gradient, Steps steps,
                const std::type_identity_t<StackProbe<S>>& probe = nullptr) const {
    check_run(run, x);
    steps = check_steps(steps, x.steps);
    check_theta(theta);
    check_theta(gradient);
    for (std::size_t l = layers.size(); l-- > 0;) {
      auto& one = run.layers[l];
      const bool top = l + 1 == layers.size();
      const OutputGradient<S> from_above = top ? dy : OutputGradient<S>(run.layers[l + 1].dx);
      arma::Col<S> own = of_layer(gradient, l);
      LayerProbe<S> of_layers;
      if (probe) of_layers = [&](int way, arma::uword t, const arma::Mat<S>& d_t) { probe(l, way, t, d_t); };
      layers[l].backward(of_layer(theta, l), read_by(l, x, run), given_layer(given, l), one.run, from_above,
                         own, steps, of_layers);
      if (l == 0) break;
      layers[l].input_gradient(of_layer(theta, l), given, one.run, steps, one.dx);
      if (residual) one.dx += top ? dy.written_out() : run.layers[l + 1].dx;
      if (!run.layers[l - 1].mask.is_empty()) one.dx %= run.layers[l - 1].mask;
    }
  }

  // dx, inputs × B × T; call it after backward over `steps`.
  template <class S>
  void input_gradient(const arma::Col<S>& theta, const Given<S>& given, Run<S>& run, Steps steps,
                      arma::Cube<S>& dx) const {
    layers[0].input_gradient(of_layer(theta, 0), given, run.layers[0].run, steps, dx);
  }

  // Checks that the layers fit on each other. `forward` calls it.
  void check() const {
    if (layers.empty()) throw std::invalid_argument("a stack must have at least 1 layer");
    for (std::size_t l = 1; l < layers.size(); ++l)
      if (layers[l].inputs() != layers[l - 1].width())
        throw std::invalid_argument("layer " + std::to_string(l + 1) + " has " +
                                    std::to_string(layers[l].inputs()) + " inputs; the layer below has " +
                                    std::to_string(layers[l - 1].width()) + " outputs");
      else if (residual && layers[l].width() != layers[l].inputs())
        throw std::invalid_argument("a residual connection needs as many outputs as inputs; layer " +
                                    std::to_string(l + 1) + " has " + std::to_string(layers[l].width()) +
                                    " and " + std::to_string(layers[l].inputs()));
    if (!(dropout.p >= 0 && dropout.p < 1))
      throw std::invalid_argument("the probability of dropout is " + std::to_string(dropout.p) +
                                  "; it must be at least 0 and below 1");
  }

  // Checks that a run is one of this stack and of x.
  template <class S>
  void check_run(const Run<S>& run, const Input<S>& x) const {
    check();
    if (run.layers.size() != layers.size())
      throw std::invalid_argument("a run of " + std::to_string(run.layers.size()) +
                                  " layers was given to a stack of " + std::to_string(layers.size()) +
                                  "; forward comes before backward");
    const Input<S> y = outputs(run);
    if (y.rows != width() || y.batch != x.batch || y.steps != x.steps)
      throw std::invalid_argument("the run's outputs are " + shape(y.rows, y.batch, y.steps) +
                                  "; of this input they are " + shape(width(), x.batch, x.steps) +
                                  ": forward comes before backward");
  }

  // The state of all layers after step t, as Given::state takes it to continue from there.
  template <class S>
  arma::Mat<S> state(const Run<S>& run, arma::uword t) const {
    arma::Mat<S> all;
    for (std::size_t l = 0; l < layers.size(); ++l)
      all = arma::join_cols(all, layers[l].state(run.layers[l].run, t));
    return all;
  }

 private:
  template <class S>
  arma::Col<S> of_layer(const arma::Col<S>& theta, std::size_t l) const {
    return {const_cast<S*>(theta.memptr()) + first(l), layers[l].parameters(), false, true};
  }

  template <class S>
  Given<S> given_layer(const Given<S>& given, std::size_t l) const {
    Given<S> own = given;
    arma::uword at = 0;
    for (std::size_t below = 0; below < l; ++below) at += layers[below].state_height();
    if (!given.state.is_empty()) own.state = given.state.rows(at, at + layers[l].state_height() - 1);
    return own;
  }

  template <class S>
  void draw_mask(Stream& drops, const arma::Cube<S>& y, arma::Cube<S>& mask) const {
    mask.set_size(arma::size(y));
    for (arma::uword t = 0; t < y.n_slices; ++t)
      if (dropout.same_mask && t > 0)
        mask.slice(t) = mask.slice(0);
      else
        for (S& m : mask.slice(t)) m = drops.chance(dropout.p) ? S{0} : static_cast<S>(1 / (1 - dropout.p));
  }

  // θ may be longer than the stack's parameters, as a network's is.
  template <class S>
  void check_theta(const arma::Col<S>& theta) const {
    if (theta.n_elem < parameters())
      throw std::invalid_argument("θ, or its gradient, has " + std::to_string(theta.n_elem) +
                                  " elements; this stack has " + std::to_string(parameters()) +
                                  " parameters");
  }

  template <class S>
  void check_state(const Given<S>& given) const {
    arma::uword height = 0;
    for (const Layer& layer : layers) height += layer.state_height();
    if (!given.state.is_empty() && given.state.n_rows != height)
      throw std::invalid_argument("the state to start from has " + std::to_string(given.state.n_rows) +
                                  " rows; this stack of " + std::to_string(layers.size()) + " layers has " +
                                  std::to_string(height));
  }
};

// `depth` equal layers of a cell: the first reads `inputs` numbers, each other one the layer below.
template <class Layer>
Stack<Layer> stack_of(std::size_t depth, const Cell& cell, arma::uword inputs, arma::uword units,
                      arma::uword outputs = 0) {
  Stack<Layer> stack;
  for (std::size_t l = 0; l < depth; ++l)
    stack.layers.emplace_back(cell, l == 0 ? inputs : stack.layers.back().width(), units, outputs);
  return stack;
}

}  // namespace unroll
