// Experiment 09 at its smallest scale, through the program.
#include "duties.hpp"
#include "runs.hpp"
#include "tests/catch.hpp"

using nlohmann::json;

namespace {

const fs::path& quick_run() { return quick_run_of<9>(); }

struct Small : SmallRun {
  explicit Small(const Words& options)
      : SmallRun(9, {{"--samples", "300"}, {"--cycles", "10"}, {"--seeds", "2"}}, options) {}
};

double median(const Table& summary, const std::string& task, const std::string& network, int shift) {
  for (const auto& row : summary.rows)
    if (row.at("task") == task && row.at("network") == network && row.at("shift") == std::to_string(shift))
      return number(row, "test_median");
  FAIL("no row of " << task << ", " << network << ", " << shift);
  return 0;
}

}  // namespace

TEST_CASE("experiment 09 keeps the duties of an experiment") { check_duties("09_bidirectional"); }

TEST_CASE("the tables of experiment 09 have their rows, and scores stay where they can be") {
  const Table trials(quick_run() / "trials.csv"), summary(quick_run() / "summary.csv"),
      bounds(quick_run() / "bounds.csv"), sensitivities(quick_run() / "sensitivities.csv"),
      comparisons(quick_run() / "comparisons.csv"), published(quick_run() / "published.csv"),
      window(quick_run() / "window.csv");
  CHECK(trials.rows.size() == 2 * (3 * 3 + 1) + 2 * (2 * 3 + 1));  // seeds, networks with each shift and BRNN
  CHECK(summary.rows.size() == 3 * 3 + 1 + 2 * 3 + 1);
  CHECK(comparisons.rows.size() == 3 * 3 + 3 * 2);
  CHECK(published.rows.size() == 11);
  CHECK(bounds.rows.size() == 3 * 21 + 2 * 6);
  CHECK(sensitivities.rows.size() == 2 * 4 * 81);  // seeds of FOR 0 and 20, BACK 5 and BRNN
  CHECK(window.rows.size() == 81);
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
  for (const auto& row : sensitivities.rows) {  // no network is moved by inputs that it has not read
    const int delta = static_cast<int>(number(row, "delta"));
    const bool unread = (row.at("network") == "FOR 0" && delta > 0) ||
                        (row.at("network") == "FOR 20" && delta > 20) ||
                        (row.at("network") == "BACK 5" && delta < -5);
    if (unread) CHECK(number(row, "sensitivity") == 0);
  }
}

TEST_CASE(
    "over seeds: both directions are better than FOR, late answers are at chance, no network beats the best "
    "guess") {
  for (const std::string seed : {"1", "2", "3"}) {
    INFO("seed " << seed);
    const SmallRun of_seed(9, {}, {"--seed", seed});
    const fs::path& run = of_seed.run;
    const Table summary(run / "summary.csv");
    const double chance = number(of_seed.table("chance").rows[0], "score");
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
        CHECK(f["values"].empty());
        CHECK(f["verdict"] == "not measured");
        continue;
      }
      REQUIRE(f["measured"].is_number());
      check_verdict(f);
      if (f["id"] == "back_late") CHECK(f["verdict"] == "reproduced");
      if (f["id"] == "above_bound" || f["id"] == "below_ceiling") CHECK(f["verdict"] == "holds");
    }
  }
}

TEST_CASE("the shift at which BACK is best is measured when its neighbours are there") {
  const Small run({"--shifts", "3", "4", "5", "6", "7", "8", "--class-shifts", "5"});
  const double at = run.finding("back_least_at")["measured"];
  CHECK((at >= 3 && at <= 8));
  CHECK(run.finding("for_0")["values"].empty());
  CHECK(run.finding("back_late")["values"].empty());
}

TEST_CASE("another --seed gives other numbers") {
  const Small one({}), other({"--seed", "2"});
  for (const std::string name : {"trials", "summary", "chance", "bounds", "sensitivities"}) {
    INFO(name);
    CHECK(content(one.run / (name + ".csv")) != content(other.run / (name + ".csv")));
  }
}

TEST_CASE("BRNN is compared with the networks of its seed, and a note gives the share at the best shift") {
  const Small run({});
  const Table trials = run.table("trials");
  for (const auto& pair : run.table("pairs").rows) {
    double both = 0, other = 0;
    for (const auto& row : trials.rows) {
      if (row.at("task") != pair.at("task") || row.at("seed") != pair.at("seed")) continue;
      if (row.at("network") == "BRNN") both = number(row, "test");
      if (row.at("network") == pair.at("network") && row.at("shift") == pair.at("shift"))
        other = number(row, "test");
    }
    CHECK(number(pair, "brnn_better") == (pair.at("task") == "regression" ? both < other : both > other));
  }
  CHECK(has(content(run.run / "run.json"), "classification: BRNN is better than MERGE at its best shift"));
}

TEST_CASE("a shift more or less leaves the networks of the others as they were") {
  const Small some({"--shifts", "0", "5"}), more({"--shifts", "-3", "0", "2", "5"});
  const auto scores = [](const Small& run) {
    std::map<std::string, std::string> all;
    for (const auto& row : run.table("trials").rows)
      all[row.at("task") + row.at("network") + row.at("shift") + row.at("seed")] = row.at("test");
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

TEST_CASE("experiment 09 shows states and gradients of the networks of some shifts") {
  const Small run({"--gradients", "--states"});
  CHECK(run.table("states").rows.size() == 5 * 2 * 41);  // FOR 0 and 20, BACK 5, both directions of BRNN
  CHECK(run.table("gradients_summary").where("curve", "BRNN →").size() == 2 * 82);
}

TEST_CASE("options of experiment 09 that make no sense are refused by name") {
  const Folder folder;
  const Words run{"run", "9", "--scale", "quick", "--out", (folder.path() / "out").string()};
  check_usage(unroll_program(run + Words{"--shifts", "31"}), {"--shifts", "from -30 to 30"});
  check_usage(unroll_program(run + Words{"--shifts", "2.5"}), {"--shifts", "whole number"});
  check_usage(unroll_program(run + Words{"--class-shifts", "far"}), {"--class-shifts"});
  check_usage(unroll_program(run + Words{"--samples", "99"}), {"--samples"});
  check_usage(unroll_program(run + Words{"--units", "0"}), {"--units"});
  CHECK(!fs::exists(folder.path() / "out"));
}
