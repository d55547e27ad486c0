#include "experiments/lab/seeds.hpp"

#include <stdexcept>

#include "tests/catch.hpp"

using unroll::lab::parse_seeds;

TEST_CASE("one seed is itself, and a range has both its ends") {
  CHECK(parse_seeds("7") == std::vector<std::uint64_t>{7});
  CHECK(parse_seeds("0") == std::vector<std::uint64_t>{0});
  CHECK(parse_seeds("3..3") == std::vector<std::uint64_t>{3});
  CHECK(parse_seeds("9..12") == std::vector<std::uint64_t>{9, 10, 11, 12});
  CHECK(parse_seeds("1..10000").size() == 10000);
  CHECK(parse_seeds("18446744073709551615") == std::vector<std::uint64_t>{18446744073709551615u});
}

TEST_CASE("whatever is no seed and no rising range is refused by name") {
  for (const std::string text : {"", "..", "1..", "..3", "3..1", "1-3", "1...3", "1..3..5", " 1", "1 ", "-1",
                                 "1.5", "x", "0..10000", "18446744073709551616"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_seeds(text), std::invalid_argument);
    try {
      parse_seeds(text);
    } catch (const std::invalid_argument& problem) {
      CHECK(std::string(problem.what()).find("\"" + text + "\"") == 0);
    }
  }
}

TEST_CASE("the option of the seeds refuses what the reader refuses") {
  const auto option = unroll::lab::seeds_option({"1..2", "1..3", "1..10"});
  CHECK(option.name == "seeds");
  CHECK_NOTHROW(option.check("1..3"));
  CHECK_THROWS_AS(option.check("3..1"), std::invalid_argument);
}
