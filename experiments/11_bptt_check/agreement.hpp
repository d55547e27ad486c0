// The gradient of a cell in three ways: back through time, forward in time, and by differences of the loss.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "experiments/lab/run.hpp"
#include "models/core/parameter_block.hpp"

namespace unroll::experiments::bptt {

// What may be between two gradients of one thing, relative to the largest element of the block, or to a
// thousandth of the largest of all if that is more: the criterion of core/gradient_check.hpp.
double disagreement(const std::vector<ParameterBlock>& blocks, const arma::vec& gradient,
                    const arma::vec& other);

// One cell with one seed.
struct Agreement {
  std::string cell;
  std::uint64_t seed = 0;
  arma::uword parameters = 0, states = 0;
  double rtrl = 0, differences = 0;  // disagreement with backpropagation
  std::string block;                 // where it is largest for differences
  double cut_short = 0;              // disagreement of a gradient that leaves out the farthest step alone
  bool reaches_back = false;         // there is a way from the last step to the first
  int draws = 1;                     // of weights and sequence, until no kink was near
};

// Every cell of --cells with every seed.
std::vector<Agreement> agree(lab::Run& run);

// The names of --cells, with those of the lineup in the place of "all".
std::vector<std::string> checked_cells(const lab::Run& run);

void write_agreement(lab::Run& run, const std::vector<Agreement>& all);

}  // namespace unroll::experiments::bptt
