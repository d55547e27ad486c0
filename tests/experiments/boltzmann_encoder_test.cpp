// Experiment 04 at quick scale: its tables and what its options do.
#include <algorithm>
#include <cmath>

#include "duties.hpp"

using Json = nlohmann::json;

namespace {

const auto quick_run = quick_run_of<4>;

// A smaller run without pictures.
struct Small : SmallRun {
  explicit Small(const Words& options)
      : SmallRun(4,
                 {{"--seeds", "3"},
                  {"--spread-seeds", "2"},
                  {"--eight-limit", "20"},
                  {"--wide", "5"},
                  {"--wide-hidden", "3"},
                  {"--wide-cycles", "20"},
                  {"--answers", "1"},
                  {"--chains", "10"},
                  {"--statistics-seeds", "1"},
                  {"--counted", "100"},
                  {"--shift-sweeps", "12"},
                  {"--shift-cases", "5"}},
                 options) {}
};

}  // namespace

TEST_CASE("experiment 04 keeps the duties of an experiment") { check_duties("04_boltzmann_encoder"); }

TEST_CASE("the tables of experiment 04 about encoders agree with one another") {
  const Table cycles(quick_run() / "cycles.csv"), summary(quick_run() / "cycles_summary.csv"),
      histogram(quick_run() / "histogram.csv"), weights(quick_run() / "weights.csv"),
      recall(quick_run() / "recall.csv"), spread(quick_run() / "spread.csv");
  CHECK(cycles.rows.size() == 12 + 10 + 1 + 1);
  for (const Row& row : summary.rows) {
    double solved = 0;
    for (const Row& one : cycles.where("encoder", row.at("encoder"))) {
      solved += number(one, "solved");
      if (one.at("solved") == "0") CHECK(one.at("cycles") == one.at("limit"));
      CHECK(number(one, "trained") >= number(one, "cycles"));
      CHECK(one.at("apart") == (number(one, "distance") >= 2 ? "1" : "0"));
    }
    CHECK(number(row, "solved_share") == Approx(solved / number(row, "count")));
  }
  double machines = 0;
  for (const Row& row : histogram.rows) machines += number(row, "machines") + number(row, "failed");
  CHECK(machines == 12);
  CHECK(recall.rows.size() == 12);
  for (std::size_t k = 0; k < recall.rows.size(); ++k) {
    CHECK(recall.rows[k].at("codes") == cycles.where("encoder", "4-2-4")[k].at("codes"));
    CHECK(number(recall.rows[k], "share") == number(recall.rows[k], "right") / 20);
  }
  CHECK(spread.rows.size() == 10 * 100);
  for (const Row& row : spread.rows) CHECK(number(row, "apart") <= number(row, "different"));
  CHECK(weights.rows.size() == 10 * 10 + 11 * 11 + 19 * 19);
  for (const Row& row : weights.where("encoder", "4-2-4")) {
    // no link from group to group, none between hidden units
    const double i = number(row, "unit"), j = number(row, "other");
    if (i != j && ((i < 4 && j >= 4 && j < 8) || (i >= 8 && j >= 8))) CHECK(row.at("weight") == "0");
    CHECK(std::fmod(number(row, "weight"), 2) == 0);  // steps of 2
  }
}

TEST_CASE("the tables of experiment 04 about answers, energies, statistics and the shifter have their rows") {
  const Table answers(quick_run() / "answers_summary.csv");
  CHECK(answers.rows.size() == 4 * 7);
  for (const Row& row : answers.rows) {
    CHECK(number(row, "right_share") == Approx(number(row, "right") / number(row, "asked")));
    CHECK(number(row, "asked") == 50);
  }
  CHECK(Table(quick_run() / "energies.csv").rows.size() == 3 * 88 * 20);
  const Table energies(quick_run() / "energies_summary.csv");
  CHECK(energies.rows.size() == 3 * 88);
  for (const Row& row : energies.where("schedule", "warm")) CHECK(row.at("T") == "10");
  for (const Row& row : energies.where("schedule", "quenched")) CHECK(row.at("T") == "1");
  const auto annealed = energies.where("schedule", "annealed");
  CHECK(annealed.front().at("T") == "20");
  CHECK(annealed.back().at("T") == "1");
  CHECK(Table(quick_run() / "shifter.csv").rows.size() == 6 * 7);
  for (const Row& row : Table(quick_run() / "statistics.csv").rows) {
    const double sampled = number(row, "sampled"), exact = number(row, "exact");
    CHECK((sampled >= 0 && sampled <= 1));
    CHECK((exact >= 0 && exact <= 1));
    CHECK(number(row, "difference") == Approx(std::fabs(sampled - exact)));
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
        CHECK(f["verdict"] == "not measured");
        continue;
      }
      ++measured;
      const double value = f["measured"];
      if (id == "four_share") CHECK(value >= 0.75);                 // of twelve
      if (id == "four_cycles") CHECK((value > 40 && value < 300));  // a median of twelve
      if (id == "four_answers") CHECK(value > 0.5);                 // guessing: 0.25
      if (id == "statistics") CHECK(f["verdict"] == "holds");
      if (id == "cooling_gain") CHECK(f["verdict"] == "as expected");
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

TEST_CASE("experiment 04 gives other tables with another seed") {
  const Small one({}), other({"--seed", "2"});
  for (const auto& name : files_in(one.run, ".csv")) {
    INFO(name);
    CHECK(content(one.run / name) != content(other.run / name));
  }
}

TEST_CASE(
    "experiment 04: what one encoder learns does not depend on the other seeds, and on noise and order it "
    "does") {
  const Small three({}), four({"--seeds", "4"}), later({"--seeds", "2..3"}), quiet({"--false-on", "0"}),
      ordered({"--order", "permutation"});
  const auto of = [](const Small& run) { return run.table("cycles").where("encoder", "4-2-4"); };
  const auto few = of(three), more = of(four), last = of(later);
  REQUIRE(more.size() == 4);
  for (std::size_t k = 0; k < 3; ++k) CHECK(few[k] == more[k]);
  REQUIRE(last.size() == 2);
  for (std::size_t k = 0; k < 2; ++k) CHECK(few[k + 1] == last[k]);
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
  check_usage(unroll_program(run + Words{"--wide-seeds", "0"}), {"--wide-seeds"});
  CHECK(!fs::exists(folder.path() / "out"));
}
