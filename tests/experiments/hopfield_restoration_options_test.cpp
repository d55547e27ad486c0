// Every option of experiment 01 matters, and does what it says; the claims hold over seeds.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "table.hpp"

using Json = nlohmann::json;

namespace {

// A small run without pictures, with these options in addition.
struct Small {
  explicit Small(const Words& options) {
    Words words = options;
    for (const auto& [name, value] :
         {std::pair{"--size", "14"}, {"--stored", "6"}, {"--units", "60"}, {"--runs", "3"}})
      if (std::find(options.begin(), options.end(), name) == options.end())
        words = words + Words{name, value};
    const Ended ended = unroll_program(tiny_run(folder.path(), words), without_gnuplot());
    check_success(ended);
    run = only_run_in(folder.path());
    record = Json::parse(content(run / "run.json"));
  }
  std::string file(const std::string& name) const { return content(run / name); }
  Json finding(const std::string& id) const {
    for (const auto& f : Json::parse(file("findings.json")))
      if (f["id"] == id) return f;
    FAIL("no finding " << id);
    return {};
  }

  Folder folder;
  fs::path run;
  Json record;
};

// What must hold whatever the options are.
void check_laws(const Small& small) {
  CHECK(small.finding("energy_rises")["verdict"] == "reproduced");
  CHECK(small.finding("synchronous_period")["verdict"] == "reproduced");
  for (const std::string name : {"energy.csv", "basin_summary.csv"}) {
    CHECK(!has(small.file(name), "nan"));
    CHECK(!has(small.file(name), "inf"));
  }
  std::map<std::string, double> last;
  for (const auto& row : Table(small.run / "energy.csv").where("dynamics", "asynchronous")) {
    const double e = number(row, "energy");
    if (last.contains(row.at("picture"))) CHECK(e <= last[row.at("picture")] + 1e-6 * (1 + std::abs(e)));
    last[row.at("picture")] = e;
  }
}

}  // namespace

TEST_CASE("every option of the network changes the numbers, and no option breaks a law") {
  const Small standard({"--rule", "hebb"});
  check_laws(standard);
  for (const Words& option : {Words{"--coding", "zero_one"}, Words{"--order", "random_choice"},
                              Words{"--bias", "none"}, Words{"--self-connections"}, Words{"--clip"},
                              Words{"--rule", "storkey"}, Words{"--rule", "projection"}}) {
    INFO(option[0] << " " << option.back());
    const Small other(option[0] == "--rule" ? option : Words{"--rule", "hebb"} + option);
    check_laws(other);
    CHECK(other.file("energy.csv") != standard.file("energy.csv"));
    CHECK(other.record["options"][option[0].substr(2)] == (option.size() > 1 ? option[1] : "yes"));
  }
}

TEST_CASE("figures published for other states or weights are not measured") {
  for (const Words& option : {Words{"--coding", "zero_one"}, Words{"--clip"}}) {
    const Small small(option);
    CHECK(small.finding("random_overlap")["verdict"] == "not measured at this scale");
    CHECK(small.finding("random_overlap")["measured"].is_null());
    CHECK(small.finding("random_overlap")["runs"] == 0);
    CHECK(!small.record["notes"].empty());
  }
}

TEST_CASE("every corruption does what it says") {
  const auto cue = [](const std::string& corruption) {
    const Small small({"--corrupt", corruption});
    const auto cues = Table(small.run / "grid_panels.csv").where("column", "1");
    CHECK(cues.size() == 4);
    for (const auto& row : cues) CHECK(row.at("stage") == corruption);
    check_laws(small);
    return number(cues[0], "overlap");
  };
  CHECK(cue("flip:0") == 1);
  CHECK(cue("flip:0.25") == Approx(0.5));
  CHECK(cue("flip:1") == -1);
  CHECK(cue("noise:0") == 1);
  CHECK(cue("noise:1000") == Approx(0).margin(0.3));
  CHECK(cue("shift:0") == 1);
  std::set<double> halves;
  for (const std::string side : {"left", "right", "top", "bottom"}) halves.insert(cue("half:" + side));
  CHECK(*halves.rbegin() < 1);
  CHECK(cue("shift:3") < 1);
  CHECK(cue("shift:-3") < 1);
}

TEST_CASE("corruptions take turns over the pictures") {
  const Small small({"--corrupt", "flip:0.1", "half:top"});
  Words stages;
  for (const auto& row : Table(small.run / "grid_panels.csv").where("column", "1"))
    stages.push_back(row.at("stage"));
  CHECK(stages == Words{"flip:0.1", "half:top", "flip:0.1", "half:top"});
}

TEST_CASE("stored pictures and their size are those asked for") {
  const auto pictures = [](const Small& small) {
    std::set<std::string> names;
    for (const auto& row : Table(small.run / "energy.csv").rows) names.insert(row.at("picture"));
    return names.size();
  };
  CHECK(pictures(Small({"--stored", "1"})) == 1);
  CHECK(pictures(Small({"--stored", "5"})) == 5);
  for (const std::size_t size : {8u, 64u}) {
    const Small small({"--size", std::to_string(size), "--stored", "2"});
    CHECK(Table(small.run / "grid.csv").rows.size() == 2 * 6 * size * size);
    check_laws(small);
  }
}

TEST_CASE("real pictures are stored where they can be had, and drawn ones with a warning where not") {
  for (const std::string kind : {"xbitmaps", "glyphs", "digits"}) {
    const Small small({"--pictures", kind, "--stored", "4", "--size", "16"});
    check_laws(small);
    if (!small.record["warnings"].empty()) {
      CHECK(has(small.record["warnings"][0], "drawn by the program"));
      WARN("no " << kind << " here: set UNROLL_DATA, or install what `unroll data list` names");
      continue;
    }
    REQUIRE(!small.record["notes"].empty());
    CHECK(has(small.record["notes"][0], "licence"));
    const std::string first = Table(small.run / "grid_panels.csv").rows[0].at("picture");
    CHECK(first == (kind == "xbitmaps" ? "woman" : kind == "glyphs" ? "Х" : "0 (number 0)"));
  }
}

TEST_CASE("without data, and with an empty text, there is still something to store") {
  const Small empty({"--pictures", "glyphs", "--text", "x"});
  check_laws(empty);
  const Folder folder;
  check_usage(unroll_program(tiny_run(folder.path() / "out", {"--text", ""})), {"--text is empty"});
}

TEST_CASE("the claims hold over five seeds") {
  for (int seed = 1; seed <= 5; ++seed) {
    const Small small({"--seed", std::to_string(seed), "--size", "20", "--stored", "10", "--units", "200"});
    for (const auto& finding : Json::parse(small.file("findings.json"))) {
      INFO("seed " << seed << ": " << finding);
      CHECK(finding["verdict"] == "reproduced");
    }
  }
}
