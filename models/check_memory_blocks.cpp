#include "check_cell.hpp"
#include "lineup.hpp"

namespace unroll {

void check_memory_blocks(std::uint64_t seed, const std::function<void(const CheckRow&)>& done);

void check_memory_blocks(std::uint64_t seed, const std::function<void(const CheckRow&)>& done) {
  for_memory_blocks([&]<class Cell>(const char* model, const char* variant, std::type_identity<Cell>) {
    check_cell<Cell>(model, variant, seed, done);
  });
}

}  // namespace unroll
