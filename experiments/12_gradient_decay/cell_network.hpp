// A network of any cell of the lineup, and what its cell leaves of a gradient that goes back in time.
#pragma once
#include <armadillo>
#include <variant>
#include <vector>

#include "cell_setting.hpp"
#include "models/bidirectional/bidirectional.hpp"
#include "models/core/gradient_flow.hpp"
#include "models/core/network.hpp"
#include "models/core/random.hpp"

namespace unroll::experiments {

// Two inputs, one layer, one output; the cell in one direction or in both.
using CellNetwork = std::variant<Network<Recurrent>, Network<Bidirectional>>;
CellNetwork network_of(const CellSetting& setting, arma::uword units);
arma::vec first_theta(const CellNetwork& network, const CellSetting& setting, Stream& stream);

// The cell that reads forwards, with its parameters. Its state s is what its first slot carries: c of an
// LSTM, the context of Jordan's network, h of all others.
struct CellAt {
  Layout layout;
  arma::vec theta;

  CellAt(const CellNetwork& network, const arma::vec& theta_of_network);

  // Natural logarithms of ‖∂L/∂s_{T-k}‖ / ‖∂L/∂s_T‖, lags k = 0 … T × sequences, for a loss that reads s at
  // the last step T alone, by a random direction.
  arma::mat log_norms(const arma::cube& x, Stream& directions) const;
  // ∂s_t/∂s_{t-1} of one sequence for all that is carried, and the rows of s among it.
  std::vector<arma::mat> jacobians(const arma::cube& x) const;
  arma::span rows() const { return rows_of_state(layout, slot()); }

  // An upper bound of ‖∂s_t/∂s_{t-1}‖: γ_φ γ_W, of leaky units α + (1 - α) γ_φ γ_W. NaN where none is known.
  double bound() const;
  // Of U; NaN where it is not square.
  double largest_singular_value() const;
  double spectral_radius() const;

 private:
  int slot() const { return layout.cell->state.front(); }
  arma::mat U() const;
};

}  // namespace unroll::experiments
