// Bidirectional recurrent networks: any cell, applied once forwards and once backwards in time
//
//   (1)  →h_t = cell(x_t, →h_{t-1})      t = 1 … T
//   (2)  ←h_t = cell(x_t, ←h_{t+1})      t = T … 1, with its own parameters
//   (3)  y_t = (→h_t, ←h_t)
//
// Source: M. Schuster & K. K. Paliwal, IEEE Trans. Signal Processing 45 (1997) 2673–2681, section II. (2) is
// the cell of (1) applied to each sequence read from its own end, so padding stays behind it.
// Shapes: x inputs × B × T, y 2·width × B × T. θ holds the parameters of →, then those of ←. An initial state
// holds the rows of →, then those of ←: the boundary values before step 1 and after step T. Read first:
// core/layer.hpp.
#pragma once
#include <algorithm>
#include <armadillo>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <vector>

#include "../core/layer.hpp"

namespace unroll {

// The memory for one sequence: tape and outputs of each direction, and the reversed input that ← reads.
template <class S>
struct BidirectionalRun {
  LayerRun<S> way[2];
  arma::Cube<S> y, x;
  Symbols symbols;
};

struct Bidirectional {
  template <class S>
  using Run = BidirectionalRun<S>;
  static constexpr int directions = 2;

  Recurrent layer;  // of one direction; both have the same layout

  Bidirectional(const Cell& cell, arma::uword inputs, arma::uword units, arma::uword outputs = 0)
      : layer(cell, inputs, units, outputs) {}
  const Layout& cell_layout() const { return layer.layout; }  // of one direction
  arma::uword inputs() const { return layer.inputs(); }
  arma::uword width() const { return 2 * layer.width(); }
  arma::uword state_height() const { return 2 * layer.state_height(); }
  arma::uword parameters() const { return 2 * layer.parameters(); }
  std::vector<ParameterBlock> blocks() const {
    std::vector<ParameterBlock> all = layer.blocks();
    for (ParameterBlock block : layer.blocks()) {
      block.name = "reverse." + block.name;
      block.first += layer.parameters();
      all.push_back(block);
    }
    return all;
  }

  template <class S>
  void forward(const arma::Col<S>& theta, const Input<S>& x, const Given<S>& given, Run<S>& run) const {
    check(theta, given);
    layer.forward(of_way(theta, 0), x, given_way(given, 0), run.way[0]);
    layer.forward(of_way(theta, 1), read_backwards(x, given, run), given_way(given, 1), run.way[1]);
    run.y.set_size(width(), x.batch, x.steps);
    run.y.rows(0, layer.width() - 1) = layer.outputs(run.way[0]).cube();
    run.y.rows(layer.width(), width() - 1) = reversed(layer.outputs(run.way[1]).cube(), given);
  }

  // The outputs; the view is valid until the run is used again.
  template <class S>
  Input<S> outputs(const Run<S>& run) const {
    return run.y;
  }

  // Adds to `gradient`; probe(direction, t, d_t) as in sequence.hpp, where t counts from the end at which the
  // direction starts. `steps` must be all steps: ← cannot start before the last step.
  template <class S>
  void backward(const arma::Col<S>& theta, const Input<S>& x, const Given<S>& given, Run<S>& run,
                const std::type_identity_t<OutputGradient<S>>& dy, arma::Col<S>& gradient, Steps steps,
                const std::type_identity_t<LayerProbe<S>>& probe = nullptr) const {
    check(theta, given);
    check_parameters("bidirectional layer", gradient, parameters());
    check_output_gradient(dy.width(), dy.batch(), dy.steps(), width(), x.batch, x.steps);
    if (steps.last == 0) steps.last = x.steps;
    if (steps.first != 1 || steps.last != x.steps)
      throw std::invalid_argument("a bidirectional layer cannot go back through steps " +
                                  std::to_string(steps.first) + " to " + std::to_string(steps.last) +
                                  " only; it needs all " + std::to_string(x.steps));
    const arma::Cube<S> whole = dy.written_out();
    for (const arma::uword way : {0u, 1u}) {
      const arma::Cube<S> part = whole.rows(way * layer.width(), (way + 1) * layer.width() - 1);
      arma::Col<S> own = of_way(gradient, way);
      LayerProbe<S> of_its_own;
      if (probe)
        of_its_own = [&](int, arma::uword t, const arma::Mat<S>& d_t) {
          probe(static_cast<int>(way), t, d_t);
        };
      layer.backward(of_way(theta, way), way == 0 ? x : backwards_input(x, run), given_way(given, way),
                     run.way[way], way == 0 ? part : reversed(part, given), own, steps, of_its_own);
    }
  }

