// Options that one command line could not tell apart are found when the catalogue is made.
#include "experiments/lab/options.hpp"

#include <stdexcept>

#include "experiments/lab/catalogue.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
using scratch::contains;

namespace {

Experiment with(int number, std::vector<Option> options) {
  Experiment experiment;
  experiment.number = number;
  experiment.slug = number == 1 ? "one" : "two";
  experiment.options = std::move(options);
  return experiment;
}

std::string refusal(const std::vector<Experiment>& experiments) {
  try {
    check_options(experiments);
  } catch (const std::logic_error& problem) {
    return problem.what();
  }
  return "";
}

const Option number = integer_option("clip", {1, 1, 1}, 0, 9, ""),
             fraction = real_option("clip", {1, 1, 1}, 0, 9, ""), flag = flag_option("clip", ""),
             list = words_option("clip", "W...", {"", "", ""}, "");

}  // namespace

TEST_CASE("options: those of the catalogue can be told apart") { CHECK(refusal(catalogue()).empty()); }

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
       {"seed", "scale", "threads", "out", "strict", "config", "help", "experiment"}) {
    const std::string said = refusal({with(1, {flag_option(name, "")})});
    CAPTURE(said);
    CHECK(contains(said, "--" + name));
    CHECK(contains(said, "01_one"));
    CHECK(contains(said, "every run"));
  }
  CHECK(contains(refusal({with(1, {number, fraction})}), "--clip of 01_one is already an option of 01_one"));
}
