// A layer: a cell applied to a sequence. Bidirectional layers (models/bidirectional) have the same functions,
// so that a stack can be made of either kind.
//
// Shapes: x inputs × B × T, outputs and their gradient dy width × B × T. Read first: sequence.hpp. Read next:
// stack.hpp.
#pragma once
#include <armadillo>
#include <functional>
#include <string>
#include <type_traits>
#include <vector>

#include "sequence.hpp"

namespace unroll {

// The memory of a layer for one sequence, reused for the next: its tape, the gradient of the tape, and the
// values that cut products read while a gradient is checked (sequence.hpp).
template <class S>
struct LayerRun {
  Tape<S> tape, d, held;
  Workspace<S> work;
  Steps back = {};  // steps whose gradient d holds
};

// Called at every step with the gradient with respect to the states of one direction, 0 or 1 (sequence.hpp).
template <class S>
using LayerProbe = std::function<void(int direction, arma::uword t, const arma::Mat<S>& d_t)>;

struct Recurrent {
  template <class S>
  using Run = LayerRun<S>;
  static constexpr int directions = 1;

  Layout layout;

  Recurrent(const Cell& cell, arma::uword inputs, arma::uword units, arma::uword outputs = 0)
      : layout(cell, inputs, units, outputs) {}
  const Layout& cell_layout() const { return layout; }
  arma::uword inputs() const { return layout.inputs; }
  arma::uword width() const { return layout.width(); }
  arma::uword state_height() const { return layout.height(); }
  arma::uword parameters() const { return layout.parameters(); }
  std::vector<ParameterBlock> blocks() const { return layout.blocks(); }

  template <class S>
  void forward(const arma::Col<S>& theta, const Input<S>& x, const Given<S>& given, Run<S>& run) const {
    unroll::forward(layout, theta, x, given, run.tape, run.held.is_empty() ? nullptr : &run.held, &run.work);
  }

  // A view of the outputs, valid until the run is used again.
  template <class S>
  Input<S> outputs(const Run<S>& run) const {
    if (run.tape.n_slices < 2) throw std::invalid_argument("the run has no outputs; call forward first");
    return {run.tape.slice_memptr(1) + layout.row(layout.cell->output.first), layout.width(), run.tape.n_cols,
            run.tape.n_slices - 1, run.tape.n_rows};
  }

  // Adds to `gradient`; probe(0, t, d_t) as in sequence.hpp.
  template <class S>
  void backward(const arma::Col<S>& theta, const Input<S>& x, const Given<S>& given, Run<S>& run,
                const std::type_identity_t<OutputGradient<S>>& dy, arma::Col<S>& gradient, Steps steps,
                const std::type_identity_t<LayerProbe<S>>& probe = nullptr) const {
    Probe<S> own;
    if (probe) own = [&](arma::uword t, const arma::Mat<S>& d_t) { probe(0, t, d_t); };
    run.back = check_steps(steps, x.steps);
    backward_from_outputs(layout, theta, x, given, run.tape, dy, run.d, gradient, own, steps, &run.work);
  }

  // dx, inputs × B × T, after backward.
  template <class S>
  void input_gradient(const arma::Col<S>& theta, const Given<S>&, Run<S>& run, Steps steps,
                      arma::Cube<S>& dx) const {
    if (steps.first < run.back.first || steps.last > run.back.last)
      throw std::invalid_argument("the gradient of the input was asked for steps " +
                                  std::to_string(steps.first) + " to " + std::to_string(steps.last) +
                                  " after going back through " + std::to_string(run.back.first) + " to " +
                                  std::to_string(run.back.last));
    unroll::input_gradient(layout, theta, run.d, steps, dx, &run.work);
  }

  // The state after step t, as Given::state takes it to continue from there.
  template <class S>
  arma::Mat<S> state(const Run<S>& run, arma::uword t) const {
    return run.tape.slice(t);
  }
};

}  // namespace unroll
