// Options that one command line could not tell apart are found when the catalogue is made.
#include "experiments/lab/options.hpp"

#include <stdexcept>

#include "experiments/lab/error.hpp"
#include "tests/catch.hpp"
#include "tests/lab/declared.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
using scratch::contains;

namespace {

Declaration with(int number, std::vector<Option> options) {
  Declaration experiment;
  experiment.number = number;
  experiment.slug = number == 1 ? "one" : "two";
  experiment.options = std::move(options);
  return experiment;
}

std::string refusal(const std::vector<Declaration>& experiments) {
  try {
    check_options(experiments);
  } catch (const std::logic_error& problem) {
    return problem.what();
  }
  return "";
}

using declared::Kind;
const Option number = declared::option("clip", Kind::integer, "1", 0, 9),
             fraction = declared::option("clip", Kind::real, "1", 0, 9),
             flag = declared::option("clip", Kind::flag, "no"),
             list = declared::option("clip", Kind::words, "");

}  // namespace

TEST_CASE("options: those of the catalogue can be told apart") {
  CHECK(refusal(declared::catalogue().experiments).empty());
}

TEST_CASE("options: a flag, a value and a list of one name are refused with both experiments") {
  for (const auto& [a, b] : {std::pair{flag, number}, {number, flag}, {list, flag}, {fraction, list}}) {
    const std::string said = refusal({with(1, {a}), with(2, {b})});
    CAPTURE(said);
    CHECK(contains(said, "--clip"));
    CHECK(contains(said, "01_one"));
    CHECK(contains(said, "02_two"));
  }
  CHECK(contains(refusal({with(1, {flag}), with(2, {number})}),
                 "takes no value in 01_one and one value in 02_two"));
}

TEST_CASE("options: two experiments may share a name that takes one value in both, whatever its range") {
  CHECK(refusal({with(1, {number}), with(2, {fraction})}).empty());
  CHECK(refusal({with(1, {flag}), with(2, {flag})}).empty());
}

TEST_CASE("options: a name that every run has, or that an experiment has twice, is refused") {
  for (const std::string name :
       {"seed", "scale", "threads", "out", "strict", "config", "help", "experiment", "runs"}) {
    const std::string said = refusal({with(1, {declared::option(name, Kind::flag, "no")})});
    CAPTURE(said);
    CHECK(contains(said, "--" + name));
    CHECK(contains(said, "01_one"));
    CHECK(contains(said, "every run"));
  }
  CHECK(contains(refusal({with(1, {number, fraction})}), "--clip of 01_one is already an option of 01_one"));
}

TEST_CASE("options: a number of seeds is that many, and a range has both its ends") {
  CHECK(parse_seeds("1") == std::vector<std::uint64_t>{1});
  CHECK(parse_seeds("4") == std::vector<std::uint64_t>{1, 2, 3, 4});
  CHECK(parse_seeds("3..3") == std::vector<std::uint64_t>{3});
  CHECK(parse_seeds("9..12") == std::vector<std::uint64_t>{9, 10, 11, 12});
  CHECK(parse_seeds("1..10000").size() == 10000);
  CHECK(parse_seeds("18446744073709551615..18446744073709551615").size() == 1);
}

TEST_CASE("options: whatever is no number of seeds and no rising range is refused by name") {
  for (const std::string text : {"", "..", "1..", "..3", "3..1", "1-3", "1...3", "1..3..5", " 1", "1 ", "-1",
                                 "1.5", "x", "0", "0..3", "10001", "1..10001", "18446744073709551616"}) {
    INFO(text);
    CHECK_THROWS_AS(parse_seeds(text), std::invalid_argument);
    try {
      parse_seeds(text);
    } catch (const std::invalid_argument& problem) {
      CHECK(std::string(problem.what()).find("\"" + text + "\"") == 0);
    }
  }
}

TEST_CASE("options: numbers in lists are checked one by one, and a named check where it is known") {
  const Option rates = declared::option("rates", Kind::reals, "0.1", 0, 1);
  CHECK_NOTHROW(check_values(rates, {"0.1", "1"}));
  CHECK_THROWS_AS(check_values(rates, {"0.1", "2"}), UsageError);
  CHECK_THROWS_AS(check_values(declared::option("steps", Kind::integers, "1", 0, 9), {"1", "1.5"}),
                  UsageError);
  Option cells = declared::option("cells", Kind::words, "a");
  cells.check = "cells";
  const NamedChecks checks{{"cells", [](const std::string& word) {
                              if (word == "b") throw std::invalid_argument("b is no cell");
                            }}};
  CHECK_NOTHROW(check_values(cells, {"a", "b"}));
  CHECK_NOTHROW(check_values(cells, {"a"}, checks));
  CHECK_THROWS_WITH(check_values(cells, {"a", "b"}, checks), "--cells: b is no cell");
  CHECK_THROWS_AS(check_values(declared::option("seeds", Kind::seeds, "3"), {"0"}), UsageError);
}
