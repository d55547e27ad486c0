// Experiment 18: what it claims, what its options do, and what its findings make of made-up results. Most of it runs on a few
// small pieces that are written here; what needs Bach is skipped, with a word, where he is not to be had.
#include <algorithm>
#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>

#include "chorales_of_tests.hpp"
#include "duties.hpp"
#include "judging.hpp"

using Chord = std::vector<int>;
using Piece = SmallPiece;

namespace {

const Words networks{"tanh", "gru", "lstm"};

// Nothing is fetched for a test.
Launch offline(Launch launch) {
  launch.environment["UNROLL_OFFLINE"] = "1";
  return launch;
}

// A run at quick scale on Bach's chorales without pictures, or nothing.
std::optional<fs::path> bach(const fs::path& out, const Words& more) {
  const Ended ended = unroll_program(Words{"run", "18", "--scale", "quick", "--out", out.string()} + more,
                                     offline(without_gnuplot()));
  if (ended.status != 0) {
    check_failure(ended, 1, {"there are no chorales to learn from"});
    WARN("skipped: no chorales here; set UNROLL_DATA, or `unroll data get jsb-chorales`");
    return {};
  }
  return only_run_in(out);
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
    for (const auto& who : Words{"bach"} + networks)
      names.push_back("sample_" + std::to_string(k) + "_" + who + ".mid");
  return names;
}

// The chords of one network, or of Bach, in rolls.csv.
Piece piece_of(const Table& rolls, const std::string& network, std::size_t steps) {
  Piece piece(steps);
  for (const auto& row : rolls.where("network", network))
    piece.at(static_cast<std::size_t>(number(row, "step")) - 1)
        .push_back(static_cast<int>(number(row, "note")));
  return piece;
}

// The row of one network in the table `scores`.
void score(MadeUp& made, const std::string& network, int seed, double test, double chance = 11,
           int layer_weights = 0) {
  made.row("scores", network, 1, layer_weights, 1, seed, 100, "all updates", 100, test - 1, test, test + 1,
           chance - test, 7);
}

// The three networks with one seed.
MadeUp three(double tanh, double gru, double lstm, const unroll::lab::Settings::Values& options = {}) {
  MadeUp made("18_gru_against_lstm", options);
  score(made, "tanh", 1, tanh);
  score(made, "gru", 1, gru);
  score(made, "lstm", 1, lstm);
  return made;
}

}  // namespace

TEST_CASE("experiment 18 keeps the duties of an experiment") {
  check_duties("18_gru_against_lstm", offline({}));
}

TEST_CASE("experiment 18 leaves MIDI files of Bach and of each network, and its report lists them") {
  const Small small({"--samples", "2"});
  std::set<std::string> expected;
  for (const auto& sample : sample_files(2)) expected.insert(sample);
  CHECK(files_in(small.run, ".mid") == expected);
  for (const auto& sample : sample_files(2)) CHECK(has(content(small.run / "index.html"), sample));
}

TEST_CASE("over seeds experiment 18's networks beat the model without memory, and GRUs lead LSTMs") {
  for (const std::string seed : {"1", "2"}) {
    const Folder folder;
    const auto run = bach(folder.path(), {"--seed", seed});
    if (!run) return;
    INFO("seed " << seed);
    CHECK(finding_of(*run, "memory")["verdict"] == "as expected");
    CHECK(finding_of(*run, "gru_lstm")["verdict"] == "reproduced");
    // The two seeds of a run, each by itself.
    CHECK(finding_of(*run, "memory")["measured_least"].get<double>() > 0);
    CHECK(finding_of(*run, "gru_lstm")["measured_greatest"].get<double>() < 0);
    for (const std::string id : {"test_tanh", "test_gru", "test_lstm"})
      CHECK(finding_of(*run, id)["verdict"] == "not measured");
    const double chance = number(Table(*run / "levels.csv").where("set", "test").front(), "chance");
    for (const auto& row : Table(*run / "scores.csv").rows) {
      CHECK(number(row, "test") < chance);
      CHECK(number(row, "test") > 5);  // and nobody knows Bach by heart
    }
  }
}

