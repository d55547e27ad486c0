#include "models/core/parameter_block.hpp"

#include <stdexcept>

#include "tests/catch.hpp"

using namespace unroll;
using Catch::Matchers::Contains;

TEST_CASE("parameter blocks tile θ in any order, and empty ones are no matter") {
  CHECK_NOTHROW(check_tiling({}, 0));
  CHECK_NOTHROW(check_tiling({{"b", 6, 2, 1}, {"W", 0, 2, 3}}, 8));
  CHECK_NOTHROW(check_tiling({{"W", 0, 2, 3}, {"none", 3, 0, 5}, {"b", 6, 2, 1}}, 8));
}

TEST_CASE("a hole, an overlap and a wrong end of parameter blocks are named") {
  CHECK_THROWS_WITH(check_tiling({{"W", 0, 2, 3}, {"b", 7, 1, 1}}, 8),
                    Contains("block b begins at 7") && Contains("at 6, where block W ends"));
  CHECK_THROWS_WITH(check_tiling({{"W", 0, 2, 3}, {"b", 5, 3, 1}}, 8),
                    Contains("block b begins at 5") && Contains("at 6, where block W ends"));
  CHECK_THROWS_WITH(check_tiling({{"W", 1, 2, 3}}, 7), Contains("begins at 1") && Contains("θ begins"));
  CHECK_THROWS_WITH(check_tiling({{"W", 0, 2, 3}}, 8), Contains("end at 6") && Contains("all 8"));
  CHECK_THROWS_WITH(check_tiling({{"W", 0, 2, 3}}, 5), Contains("end at 6") && Contains("all 5"));
  CHECK_THROWS_AS(check_tiling({}, 1), std::invalid_argument);
}

TEST_CASE("a parameter is placed by block, row and column, column-major") {
  const std::vector<ParameterBlock> blocks{{"none", 0, 0, 4}, {"b", 6, 2, 1}, {"W", 0, 2, 3}};
  CHECK(place(blocks, 0) == "block W, row 0, column 0");
  CHECK(place(blocks, 1) == "block W, row 1, column 0");
  CHECK(place(blocks, 5) == "block W, row 1, column 2");
  CHECK(place(blocks, 7) == "block b, row 1, column 0");
  CHECK(&block_of(blocks, 6) == &blocks[1]);
  CHECK_THROWS_WITH(block_of(blocks, 8), Contains("parameter 8"));
}
