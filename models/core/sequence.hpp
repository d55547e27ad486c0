// Unrolling: a cell over a sequence, forward and backward. Every network runs through this loop over time.
//
//   (1)  for t = 1 … T: slots of the input = W x_t + b
//   (2)  then for each point: its products, and one pass of the cell's equations
//   (3)  for t = T … 1, for each point backwards: the pass's derivative, then the products' transposes
//   (4)  after the loop: one dU for each product, one dW, one db
//
// Source: backpropagation through time, P. J. Werbos, Proc. IEEE 78 (1990) 1550–1560.
// Shapes: x inputs × B × T; a tape height × B × (T+1), slice 0 the state before the first step. As one matrix
// a tape has a column for each sequence at each step, so (4) is a single product for each matrix.
// Read first: cell.hpp. Read next: models/elman/elman.hpp.
#pragma once
#include <armadillo>
#include <functional>
#include <type_traits>
#include <vector>

#include "cell.hpp"
#include "input.hpp"
#include "output_gradient.hpp"
#include "sequence_shapes.hpp"

namespace unroll {

// Called at every step with the gradient with respect to the states (`backward`).
template <class S>
using Probe = std::function<void(arma::uword t, const arma::Mat<S>& d_t)>;

// The loop's memory besides the tape. A caller that keeps it from sequence to sequence saves all allocations;
// it carries no values from one sequence to the next.
template <class S>
struct Workspace {
  std::vector<PackedMatrix<S>> U, U_transposed;  // of every product
  InputProduct<S> input;
  PackedMatrix<S> W_transposed;
  std::vector<S> small;  // U of every product, or its transpose, for small steps
  std::vector<S> first, nowhere;
  OuterRoom<S> room;
};

// (1) and (2): writes the tape of a cell with parameters θ over x. If `held` is given, cut products read from
// it instead: `backward` gives the gradient of this computation, for checks. Throws std::invalid_argument
// that names both shapes if two do not fit.
template <class S>
void forward(const Layout& layout, const arma::Col<S>& theta, const std::type_identity_t<Input<S>>& x,
             const Given<S>& given, Tape<S>& tape, const Tape<S>* held = nullptr,
             Workspace<S>* kept = nullptr);

// (3) and (4). On entry `d` holds the gradient of the loss with respect to states and outputs at the steps
// where the loss reads them, and zeros elsewhere. On return it holds the gradient with respect to all slots;
// for a slot that a product or the input feeds, with respect to its pre-activation. Adds to `gradient`, which
// has θ's layout; if that is empty, (4) is left out.
// `probe(t, d_t)`, if given, sees at every step, last first, the gradient with respect to the carried states,
// in the rows of their slots in d_t. The gradient is complete there, with the states of a step taken as
// independent variables: a path from one to another within the step, as from an LSTM's c to its h, is not in
// it. Only `steps` are gone through; d of the state before them is then in slice steps.first - 1.
template <class S>
void backward(const Layout& layout, const arma::Col<S>& theta, const std::type_identity_t<Input<S>>& x,
              const Given<S>& given, const Tape<S>& tape, Tape<S>& d, arma::Col<S>& gradient,
              const std::type_identity_t<Probe<S>>& probe = nullptr, Steps steps = {},
              Workspace<S>* kept = nullptr);

// The same from the gradient of the outputs alone. Writes d of the steps gone through and of the step before
// them.
template <class S>
void backward_from_outputs(const Layout& layout, const arma::Col<S>& theta,
                           const std::type_identity_t<Input<S>>& x, const Given<S>& given,
                           const Tape<S>& tape, const std::type_identity_t<OutputGradient<S>>& dy, Tape<S>& d,
                           arma::Col<S>& gradient, const std::type_identity_t<Probe<S>>& probe = nullptr,
                           Steps steps = {}, Workspace<S>* kept = nullptr);

// dx (inputs × B × T) at the steps gone through: Wᵀ times the gradient of the pre-activations.
template <class S>
void input_gradient(const Layout& layout, const arma::Col<S>& theta, const Tape<S>& d, Steps steps,
                    arma::Cube<S>& dx, Workspace<S>* kept = nullptr);

}  // namespace unroll
