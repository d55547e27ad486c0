// `--states`: what the states of a trained network do while it reads one sequence, for any experiment that
// trains one.
//
// A raster for each network: a row for each unit, a column for each step, and above the columns what was
// read. An experiment takes four lines:
//
//   states_option()  among its options     states_figure()  among its figures
//   all.push_back(states_of("lstm, c", net.stack.layers[0], tapes.stack.layers[0].run, Lstm<>::c, labels))
//     if (states_asked(run)), after a forward pass
//   write_states(run, all)
#pragma once
#include <armadillo>
#include <string>
#include <vector>

#include "models/core/layer.hpp"
#include "run.hpp"

namespace unroll::lab {

// One panel.
struct States {
  std::string network;              // what stands above it
  std::vector<std::string> inputs;  // T: what was read at each step, a letter or a short word
  arma::mat values;                 // units × T
};

Option states_option();
Figure states_figure();
bool states_asked(const Run& run);

// One slot of one layer over one of the sequences that it has just run, without the state before the first
// step. Throws std::invalid_argument unless `inputs` has a label for each step.
template <class S>
States states_of(std::string network, const Recurrent& layer, const LayerRun<S>& run, int slot,
                 std::vector<std::string> inputs, arma::uword sequence = 0) {
  const Tape<S>& tape = run.tape;
  if (sequence >= tape.n_cols || tape.n_slices != inputs.size() + 1)
    throw std::invalid_argument(std::to_string(inputs.size()) + " labels, and sequence " +
                                std::to_string(sequence) + ", do not fit a tape of " +
                                shape(tape.n_rows, tape.n_cols, tape.n_slices));
  const arma::uword first = layer.layout.row(slot), units = layer.layout.rows({slot, 1});
  arma::mat values(units, inputs.size());
  for (arma::uword t = 0; t < values.n_cols; ++t)
    for (arma::uword i = 0; i < units; ++i)
      values(i, t) = static_cast<double>(tape(first + i, sequence, t + 1));
  return {std::move(network), std::move(inputs), values};
}

// states.csv, a row for each unit at each step, and what the figure needs to know. Nothing if nobody asked.
void write_states(Run& run, const std::vector<States>& all);

}  // namespace unroll::lab
