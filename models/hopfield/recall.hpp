// Recall: the dynamics of a Hopfield network from a given state
//
//   asynchronous  (1)  one unit after another by s_i ← sgn(h_i); after a flip of unit i all fields move,
//                 (2)  h ← h + (s_i' - s_i) W_{·i}
//   synchronous   (3)  s(t+1) = sgn(W s(t) + b), all units at once
//
// (1) lowers the energy and ends in a fixed point. (3) with symmetric W ends in a fixed point or a 2-cycle
// (E. Goles & J. Olivos, Discrete Math. 30 (1980) 187–189; a tie that leaves the unit as it is acts like a
// self-connection too small to see); with other W it may end in any cycle. (2) keeps the fields up to date,
// so a sweep costs a column of W for each flip and nothing for the units that stay as they are.
//
// Source: Hopfield 1982 (asynchronous, units in random order). Departs from it: a sweep visits every unit
// once in random order; his N draws with replacement are Order::random_choice.
// Shapes: states N, or N × any number of them. Shown by experiment 01.
#pragma once
#include <armadillo>
#include <cstddef>

#include "../core/binary_units.hpp"
#include "../core/energy_model.hpp"
#include "network.hpp"
#include "orbit.hpp"

namespace unroll::hopfield {

template <class S>
using Recall = BinaryUnits<S>;

template <class S>
Recall<S> start(const Network<S>& net, const arma::Col<S>& s) {
  return {s, net.fields(s)};
}

// The asynchronous dynamics of a network, as an energy model. The network must outlive it.
template <class S>
struct Asynchronous {
  const Network<S>& net;
  Order order = Order::permutation;
};

template <class S>
double energy(const Asynchronous<S>& dynamics, const Recall<S>& recall) {
  return energy_of(dynamics.net.b(), recall);
}

// One sweep of (1): N updates. Calls visited(i, flipped) after the update of unit i. Returns the number of
// flips.
template <class S, class Visited>
arma::uword sweep(const Asynchronous<S>& dynamics, Recall<S>& recall, Stream& stream, Visited&& visited) {
  arma::uword flips = 0;
  visit_in(dynamics.order, first_units(dynamics.net.size()), stream, [&](arma::uword i) {
    const S next = dynamics.net.updated(recall.h[i], recall.s[i]);
    const bool flipped = next != recall.s[i];
    if (flipped) put_unit(dynamics.net.W(), recall, i, next);
    flips += flipped;
    visited(i, flipped);
  });
  return flips;
}

template <class S>
arma::uword sweep(const Asynchronous<S>& dynamics, Recall<S>& recall, Stream& stream) {
  return sweep(dynamics, recall, stream, [](arma::uword, bool) {});
}

// True for a fixed point: no unit would change in its update.
template <class S>
bool at_rest(const Asynchronous<S>& dynamics, const Recall<S>& recall) {
  for (arma::uword i = 0; i < recall.s.n_elem; ++i)
    if (dynamics.net.updated(recall.h[i], recall.s[i]) != recall.s[i]) return false;
  return true;
}

// (3) for every column of `states`, N × any number.
template <class S>
arma::Mat<S> synchronous(const Network<S>& net, const arma::Mat<S>& states) {
  arma::Mat<S> next = net.fields(states);
  for (arma::uword k = 0; k < next.n_elem; ++k) next[k] = net.updated(next[k], states[k]);
  return next;
}

// The orbit of the states `s`, N × any number, under (3); see orbit.hpp.
template <class S>
Orbit orbit(const Network<S>& net, const arma::Mat<S>& s, std::size_t limit = 100000) {
  return orbit_of(
      s, [&](const arma::Mat<S>& states) { return synchronous(net, states); }, limit,
      [](const arma::Mat<S>& a, const arma::Mat<S>& b) { return arma::all(arma::vectorise(a == b)); });
}

}  // namespace unroll::hopfield
