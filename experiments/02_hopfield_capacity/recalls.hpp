// Recall of many cues by one network, as all parts of experiment 02 use it.
#pragma once
#include <armadillo>
#include <stdexcept>
#include <string>

#include "experiments/lab/interrupt.hpp"
#include "models/hopfield/hopfield.hpp"

namespace unroll::experiments::capacity {

// Where asynchronous recall ends from every cue, N × K of -1/+1 whatever the coding. The first fields of all
// cues are one product.
template <class S>
arma::Mat<S> rests(const hopfield::Network<S>& net, const arma::Mat<S>& cues, Order order, Stream& stream) {
  constexpr arma::uword limit = 10000;
  lab::check_interrupt();
  const arma::Mat<S> states = hopfield::as_states(cues, net.coding()), fields = net.fields(states);
  const hopfield::Asynchronous<S> dynamics{net, order};
  arma::Mat<S> ends(cues.n_rows, cues.n_cols);
  for (arma::uword k = 0; k < cues.n_cols; ++k) {
    hopfield::Recall<S> recall{states.col(k), fields.col(k)};
    if (!settle(dynamics, recall, stream, limit).at_rest)
      throw std::runtime_error("a recall did not come to rest within " + std::to_string(limit) + " sweeps");
    ends.col(k) = recall.s;
  }
  if (net.coding() == hopfield::Coding::zero_one) ends = 2 * ends - 1;
  return ends;
}

// How many units of each column differ.
template <class S>
arma::urowvec wrong_units(const arma::Mat<S>& patterns, const arma::Mat<S>& states) {
  return arma::sum(patterns != states, 0);
}

inline const char* name_of(hopfield::Coding coding) {
  return coding == hopfield::Coding::zero_one ? "0/1" : "-1/+1";
}

inline constexpr hopfield::Coding codings[] = {hopfield::Coding::zero_one, hopfield::Coding::plus_minus};

}  // namespace unroll::experiments::capacity
