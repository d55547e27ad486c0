// The gradient of a cell in three ways: back through time, forward in time, and by differences of the loss.
#pragma once
#include <armadillo>
#include <string>
#include <vector>

#include "models/core/cell.hpp"
#include "models/core/parameter_block.hpp"
#include "models/core/random.hpp"

namespace unroll::experiments::bptt {

// The largest difference of two gradients in any block, relative to the largest element of the block, or to a
// thousandth of the largest of all if that is more: the criterion of core/gradient_check.hpp.
double disagreement(const std::vector<ParameterBlock>& blocks, const arma::vec& gradient,
                    const arma::vec& other);

struct Agreement {
  arma::uword parameters = 0, states = 0;
  double rtrl = 0, differences = 0;  // disagreement with backpropagation
  std::string block;                 // where it is largest for differences
  double cut_short = 0;              // disagreement of a gradient that leaves out the farthest step alone
  bool reaches_back = false;         // whether a path leads from the last step to the first
  int draws = 1;                     // of weights and sequence, until no kink was near
};

// Compares the gradients on one random sequence.
Agreement compare_gradients(const Cell& cell, arma::uword units, arma::uword steps, Stream& stream);

}  // namespace unroll::experiments::bptt
