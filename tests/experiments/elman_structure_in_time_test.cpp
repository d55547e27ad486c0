// Experiment 07 at quick scale: its files, tables, findings, and what its options do.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "runs.hpp"

using Json = nlohmann::json;

namespace {

const auto quick_run = quick_run_of<7>;

// A smaller run without pictures.
struct Small : SmallRun {
  explicit Small(const Words& options)
      : SmallRun(7,
                 {{"--bits-runs", "2"},
                  {"--bits-passes", "2"},
                  {"--triples", "100"},
                  {"--trials", "20"},
                  {"--letters-passes", "1"},
                  {"--words-passes", "1"},
                  {"--stream-sentences", "20"},
                  {"--sentences-passes", "1"},
                  {"--sentences", "300"},
                  {"--sentences-units", "10"}},
                 options) {}
};

const Words tables{"bits",       "features",   "letters", "letter_features",
                   "words",      "boundaries", "passes",  "sentences",
                   "tree_words", "tree",       "ways"};

}  // namespace

TEST_CASE("every file that experiment 07 declares is there, and no other") {
  std::set<std::string> expected{"run.json", "findings.json", "index.html"};
  for (const std::string& table : tables) expected.insert(table + ".csv");
  for (const std::string figure :
       {"words", "dendrogram", "bits", "letters", "features", "boundaries", "passes", "ways"})
    expected.insert({figure + ".gp", figure + ".svg", figure + ".png"});
  CHECK(files_in(quick_run()) == expected);
  const Json run = Json::parse(content(quick_run() / "run.json"));
  for (const auto& figure : run["figures"]) CHECK(figure["missing"].is_null());
  for (const auto& name : files_in(quick_run(), ".csv")) {
    INFO(name);
    for (const std::string bad : {",nan", ",-nan", ",inf", ",-inf"})
      CHECK(!has(content(quick_run() / name), bad));
  }
}

TEST_CASE("the tables of experiment 07 have their headers and rows") {
  const auto check = [&](const std::string& name, const Words& columns, std::size_t rows) {
    INFO(name);
    const Table table(quick_run() / (name + ".csv"));
    CHECK(table.columns == columns);
    CHECK(table.rows.size() == rows);
  };
  check("bits", {"units", "way", "run", "step", "error", "memoryless"}, 2 * 3 * 2 * 12);
  check("features", {"way", "run", "feature", "coming", "error", "memoryless"}, 3 * 6 * 2);
  check("letters", {"step", "letter", "onset", "error", "memoryless"}, 28);
  check("letter_features", {"step", "letter", "feature", "error"}, 28 * 6);
  check("words", {"step", "letter", "onset", "error", "memoryless"}, 58);
  check("passes", {"way", "run", "pass", "error", "unigram", "bigram"}, 3 * 11);
  check("tree_words", {"place", "word", "kind"}, 29);
  check("tree", {"place_1", "height_1", "place_2", "height_2"}, 3 * 28);
  check("ways", {"task", "units", "way", "run", "measure", "value", "memoryless"}, 2 * 3 * 2 + 3 * 2 * 3);
}

TEST_CASE("chance is what it must be: 1/2 for bits, less for what does not need memory") {
  for (const auto& row : Table(quick_run() / "bits.csv").rows)
    CHECK(number(row, "memoryless") == Approx(0.5).margin(0.01));
  for (const auto& row : Table(quick_run() / "features.csv").rows) {
    const bool certain = row.at("feature") == "voiced";
    CHECK((number(row, "memoryless") == 0) == certain);
  }
  const Table passes(quick_run() / "passes.csv");
  for (const auto& row : passes.rows) CHECK(number(row, "bigram") < number(row, "unigram"));
}

