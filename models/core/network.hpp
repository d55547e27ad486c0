// A network: a stack of recurrent layers and an output layer.
//
//   (1)  y_t = ψ(V h_t [+ D x_t] + b_y),   h the outputs of the stack
//
// D is the shortcut from input to output of some published networks. A network without an output layer
// returns the outputs of the stack (Jordan's network has its outputs inside the cell).
// Shapes: x inputs × B × T, y outputs × B × T; θ the stack's parameters, then V, D, b_y.
// Read first: stack.hpp. Read next: losses.hpp, training.hpp.
#pragma once
#include <algorithm>
#include <armadillo>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "activations.hpp"
#include "packed_product.hpp"
#include "product.hpp"
#include "stack.hpp"
#include "vectors.hpp"

namespace unroll {

// The memory of a network for one sequence: its outputs, which the loss reads, and their gradient, which the
// loss writes.
template <class Layer, class S>
struct NetworkRun {
  StackRun<Layer, S> stack;
  arma::Cube<S> y, dy;
  InputProduct<S> V, D;  // memory of the output layer, reused from sequence to sequence
  PackedMatrix<S> V_transposed;
  OuterRoom<S> room;
  std::vector<S> first;
};

template <class Layer>
struct Network {
  template <class S>
  using Run = NetworkRun<Layer, S>;

  Stack<Layer> stack;
  arma::uword outputs = 0;
  bool bias = true, shortcut = false;
  Activation psi = Activation::identity;

  arma::uword inputs() const { return stack.layers.empty() ? 0 : stack.layers.front().inputs(); }
  arma::uword V() const { return stack.parameters(); }
  arma::uword D() const { return V() + outputs * stack.width(); }
  arma::uword b() const { return D() + (shortcut ? outputs * inputs() : 0); }
  arma::uword parameters() const {
    if (outputs > largest_size)
      throw std::invalid_argument("a network of " + std::to_string(outputs) +
                                  " outputs is too large; there may be up to " +
                                  std::to_string(largest_size));
    return b() + (bias ? outputs : 0);
  }
  std::vector<ParameterBlock> blocks() const {  // the stack's, then "output.V", "output.D", "output.b"
    std::vector<ParameterBlock> all = stack.blocks();
    if (outputs == 0) return all;
    all.push_back({"output.V", V(), outputs, stack.width(), false, true});
    if (shortcut) all.push_back({"output.D", D(), outputs, inputs(), false, true});
    if (bias) all.push_back({"output.b", b(), outputs, 1, false, false});
    return all;
  }

  // Calls act(layout, window, layer, direction) for the cell of each layer and direction. `window` is its
  // part of θ, or of a gradient; it is valid as long as that vector stays where it is.
  template <class S, class Act>
  void for_cells(const arma::Col<S>& theta, Act&& act) const {
    check_parameters("network", theta, parameters());
    for (std::size_t l = 0; l < stack.layers.size(); ++l)
      for (int way = 0; way < Layer::directions; ++way) {
        const auto& layout = stack.layers[l].cell_layout();
        const arma::uword first = stack.first(l) + static_cast<arma::uword>(way) * layout.parameters();
        arma::Col<S> window(const_cast<S*>(theta.memptr()) + first, layout.parameters(), false, true);
        act(layout, window, l, way);
      }
  }

  // Writes run.y. Dropout acts only if a stream is given.
  template <class S>
  void forward(const arma::Col<S>& theta, const std::type_identity_t<Input<S>>& x, const Given<S>& given,
               Run<S>& run, Stream* drops = nullptr) const {
    stack.check();
    check_parameters("network", theta, parameters());
    stack.forward(theta, x, given, run.stack, drops);
    const Input<S> h = stack.outputs(run.stack);
    if (outputs == 0) {
      run.y = h.cube();
      return;
    }
    run.y.set_size(outputs, x.batch, x.steps);
    run.first.assign(outputs, S{0});
    if (bias) std::copy_n(theta.memptr() + b(), outputs, run.first.begin());
    const arma::uword columns = x.batch * x.steps;
    run.V.set_up(h, outputs, theta.memptr() + V());
    run.V.set(0, columns, run.first.data(), run.y.memptr(), outputs);
    if (shortcut) {
      run.D.set_up(x, outputs, theta.memptr() + D());
      run.D.add(0, columns, run.y.memptr(), outputs);
    }
    with_psi([&](auto which) {
      for (S& y : run.y) y = activate<which.value>(y);
    });
  }

