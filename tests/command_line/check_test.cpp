// `unroll check`: the table of all gradients, its exit status and its words.
#include <nlohmann/json.hpp>
#include <set>

#include "program.hpp"

TEST_CASE("check says that every gradient is right") {
  const Ended all = unroll_program({"check"});
  check_success(all);
  for (const char* part : {"elman", "jordan", "leaky", "lstm 1997", "gru", "reset before", "hinge", "right"})
    CHECK(has(all.out, part));
  CHECK(!has(all.out, "WRONG"));
}

TEST_CASE("check as JSON has each model, depth, direction and loss, and another seed other figures") {
  const Ended one = unroll_program({"check", "--json"}),
              other = unroll_program({"check", "--json", "--seed", "2"});
  check_success(one);
  check_success(other);
  CHECK(one.out != other.out);
  std::set<std::string> seen;
  for (const auto& row : nlohmann::json::parse(one.out)) {
    CHECK(row["right"] == true);
    CHECK(row["worst"].get<double>() > 0);
    seen.insert(row["model"].get<std::string>() + row["variant"].get<std::string>() + row["layers"].dump() +
                row["directions"].dump() + row["loss"].get<std::string>());
  }
  CHECK(seen.size() == nlohmann::json::parse(one.out).size());
  CHECK(seen.size() >= 20 * 2 * 2 * 4);
}

TEST_CASE("check ends with 1 where a gradient is over the limit") {
  const Ended strict = unroll_program({"check", "--limit=1e-300"});
  CHECK(strict.status == 1);
  CHECK(has(strict.out, "WRONG"));
}

TEST_CASE("check refuses what it does not understand") {
  check_usage(unroll_program({"check", "--seed"}), {"--seed needs a whole number"});
  check_usage(unroll_program({"check", "--seed", "-1"}), {"--seed is -1", "whole number from 0"});
  check_usage(unroll_program({"check", "--seed=1.5"}), {"--seed is 1.5"});
  check_usage(unroll_program({"check", "--limit", "nan"}), {"--limit is nan", "number from 0"});
  check_usage(unroll_program({"check", "--sead", "1"}), {"\"--sead\" was not expected"});
}
