// The check of every gradient: each model and variant, one layer and two, one direction and both, under each
// loss, at T = 2, 3 and 7. `unroll check` prints it, and the tests demand it.
#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/gradient_check.hpp"

namespace unroll {

// The bound that a right gradient keeps.
inline constexpr double gradient_limit = 1e-7;

struct CheckRow {
  std::string model, variant;
  int depth = 1, directions = 1;
  std::string loss;
  GradientError error;    // the worst of the sequences tried
  arma::uword steps = 0;  // the T where that was
};

// How many rows that are.
std::size_t check_rows();

// Checks all, calling done(row) after each row. Sizes, batches, lengths, starting states, dropout and
// residual connections are drawn from `seed`, for each row anew.
std::vector<CheckRow> check_all(std::uint64_t seed, const std::function<void(const CheckRow&)>& done);

}  // namespace unroll
