// Positions of a model's named matrices in its one vector of parameters θ.
//
// Training sees θ alone. The blocks give its elements names for messages, and tell training which elements it
// must not move.
#pragma once
#include <armadillo>
#include <string>
#include <vector>

namespace unroll {

// A rows × columns matrix, column-major, whose first element is θ[first].
struct ParameterBlock {
  std::string name;
  arma::uword first = 0, rows = 0, columns = 0;
  bool held = false;    // a constant: training takes its gradient as zero, so that no optimiser moves it
  bool decays = false;  // a weight matrix, which L2 acts on; biases and constants do not decay
  arma::uword size() const { return rows * columns; }
};

// Throws std::invalid_argument unless the blocks, in any order, cover θ[0] … θ[parameters - 1] once each; the
// message names the block that begins at a wrong place. Blocks without elements may lie anywhere.
void check_tiling(const std::vector<ParameterBlock>& blocks, arma::uword parameters);

// The block that holds θ[element]; throws std::out_of_range if there is none.
const ParameterBlock& block_of(const std::vector<ParameterBlock>& blocks, arma::uword element);

// The name of θ[element] for messages: "block U, row 3, column 1", counted from 0.
std::string place(const std::vector<ParameterBlock>& blocks, arma::uword element);

}  // namespace unroll