TEST_CASE("findings of experiment 07 follow from their runs, and over the seeds memory beats chance") {
  for (const std::string seed : {"1", "2", "3"}) {
    const SmallRun of_seed(7, {}, {"--seed", seed});
    const fs::path& run = of_seed.run;
    INFO("seed " << seed);
    const Json findings = Json::parse(content(run / "findings.json"));
    REQUIRE(findings.size() == 13);
    for (const auto& f : findings) {
      INFO(f);
      REQUIRE(f["measured"].is_number());
      check_verdict(f);
      CHECK(!f["band_reason"].get<std::string>().empty());
    }
    for (const auto& row : Table(run / "ways.csv").rows) {
      INFO(row.at("task") << ", " << row.at("way") << ", " << row.at("measure"));
      const std::string measure = row.at("measure");
      const double value = number(row, "value"), memoryless = number(row, "memoryless");
      if (measure == "vowels") CHECK(value < memoryless);
      if (measure == "area") CHECK(value > 0.6);
      if (row.at("task") == "words" && measure == "ratio") CHECK(value > 1.1);
    }
  }
}

TEST_CASE("experiment 07 gives the same bytes with one thread and with two, and others with another seed") {
  const Folder folder;
  const Small one({"--threads", "1"}), two({"--threads", "2"}), other({"--seed", "2"});
  check_same_data(one.run, two.run);
  CHECK(content(one.run / "findings.json") == content(two.run / "findings.json"));
  for (const std::string name : {"bits.csv", "letters.csv", "words.csv", "tree.csv"})
    CHECK(content(one.run / name) != content(other.run / name));
}

TEST_CASE("experiment 07 with --gradients and --states adds their tables and changes no other") {
  const Small plain({}), both({"--gradients", "--states"});
  auto expected = files_in(plain.run);
  expected.insert({"gradients.csv", "gradients_summary.csv", "gradients.gp", "states.csv", "states.gp"});
  CHECK(files_in(both.run) == expected);
  for (const auto& name : files_in(plain.run, ".csv")) {
    INFO(name);
    CHECK(content(plain.run / name) == content(both.run / name));
  }
  const Table states(both.run / "states.csv");
  CHECK(states.columns == Words{"network", "step", "input", "unit", "value"});
  CHECK(states.where("network", "letters").size() == 20 * 36);
  CHECK(states.where("network", "sentences").size() == 10 * 14);
  for (const auto& row : states.rows) CHECK((number(row, "value") > 0 && number(row, "value") < 1));
  const Table gradients(both.run / "gradients.csv");
  for (const std::string when : {"before training", "after copy-back", "after BPTT"})
    CHECK(gradients.where("when", when).size() == (2 + 3) * 21);
}

TEST_CASE("without networks of two units, or of more, what is claimed of them is not measured") {
  const auto verdict = [](const Small& small, const std::string& id) {
    const Json findings = Json::parse(content(small.run / "findings.json"));
    for (const auto& f : findings)
      if (f["id"] == id) return f["verdict"].get<std::string>();
    return std::string("none");
  };
  const Small two({"--bits-units", "2"}), four({"--bits-units", "4"});
  CHECK(verdict(two, "bits_two") != "not measured at this scale");
  CHECK(verdict(two, "bits_more") == "not measured at this scale");
  CHECK(verdict(four, "bits_two") == "not measured at this scale");
  CHECK(verdict(four, "bits_more") != "not measured at this scale");
}

TEST_CASE("options of experiment 07 that make no sense are refused by name") {
  const Folder folder;
  const Words run{"run", "7", "--scale", "quick", "--out", (folder.path() / "out").string()};
  check_usage(unroll_program(run + Words{"--bits-units", "2", "many"}), {"--bits-units", "numbers of units"});
  check_usage(unroll_program(run + Words{"--bits-units", "0"}), {"--bits-units"});
  check_usage(unroll_program(run + Words{"--piece", "0"}), {"--piece"});
  check_usage(unroll_program(run + Words{"--test-sentences", "10"}), {"--test-sentences"});
  check_usage(unroll_program(run + Words{"--letters-rate", "0"}), {"--letters-rate"});
  CHECK(!fs::exists(folder.path() / "out"));
}
