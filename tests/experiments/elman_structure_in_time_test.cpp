// Experiment 07: what it claims, what its options do, and what its findings make of made-up results.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "duties.hpp"
#include "judging.hpp"

namespace {

// A smaller run without pictures.
struct Small : SmallRun {
  explicit Small(const Words& options)
      : SmallRun(7,
                 {{"--bits-passes", "2"},
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

std::set<std::string> seeds_of(const Small& small, const std::string& task) {
  std::set<std::string> seeds;
  for (const auto& row : small.table("scores").where("task", task)) seeds.insert(row.at("seed"));
  return seeds;
}

const std::string elman = "07_elman_structure_in_time";

// One value of one network in the table `scores`.
void score(MadeUp& made, const std::string& task, int units, const std::string& training, int seed,
           const std::string& measure, double value) {
  made.row("scores", task, units, training, seed, measure, value, 1);
}

// Temporal XOR: the ratio of errors and the number of dips of one network.
void bits(MadeUp& made, int units, const std::string& training, int seed, double ratio, int dips = 0) {
  score(made, "bits", units, training, seed, "ratio", ratio);
  score(made, "bits", units, training, seed, "dips", dips);
}

// Networks of two units of which seed 2 is the best by copy-back; all others would be judged otherwise.
MadeUp two_units(double best, int dips) {
  MadeUp made(elman);
  bits(made, 2, "copy-back", 1, best + 0.3, 2);
  bits(made, 2, "copy-back", 2, best, dips);
  bits(made, 2, "copy-back", 3, best + 0.1, 3);
  bits(made, 2, "copy-back in chunks", 1, best - 0.2, 1);
  bits(made, 2, "BPTT", 1, best - 0.3, 0);
  bits(made, 3, "copy-back", 1, best - 0.4, 1);
  return made;
}

// One copy-back network of one task beside two others that must not be judged.
MadeUp beside_others(const std::string& task, const std::string& measure, double value, double other) {
  MadeUp made(elman);
  score(made, task, 20, "copy-back", 1, measure, value);
  score(made, task, 20, "copy-back", 1, "another measure", other);
  score(made, task, 20, "copy-back in chunks", 1, measure, other);
  score(made, task, 20, "BPTT", 1, measure, other);
  score(made, "another task", 20, "copy-back", 1, measure, other);
  return made;
}

// The table `sentences`: error, cosine and words to move of a copy-back network, beside a network of BPTT.
MadeUp sentences(double error, double cosine, int nouns, int animates) {
  MadeUp made(elman);
  made.row("sentences", "copy-back", 1, error, cosine, 0.9, 0.1, 0.2, 0.3, nouns, animates);
  made.row("sentences", "BPTT", 1, 0.5, 0.5, 0.06, 0.95, 0.06, 0.95, 7, 8);
  return made;
}

}  // namespace

TEST_CASE("experiment 07 keeps the duties of an experiment") { check_duties("07_elman_structure_in_time"); }

TEST_CASE("experiment 07: rows for each network, step and letter") {
  const auto rows = [](const std::string& name) {
    return Table(quick_run_of<7>() / (name + ".csv")).rows.size();
  };
  CHECK(rows("bits") == 2 * 3 * 2 * 12);
  CHECK(rows("features") == 3 * 6 * 2);
  CHECK(rows("letters") == 3 * 28);
  CHECK(rows("letter_features") == 3 * 28 * 6);
  CHECK(rows("words") == 3 * 58);
  CHECK(rows("passes") == 3 * 11);
  CHECK(rows("sentences") == 3);
  CHECK(rows("tree_words") == 3 * 29);
  CHECK(rows("tree") == 3 * 3 * 28);
  CHECK(rows("random_trees") == 3 * 2 * 200);
  CHECK(rows("scores") == 2 * 3 * 2 * 2 + 3 * (3 + 2 + 2));
}

TEST_CASE(
    "experiment 07: the letters that are shown begin with a consonant or a word, and words stand once in a "
    "tree") {
  const Table letters(quick_run_of<7>() / "letters.csv"), words(quick_run_of<7>() / "words.csv"),
      tree(quick_run_of<7>() / "tree_words.csv");
  for (const auto& row : letters.rows) {
    CHECK((std::string("bdg").find(row.at("letter")) != std::string::npos) == (row.at("consonant") == "1"));
    if (row.at("step") == "1") CHECK(row.at("consonant") == "1");
  }
  for (const auto& row : words.where("step", "1")) CHECK(row.at("onset") == "1");
  std::set<std::string> seen;
  for (const auto& row : tree.where("training", "BPTT")) seen.insert(row.at("word"));
  CHECK(seen.size() == 29);
  for (const auto& row : tree.rows)
    if (row.at("word") == "lion" || row.at("word") == "bread" || row.at("word") == "eat")
      CHECK(row.at("kind") == (row.at("word") == "lion"    ? "animate"
                               : row.at("word") == "bread" ? "inanimate"
                                                           : "verb"));
}

TEST_CASE("experiment 07: chance is 1/2 for bits, and less where memory is not needed") {
  const fs::path& run = quick_run_of<7>();
  for (const auto& row : Table(run / "bits.csv").rows)
    CHECK(number(row, "chance") == Approx(0.5).margin(0.01));
  for (const auto& row : Table(run / "features.csv").rows) {
    const bool certain = row.at("feature") == "voiced";
    CHECK((number(row, "chance") == 0) == certain);
  }
  for (const auto& row : Table(run / "passes.csv").rows)
    CHECK(number(row, "bigram") < number(row, "unigram"));
  // Fewer words are out of place than if they stood at random.
  const Table random(run / "random_trees_summary.csv");
  for (const auto& row : random.rows)
    if (row.at("words") == "animates") CHECK(number(row, "misplaced_median") > 6);
}

TEST_CASE("experiment 07 over seeds: every finding is measured, and memory beats chance") {
  for (const std::string seed : {"1", "2", "3"}) {
    const SmallRun of_seed(7, {}, {"--seed", seed});
    INFO("seed " << seed);
    for (const auto& finding : nlohmann::json::parse(content(of_seed.run / "findings.json"))) {
      INFO(finding);
      CHECK(finding["measured"].is_number());
    }
    for (const auto& row : of_seed.table("scores").rows) {
      INFO(row.at("task") << ", " << row.at("training") << ", " << row.at("measure"));
      const std::string measure = row.at("measure");
      const double value = number(row, "value"), chance = number(row, "chance");
      if (measure == "vowels") CHECK(value < chance);
      if (measure == "area") CHECK(value > 0.6);
      if (row.at("task") == "words" && measure == "ratio") CHECK(value > 1.1);
    }
  }
}

TEST_CASE("experiment 07: another seed gives other tables") {
  const Small one({}), other({"--seed", "2"});
  for (const std::string name : {"bits.csv", "letters.csv", "words.csv", "tree.csv"})
    CHECK(content(one.run / name) != content(other.run / name));
}

TEST_CASE("experiment 07: each task has its share of the seeds, the first of them") {
  const Small small({"--seeds", "5..8", "--shares", "1", "0.5", "0.26", "0.1"});
  CHECK(seeds_of(small, "bits") == std::set<std::string>{"5", "6", "7", "8"});
  CHECK(seeds_of(small, "letters") == std::set<std::string>{"5", "6"});
  CHECK(seeds_of(small, "words") == std::set<std::string>{"5", "6"});
  CHECK(seeds_of(small, "sentences") == std::set<std::string>{"5"});
}

TEST_CASE("experiment 07: a seed has the same networks whichever others there are") {
  const Small two({"--seeds", "2"}), second({"--seeds", "2..2"});
  std::vector<Row> expected;
  for (const auto& row : two.table("scores").where("task", "bits"))
    if (row.at("seed") == "2") expected.push_back(row);
  CHECK(!expected.empty());
  CHECK(second.table("scores").where("task", "bits") == expected);
}

TEST_CASE("experiment 07: --states shows logistic units, --gradients panels of before, copy-back and BPTT") {
  const Small both({"--gradients", "--states", "--seeds", "2"});
  const Table states = both.table("states"), gradients = both.table("gradients");
  CHECK(states.where("network", "syllables").size() == 20 * 36);
  CHECK(states.where("network", "sentences").size() == 10 * 14);
  CHECK(states.where("network", "temporal XOR (3 units)").size() == 3 * 36);
  for (const auto& row : states.rows) CHECK((number(row, "value") > 0 && number(row, "value") < 1));
  for (const std::string when : {"before training", "after copy-back", "after BPTT"})
    CHECK(gradients.where("when", when).size() == (2 * 2 + 3) * 21);
}

TEST_CASE("experiment 07: networks that --bits-units leaves out are not judged") {
  const Small two({"--bits-units", "2"}), four({"--bits-units", "4", "4"});
  for (const std::string id : {"bits_dips", "bits_two"}) {
    CHECK(two.finding(id)["verdict"] != "not measured");
    CHECK(four.finding(id)["verdict"] == "not measured");
  }
  for (const std::string id : {"bits_more", "bits_gradient"}) {
    CHECK(two.finding(id)["verdict"] == "not measured");
    CHECK(four.finding(id)["verdict"] != "not measured");
  }
}

TEST_CASE("experiment 07 judges the best copy-back network of two units by its own ratio and dips") {
  CHECK(two_units(0.6, 4).values("bits_two") == std::vector<double>{0.6});
  CHECK(two_units(0.6, 4).values("bits_dips") == std::vector<double>{4});
  CHECK(two_units(0.87, 4).confirmed("bits_two"));
  CHECK(two_units(0.89, 4).contradicted("bits_two"));
  CHECK(two_units(0.6, 4).confirmed("bits_dips"));
  CHECK(two_units(0.6, 3).contradicted("bits_dips"));
}

TEST_CASE("experiment 07 judges the best copy-back network of the most units") {
  const auto most = [](double best) {
    MadeUp made(elman);
    bits(made, 3, "copy-back", 1, best + 0.2);
    bits(made, 3, "copy-back", 2, best);
    bits(made, 2, "copy-back", 1, best - 0.3);
    bits(made, 3, "BPTT", 1, best - 0.2);
    return made;
  };
  CHECK(most(0.6).values("bits_more") == std::vector<double>{0.6});
  CHECK(most(0.69).confirmed("bits_more"));
  CHECK(most(0.71).contradicted("bits_more"));
  MadeUp five(elman, {{"bits-units", {"5", "2"}}});
  bits(five, 5, "copy-back", 1, 0.5);
  bits(five, 2, "copy-back", 1, 0.4);
  CHECK(five.values("bits_more") == std::vector<double>{0.5});
}

TEST_CASE("experiment 07 judges what the whole gradient gains seed by seed, at the most units") {
  const auto gradient = [](double chunks_1, double bptt_1, double chunks_2, double bptt_2) {
    MadeUp made(elman);
    for (const int units : {2, 3}) {  // of two units the other way round
      bits(made, units, "copy-back", 1, 0.1);
      bits(made, units, "copy-back", 2, 0.1);
      bits(made, units, units == 3 ? "copy-back in chunks" : "BPTT", 1, chunks_1);
      bits(made, units, units == 3 ? "copy-back in chunks" : "BPTT", 2, chunks_2);
      bits(made, units, units == 3 ? "BPTT" : "copy-back in chunks", 2, bptt_2);
      bits(made, units, units == 3 ? "BPTT" : "copy-back in chunks", 1, bptt_1);
    }
    return made;
  };
  const auto values = gradient(0.8, 0.5, 0.6, 0.7).values("bits_gradient");
  REQUIRE(values.size() == 2);
  CHECK(values[0] == Approx(0.3));
  CHECK(values[1] == Approx(-0.1));
  CHECK(gradient(0.8, 0.5, 0.6, 0.7).confirmed("bits_gradient"));
  CHECK(gradient(0.5, 0.8, 0.7, 0.6).contradicted("bits_gradient"));
}

TEST_CASE("experiment 07 judges syllables and words by what copy-back has learnt of them") {
  struct Case {
    std::string id, task, measure;
    double right, too_small,
        too_large;  // too_small, too_large: outside of the band, or right where there is no such side
  };
  for (const Case& c : {Case{"letters_vowels", "letters", "vowels", 0.01, 0.01, 0.06},
                        Case{"letters_consonants", "letters", "consonants", 0.272, 0.25, 0.31},
                        Case{"letters_consonant_feature", "letters", "consonant feature", 0.01, 0.01, 0.06},
                        Case{"words_ratio", "words", "ratio", 3, 1.2, 3},
                        Case{"words_area", "words", "area", 0.8, 0.7, 0.8}}) {
    INFO(c.id);
    const double wrong = c.too_small == c.right ? c.too_large : c.too_small;
    CHECK(beside_others(c.task, c.measure, c.right, wrong).values(c.id) == std::vector<double>{c.right});
    CHECK(beside_others(c.task, c.measure, c.right, wrong).confirmed(c.id));
    for (const double value : {c.too_small, c.too_large})
      if (value != c.right) CHECK(beside_others(c.task, c.measure, value, c.right).contradicted(c.id));
  }
}

TEST_CASE("experiment 07 judges sentences by the frequencies that were counted, and by words out of place") {
  const MadeUp made = sentences(0.053, 0.916, 0, 0);
  CHECK(made.values("sentences_error") == std::vector<double>{0.053});
  CHECK(made.values("sentences_cosine") == std::vector<double>{0.916});
  for (const std::string id :
       {"sentences_error", "sentences_cosine", "nouns_misplaced", "animates_misplaced"})
    CHECK(made.confirmed(id));
  CHECK(sentences(0.035, 0.9, 0, 0).contradicted("sentences_error"));
  CHECK(sentences(0.085, 0.9, 0, 0).contradicted("sentences_error"));
  CHECK(sentences(0.05, 0.87, 0, 0).contradicted("sentences_cosine"));
  CHECK(sentences(0.05, 0.9, 3, 1).values("nouns_misplaced") == std::vector<double>{3});
  CHECK(sentences(0.05, 0.9, 3, 1).values("animates_misplaced") == std::vector<double>{1});
  CHECK(sentences(0.05, 0.9, 3, 0).contradicted("nouns_misplaced"));
  CHECK(sentences(0.05, 0.9, 3, 0).confirmed("animates_misplaced"));
  CHECK(sentences(0.05, 0.9, 0, 1).contradicted("animates_misplaced"));
}

TEST_CASE("experiment 07: options that make no sense are refused by name") {
  const Folder folder;
  const Words run{"run", "7", "--scale", "quick", "--out", (folder.path() / "out").string()};
  check_usage(unroll_program(run + Words{"--bits-units", "2", "many"}), {"--bits-units"});
  check_usage(unroll_program(run + Words{"--bits-units", "0"}), {"--bits-units"});
  check_usage(unroll_program(run + Words{"--chunk", "0"}), {"--chunk"});
  check_usage(unroll_program(run + Words{"--test-sentences", "10"}), {"--test-sentences"});
  check_usage(unroll_program(run + Words{"--letters-rate", "0"}), {"--letters-rate"});
  check_usage(unroll_program(run + Words{"--shares", "1", "0.5"}), {"--shares", "four"});
  CHECK(!fs::exists(folder.path() / "out"));
}
