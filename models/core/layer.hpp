// A layer: a cell over a sequence, with its output apart from the tape. Bidirectional layers
// (models/bidirectional) have the same functions, so that stacks are made of either.
//
// Shapes: x inputs × B × T, y and dy width × B × T. Read first: sequence.hpp. Read next: stack.hpp.
#pragma once
#include <armadillo>
#include <string>
#include <vector>

#include "sequence.hpp"

namespace unroll {

// What a layer keeps of one sequence, to be used again for the next: its tape, and the gradient of it; and
// what cut products read while a gradient is checked (sequence.hpp).
template <class S>
struct LayerRun {
  Tape<S> tape, d, held;
};

template <RecurrentCell Cell>
struct Recurrent {
  using cell = Cell;
  template <class S>
  using Run = LayerRun<S>;
  static constexpr int directions = 1;

  Layout<Cell> layout;

  Recurrent(arma::uword inputs, arma::uword units, arma::uword outputs = 0)
      : layout{inputs, units, outputs} {}
  const Layout<Cell>& cell_layout() const { return layout; }
  arma::uword inputs() const { return layout.inputs; }
  arma::uword width() const { return layout.width(); }
  arma::uword state_height() const { return layout.height(); }
  arma::uword parameters() const { return layout.parameters(); }
  std::vector<ParameterBlock> blocks() const { return layout.blocks(); }

  template <class S>
  void forward(const arma::Col<S>& theta, const Input<S>& x, const Given<S>& given, Run<S>& run,
               arma::Cube<S>& y) const {
    unroll::forward(layout, theta, x, given, run.tape, run.held.is_empty() ? nullptr : &run.held);
    y = run.tape(arma::span(layout.row(Cell::output.first), layout.row(Cell::output.first) + width() - 1),
                 arma::span::all, arma::span(1, x.steps));
  }

  // Adds to `gradient`; probe(direction, t, d_t) as in sequence.hpp, with direction 0.
  template <class S, class Probe>
  void backward(const arma::Col<S>& theta, const Input<S>& x, const Given<S>& given, Run<S>& run,
                const arma::Cube<S>& dy, arma::Col<S>& gradient, Steps steps, Probe&& probe) const {
    steps = check_steps(steps, x.steps);
    check_output_gradient(dy, width(), x.batch, x.steps);
    run.d.zeros(arma::size(run.tape));
    run.d(arma::span(layout.row(Cell::output.first), layout.row(Cell::output.first) + width() - 1),
          arma::span::all, arma::span(steps.first, steps.last)) = dy.slices(steps.first - 1, steps.last - 1);
    unroll::backward(
        layout, theta, x, given, run.tape, run.d, gradient,
        [&](arma::uword t, const arma::Mat<S>& d_t) { probe(0, t, d_t); }, steps);
  }

  // dx, inputs × B × T, after backward.
  template <class S>
  void input_gradient(const arma::Col<S>& theta, const Given<S>&, const Run<S>& run, Steps steps,
                      arma::Cube<S>& dx) const {
    unroll::input_gradient(layout, theta, run.d, steps, dx);
  }

  // The state after step t: what Given::state takes to go on from there.
  template <class S>
  arma::Mat<S> state(const Run<S>& run, arma::uword t) const {
    return run.tape.slice(t);
  }
};

}  // namespace unroll