  // Propagates run.dy back, and changes it. Adds to `gradient`; probe(layer, direction, t, d_t) as in
  // sequence.hpp.
  template <class S>
  void backward(const arma::Col<S>& theta, const std::type_identity_t<Input<S>>& x, const Given<S>& given,
                Run<S>& run, arma::Col<S>& gradient,
                const std::type_identity_t<StackProbe<S>>& probe = nullptr, Steps steps = {}) const {
    check_parameters("network", theta, parameters());
    check_parameters("network", gradient, parameters());
    steps = check_steps(steps, x.steps);
    stack.check_run(run.stack, x);
    check_output_gradient(run.dy, outputs > 0 ? outputs : stack.width(), x.batch, x.steps);
    if (outputs > 0) output_backward(x, run, gradient, steps);
    stack.backward(theta, x, given, run.stack, gradient_of_stack(theta, run), gradient, steps, probe);
  }

  // The gradient of the loss with respect to the outputs of the stack, from run.dy as backward left it. The
  // view is valid until the run is used again.
  template <class S>
  OutputGradient<S> gradient_of_stack(const arma::Col<S>& theta, Run<S>& run) const {
    if (outputs == 0) return run.dy;
    run.V_transposed.pack(As::transposed, stack.width(), outputs, theta.memptr() + V(), outputs);
    return {run.dy, run.V_transposed};
  }

  // dx, inputs × B × T; call it after backward over all steps.
  template <class S>
  void input_gradient(const arma::Col<S>& theta, const Given<S>& given, Run<S>& run,
                      arma::Cube<S>& dx) const {
    check_parameters("network", theta, parameters());
    if (run.stack.layers.size() != stack.layers.size() || arma::size(run.dy) != arma::size(run.y))
      throw std::invalid_argument("the run has no gradients; call backward before input_gradient");
    stack.input_gradient(theta, given, run.stack, Steps{1, run.y.n_slices}, dx);
    if (outputs > 0 && shortcut)
      product<S>(As::transposed, As::is, inputs(), run.dy.n_cols * run.dy.n_slices, outputs, 1,
                 theta.memptr() + D(), outputs, run.dy.memptr(), outputs, 1, dx.memptr(), inputs());
  }

 private:
  template <class Act>
  void with_psi(Act&& act) const {
    if (psi == Activation::tanh) act(std::integral_constant<Activation, Activation::tanh>{});
    if (psi == Activation::sigmoid) act(std::integral_constant<Activation, Activation::sigmoid>{});
    if (psi == Activation::relu) act(std::integral_constant<Activation, Activation::relu>{});
  }

  template <class S>
  void output_backward(const Input<S>& x, Run<S>& run, arma::Col<S>& gradient, Steps steps) const {
    with_psi([&](auto which) {
      for (arma::uword k = 0; k < run.dy.n_elem; ++k) run.dy[k] *= slope<which.value>(run.y[k]);
    });
    const Steps asked = steps_not_zero(run.dy);
    steps = {std::max(steps.first, asked.first), std::min(steps.last, asked.last)};
    if (steps.first > steps.last) return;
    const Input<S> h = stack.outputs(run.stack);
    const S* dy = run.dy.memptr();
    add_input_gradient<S>(h, steps.first, steps.last, outputs, dy, outputs, gradient.memptr() + V(),
                          run.room);
    if (shortcut)
      add_input_gradient<S>(x, steps.first, steps.last, outputs, dy, outputs, gradient.memptr() + D(),
                            run.room);
    const arma::uword begin = (steps.first - 1) * x.batch, columns = steps.last * x.batch - begin;
    if (bias) add_columns(outputs, columns, dy + begin * outputs, outputs, gradient.memptr() + b());
  }
};

}  // namespace unroll
