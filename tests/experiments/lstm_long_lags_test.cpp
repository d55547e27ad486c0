// Experiment 16 at quick scale: its claims, and what its options do.
#include "duties.hpp"

using Json = nlohmann::json;

namespace {

const auto quick_run = quick_run_of<16>;

// Some of it without pictures.
struct Small : SmallRun {
  explicit Small(const Words& options) : SmallRun(16, {}, options) {}
};

// One short training, for tests of options.
const Words brief{"--tasks", "6a-20", "--seeds", "1", "--patience", "0.1", "--baseline-patience", "0.05"};

}  // namespace

TEST_CASE("experiment 16 keeps the duties of an experiment") { check_duties("16_lstm_long_lags"); }

TEST_CASE("experiment 16: tables agree with one another") {
  const Table trainings(quick_run() / "trainings.csv"), summary(quick_run() / "trainings_summary.csv"),
      curves(quick_run() / "curves.csv");
  CHECK(trainings.rows.size() == 2 + 2 + 2 + 1);  // two tasks with two seeds, three baselines
  CHECK(summary.rows.size() == 5);
  for (const Row& row : summary.rows) {
    double learnt = 0, all = 0;
    for (const Row& training : trainings.where("task", row.at("task"))) {
      if (training.at("network") != row.at("network")) continue;
      CHECK(training.at("weights") == row.at("weights"));
      CHECK(number(training, "sequences") <= number(training, "budget"));
      if (training.at("success") == "0") CHECK(training.at("sequences") == training.at("budget"));
      CHECK(training.at("counted") == training.at("sequences"));
      learnt += number(training, "success");
      ++all;
      // A curve's last point is the last sequence, and it holds shares.
      const Row* last = nullptr;
      for (const Row& point : curves.rows)
        if (point.at("task") == training.at("task") && point.at("network") == training.at("network") &&
            point.at("seed") == training.at("seed")) {
          CHECK((number(point, "wrong") >= 0 && number(point, "wrong") <= 1));
          last = &point;
        }
      REQUIRE(last != nullptr);
      CHECK(last->at("sequences") == training.at("sequences"));
    }
    CHECK(all == number(row, "count"));
    CHECK(learnt / all == number(row, "success_share"));
    CHECK(number(row, "success_low") <= learnt / all);
    CHECK(number(row, "success_high") >= learnt / all);
  }
}

TEST_CASE("experiment 16: findings follow from their runs, and counts of weights are reproduced") {
  const Table trainings(quick_run() / "trainings.csv");
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
      for (const Row& row : trainings.where("task", "reber-3x2-0.5"))
        if (row.at("network") == "lstm") least = std::min(least, number(row, "sequences"));
      CHECK(f["measured_least"] == least);
    }
  }
  CHECK(measured == 5);  // Reber: sequences, share, two baselines; weights. 6a-20 is no published length
}

TEST_CASE(
    "experiment 16: the network of 1997 learns temporal order with every seed, in about the published number "
    "of sequences") {
  const Small small({"--tasks", "6a", "--seeds", "1..3", "--baselines", "1", "--baseline-patience", "1"});
  CHECK(small.finding("order_success")["measured"] == 1);
  const Json sequences = small.finding("6a-100_sequences");
  CHECK(sequences["verdict"] == "reproduced");
  CHECK(sequences["measured_least"].get<double>() > 31390 / 3.0);
  CHECK(sequences["measured_greatest"].get<double>() < 31390 * 3.0);
  CHECK(small.finding("6a-100_wrong")["verdict"] == "reproduced");
  CHECK(small.finding("elman_lags")["measured"] == 0);
}

