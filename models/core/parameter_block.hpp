// Where the named matrices of a model lie in its one vector of parameters θ.
//
// Training sees θ alone; the blocks tell it what a model's author would call an element, and which elements
// to leave alone.
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

// Throws std::invalid_argument unless the blocks, in any order, cover θ[0] … θ[parameters - 1] once each;
// says which block begins where it should not. Blocks without elements are no matter.
void check_tiling(const std::vector<ParameterBlock>& blocks, arma::uword parameters);

// The block that holds θ[element]; throws std::out_of_range if there is none.
const ParameterBlock& block_of(const std::vector<ParameterBlock>& blocks, arma::uword element);

// "block U, row 3, column 1", both counted from 0: what a person reads of θ[element].
std::string place(const std::vector<ParameterBlock>& blocks, arma::uword element);

}  // namespace unroll
