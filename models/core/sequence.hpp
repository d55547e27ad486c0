// Unrolling: a cell over a sequence, forward and back. The only loop over time of the project.
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

// Sees at every step the gradient with respect to the states (`backward`).
template <class S>
using Probe = std::function<void(arma::uword t, const arma::Mat<S>& d_t)>;

// What the loop needs besides the tape. Whoever keeps it from sequence to sequence spares the loop all
// allocations; it holds nothing that one sequence leaves to the next.
template <class S>
struct Workspace {
  std::vector<PackedMatrix<S>> U, U_transposed;  // of every product
  InputProduct<S> input;
  PackedMatrix<S> W_transposed;
  std::vector<S> small;  // U of every product, or its transpose, for small steps
  std::vector<S> first, nowhere;
  OuterRoom<S> room;
};

// (1) and (2): writes the tape of a cell with parameters θ over x. Cut products read from `held` instead, if
// it is given: the computation of which `backward` gives the gradient, for checking.
// Throws std::invalid_argument that names both shapes for any that do not fit.
template <class S>
void forward(const Layout& layout, const arma::Col<S>& theta, const std::type_identity_t<Input<S>>& x,
             const Given<S>& given, Tape<S>& tape, const Tape<S>* held = nullptr,
             Workspace<S>* kept = nullptr);

// (3) and (4). On entry `d` holds the gradient of the loss with respect to states and outputs at the steps
// where the loss reads them, and zeros elsewhere; on return, that with respect to all slots, the
// pre-activations of those that a product or the input feeds. Adds to `gradient`, of θ's layout; where that
// is empty, (4) is left out.
// `probe(t, d_t)`, where there is one, sees at every step, last first, the gradient with respect to the
// carried states, in the rows of their slots in d_t. It is complete there, with the states of a step taken as
// variables side by side: a path from one to another within the step, as from an LSTM's c to its h, is not in
// it. Only `steps` are gone through, and d of the state before them is then found in slice steps.first - 1.
template <class S>
void backward(const Layout& layout, const arma::Col<S>& theta, const std::type_identity_t<Input<S>>& x,
              const Given<S>& given, const Tape<S>& tape, Tape<S>& d, arma::Col<S>& gradient,
              const std::type_identity_t<Probe<S>>& probe = nullptr, Steps steps = {},
              Workspace<S>* kept = nullptr);

// The same from the gradient of the outputs alone; writes d of the steps gone through and of the one before
// them.
template <class S>
void backward_from_outputs(const Layout& layout, const arma::Col<S>& theta,
                           const std::type_identity_t<Input<S>>& x, const Given<S>& given,
                           const Tape<S>& tape, const std::type_identity_t<OutputGradient<S>>& dy, Tape<S>& d,
                           arma::Col<S>& gradient, const std::type_identity_t<Probe<S>>& probe = nullptr,
                           Steps steps = {}, Workspace<S>* kept = nullptr);

// dx (inputs × B × T) of the steps gone through: Wᵀ times the gradient of the pre-activations.
template <class S>
void input_gradient(const Layout& layout, const arma::Col<S>& theta, const Tape<S>& d, Steps steps,
                    arma::Cube<S>& dx, Workspace<S>* kept = nullptr);

}  // namespace unroll
