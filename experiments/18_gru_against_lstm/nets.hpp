// The three networks, of about as many weights each: tanh, GRU and LSTM units under 88 logistic outputs.
#pragma once
#include <array>
#include <string>

#include "experiments/lab/run.hpp"
#include "models/core/network.hpp"

namespace unroll::experiments::music {

using Net = Network<Recurrent>;
using Tapes = NetworkRun<Recurrent, float>;

struct Kind {
  const char *name, *title;  // in tables; in pictures
  double published;          // NLL on the test set, Chung et al. 2014, Table 2
};

inline constexpr std::array<Kind, 3> kinds{Kind{"tanh", "tanh", 9.10}, Kind{"gru", "GRU", 8.54},
                                           Kind{"lstm", "LSTM", 8.67}};

// Throws std::invalid_argument for another name.
const Kind& kind_of(const std::string& name);

// One of `kinds` with that many units: Elman's with tanh, the GRU with the reset gate before the product, the
// LSTM with forget gate and diagonal peepholes, as in the paper.
Net net_of(const std::string& name, arma::uword units);

// Of --tanh-units, --gru-units, --lstm-units.
Net net_of(const lab::Run& run, const std::string& name);

// Weights and biases of the recurrent layer alone, W, U, b and peepholes; and of the whole network.
arma::uword layer_weights(const Net& net);
inline arma::uword all_weights(const Net& net) { return net.parameters(); }

// The slot whose values are drawn: h, of an LSTM the cell c.
int drawn_slot(const std::string& name);

}  // namespace unroll::experiments::music
