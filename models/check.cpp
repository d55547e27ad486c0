#include "check.hpp"

#include "check_cell.hpp"
#include "lineup.hpp"

namespace unroll {

using Done = std::function<void(const CheckRow&)>;
void check_ungated(std::uint64_t seed, const Done& done);        // check_ungated.cpp
void check_gated(std::uint64_t seed, const Done& done);          // check_gated.cpp
void check_memory_blocks(std::uint64_t seed, const Done& done);  // check_memory_blocks.cpp

std::size_t check_rows() {
  std::size_t cells = 0;
  const auto count = [&](const char*, const char*, auto) { ++cells; };
  for_ungated_cells(count);
  for_gated_cells(count);
  for_memory_blocks(count);
  return cells * 2 * 2 * check_losses.size();
}

std::vector<CheckRow> check_all(std::uint64_t seed, const Done& done) {
  std::vector<CheckRow> rows;
  const Done keep = [&](const CheckRow& row) {
    rows.push_back(row);
    done(row);
  };
  check_ungated(seed, keep);
  check_gated(seed, keep);
  check_memory_blocks(seed, keep);
  return rows;
}

}  // namespace unroll
