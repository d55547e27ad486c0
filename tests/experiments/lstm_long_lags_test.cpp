// Experiment 16 at quick scale: its files, tables, findings, and what its options do.
#include <nlohmann/json.hpp>

#include "runs.hpp"

using Json = nlohmann::json;

namespace {

const auto quick_run = quick_run_of<16>;

// Some of it without pictures.
struct Small : SmallRun {
  explicit Small(const Words& options) : SmallRun(16, {}, options) {}
};

// One short training, for tests of options.
const Words brief{"--tasks", "6a-20", "--seeds", "1", "--patience", "0.1", "--rival-patience", "0.05"};

}  // namespace

TEST_CASE("every file that experiment 16 declares is there, and no other") {
  check_files(quick_run(), {"trials", "summary", "curves"}, {"successes", "curves"});
}

TEST_CASE("the tables of experiment 16 agree with one another") {
  const Table trials(quick_run() / "trials.csv"), summary(quick_run() / "summary.csv"),
      curves(quick_run() / "curves.csv");
  CHECK(trials.rows.size() == 2 + 2 + 2 + 1);  // two lines of two seeds, three rivals
  CHECK(summary.rows.size() == 5);
  for (const Row& row : summary.rows) {
    double learnt = 0;
    for (const Row& trial : trials.where("row", row.at("row"))) {
      CHECK(trial.at("weights") == row.at("weights"));
      CHECK(number(trial, "sequences") <= number(trial, "budget"));
      if (trial.at("success") == "0") CHECK(trial.at("sequences") == trial.at("budget"));
      learnt += number(trial, "success");
      // A curve's last point is the last sequence, and it holds shares.
      const Row* last = nullptr;
      for (const Row& point : curves.rows)
        if (point.at("line") == trial.at("line") && point.at("model") == trial.at("model") &&
            point.at("seed") == trial.at("seed")) {
          CHECK((number(point, "wrong") >= 0 && number(point, "wrong") <= 1));
          last = &point;
        }
      REQUIRE(last != nullptr);
      CHECK(last->at("sequences") == trial.at("sequences"));
    }
    CHECK(learnt == number(row, "successes"));
    CHECK(number(row, "share_low") <= learnt / number(row, "trials"));
    CHECK(number(row, "share_high") >= learnt / number(row, "trials"));
  }
}

TEST_CASE("findings of experiment 16 follow from their runs, and counts of weights are reproduced") {
  const Table trials(quick_run() / "trials.csv");
  std::size_t measured = 0;
  for (const auto& f : Json::parse(content(quick_run() / "findings.json"))) {
    INFO(f);
    CHECK(!f["band_reason"].get<std::string>().empty());
    if (f["measured"].is_null()) continue;
    ++measured;
    check_verdict(f);
    if (f["id"] == "weights") CHECK(f["verdict"] == "reproduced");
    if (f["id"] == "reber-3x2-0.5_sequences") {
      double least = 1e9;
      for (const Row& row : trials.where("line", "reber-3x2-0.5"))
        if (row.at("model") == "lstm") least = std::min(least, number(row, "sequences"));
      CHECK(f["measured_least"] == least);
    }
  }
  CHECK(measured == 5);  // Reber: sequences, share, two rivals; weights. 6a-20 is no published length
}

TEST_CASE(
    "the net of 1997 learns temporal order with every seed, in about the published number of sequences") {
  const Small small({"--tasks", "6a", "--seeds", "1..3", "--rivals", "1", "--rival-patience", "1"});
  CHECK(small.finding("order_success")["measured"] == 1);
  const Json sequences = small.finding("6a-100_sequences");
  CHECK(sequences["verdict"] == "reproduced");
  CHECK(sequences["measured_least"].get<double>() > 31390 / 3.0);
  CHECK(sequences["measured_greatest"].get<double>() < 31390 * 3.0);
  CHECK(small.finding("6a-100_wrong")["verdict"] == "reproduced");
  CHECK(small.finding("elman_lags")["measured"] == 0);
}