TEST_CASE("the tables of experiment 18 have a row for each point, and agree with each other") {
  const Small small;
  const Table curves = small.table("curves"), summary = small.table("curves_summary"),
              scores = small.table("scores"), levels = small.table("levels");
  CHECK(curves.rows.size() == 3 * 2 * 3);
  CHECK(summary.rows.size() == 3 * 3);
  REQUIRE(scores.rows.size() == 3 * 2);
  CHECK(levels.rows.size() == 3);
  const double chance = number(levels.where("set", "test").front(), "chance");
  for (const auto& score : scores.rows) {
    double least = 1e9;
    std::string best;
    for (const auto& row : curves.where("network", score.at("network")))
      if (row.at("seed") == score.at("seed") && number(row, "valid") < least) {
        least = number(row, "valid");
        best = row.at("update");
      }
    CHECK(score.at("best_update") == best);
    CHECK(number(score, "valid") == least);
    CHECK(score.at("updates") == "30");
    CHECK(score.at("ending") == "all updates");
    CHECK(number(score, "gain") == Approx(chance - number(score, "test")));
  }
  // W, U, b and peepholes for 88 inputs; and 88 outputs with a bias each.
  const auto weights = [&](const std::string& network) { return scores.where("network", network).front(); };
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
  const auto level = [&](const char* set) { return number(levels.where("set", set).front(), "chance"); };
  CHECK(level("train") == Approx(nll(all.train)));
  CHECK(level("valid") == Approx(nll(all.valid)));
  CHECK(level("test") == Approx(nll(all.test)));
}

TEST_CASE("networks of experiment 18 learn chords that take turns, and their samples do, too") {
  const Small small({"--updates", "400", "--rate", "0.01", "--weight-noise", "0", "--seeds", "1"});
  const double chance = number(small.table("levels").where("set", "test").front(), "chance");
  for (const auto& row : small.table("scores").rows) {
    INFO(row.at("network"));
    CHECK(number(row, "test") < chance / 2);
  }
  const auto steps = small_chorales().test.front().size();
  const Table rolls = small.table("rolls");
  CHECK(piece_of(rolls, "bach", steps) == small_chorales().test.front());
  for (const std::string& network : networks) {
    INFO(network);
    const Piece piece = piece_of(rolls, network, steps);
    CHECK(std::equal(piece.begin(), piece.begin() + 3, small_chorales().test.front().begin()));
    for (const auto& row : rolls.where("network", network))
      CHECK(row.at("given") == (number(row, "step") <= 3 ? "1" : "0"));
    int known = 0;  // notes of either chord; of 88 there are seven
    for (const Chord& chord : piece)
      for (const int note : chord)
        known +=
            note == 67 || note == 60 || note == 59 || note == 64 || note == 62 || note == 72 || note == 71;
    CHECK(known >= 0.8 * static_cast<double>(rolls.where("network", network).size()));
  }
}

TEST_CASE(
    "experiment 18: the same samples with one thread and with two, and with --gradients and --states; others "
    "with another seed") {
  const Small one({"--threads", "1", "--gradients", "--states"}), two({"--threads", "2"}),
      other({"--seed", "2"});
  for (const auto& name : files_in(one.run, ".mid")) {
    INFO(name);
    CHECK(content(one.run / name) == content(two.run / name));
  }
  CHECK(content(one.run / "curves.csv") != content(other.run / "curves.csv"));
  CHECK(one.table("states").where("network", "tanh").size() % 6 == 0);
  for (const std::string network : {"tanh", "GRU", "LSTM"}) {
    CHECK(!one.table("states").where("network", network).empty());
    CHECK(!one.table("gradients").where("network", network).empty());
  }
  // The cell of an LSTM is drawn, which is not bounded by 1 as its output is; the first of all inputs is silence.
  for (const auto& row : one.table("states").where("step", "1")) CHECK(row.at("input") == "·");
}

TEST_CASE("time is in tables of its own, with --clock alone, and changes no other") {
  const Small plain, clocked({"--clock"});
  auto expected = files_in(plain.run);
  expected.insert({"time.csv", "time_summary.csv", "time.gp"});
  CHECK(files_in(clocked.run) == expected);
  CHECK(clocked.table("time").rows.size() == plain.table("curves").rows.size());
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
    INFO(row.at("network"));
    CHECK(row.at("ending") == "early");
    CHECK(number(row, "updates") == number(row, "best_update") + 3 * 10);
  }
}

TEST_CASE("without chorales experiment 18 says in one sentence what to do, and leaves nothing") {
  const Folder folder;
  Launch launch = offline(without_gnuplot());
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
  check_failure(
      unroll_program({"run", "18", "--file", (folder.path() / "none").string(), "--out", out.string()}), 1,
      {"none", "does not exist"});
  CHECK(!fs::exists(out));
}

