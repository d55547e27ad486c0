// Experiment 18: its files, tables and findings. Most of it runs on a few small pieces that are written here;
// what needs Bach is skipped, with a word, where he is not to be had.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "chorales_of_tests.hpp"
#include "runs.hpp"

using Json = nlohmann::json;
using Chord = std::vector<int>;
using Piece = SmallPiece;

namespace {

const Words nets{"tanh", "gru", "lstm"};

// Nothing is fetched for a test.
Launch offline() {
  Launch launch = without_gnuplot();
  launch.environment["UNROLL_OFFLINE"] = "1";
  return launch;
}

// A run at quick scale on Bach's chorales, or nothing.
std::optional<fs::path> bach(const fs::path& out, const Words& more, const Launch& launch) {
  const Ended ended = unroll_program(Words{"run", "18", "--scale", "quick", "--out", out.string()} + more, launch);
  if (ended.status != 0) {
    check_failure(ended, 1, {"there are no chorales to learn from"});
    WARN("skipped: no chorales here; set UNROLL_DATA, or `unroll data get jsb-chorales`");
    return {};
  }
  return only_run_in(out);
}

// One with pictures for all tests of this process.
const std::optional<fs::path>& quick_run() {
  static const Folder folder;
  static const auto run = [] {
    Launch launch;
    launch.environment["UNROLL_OFFLINE"] = "1";
    return bach(folder.path(), {"--threads", "1"}, launch);
  }();
  return run;
}

const std::string& small_path() {
  static const Folder folder;
  static const std::string path = folder.write("small.json", small_file()).string();
  return path;
}

// Small networks on small pieces, without pictures.
struct Small : SmallRun {
  explicit Small(const Words& options = {})
      : SmallRun(18,
                 {{"--file", small_path()},
                  {"--updates", "30"},
                  {"--validate-every", "10"},
                  {"--batch", "4"},
                  {"--tanh-units", "6"},
                  {"--gru-units", "5"},
                  {"--lstm-units", "4"},
                  {"--begin", "3"}},
                 options) {}
};

Words sample_files(std::size_t samples) {
  Words names;
  for (std::size_t k = 1; k <= samples; ++k)
    for (const auto& who : Words{"bach"} + nets)
      names.push_back("sample_" + std::to_string(k) + "_" + who + ".mid");
  return names;
}

// The chords of a panel of rolls.csv.
Piece panel(const Table& rolls, const std::string& name, std::size_t steps) {
  Piece piece(steps);
  for (const auto& row : rolls.where("panel", name))
    piece.at(static_cast<std::size_t>(number(row, "step")) - 1)
        .push_back(static_cast<int>(number(row, "note")));
  return piece;
}

}  // namespace

TEST_CASE("every file of experiment 18 on Bach's chorales is there, and no other") {
  if (!quick_run()) return;
  auto expected = Words{"curves", "curves_summary", "scores", "levels", "rolls"};
  std::set<std::string> names{"run.json", "findings.json", "index.html"};
  for (const auto& table : expected) names.insert(table + ".csv");
  for (const std::string figure : {"curves", "scores", "rolls"})
    names.insert({figure + ".gp", figure + ".svg", figure + ".png"});
  for (const auto& sample : sample_files(2)) names.insert(sample);
  CHECK(files_in(*quick_run()) == names);
  for (const auto& figure : Json::parse(content(*quick_run() / "run.json"))["figures"])
    CHECK(figure["missing"].is_null());
  for (const auto& sample : sample_files(2)) CHECK(has(content(*quick_run() / "index.html"), sample));
}

TEST_CASE("over seeds experiment 18's networks beat the model without memory, and GRUs lead LSTMs") {
  if (!quick_run()) return;
  for (const std::string seed : {"1", "2"}) {
    const Folder folder;
    const fs::path run = seed == "1" ? *quick_run() : *bach(folder.path(), {"--seed", seed}, offline());
    INFO("seed " << seed);
    for (const std::string id : {"memory", "gru_lstm"}) CHECK(finding_of(run, id)["verdict"] == "reproduced");
    // The two seeds of a run, each by itself.
    CHECK(finding_of(run, "memory")["measured_least"].get<double>() > 0);
    CHECK(finding_of(run, "gru_lstm")["measured_greatest"].get<double>() < 0);
    for (const std::string id : {"test_tanh", "test_gru", "test_lstm", "weights_gru"})
      CHECK(finding_of(run, id)["verdict"] == "not measured at this scale");
    const double chance = number(Table(run / "levels.csv").where("set", "test").front(), "memoryless");
    for (const auto& row : Table(run / "scores.csv").rows) {
      CHECK(number(row, "test") < chance);
      CHECK(number(row, "test") > 5);  // and nobody knows Bach by heart
    }
  }
}

