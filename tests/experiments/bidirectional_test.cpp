// Experiment 09 at its smallest scale, through the program.
#include "runs.hpp"
#include "tests/catch.hpp"

using nlohmann::json;

namespace {

const fs::path& quick_run() { return quick_run_of<9>(); }

struct Small : SmallRun {
  explicit Small(const Words& options)
      : SmallRun(9, {{"--samples", "300"}, {"--cycles", "10"}, {"--runs", "2"}}, options) {}
};

double median(const Table& summary, const std::string& task, const std::string& network, int shift) {
  for (const auto& row : summary.rows)
    if (row.at("task") == task && row.at("network") == network && row.at("shift") == std::to_string(shift))
      return number(row, "median");
  FAIL("no row of " << task << ", " << network << ", " << shift);
  return 0;
}

}  // namespace

TEST_CASE("every file that experiment 09 declares is there, and no other") {
  check_files(quick_run(), {"trials", "summary", "bounds", "published", "comparisons", "sensitivities"},
              {"regression", "classification", "sensitivities"});
}

TEST_CASE("the tables of experiment 09 have their headers and rows, and scores stay where they can be") {
  const Table trials(quick_run() / "trials.csv"), summary(quick_run() / "summary.csv"),
      bounds(quick_run() / "bounds.csv"), sensitivities(quick_run() / "sensitivities.csv"),
      comparisons(quick_run() / "comparisons.csv"), published(quick_run() / "published.csv");
  CHECK(trials.columns == Words{"task", "network", "shift", "run", "training", "test", "low", "high"});
  CHECK(trials.rows.size() == 2 * (3 * 3 + 1) + 2 * (2 * 3 + 1));  // runs, networks with each shift and BRNN
  CHECK(summary.rows.size() == 3 * 3 + 1 + 2 * 3 + 1);
  CHECK(comparisons.rows.size() == 2 * 3);
  CHECK(published.rows.size() == 11);
  CHECK(bounds.rows.size() == 3 * 21 + 2 * 6);
  CHECK(sensitivities.rows.size() == 2 * 4 * 81);  // runs of FOR 0 and 20, BACK 5 and BRNN
  for (const auto& row : trials.rows) {
    const double test = number(row, "test");
    if (row.at("task") == "regression") {
      CHECK((test > 0 && test < 0.01));
      CHECK(row.at("low").empty());
    } else {
      CHECK((test > 0.4 && test <= 1));
      CHECK((number(row, "low") < test && test < number(row, "high")));
    }
  }
  for (const auto& row : sensitivities.rows) {  // nobody looks at what it has not read
    const int delta = static_cast<int>(number(row, "delta"));
    const bool unread = (row.at("network") == "FOR 0" && delta > 0) ||
                        (row.at("network") == "FOR 20" && delta > 20) ||
                        (row.at("network") == "BACK 5" && delta < -5);
    if (unread) CHECK(number(row, "sensitivity") == 0);
  }
}

TEST_CASE(
    "over seeds: both ways are better than FOR, late answers are at chance, nobody beats the best guess") {
  for (const std::string seed : {"1", "2", "3"}) {
    INFO("seed " << seed);
    const SmallRun of_seed(9, {}, {"--seed", seed});
    const fs::path& run = of_seed.run;
    const Table summary(run / "summary.csv");
    const double chance = number(summary.rows[0], "chance");
    CHECK(chance == Approx(0.00387).epsilon(0.15));
    CHECK(median(summary, "classification", "BRNN", 0) > median(summary, "classification", "FOR", 0));
    CHECK(median(summary, "regression", "BACK", 5) < median(summary, "regression", "BACK", 0));
    CHECK(median(summary, "regression", "BACK", 20) > 0.95 * chance);
    CHECK(median(summary, "classification", "BACK", 5) > median(summary, "classification", "BACK", 0));
    const json findings = json::parse(content(run / "findings.json"));
    REQUIRE(findings.size() == 15);
    for (const auto& f : findings) {
      INFO(f);
      CHECK(!f["band_reason"].get<std::string>().empty());
      if (f["id"] == "back_least_at") {  // needs shifts that quick has not
        CHECK(f["measured"].is_null());
        CHECK(f["verdict"] == "not measured at this scale");
        continue;
      }
      REQUIRE(f["measured"].is_number());
      check_verdict(f);
      for (const std::string id : {"above_bound", "below_ceiling", "back_late"})
        if (f["id"] == id) CHECK(f["verdict"] == "reproduced");
    }
  }
}

TEST_CASE("the shift at which BACK is best is measured when its neighbours are there") {
  const Small run({"--shifts", "3", "4", "5", "6", "7", "8", "--class-shifts", "5"});
  const double at = run.finding("back_least_at")["measured"];
  CHECK((at >= 3 && at <= 8));
  CHECK(run.finding("for_0")["measured"].is_null());
  CHECK(run.finding("back_late")["measured"].is_null());
}

TEST_CASE("experiment 09 gives the same bytes with one thread and with two, and others with another seed") {
  const Small one({"--threads", "1"}), two({"--threads", "2"}), other({"--seed", "2"});
  for (const auto& name : files_in(one.run, ".csv")) {
    INFO(name);
    CHECK(content(one.run / name) == content(two.run / name));
    if (name != "published.csv" && name != "comparisons.csv")
      CHECK(content(one.run / name) != content(other.run / name));
  }
  CHECK(content(one.run / "findings.json") == content(two.run / "findings.json"));
}

TEST_CASE("a shift more or less leaves the networks of the others as they were") {
  const Small some({"--shifts", "0", "5"}), more({"--shifts", "-3", "0", "2", "5"});
  const auto scores = [](const Small& run) {
    std::map<std::string, std::string> all;
    for (const auto& row : run.table("trials").rows)
      all[row.at("task") + row.at("network") + row.at("shift") + row.at("run")] = row.at("test");
    return all;
  };
  const auto few = scores(some), many = scores(more);
  CHECK(many.size() > few.size());
  for (const auto& [key, value] : few) {
    INFO(key);
    REQUIRE(many.count(key) == 1);
    CHECK(many.at(key) == value);
  }
}

TEST_CASE("experiment 09 with --gradients and --states adds their tables and changes no other") {
  const Small plain({}), both({"--gradients", "--states"});
  auto expected = files_in(plain.run);
  expected.insert({"gradients.csv", "gradients_summary.csv", "gradients.gp", "states.csv", "states.gp"});
  CHECK(files_in(both.run) == expected);
  for (const auto& name : files_in(plain.run, ".csv")) {
    INFO(name);
    CHECK(content(plain.run / name) == content(both.run / name));
  }
  CHECK(both.table("states").rows.size() == 5 * 2 * 41);  // FOR 0 and 20, BACK 5, both ways of BRNN
  CHECK(both.table("gradients_summary").where("network", "BRNN →").size() > 2 * 40);
}

TEST_CASE("options of experiment 09 that make no sense are refused by name") {
  const Folder folder;
  const Words run{"run", "9", "--scale", "quick", "--out", (folder.path() / "out").string()};
  check_usage(unroll_program(run + Words{"--shifts", "31"}), {"--shifts", "-30 to 30"});
  check_usage(unroll_program(run + Words{"--shifts", "2.5"}), {"--shifts", "whole numbers"});
  check_usage(unroll_program(run + Words{"--class-shifts", "far"}), {"--class-shifts"});
  check_usage(unroll_program(run + Words{"--samples", "99"}), {"--samples"});
  check_usage(unroll_program(run + Words{"--units", "0"}), {"--units"});
  CHECK(!fs::exists(folder.path() / "out"));
}
