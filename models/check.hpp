// The check of every gradient: each model and variant, with one layer and two, one direction and both, under
// each loss, at T = 2, 3 and 7. `unroll check` prints it, and the tests require it.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/gradient_check.hpp"

namespace unroll {

// The largest error of a right gradient.
inline constexpr double gradient_limit = 1e-7;

struct CheckRow {
  std::string model, variant;
  int depth = 1, directions = 1;
  std::string loss;
  GradientError error;    // the largest error of the sequences tried
  arma::uword steps = 0;  // the T of that sequence
};

// The number of rows of the table.
std::size_t check_rows();

// Checks all rows and calls done(row) after each. Sizes, batches, lengths, initial states, dropout and
// residual connections are drawn from `seed`, separately for each row.
std::vector<CheckRow> check_all(std::uint64_t seed, const std::function<void(const CheckRow&)>& done);

}  // namespace unroll
