// What needs more than one experiment, or one that fails: the command with the tests' own syllabus.
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace {

Ended toy(const Words& words) {
  Launch launch = without_gnuplot();
  launch.program = UNROLL_OF_TESTS;
  return unroll_program(words, launch);
}

std::string verdict(const fs::path& out) {
  return nlohmann::json::parse(content(only_run_in(out) / "findings.json"))[0]["verdict"];
}

}  // namespace

TEST_CASE("the beginning of two names is refused with both") {
  check_usage(toy({"show", "grad"}), {"\"grad\" could be gradient_decay or gradient_explosion"});
  check_usage(toy({"show", "0"}), {"no experiment 0", "3, 4, 12"});
  for (const char* name : {"gradient_d", "03", "03_", "gradient_decay"}) check_success(toy({"show", name}));
  CHECK(toy({"show", "gradient_e"}).out == toy({"show", "4"}).out);
}

TEST_CASE("several experiments run in the order asked for, options of one of them allowed") {
  const Folder folder;
  const Ended ended = toy({"run", "4", "gradient_d", "--value", "1", "--out", folder.path().string()});
  check_success(ended);
  CHECK(ended.out.find("04 Test of") < ended.out.find("03 Test of"));
  CHECK(runs_in(folder.path()).size() == 2);
  check_usage(toy({"run", "4", "--value", "1", "--out", folder.path().string()}),
              {"--value is not an option of 04_gradient_explosion", "unroll show 4"});
}

TEST_CASE("a number that is none, or out of range, is refused with the range") {
  for (const std::string bad :
       {"nan", "inf", "-inf", "10.1", "1e300", "1e999", "-1e999", "one", "", "1,5", "1 "})
    check_usage(toy({"run", "3", "--value", bad}),
                {"--value is " + (bad.empty() ? "empty" : bad), "a number from -10 to 10"});
}

TEST_CASE("strict looks at the verdicts of all experiments") {
  const Folder folder;
  const auto status = [&](const Words& words, const std::string& name) {
    return toy(Words{"run"} + words + Words{"--strict", "--out", (folder.path() / name).string()}).status;
  };
  CHECK(status({"3"}, "good") == 0);
  CHECK(verdict(folder.path() / "good") == "reproduced");
  CHECK(status({"3", "--value", "1.5"}, "bad") == 3);
  CHECK(verdict(folder.path() / "bad") == "differs");
  CHECK(status({"4"}, "none") == 0);
  CHECK(verdict(folder.path() / "none") == "not measured");
  CHECK(status({"3", "4", "--value", "2"}, "first") == 3);
}

TEST_CASE("a run that fails keeps those before it and nothing of itself") {
  const Folder folder;
  const fs::path out = folder.path() / "out";
  check_failure(toy({"run", "3", "12", "--threads", "3", "--out", out.string()}), 1,
                {"step 2 of the test failed"});
  CHECK(only_run_in(out).parent_path().filename() == "03_gradient_decay");
  CHECK(!fs::exists(out / "12_failing_body"));
  check_nothing_hidden(out);
  check_failure(toy({"run", "13", "--out", (out / "x").string()}), 1, {"nobody declared"});
  CHECK(!fs::exists(out / "x"));
}

TEST_CASE("a program that crashes is told with its signal, and leaves nothing") {
  const Folder folder;
  const fs::path out = folder.path() / "out";
  check_failure(toy({"run", "14", "--out", out.string()}), 1,
                {"experiment 14", "signal 11", "nothing of this run was kept"});
  check_nothing_hidden(out);
}

TEST_CASE("a value that only an experiment's program can check is refused before any of them runs") {
  const Folder folder;
  const fs::path out = folder.path() / "out";
  check_usage(
      unroll_program({"run", "8", "1", "--corrupt", "melt:2", "--scale", "quick", "--out", out.string()},
                     without_gnuplot()),
      {"--corrupt"});
  CHECK(!fs::exists(out));
}

TEST_CASE("the launcher is told which programs a command starts") {
  CHECK(toy({"needs", "run", "3", "gradient_e"}).out == "03_gradient_decay\n04_gradient_explosion\n");
  CHECK(toy({"needs", "check", "--json"}).out == "unroll-check\n");
  for (const Words& words :
       {Words{"needs", "list"}, {"needs", "run", "77"}, {"needs", "run", "3", "--help"}, {"needs"}})
    CHECK(toy(words).out.empty());
}
