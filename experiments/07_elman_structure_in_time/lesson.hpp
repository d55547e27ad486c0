// A stream to be predicted, and how an Elman network learns to: by Elman's copy-back or by backpropagation
// through time.
//
//   copied    an update after each step; the context h_{t-1} is an input like x_t, so the gradient is that of
//             one step: Elman 1990
//   pieces    the same gradient, summed over a piece of the stream before each update
//   through   backpropagation through time, over the same pieces and with the same updates
//
// The state is handed on from piece to piece and from pass to pass. `pieces` stands between the other two:
// what parts it from `copied` is the updates, what parts it from `through` is the gradient.
#pragma once
#include <armadillo>
#include <array>
#include <functional>
#include <string_view>

#include "models/core/network.hpp"

namespace unroll::experiments::structure {

using Net = Network<Recurrent>;
using Tapes = NetworkRun<Recurrent, float>;

enum class Way { copied, pieces, through };
inline constexpr std::array<std::string_view, 3> way_names{"copy-back", "in pieces", "through time"};
constexpr std::string_view name(Way way) { return way_names[static_cast<std::size_t>(way)]; }

// What comes (inputs × 1 × T), and what comes next.
struct Lesson {
  arma::fcube x, next;
};

// The lesson of a stream of symbols with a code for each, a column of `codes`: to say the next one's. Throws
// std::invalid_argument for fewer than 2 symbols.
Lesson next_symbol(const arma::uvec& symbols, const arma::mat& codes);

struct Training {
  Way way = Way::copied;
  arma::uword piece = 1;  // steps between updates; of `copied` 1, whatever is said
  long passes = 1;
  double rate = 0.1;
};

// Inputs and outputs as the lesson has them, logistic units as Elman's. The way decides where the gradient
// goes.
Net network_for(const Lesson& lesson, arma::uword units, Way way);

// Weights and biases uniform in ±reach.
arma::fvec first_weights(const Net& net, double reach, Stream& stream);

// Elman's context units begin at 1/2.
arma::fmat first_state(const Net& net);

// Plain gradient descent on the squared error, pass by pass; after_pass(passes done, θ), the first time with
// 0.
void learn(const Net& net, arma::fvec& theta, const Lesson& lesson, const Training& training,
           const std::function<void(long, const arma::fvec&)>& after_pass = {});

// The outputs at each step of a stream, from the first state on: outputs × T. `tapes` holds the states then.
arma::mat outputs_over(const Net& net, const arma::fvec& theta, const arma::fcube& x, Tapes& tapes);
arma::mat outputs_over(const Net& net, const arma::fvec& theta, const arma::fcube& x);

}  // namespace unroll::experiments::structure