TEST_CASE("the tables of experiment 18 have their headers and rows, and agree with each other") {
  const Small small;
  const Table curves = small.table("curves"), summary = small.table("curves_summary"),
              scores = small.table("scores"), levels = small.table("levels");
  CHECK(curves.columns == Words{"net", "seed", "update", "train", "valid"});
  CHECK(curves.rows.size() == 3 * 2 * 3);
  CHECK(summary.columns == Words{"net", "update", "runs", "train_median", "train_least", "train_greatest",
                                 "valid_median", "valid_least", "valid_greatest"});
  CHECK(summary.rows.size() == 3 * 3);
  CHECK(scores.columns == Words{"net", "units", "layer_weights", "weights", "seed", "updates", "ending",
                                "best_update", "valid", "test", "test_by_piece", "published"});
  REQUIRE(scores.rows.size() == 3 * 2);
  CHECK(levels.columns == Words{"set", "pieces", "steps", "memoryless"});
  CHECK(levels.rows.size() == 3);
  for (const auto& score : scores.rows) {
    double least = 1e9;
    std::string best;
    for (const auto& row : curves.where("net", score.at("net")))
      if (row.at("seed") == score.at("seed") && number(row, "valid") < least) {
        least = number(row, "valid");
        best = row.at("update");
      }
    CHECK(score.at("best_update") == best);
    CHECK(number(score, "valid") == least);
    CHECK(score.at("updates") == "30");
    CHECK(score.at("ending") == "all updates");
  }
  // W, U, b and peepholes for 88 inputs; and 88 outputs with a bias each.
  const auto weights = [&](const std::string& net) { return scores.where("net", net).front(); };
  CHECK(number(weights("tanh"), "layer_weights") == 6 * (88 + 6 + 1));
  CHECK(number(weights("gru"), "layer_weights") == 3 * 5 * (88 + 5 + 1));
  CHECK(number(weights("lstm"), "layer_weights") == 4 * 4 * (88 + 4 + 1) + 3 * 4);
  CHECK(number(weights("tanh"), "weights") == 6 * (88 + 6 + 1) + 88 * (6 + 1));
}

TEST_CASE("the level of chance is that of independent notes, as often as in the training pieces") {
  const Small small;
  const SmallChorales all = small_chorales();
  std::map<int, double> times;
  double steps = 0;
  for (const Piece& piece : all.train)
    for (const Chord& chord : piece) {
      ++steps;
      for (const int note : chord) ++times[note];
    }
  const auto nll = [&](const std::vector<Piece>& pieces) {
    double sum = 0, count = 0;
    for (const Piece& piece : pieces)
      for (const Chord& chord : piece) {
        ++count;
        for (int note = 21; note <= 108; ++note) {
          const double p = (times[note] + .5) / (steps + 1);
          sum -= std::log(std::binary_search(chord.begin(), chord.end(), note) ? p : 1 - p);
        }
      }
    return sum / count;
  };
  const Table levels = small.table("levels");
  const auto level = [&](const char* set) { return number(levels.where("set", set).front(), "memoryless"); };
  CHECK(level("train") == Approx(nll(all.train)));
  CHECK(level("valid") == Approx(nll(all.valid)));
  CHECK(level("test") == Approx(nll(all.test)));
}

TEST_CASE("networks of experiment 18 learn chords that take turns, and their samples do, too") {
  const Small small({"--updates", "400", "--rate", "0.01", "--weight-noise", "0", "--seeds", "1"});
  const double chance = number(small.table("levels").where("set", "test").front(), "memoryless");
  for (const auto& row : small.table("scores").rows) {
    INFO(row.at("net"));
    CHECK(number(row, "test") < chance / 2);
  }
  const auto steps = small_chorales().test.front().size();
  const Table rolls = small.table("rolls");
  CHECK(panel(rolls, "Bach", steps) == small_chorales().test.front());
  for (const std::string net : {"tanh", "GRU", "LSTM"}) {
    INFO(net);
    const Piece piece = panel(rolls, net, steps);
    CHECK(std::equal(piece.begin(), piece.begin() + 3, small_chorales().test.front().begin()));
    for (const auto& row : rolls.where("panel", net))
      CHECK(row.at("given") == (number(row, "step") <= 3 ? "1" : "0"));
    int known = 0;  // notes of either chord; of 88 there are seven
    for (const Chord& chord : piece)
      for (const int note : chord)
        known +=
            note == 67 || note == 60 || note == 59 || note == 64 || note == 62 || note == 72 || note == 71;
    CHECK(known >= 0.8 * static_cast<double>(rolls.where("panel", net).size()));
  }
}

