// The nets: their topology, from which the published numbers of weights follow, and how they start.
#pragma once
#include <armadillo>

#include "models/core/network.hpp"
#include "models/core/random.hpp"
#include "tasks.hpp"

namespace unroll::experiments::long_lags {

// Who learns: the published net; a rival, Elman's net of about as many weights with the whole gradient; or
// one with Elman's own, of one step.
enum class Model { lstm, elman, elman_copied };
const char* name_of(Model model);

// The net of a line. Rivals have as many tanh units (Elman's own procedure: 15 logistic ones, as in Table 1)
// as bring the number of their weights nearest to that of the line.
Network<Recurrent> network_of(const Line& line, Model model);

// 1997's start: all weights from -range … range, then the gates' biases that the line sets. Rivals start as
// nets do today (initial_theta.hpp), Elman's own procedure from -1/2 … 1/2.
arma::fvec start_of(const Line& line, Model model, const Network<Recurrent>& network, Stream& stream);

}  // namespace unroll::experiments::long_lags