TEST_CASE("experiment 18 judges each network by its own NLL, on all the published pieces and sizes alone") {
  CHECK(three(9.1, 8.54, 8.67).values("test_tanh") == std::vector<double>{9.1});
  CHECK(three(9.1, 8.54, 8.67).values("test_gru") == std::vector<double>{8.54});
  CHECK(three(9.1, 8.54, 8.67).values("test_lstm") == std::vector<double>{8.67});
  for (const std::string id : {"test_tanh", "test_gru", "test_lstm"}) {
    CHECK(three(9.1, 8.54, 8.67).confirmed(id));
    CHECK(three(8.7, 8.2, 8.3).contradicted(id));
    CHECK(three(9.5, 9.0, 9.1).contradicted(id));
    CHECK(!three(9.1, 8.54, 8.67, {{"pieces", {"228"}}}).measured(id));
    CHECK(three(9.1, 8.54, 8.67, {{"pieces", {"300"}}}).measured(id));
    CHECK(!three(9.1, 8.54, 8.67, {{"file", {"mine.json"}}}).measured(id));
    const std::string units = id.substr(5) + "-units";
    CHECK(!three(9.1, 8.54, 8.67, {{units, {"10"}}}).measured(id));
  }
}

TEST_CASE("experiment 18 judges the GRU's lead over the other two, seed by seed") {
  CHECK(three(9, 8, 8.5).values("gru_tanh") == std::vector<double>{-1});
  CHECK(three(9, 8, 8.5).values("gru_lstm") == std::vector<double>{-0.5});
  for (const std::string id : {"gru_tanh", "gru_lstm"}) {
    CHECK(three(9, 8, 8.5).confirmed(id));
    CHECK(three(8, 9, 8.5).contradicted(id));
  }
  CHECK(three(8.2, 8.1, 8).confirmed("gru_tanh"));
  CHECK(three(8.2, 8.1, 8).contradicted("gru_lstm"));
  MadeUp paired("18_gru_against_lstm");  // by medians of each network the LSTM would lead
  for (const auto& [seed, gru, lstm] : {std::tuple{1, 8.0, 8.1}, {2, 8.6, 8.7}, {3, 8.9, 8.2}}) {
    score(paired, "gru", seed, gru);
    score(paired, "lstm", seed, lstm);
  }
  CHECK(paired.values("gru_lstm").size() == 3);
  CHECK(paired.confirmed("gru_lstm"));
}

TEST_CASE("experiment 18 judges memory by the worst of the three networks") {
  CHECK(three(8, 9, 10).values("memory") == std::vector<double>{1});
  CHECK(three(8, 9, 10).confirmed("memory"));
  CHECK(three(11.5, 9, 10).contradicted("memory"));
  CHECK(three(8, 11.5, 10).contradicted("memory"));
  CHECK(three(8, 9, 11.5).contradicted("memory"));
}

TEST_CASE("experiment 18: a network whose training has diverged wins no comparison") {
  const double none = std::numeric_limits<double>::quiet_NaN();
  for (const MadeUp& made : {three(none, none, none), three(8.5, none, 8.6), three(none, 8.5, none)})
    for (const std::string id : {"gru_tanh", "gru_lstm", "memory"}) CHECK(made.contradicted(id));
}

TEST_CASE(
    "experiment 18 counts the weights of a layer in thousands, at the published number of units alone") {
  const auto counted = [](int tanh, int gru, int lstm, const unroll::lab::Settings::Values& options = {}) {
    MadeUp made("18_gru_against_lstm", options);
    for (const int seed : {1, 2}) {
      score(made, "tanh", seed, 9, 11, tanh);
      score(made, "gru", seed, 9, 11, gru);
      score(made, "lstm", seed, 9, 11, lstm);
    }
    return made;
  };
  CHECK(counted(20100, 2, 3).values("weights_tanh") == std::vector<double>{20.1});
  CHECK(counted(1, 20200, 3).values("weights_gru") == std::vector<double>{20.2});
  CHECK(counted(1, 2, 19800).values("weights_lstm") == std::vector<double>{19.8});
  for (const std::string id : {"weights_tanh", "weights_gru", "weights_lstm"}) {
    CHECK(counted(20100, 20200, 19800).confirmed(id));
    CHECK(counted(20000, 20100, 19700).contradicted(id));
    CHECK(counted(20200, 20300, 19900).contradicted(id));
    CHECK(!counted(20100, 20200, 19800, {{id.substr(8) + "-units", {"10"}}}).measured(id));
  }
}

TEST_CASE("options of experiment 18 that make no sense are refused by name") {
  const Words run{"run", "18", "--scale", "quick", "--file", small_path()};
  check_usage(unroll_program(run + Words{"--rate", "0"}), {"--rate"});
  check_usage(unroll_program(run + Words{"--gru-units", "0"}), {"--gru-units"});
  check_usage(unroll_program(run + Words{"--weight-noise", "-1"}), {"--weight-noise"});
  check_usage(unroll_program(run + Words{"--seeds", "2..1"}), {"--seeds"});
  check_usage(unroll_program(run + Words{"--samples", "0"}), {"--samples"});
}