TEST_CASE(
    "experiment 16: every kind of task gives the same bytes with one thread and with two, and others with "
    "another seed") {
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

TEST_CASE("experiment 16: --states and --gradients add their tables and change no other") {
  const Words options{"--tasks", "6a-20", "--seeds", "1"};
  const Small plain(options), shown(options + Words{"--states", "--gradients"});
  auto expected = files_in(plain.run);
  expected.insert({"states.csv", "states.gp", "gradients.csv", "gradients_summary.csv", "gradients.gp"});
  CHECK(files_in(shown.run) == expected);
  for (const auto& name : files_in(plain.run, ".csv")) {
    INFO(name);
    CHECK(content(plain.run / name) == content(shown.run / name));
  }
  const Table states = shown.table("states");
  std::set<std::string> groups;
  for (const Row& row : states.rows) {
    CHECK((number(row, "value") >= -1 && number(row, "value") <= 1));
    groups.insert(row.at("group"));
  }
  CHECK(groups == std::set<std::string>{"", "input", "cells", "input gates", "output gates", "outputs"});
  // Trained, the network says which class it was: one output is near 1 at the end, the others near 0.
  const auto last = states.rows.back().at("step");
  int high = 0;
  for (const Row& row : states.where("group", "outputs"))
    if (row.at("step") == last) {
      const double value = number(row, "value");
      CHECK((value < 0.3 || value > 0.7));
      high += value > 0.7;
    }
  CHECK(high == 1);
}

TEST_CASE("experiment 16: the gradient of a carousel does not fade, that of an Elman network does") {
  const Small shown(brief + Words{"--gradients"});
  const Table flow = shown.table("gradients_summary");
  const auto at = [&](const std::string& network, const std::string& lag) {
    for (const Row& row : flow.where("network", network + " · order 6a · T = 20"))
      if (row.at("when") == "before training" && row.at("lag") == lag)
        return number(row, "log10_norm_median");
    FAIL("no lag " << lag << " of " << network);
    return 0.0;
  };
  CHECK(std::abs(at("LSTM", "15") - at("LSTM", "1")) < 1e-6);
  CHECK(at("Elman", "15") < at("Elman", "1") - 1);
}

TEST_CASE("experiment 16: a network that gives up is counted as a failure, with all that it was given") {
  const Small small(brief);
  for (const Row& row : small.table("trainings").rows) {
    CHECK(row.at("success") == "0");
    CHECK(row.at("sequences") == row.at("budget"));
    CHECK(row.at("counted") == row.at("budget"));
    CHECK(row.at("diverged_at") == "0");
  }
  CHECK(small.finding("6a-100_sequences")["verdict"] == "not measured");
  CHECK(small.finding("order_success")["verdict"] == "not measured");
}

TEST_CASE("experiment 16: baselines stand beside the first network of a task, with the first seeds") {
  const Small small({"--tasks", "reber-3x2-0.5", "reber-4x1-0.5", "6a-20", "--seeds", "4..6", "--baselines",
                     "2", "--patience", "0.02", "--baseline-patience", "0.02"});
  std::set<std::string> trained;
  for (const Row& row : small.table("trainings").rows)
    if (row.at("network") != "lstm")
      trained.insert(row.at("task") + ", " + row.at("network") + ", " + row.at("seed"));
  CHECK(trained == std::set<std::string>{"reber-3x2-0.5, elman, 4", "reber-3x2-0.5, elman, 5",
                                         "reber-3x2-0.5, elman copied, 4", "reber-3x2-0.5, elman copied, 5",
                                         "6a-20, elman, 4", "6a-20, elman, 5"});
  CHECK(small.table("trainings").where("network", "lstm").size() == 9);
}

TEST_CASE("experiment 16: options that make no sense are refused by name") {
  const Folder folder;
  const Words run{"run", "16", "--scale", "quick", "--out", (folder.path() / "out").string()};
  check_usage(unroll_program(run + Words{"--tasks", "6c"}), {"--tasks", "6c", "reber"});
  check_usage(unroll_program(run + Words{"--tasks", "6a-5"}), {"--tasks", "6a-5"});
  check_usage(unroll_program(run + Words{"--seeds", "3..1"}), {"--seeds"});
  check_usage(unroll_program(run + Words{"--patience", "0"}), {"--patience"});
  check_usage(unroll_program(run + Words{"--baselines", "-1"}), {"--baselines"});
  check_usage(unroll_program(run + Words{"--baseline-rate", "0"}), {"--baseline-rate"});
  CHECK(!fs::exists(folder.path() / "out"));
}
