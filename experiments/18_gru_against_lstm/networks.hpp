// The three networks, with about as many weights each: tanh, GRU and LSTM units under 88 logistic outputs.
#pragma once
#include <array>
#include <string>
#include <vector>

#include "models/core/network.hpp"
#include "pieces.hpp"

namespace unroll::experiments::music {

using Net = Network<Recurrent>;
using Tapes = NetworkRun<Recurrent, float>;

struct Kind {
  const char *name, *title;  // in tables; in pictures
  double published;          // NLL of the test set, Chung et al. 2014, Table 2
};
inline constexpr std::array<Kind, 3> kinds{Kind{"tanh", "tanh", 9.10}, Kind{"gru", "GRU", 8.54},
                                           Kind{"lstm", "LSTM", 8.67}};

// One of `kinds`: Elman's network with tanh, the GRU with the reset gate before the product, the LSTM with forget gate
// and diagonal peepholes, as in the paper. Throws std::invalid_argument for another name.
Net network_of(const std::string& kind, arma::uword units);

// NLL in nats a step: the mean over all steps, or the mean over the pieces of the means over their steps.
enum class Mean { of_steps, of_pieces };
double nll_of(const Net& net, const arma::fvec& theta, const std::vector<Batch>& batches, Mean mean,
              Tapes& tapes);

// `steps` chords: those of a beginning, and then those that the network draws, each note by itself with its
// probability, reading what it has drawn.
datasets::Piece continuation(const Net& net, const arma::fvec& theta, const datasets::Piece& beginning,
                             std::size_t steps, Stream& stream);

}  // namespace unroll::experiments::music
