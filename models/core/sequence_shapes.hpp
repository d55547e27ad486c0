// The optional inputs of a run, and the checks that all shapes fit together.
#pragma once
#include <algorithm>
#include <armadillo>
#include <stdexcept>
#include <string>

#include "cell.hpp"
#include "input.hpp"

namespace unroll {

// The values of all slots at all steps, or the gradient with respect to them.
template <class S>
using Tape = arma::Cube<S>;

// Optional inputs of a run besides x. If all are empty, the run starts from zero, all sequences have T steps,
// and a cell that feeds back its output feeds back its own.
template <class S>
struct Given {
  arma::Mat<S> state = {};     // height × B: slice T of an earlier tape, to continue it
  arma::uvec lengths = {};     // B: a sequence keeps its state after its own length
  arma::Cube<S> teacher = {};  // n_y × B × T: fed back in place of the cell's own output

  bool has_ended(arma::uword sequence, arma::uword t) const {
    return !lengths.is_empty() && t > lengths[sequence];
  }
};

// Steps first … last, counted from 1; all steps by default.
struct Steps {
  arma::uword first = 1, last = 0;
};

inline std::string shape(arma::uword rows, arma::uword columns) {
  return std::to_string(rows) + " × " + std::to_string(columns);
}
inline std::string shape(arma::uword rows, arma::uword columns, arma::uword slices) {
  return shape(rows, columns) + " × " + std::to_string(slices);
}

inline void check_lengths(const arma::uvec& lengths, arma::uword batch, arma::uword steps) {
  if (batch == 0 || steps == 0)
    throw std::invalid_argument("there are " + std::to_string(batch) + " sequences of " +
                                std::to_string(steps) + " steps; there must be at least 1 of each");
  if (!lengths.is_empty() && lengths.n_elem != batch)
    throw std::invalid_argument(std::to_string(lengths.n_elem) + " lengths were given for " +
                                std::to_string(batch) + " sequences");
  for (const auto length : lengths)
    if (length == 0 || length > steps)
      throw std::invalid_argument("a sequence has length " + std::to_string(length) +
                                  "; it must be from 1 to " + std::to_string(steps));
}

template <class S>
void check_given(const Layout& layout, const Input<S>& x, const Given<S>& given) {
  const auto& [state, lengths, teacher] = given;
  if (!state.is_empty() && (state.n_rows != layout.height() || state.n_cols != x.batch))
    throw std::invalid_argument("the state to start from is " + shape(state.n_rows, state.n_cols) +
                                "; it must be " + shape(layout.height(), x.batch));
  check_lengths(lengths, x.batch, x.steps);
  if (teacher.is_empty()) return;
  if (layout.cell->forced.slot < 0)
    throw std::invalid_argument("a teacher was given to a cell that does not feed back its output");
  if (teacher.n_rows != layout.rows({layout.cell->forced.slot, 1}) || teacher.n_cols != x.batch ||
      teacher.n_slices != x.steps)
    throw std::invalid_argument("the teacher is " + shape(teacher.n_rows, teacher.n_cols, teacher.n_slices) +
                                "; it must be " +
                                shape(layout.rows({layout.cell->forced.slot, 1}), x.batch, x.steps));
}

template <class S>
void check_shapes(const Layout& layout, const arma::Col<S>& theta, const Input<S>& x, const Given<S>& given) {
  if (theta.n_elem != layout.parameters())
    throw std::invalid_argument("θ has " + std::to_string(theta.n_elem) + " parameters; this cell of " +
                                std::to_string(layout.inputs) + " inputs and " +
                                std::to_string(layout.units) + " units has " +
                                std::to_string(layout.parameters()));
  if (x.rows != layout.inputs || x.batch == 0 || x.steps == 0)
    throw std::invalid_argument("the input is " + shape(x.rows, x.batch, x.steps) + "; it must be " +
                                std::to_string(layout.inputs) +
                                " inputs × at least 1 sequence × at least 1 step");
  if (x.batch > largest_size / x.steps)
    throw std::invalid_argument("the input is " + shape(x.rows, x.batch, x.steps) +
                                "; sequences × steps may be up to " + std::to_string(largest_size));
  if (static_cast<double>(layout.height()) * static_cast<double>(x.batch * (x.steps + 1)) > largest_array)
    throw std::invalid_argument("the input is " + shape(x.rows, x.batch, x.steps) + "; with " +
                                std::to_string(layout.height()) +
                                " numbers a step for each sequence the tape would have more than 2^32");
  check_given(layout, x, given);
}

template <class S>
void check_tape(const Layout& layout, const Input<S>& x, const Tape<S>& tape) {
  if (tape.n_rows != layout.height() || tape.n_cols != x.batch || tape.n_slices != x.steps + 1)
    throw std::invalid_argument("a tape is " + shape(tape.n_rows, tape.n_cols, tape.n_slices) +
                                "; it must be " + shape(layout.height(), x.batch, x.steps + 1));
}

// Returns the steps, with last filled in.
inline Steps check_steps(Steps steps, arma::uword all) {
  if (steps.last == 0) steps.last = all;
  if (steps.first == 0 || steps.first > steps.last || steps.last > all)
    throw std::invalid_argument("steps " + std::to_string(steps.first) + " to " + std::to_string(steps.last) +
                                " were asked of a sequence of " + std::to_string(all));
  return steps;
}

// Checks that a gradient with respect to outputs has their shape.
inline void check_output_gradient(arma::uword rows, arma::uword columns, arma::uword slices,
                                  arma::uword width, arma::uword batch, arma::uword steps) {
  if (rows != width || columns != batch || slices != steps)
    throw std::invalid_argument("the gradient of the outputs is " + shape(rows, columns, slices) +
                                "; it must be " + shape(width, batch, steps));
}
template <class S>
void check_output_gradient(const arma::Cube<S>& dy, arma::uword width, arma::uword batch, arma::uword steps) {
  check_output_gradient(dy.n_rows, dy.n_cols, dy.n_slices, width, batch, steps);
}

// Checks that θ, or a gradient of its layout, has as many elements as there are parameters.
template <class S>
void check_parameters(const char* whose, const arma::Col<S>& theta, arma::uword parameters) {
  if (theta.n_elem != parameters)
    throw std::invalid_argument("θ, or its gradient, has " + std::to_string(theta.n_elem) +
                                " elements; this " + whose + " has " + std::to_string(parameters) +
                                " parameters");
}

// Also checks that tape, d and gradient fit x and θ. Returns the steps, with last filled in.
template <class S>
Steps check_tapes(const Layout& layout, const arma::Col<S>& theta, const Input<S>& x, const Given<S>& given,
                  const Tape<S>& tape, const Tape<S>& d, const arma::Col<S>& gradient, Steps steps) {
  check_shapes(layout, theta, x, given);
  for (const Tape<S>* each : {&tape, &d}) check_tape(layout, x, *each);
  if (!gradient.is_empty() && gradient.n_elem != theta.n_elem)
    throw std::invalid_argument("the gradient has " + std::to_string(gradient.n_elem) + " elements and θ " +
                                std::to_string(theta.n_elem));
  return check_steps(steps, x.steps);
}

// Calls act(row) for the rows of the carried states of one sequence.
template <class Act>
void for_state_rows(const Layout& layout, Act&& act) {
  for (const int slot : layout.cell->state)
    for (arma::uword i = layout.row(slot); i < layout.row(slot + 1); ++i) act(i);
}

// A sequence that has ended keeps its state; backward, it hands the gradient on to the step before.
template <class S>
void keep_state(const Layout& layout, S* now, const S* before) {
  for_state_rows(layout, [&](arma::uword i) { now[i] = before[i]; });
}
template <class S>
void pass_state_on(const Layout& layout, S* d_now, S* d_before) {
  for_state_rows(layout, [&](arma::uword i) { d_before[i] += d_now[i]; });
  std::fill_n(d_now, layout.height(), S{0});
}

// Forward, the teacher's values go into their slot; backward, no gradient flows from there to the cell's own
// output.
template <class S>
void force(const Layout& layout, const Given<S>& given, arma::uword t, S* now) {
  if (given.teacher.is_empty()) return;
  const arma::Mat<S>& values = given.teacher.slice(t - 1);
  for (arma::uword b = 0; b < values.n_cols; ++b)
    std::copy_n(values.colptr(b), values.n_rows,
                now + b * layout.height() + layout.row(layout.cell->forced.slot));
}
template <class S>
void forget_forced(const Layout& layout, const Given<S>& given, arma::uword batch, S* d_now) {
  if (given.teacher.is_empty()) return;
  for (arma::uword b = 0; b < batch; ++b)
    std::fill_n(d_now + b * layout.height() + layout.row(layout.cell->forced.slot), given.teacher.n_rows,
                S{0});
}

}  // namespace unroll
