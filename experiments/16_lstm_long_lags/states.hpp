// `--states`: what goes on in a trained net while it reads one sequence it has not seen.
#pragma once
#include <armadillo>
#include <string>
#include <vector>

#include "nets.hpp"
#include "sequences.hpp"

namespace unroll::experiments::long_lags {

// One row of the raster: an input, a state, a gate or an output at every step, from -1 to 1.
struct StateRow {
  std::string group, label;  // "input", "cells", "input gates", "output gates", "outputs"
  std::vector<double> values;
};

using States = std::vector<StateRow>;

// Of a sequence that `stream` draws. Cells are shown as h(c) = tanh(c / 2), what the output gate lets out.
States states_of(const Line& line, const Network<Recurrent>& network, const arma::fvec& theta,
                 Stream& stream);

}  // namespace unroll::experiments::long_lags
