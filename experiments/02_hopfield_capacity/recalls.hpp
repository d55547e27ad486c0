// Recall of many cues by one network, as all parts of experiment 02 use it.
#pragma once
#include <armadillo>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "experiments/lab/interrupt.hpp"
#include "models/hopfield/hopfield.hpp"

namespace unroll::experiments::capacity {

// The states in which asynchronous recall ends from each cue, N × K of -1/+1 whatever the coding. The first fields of all
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

// Number of units that differ, for each column.
template <class S>
arma::urowvec wrong_units(const arma::Mat<S>& patterns, const arma::Mat<S>& states) {
  return arma::sum(patterns != states, 0);
}

// A share or a mean; none of nothing.
inline std::optional<double> over(double sum, std::size_t count) {
  if (count == 0) return std::nullopt;
  return sum / static_cast<double>(count);
}

inline const std::vector<std::string> codings{"0/1", "-1/+1"};
inline hopfield::Coding coding_of(const std::string& name) {
  return name == "0/1" ? hopfield::Coding::zero_one : hopfield::Coding::plus_minus;
}

}  // namespace unroll::experiments::capacity