  // dx, inputs × B × T; call it after backward.
  template <class S>
  void input_gradient(const arma::Col<S>& theta, const Given<S>& given, Run<S>& run, Steps steps,
                      arma::Cube<S>& dx) const {
    arma::Cube<S> other;
    layer.input_gradient(of_way(theta, 0), given, run.way[0], steps, dx);
    layer.input_gradient(of_way(theta, 1), given, run.way[1], steps, other);
    dx += reversed(other, given);
  }

  template <class S>
  arma::Mat<S> state(const Run<S>& run, arma::uword t) const {
    return arma::join_cols(layer.state(run.way[0], t), layer.state(run.way[1], t));
  }

 private:
  template <class S>
  void check(const arma::Col<S>& theta, const Given<S>& given) const {
    check_parameters("bidirectional layer", theta, parameters());
    if (!given.state.is_empty() && given.state.n_rows != state_height())
      throw std::invalid_argument("the state to start from has " + std::to_string(given.state.n_rows) +
                                  " rows; this bidirectional layer has " + std::to_string(state_height()));
  }

  // The parameters, or their gradient, of one direction.
  template <class S>
  arma::Col<S> of_way(const arma::Col<S>& theta, arma::uword way) const {
    return {const_cast<S*>(theta.memptr()) + way * layer.parameters(), layer.parameters(), false, true};
  }

  template <class S>
  Given<S> given_way(const Given<S>& given, arma::uword way) const {
    Given<S> own = given;
    const arma::uword n = layer.state_height();
    if (!given.state.is_empty()) own.state = given.state.rows(way * n, (way + 1) * n - 1);
    if (way == 1 && !given.teacher.is_empty()) own.teacher = reversed(given.teacher, given);
    return own;
  }

  // Reverses each sequence of columns within its own length; what lies behind stays.
  template <class T, class S>
  static void reverse(const T* from, arma::uword rows, arma::uword batch, arma::uword steps,
                      const Given<S>& given, T* to, arma::uword stride) {
    for (arma::uword t = 0; t < steps; ++t)
      for (arma::uword b = 0; b < batch; ++b) {
        const arma::uword length = given.lengths.is_empty() ? steps : given.lengths[b];
        const arma::uword source = t < length ? length - 1 - t : t;
        std::copy_n(from + (source * batch + b) * stride, rows, to + (t * batch + b) * rows);
      }
  }

  template <class S>
  static arma::Cube<S> reversed(const arma::Cube<S>& y, const Given<S>& given) {
    arma::Cube<S> other(arma::size(y));
    reverse(y.memptr(), y.n_rows, y.n_cols, y.n_slices, given, other.memptr(), y.n_rows);
    return other;
  }

  template <class S>
  static Input<S> read_backwards(const Input<S>& x, const Given<S>& given, Run<S>& run) {
    if (x.dense != nullptr) {
      run.x.set_size(x.rows, x.batch, x.steps);
      reverse(x.dense, x.rows, x.batch, x.steps, given, run.x.memptr(), x.stride);
    } else {
      run.symbols = {arma::umat(x.batch, x.steps), x.rows};
      reverse(x.symbols, 1, x.batch, x.steps, given, run.symbols.at.memptr(), 1);
    }
    return backwards_input(x, run);
  }
  template <class S>
  static Input<S> backwards_input(const Input<S>& x, const Run<S>& run) {
    return x.dense != nullptr ? Input<S>(run.x) : Input<S>(run.symbols);
  }
};

}  // namespace unroll
