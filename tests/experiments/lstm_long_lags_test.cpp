// Experiment 16: what it claims, what its options do, and what its findings make of made-up results.
#include "duties.hpp"
#include "judging.hpp"

using Json = nlohmann::json;

namespace {

const auto quick_run = quick_run_of<16>;

// Some of it without pictures.
struct Small : SmallRun {
  explicit Small(const Words& options) : SmallRun(16, {}, options) {}
};

// One short training, for tests of options.
const Words brief{"--tasks", "6a-20", "--seeds", "1", "--patience", "0.1", "--baseline-patience", "0.05"};

// A training; what no finding reads of it has a value that would be outside of every band.
struct Training {
  std::string task = "6a-100", network = "lstm";
  int seed = 1;
  std::string family = "order";
  bool short_lags = false, printed = true, success = true;
  double counted = 7, wrong = 12345;
};

struct Trainings : MadeUp {
  explicit Trainings(const std::vector<Training>& all = {}) : MadeUp("16_lstm_long_lags") {
    for (const Training& t : all) add(t);
  }
  void add(const Training& t) {
    row("trainings", t.task, t.network, t.seed, t.family, t.short_lags, t.printed, 156, 31390, 0.25, t.success,
        98765432, t.counted, 98765432, t.wrong, 2560, 0.1, 0);
  }
};

// The task whose numbers a finding is about.
std::string task_of(const std::string& id) { return id.substr(0, id.find('_')); }

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

TEST_CASE("experiment 16: the network of 1997 learns temporal order with every seed, in about the published number of sequences") {
  const Small small({"--tasks", "6a", "--seeds", "1..3", "--baselines", "1", "--baseline-patience", "1"});
  CHECK(small.finding("order_success")["measured"] == 1);
  const Json sequences = small.finding("6a-100_sequences");
  CHECK(sequences["verdict"] == "reproduced");
  CHECK(sequences["measured_least"].get<double>() > 31390 / 3.0);
  CHECK(sequences["measured_greatest"].get<double>() < 31390 * 3.0);
  CHECK(small.finding("6a-100_wrong")["verdict"] == "reproduced");
  CHECK(small.finding("elman_lags")["measured"] == 0);
}

TEST_CASE("experiment 16: every kind of task gives the same bytes with one thread and with two, and others with another seed") {
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
  const auto flow = unroll::lab::Table::parse(content(shown.run / "gradients_summary.csv"));
  const unroll::lab::Rows before = unroll::lab::Rows(flow).where("when", "before training");
  const auto at = [&](const std::string& network, double lag) {
    const auto values = before.where("network", network).where("lag", lag).numbers("log10_norm_median");
    REQUIRE(values.size() == 1);
    return values[0];
  };
  const std::string lstm = "LSTM, order 6a, T = 20", elman = "Elman, order 6a, T = 20";
  CHECK(std::abs(at(lstm, 15) - at(lstm, 1)) < 1e-6);
  CHECK(at(elman, 15) < at(elman, 1) - 1);
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
  const Small small({"--tasks", "reber-3x2-0.5", "reber-4x1-0.5", "6a-20", "--seeds", "4..6", "--baselines", "2",
                     "--patience", "0.02", "--baseline-patience", "0.02"});
  std::set<std::string> trained;
  for (const Row& row : small.table("trainings").rows)
    if (row.at("network") != "lstm") trained.insert(row.at("task") + ", " + row.at("network") + ", " + row.at("seed"));
  CHECK(trained == std::set<std::string>{"reber-3x2-0.5, elman, 4", "reber-3x2-0.5, elman, 5",
                                         "reber-3x2-0.5, elman copied, 4", "reber-3x2-0.5, elman copied, 5",
                                         "6a-20, elman, 4", "6a-20, elman, 5"});
  CHECK(small.table("trainings").where("network", "lstm").size() == 9);
}

TEST_CASE("experiment 16: options that make no sense are refused by name") {
  const Folder folder;
  const Words run{"run", "16", "--scale", "quick", "--out", (folder.path() / "out").string()};
  check_usage(unroll(run + Words{"--tasks", "6c"}), {"--tasks", "6c", "reber"});
  check_usage(unroll(run + Words{"--tasks", "6a-5"}), {"--tasks", "6a-5"});
  check_usage(unroll(run + Words{"--seeds", "3..1"}), {"--seeds"});
  check_usage(unroll(run + Words{"--patience", "0"}), {"--patience"});
  check_usage(unroll(run + Words{"--baselines", "-1"}), {"--baselines"});
  check_usage(unroll(run + Words{"--baseline-rate", "0"}), {"--baseline-rate"});
  CHECK(!fs::exists(folder.path() / "out"));
}

TEST_CASE("experiment 16 judges the sequences of the network of 1997 on each task, by the median over seeds") {
  std::size_t tasks = 0;
  for (const auto& claim : Trainings().declaration().claims) {
    if (!claim.id.ends_with("_sequences")) continue;
    INFO(claim.id);
    ++tasks;
    const std::string task = task_of(claim.id);
    const double published = claim.high / 2;
    CHECK(claim.low == published / 2);
    const auto judged = [&](double one, double two, double three) {
      return Trainings({{.task = task, .seed = 1, .counted = one},
                        {.task = task, .seed = 2, .success = false, .counted = two},  // counts, too
                        {.task = task, .seed = 3, .counted = three},
                        {.task = task, .network = "elman", .counted = 1e9},
                        {.task = task + "-shortcut", .counted = 1e9}});
    };
    CHECK(judged(published, 5, 3 * published).values(claim.id) == std::vector{published, 5, 3 * published});
    CHECK(judged(published / 3, 1.1 * published, 3 * published).confirmed(claim.id));
    CHECK(judged(published / 3, published / 4, 3 * published).contradicted(claim.id));
    CHECK(judged(published, 4 * published, 3 * published).contradicted(claim.id));
    CHECK(!Trainings({{.task = "6a-20"}}).measured(claim.id));
  }
  CHECK(tasks == 15);
}

TEST_CASE("experiment 16 judges the wrong answers of networks that have learnt") {
  std::size_t tasks = 0;
  for (const auto& claim : Trainings().declaration().claims) {
    if (!claim.id.ends_with("_wrong")) continue;
    INFO(claim.id);
    ++tasks;
    const std::string task = task_of(claim.id);
    const auto judged = [&](double wrong) {
      return Trainings({{.task = task, .seed = 1, .wrong = wrong},
                        {.task = task, .seed = 2, .success = false, .wrong = 2560},
                        {.task = task, .network = "elman", .wrong = 2000}});
    };
    CHECK(judged(claim.high).values(claim.id) == std::vector{claim.high});
    CHECK(judged(claim.high).confirmed(claim.id));
    CHECK(judged(claim.high + 1).contradicted(claim.id));
  }
  CHECK(tasks == 8);
}

TEST_CASE("experiment 16 judges the share of successes over all seeds and tasks of a family") {
  const std::vector<std::array<std::string, 2>> families{{"reber_success", "reber"},
                                                         {"lags_success", "lags"},
                                                         {"adding_success", "adding"},
                                                         {"adding_logistic_success", "adding-logistic"},
                                                         {"multiplication_success", "multiplication"},
                                                         {"order_success", "order"}};
  for (const auto& [id, family] : families) {
    INFO(id);
    const auto judged = [&](int failures) {
      Trainings made({{.network = "elman", .family = family, .success = failures > 1},
                      {.family = family, .printed = false, .success = failures > 1},
                      {.family = "another", .success = failures > 1}});
      for (int k = 0; k < 10; ++k)
        made.add({.task = k < 5 ? "first" : "second", .seed = k % 5 + 1, .family = family, .success = k >= failures});
      return made;
    };
    CHECK(judged(1).values(id) == std::vector{0.9});
    CHECK(judged(1).confirmed(id));
    CHECK(judged(2).values(id) == std::vector{0.8});  // although the median over seeds is 1
    CHECK(judged(2).contradicted(id));
  }
}

TEST_CASE("experiment 16 judges each kind of baseline by its own share") {
  const auto judged = [](int whole, int copied, int lags) {
    Trainings made;
    for (int k = 0; k < 4; ++k) {
      made.add({.seed = k, .family = "reber", .short_lags = true});
      made.add({.network = "elman", .seed = k, .family = "reber", .short_lags = true, .success = k < whole});
      made.add({.network = "elman copied", .seed = k, .family = "reber", .short_lags = true, .success = k < copied});
      made.add({.network = "elman", .seed = k, .family = k % 2 == 0 ? "order" : "adding", .success = k < lags});
      made.add({.network = "elman", .seed = k, .printed = false});  // a shorter lag
    }
    return made;
  };
  const MadeUp expected = judged(2, 0, 0), all = judged(4, 1, 1);
  CHECK(expected.values("elman_reber") == std::vector{0.5});
  CHECK(expected.values("elman_copied_reber") == std::vector{0.0});
  CHECK(expected.values("elman_lags") == std::vector{0.0});
  CHECK(all.values("elman_lags") == std::vector{0.25});
  CHECK(judged(0, 0, 0).contradicted("elman_reber"));  // some is not none
  for (const std::string id : {"elman_reber", "elman_copied_reber", "elman_lags"}) {
    INFO(id);
    CHECK(expected.confirmed(id));
    CHECK(all.contradicted(id));
  }
}

TEST_CASE("experiment 16 counts the published networks whose number of weights is the published one") {
  const auto judged = [](int equal) {
    Trainings made;
    for (int k = 0; k < 15; ++k) made.row("weights", "task", 156, 156, k < equal);
    return made;
  };
  CHECK(judged(15).values("weights") == std::vector{15.0});
  CHECK(judged(15).confirmed("weights"));
  CHECK(judged(14).contradicted("weights"));
}