TEST_CASE(
    "experiment 18 gives the same bytes with one thread and with two, MIDI files and extras included, and "
    "others with another seed") {
  const Words extras{"--gradients", "--states"};
  const Small one(extras + Words{"--threads", "1"}), two(extras + Words{"--threads", "2"});
  auto same = files_in(one.run, ".csv");
  CHECK(same.size() == 8);
  same.merge(files_in(one.run, ".mid"));
  same.insert("findings.json");
  for (const auto& name : same) {
    INFO(name);
    CHECK(content(one.run / name) == content(two.run / name));
  }
  const Small plain, other({"--seed", "2"});
  for (const auto& name : files_in(plain.run, ".csv")) {
    INFO(name);
    CHECK(content(plain.run / name) == content(one.run / name));
  }
  CHECK(content(plain.run / "curves.csv") != content(other.run / "curves.csv"));
  auto expected = files_in(plain.run);
  expected.insert({"gradients.csv", "gradients_summary.csv", "gradients.gp", "states.csv", "states.gp"});
  CHECK(files_in(one.run) == expected);
  CHECK(one.table("states").where("network", "tanh h").size() % 6 == 0);
  for (const std::string net : {"GRU h", "LSTM c"}) CHECK(!one.table("states").where("network", net).empty());
  for (const std::string net : {"tanh", "GRU", "LSTM"})
    CHECK(!one.table("gradients").where("network", net).empty());
}

TEST_CASE("time is in tables of its own, with --clock alone, and changes no other") {
  const Small plain, clocked({"--clock"});
  auto expected = files_in(plain.run);
  expected.insert({"time.csv", "time_summary.csv", "time.gp"});
  CHECK(files_in(clocked.run) == expected);
  for (const auto& name : files_in(plain.run, ".csv"))
    CHECK(content(plain.run / name) == content(clocked.run / name));
  double before = 0;
  for (const auto& row : clocked.table("time").rows) {
    const double seconds = number(row, "seconds");
    CHECK(seconds > 0);
    if (row.at("update") != "10") CHECK(seconds >= before);
    before = seconds;
  }
}

TEST_CASE("a network of experiment 18 that gets no better stops early, and keeps its best weights") {
  const Small small({"--rate", "0.5", "--updates", "2000", "--patience", "3", "--seeds", "1"});
  for (const auto& row : small.table("scores").rows) {
    INFO(row.at("net"));
    CHECK(row.at("ending") == "early");
    CHECK(number(row, "updates") == number(row, "best_update") + 3 * 10);
  }
}

TEST_CASE("without chorales experiment 18 says in one sentence what to do, and leaves nothing") {
  const Folder folder;
  Launch launch = offline();
  launch.environment["UNROLL_DATA"] = (folder.path() / "none").string();
  launch.environment["HOME"] = launch.environment["XDG_DATA_HOME"] = (folder.path() / "home").string();
  const fs::path out = folder.path() / "out";
  check_failure(unroll_program({"run", "18", "--scale", "quick", "--out", out.string()}, launch), 1,
                {"there are no chorales to learn from", "`unroll data get jsb-chorales`", "UNROLL_DATA"});
  CHECK(!fs::exists(out));
}

TEST_CASE("files of chorales that are not right are refused by experiment 18 in one sentence") {
  const Folder folder;
  const fs::path out = folder.path() / "out";
  const auto refused = [&](const std::string& text, const Words& parts) {
    const auto file = folder.write("mine.json", text).string();
    check_failure(unroll_program({"run", "18", "--scale", "quick", "--file", file, "--out", out.string()}), 1,
                  parts + Words{"mine.json"});
  };
  const auto with = [](const std::string& piece) {
    return R"({"train":[[[60]]],"valid":[[[60]],)" + piece + R"(],"test":[[[60]]]})";
  };
  refused("{", {"no JSON"});
  refused(with("[[128]]"), {"piece 2 of \"valid\"", "0 to 127"});
  refused(with("[]"), {"piece 2 of \"valid\"", "at least one chord"});
  refused(with("[[20]]"), {"note 20", "piece 2 of \"valid\"", "21 to 108"});
  check_failure(unroll_program({"run", "18", "--file", (folder.path() / "none").string(), "--out", out.string()}), 1,
                {"none", "does not exist"});
  CHECK(!fs::exists(out));
}

TEST_CASE("options of experiment 18 that make no sense are refused by name") {
  const Words run{"run", "18", "--scale", "quick", "--file", small_path()};
  check_usage(unroll_program(run + Words{"--rate", "0"}), {"--rate"});
  check_usage(unroll_program(run + Words{"--gru-units", "0"}), {"--gru-units"});
  check_usage(unroll_program(run + Words{"--weight-noise", "-1"}), {"--weight-noise"});
  check_usage(unroll_program(run + Words{"--seeds", "2..1"}), {"--seeds"});
  check_usage(unroll_program(run + Words{"--samples", "0"}), {"--samples"});
}
