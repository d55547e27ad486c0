// Experiment 04 at quick scale: its files, tables, findings, and what its options do.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "runs.hpp"

using Json = nlohmann::json;

namespace {

const auto quick_run = quick_run_of<4>;

// A smaller run without pictures.
struct Small : SmallRun {
  explicit Small(const Words& options)
      : SmallRun(4,
                 {{"--runs", "3"},
                  {"--spread-runs", "2"},
                  {"--eight-limit", "20"},
                  {"--wide", "5"},
                  {"--wide-hidden", "3"},
                  {"--wide-cycles", "20"},
                  {"--answers", "1"},
                  {"--chains", "10"},
                  {"--drawn", "1"},
                  {"--counted", "100"},
                  {"--shift-sweeps", "12"},
                  {"--shift-cases", "5"}},
                 options) {}
};

}  // namespace

TEST_CASE("every file that experiment 04 declares is there, and no other") {
  check_files(quick_run(),
              {"cycles", "summary", "histogram", "spread", "codes", "divergence", "weights", "shown_codes",
               "shifter_weights", "answers", "answers_summary", "energies", "statistics", "shifter",
               "shifter_summary"},
              {"hinton", "hinton_eight", "hinton_shifter", "cycles", "divergence", "codes", "annealing",
               "statistics", "shifter"});
}

TEST_CASE("the tables of experiment 04 agree with one another") {
  const Table cycles(quick_run() / "cycles.csv"), summary(quick_run() / "summary.csv"),
      histogram(quick_run() / "histogram.csv"), weights(quick_run() / "weights.csv");
  CHECK(cycles.rows.size() == 12 + 10 + 1 + 1);
  for (const Row& row : summary.rows) {
    double solved = 0;
    for (const Row& one : cycles.where("encoder", row.at("encoder"))) {
      solved += number(one, "solved");
      if (one.at("solved") == "0") CHECK(one.at("cycles") == one.at("limit"));
      CHECK(number(one, "learnt") >= number(one, "cycles"));
    }
    CHECK(solved == number(row, "solved"));
    CHECK(number(row, "low") <= number(row, "share"));
    CHECK(number(row, "high") >= number(row, "share"));
  }
  double machines = 0;
  for (const Row& row : histogram.rows) machines += number(row, "machines") + number(row, "failed");
  CHECK(machines == 12);
  CHECK(weights.rows.size() == 10 * 10 + 11 * 11 + 19 * 19);
  for (const Row& row :
       weights.where("encoder", "4-2-4")) {  // no link from group to group, none between hidden
    const double i = number(row, "unit"), j = number(row, "other");
    if (i != j && ((i < 4 && j >= 4 && j < 8) || (i >= 8 && j >= 8))) CHECK(row.at("weight") == "0");
    CHECK(std::fmod(number(row, "weight"), 2) == 0);  // steps of 2
  }
  for (const Row& row : Table(quick_run() / "answers_summary.csv").rows) {
    CHECK(number(row, "share") == Approx(number(row, "right") / number(row, "asked")));
    CHECK(number(row, "asked") == 50);
  }
  CHECK(Table(quick_run() / "energies.csv").rows.size() == 3 * 88);
  CHECK(Table(quick_run() / "shifter.csv").rows.size() == 6 * 7);
  for (const Row& row : Table(quick_run() / "statistics.csv").rows) {
    CHECK((number(row, "sampled") >= 0 && number(row, "sampled") <= 1));
    CHECK((number(row, "exact") >= 0 && number(row, "exact") <= 1));
  }
}

TEST_CASE("over seeds: 4-2-4 finds its codes in about the published time, keeps them, and answers") {
  for (const std::string seed : {"1", "2", "3"}) {
    const SmallRun of_seed(4, {}, {"--seed", seed});
    const fs::path& run = of_seed.run;
    INFO("seed " << seed);
    std::size_t measured = 0;
    for (const auto& f : Json::parse(content(run / "findings.json"))) {
      INFO(f);
      CHECK(!f["band_reason"].get<std::string>().empty());
      const std::string id = f["id"];
      if (f["measured"].is_null()) {
        CHECK((id == "eight_solved" || id == "wide_answers" || id.substr(0, 7) == "shifter"));
        CHECK(f["verdict"] == "not measured at this scale");
        continue;
      }
      ++measured;
      const double value = f["measured"];
      check_verdict(f);
      if (id == "four_share") CHECK(value >= 0.75);                 // of twelve
      if (id == "four_cycles") CHECK((value > 40 && value < 300));  // a median of twelve
      if (id == "four_answers") CHECK(value > 0.5);                 // guessing: 0.25
      if (id == "statistics" || id == "cooling_gain") CHECK(f["verdict"] == "reproduced");
    }
    CHECK(measured == 8);
    // G, of which the first value is that of no weights at all, soon falls to about what no code can do.
    const Table divergence(run / "divergence.csv");
    CHECK(divergence.rows.size() == 6 * 61);
    for (const std::string step : {"sign", "proportional"}) {
      double least = 9;
      for (const Row& point : divergence.where("step", step)) {
        CHECK(number(point, "G") > 0);
        if (point.at("cycle") == "0") CHECK(number(point, "G") == Approx(2.2432).margin(1e-3));
        least = std::min(least, number(point, "G"));
      }
      CHECK(least < 0.9);
    }
  }
}

TEST_CASE("experiment 04 gives the same bytes with one thread and with two, and others with another seed") {
  const Small one({"--threads", "1"}), two({"--threads", "2"}), other({"--seed", "2"});
  for (const auto& name : files_in(one.run, ".csv")) {
    INFO(name);
    CHECK(content(one.run / name) == content(two.run / name));
    CHECK(content(one.run / name) != content(other.run / name));
  }
  CHECK(content(one.run / "findings.json") == content(two.run / "findings.json"));
}

TEST_CASE(
    "experiment 04: what one machine learns does not depend on how many there are, and on noise it does") {
  const Small three({}), four({"--runs", "4"}), quiet({"--false-on", "0"}),
      ordered({"--order", "permutation"});
  const auto of = [](const Small& run) { return run.table("cycles").where("encoder", "4-2-4"); };
  const auto few = of(three), more = of(four);
  REQUIRE(more.size() == 4);
  for (std::size_t k = 0; k < 3; ++k) CHECK(few[k] == more[k]);
  CHECK(of(quiet) != few);
  CHECK(of(ordered) != few);
}

TEST_CASE("options of experiment 04 that make no sense are refused by name") {
  const Folder folder;
  const Words run{"run", "4", "--scale", "quick", "--out", (folder.path() / "out").string()};
  check_usage(unroll_program(run + Words{"--wide", "1"}), {"--wide"});
  check_usage(unroll_program(run + Words{"--false-on", "1.5"}), {"--false-on"});
  check_usage(unroll_program(run + Words{"--order", "sideways"}), {"--order", "permutation"});
  check_usage(unroll_program(run + Words{"--shift-sweeps", "5"}), {"--shift-sweeps"});
  CHECK(!fs::exists(folder.path() / "out"));
}