TEST_CASE("experiment 16 gives the same bytes with one thread and with two, and others with another seed") {
  const Words options{"--tasks", "6a-20",      "reber-3x2-0.5", "2a-20",    "--seeds",
                      "1..2",    "--patience", "0.1",           "--states", "--gradients"};
  const Small one(options + Words{"--threads", "1"}), two(options + Words{"--threads", "2"});
  CHECK(files_in(one.run) == files_in(two.run));
  auto files = files_in(one.run, ".csv");
  CHECK(files.size() >= 5);
  files.insert("findings.json");
  for (const auto& name : files) {
    INFO(name);
    CHECK(content(one.run / name) == content(two.run / name));
  }
  const Small other(options + Words{"--seed", "2"});
  CHECK(content(one.run / "curves.csv") != content(other.run / "curves.csv"));
}

TEST_CASE("experiment 16 with --states and --gradients adds their tables and changes no other") {
  const Words options{"--tasks", "6a-20", "--seeds", "1"};
  const Small plain(options), shown(options + Words{"--states", "--gradients"});
  auto expected = files_in(plain.run);
  expected.insert({"states_1.csv", "states.gp", "gradients.csv", "gradients_summary.csv", "gradients.gp"});
  CHECK(files_in(shown.run) == expected);
  for (const auto& name : files_in(plain.run, ".csv")) {
    INFO(name);
    CHECK(content(plain.run / name) == content(shown.run / name));
  }
  const Table states(shown.run / "states_1.csv");
  std::set<std::string> groups;
  for (const Row& row : states.rows) {
    CHECK((number(row, "value") >= -1 && number(row, "value") <= 1));
    groups.insert(row.at("group"));
  }
  CHECK(groups == std::set<std::string>{"", "input", "cells", "input gates", "output gates", "outputs"});
  // Trained, the net says which class it was: one output is near 1 at the end, the others near 0.
  const auto last = states.rows.back().at("step");
  int high = 0;
  for (const Row& row : states.where("group", "outputs"))
    if (row.at("step") == last) {
      const double value = number(row, "value");
      CHECK((value < 0.3 || value > 0.7));
      high += value > 0.7;
    }
  CHECK(high == 1);
  // What the carousel carries does not fade, what Elman's net carries does.
  const Table flow(shown.run / "gradients_summary.csv");
  const auto at = [&](const std::string& network, const std::string& lag) {
    for (const Row& row : flow.where("network", network))
      if (row.at("when") == "before training" && row.at("lag") == lag) return number(row, "median");
    FAIL("no lag " << lag << " of " << network);
    return 0.0;
  };
  CHECK(std::abs(at("lstm 6a-20", "15") - at("lstm 6a-20", "1")) < 1e-6);
  CHECK(at("elman 6a-20", "15") < at("elman 6a-20", "1") - 1);
}

TEST_CASE("a net that gives up is counted as a failure, with all that it was given") {
  const Small small(brief);
  for (const Row& row : Table(small.run / "trials.csv").rows) {
    CHECK(row.at("success") == "0");
    CHECK(row.at("sequences") == row.at("budget"));
    CHECK(row.at("diverged_at") == "0");
  }
  CHECK(small.finding("6a-100_sequences")["verdict"] == "not measured at this scale");
  CHECK(small.finding("order_success")["verdict"] == "not measured at this scale");
}

TEST_CASE("options of experiment 16 that make no sense are refused by name") {
  const Folder folder;
  const Words run{"run", "16", "--scale", "quick", "--out", (folder.path() / "out").string()};
  check_usage(unroll_program(run + Words{"--tasks", "6c"}), {"--tasks", "6c", "reber"});
  check_usage(unroll_program(run + Words{"--tasks", "6a-5"}), {"--tasks", "6a-5"});
  check_usage(unroll_program(run + Words{"--seeds", "3..1"}), {"--seeds"});
  check_usage(unroll_program(run + Words{"--patience", "0"}), {"--patience"});
  check_usage(unroll_program(run + Words{"--rivals", "-1"}), {"--rivals"});
  check_usage(unroll_program(run + Words{"--rival-rate", "0"}), {"--rival-rate"});
  CHECK(!fs::exists(folder.path() / "out"));
}
