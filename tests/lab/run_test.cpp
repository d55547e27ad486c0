// A run leaves a complete folder, the same for any number of threads, or nothing.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <numeric>
#include <sstream>
#include <stdexcept>

#include "experiments/lab/error.hpp"
#include "experiments/lab/files.hpp"
#include "experiments/lab/outcome.hpp"
#include "tests/catch.hpp"
#include "tests/lab/declared.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using scratch::contains;

namespace {

void measure_means(Run& run) {
  run.grid({.label = "means", .seeds = run.seeds()}, [&](Point& at) {
    auto stream = at.stream("normal", "draws");
    double mean = 0;
    for (int i = 0; i < 100; ++i) mean += stream.normal() / 100;
    at.row("means", mean);
  });
  run.variable("label", std::string("mean of 100"));
  run.note("a note");
  run.warn("a warning");
}

Declaration declaration() {
  Declaration d;
  d.number = 98;
  d.slug = "mean_of_normals";
  d.title = "Means";
  d.part = "T Tests";
  d.question = "Is the mean of normal draws near 0?";
  d.references = {{"gauss1809", "Gauss 1809", ""}};
  d.options = {declared::option("seeds", Option::Kind::seeds, "8"),
               declared::option("loud", Option::Kind::flag, "no")};
  d.tables = {{"means", "the means", {"seed", "mean"}}};
  d.summaries = {{.name = "summary", .table = "means", .of = {"mean"}}};
  d.claims = {declared::claim("mean", -0.2, 0.2), declared::claim("other", 1, 1)};
  d.claims[0].value = {.table = "means", .column = "mean"};
  d.figures = {{.name = "means",
                .title = "Means",
                .alt = "Dots.",
                .script = "plot 'means.csv' using (column('mean')) with points title label"}};
  return d;
}

Experiment means() { return {.body = measure_means}; }

// Runs of a folder of the test's own, with a stub in gnuplot's place.
struct Lab {
  scratch::Folder folder;
  fs::path bin = folder.path / "bin", out = folder.path / "results";
  scratch::Variable path{"PATH", bin.string()};
  std::ostringstream said;
  Declaration d = declaration();

  Lab() {
    fs::create_directories(bin);
    write_file(bin / "gnuplot",
               "#!/bin/sh\necho '<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>' > means.svg\n");
    fs::permissions(bin / "gnuplot", fs::perms::owner_all);
  }
  Outcome run(const Experiment& experiment, std::uint64_t seed = 1, unsigned threads = 1,
              const std::map<std::string, std::vector<std::string>>& given = {}) {
    Request request;
    request.seed = seed;
    request.threads = threads;
    request.out = out;
    Progress progress(said, Progress::Style::lines);
    return run_experiment(d, experiment, Settings(d, request.scale, given), request, progress);
  }
  std::vector<std::string> names(const fs::path& below) const {
    std::vector<std::string> list;
    for (const auto& entry : fs::directory_iterator(below)) list.push_back(entry.path().filename());
    std::sort(list.begin(), list.end());
    return list;
  }
};

}  // namespace

TEST_CASE("run: the folder has the data, the findings, the scripts, the pictures and the report") {
  Lab lab;
  const Outcome outcome = lab.run(means(), 5);
  CHECK(outcome.folder.parent_path() == lab.out / "98_mean_of_normals");
  CHECK(outcome.folder.filename().string().ends_with("_seed5"));
  CHECK(lab.names(outcome.folder) == std::vector<std::string>{"findings.json", "index.html", "means.csv",
                                                              "means.gp", "means.svg", "run.json",
                                                              "summary.csv"});
  CHECK(lab.names(outcome.folder.parent_path()).size() == 1);
  CHECK(outcome.missing_figures.empty());
  CHECK(outcome.notes == std::vector<std::string>{"a note", "not measured in this run: Value of other"});
  CHECK(outcome.warnings == std::vector<std::string>{"a warning"});
  REQUIRE(outcome.findings.size() == 2);
  CHECK(outcome.findings[0].values.size() == 8);
  CHECK(outcome.findings[0].verdict() == Verdict::confirmed);
  CHECK(outcome.findings[1].verdict() == Verdict::not_measured);
  CHECK(contains(read_file(outcome.folder / "means.gp"), "label = 'mean of 100'"));
  CHECK(contains(lab.said.str(), "98_mean_of_normals means: 100 %"));
}

TEST_CASE("run: a file of another kind lies in the folder byte for byte, and the report names it") {
  Lab lab;
  Experiment experiment = means();
  const std::string bytes("MThd\0\n\r\xff", 8);
  experiment.body = [&](Run& run) {
    measure_means(run);
    run.file("sound.mid", bytes);
  };
  const auto outcome = lab.run(experiment);
  CHECK(read_file(outcome.folder / "sound.mid") == bytes);
  CHECK(Json::parse(read_file(outcome.folder / "run.json"))["data"] ==
        Json::array({"means.csv", "summary.csv", "sound.mid"}));
  const std::string report = read_file(outcome.folder / "index.html");
  CHECK(contains(report, "<a href=\"sound.mid\">sound.mid</a> <span class=\"aside\">8 bytes</span>"));
  CHECK(contains(report, "8 rows of seed, mean"));
}

TEST_CASE("run: run.json says what was run, and how to run it again") {
  Lab lab;
  const auto outcome = lab.run(means(), 5, 2, {{"seeds", {"4"}}, {"loud", {"yes"}}});
  const Json record = Json::parse(read_file(outcome.folder / "run.json"));
  CHECK(record["number"] == 98);
  CHECK(record["slug"] == "mean_of_normals");
  CHECK(record["scale"] == "lecture");
  CHECK(record["seed"] == 5);
  CHECK(record["threads"] == 2);
  CHECK(record["options"] == Json{{"loud", "yes"}, {"seeds", "4"}});
  CHECK(record["command"] == "./unroll run 98 --scale lecture --seed 5 --seeds 4 --loud");
  CHECK(record["data"] == Json::array({"means.csv", "summary.csv"}));
  CHECK(record["figures"][0]["formats"] == Json::array({"svg", "png"}));
  CHECK(record["figures"].size() == 1);
  CHECK(record["figures"][0]["show"] == "means.svg");
  CHECK(record["wall_seconds"].get<double>() >= 0);
  for (const char* key : {"git_revision", "versions", "cpu", "blas", "compiler", "started"})
    CHECK(record.contains(key));
  const Json plain = Json::parse(read_file(lab.run(means(), 5).folder / "run.json"));
  CHECK(plain["command"] == "./unroll run 98 --scale lecture --seed 5");
  const Json findings = Json::parse(read_file(outcome.folder / "findings.json"));
  CHECK(findings.size() == 2);
  CHECK(findings[0]["runs"] == 4);
}

TEST_CASE("run: the same seed gives the same bytes with any number of threads, another seed others") {
  Lab lab;
  const auto first = lab.run(means(), 3).folder;
  const auto data = read_file(first / "means.csv"), findings = read_file(first / "findings.json");
  for (unsigned threads = 1; threads <= 8; ++threads) {
    const auto again = lab.run(means(), 3, threads).folder;
    CHECK(again != first);
    CHECK(read_file(again / "means.csv") == data);
    CHECK(read_file(again / "findings.json") == findings);
  }
  CHECK(read_file(lab.run(means(), 4).folder / "means.csv") != data);
}

TEST_CASE("run: streams differ in model, run and purpose, and one is always the same") {
  Declaration experiment = declaration();
  const Settings settings(experiment, Scale::lecture, {});
  const Request request;
  std::ostringstream out;
  Progress progress(out, Progress::Style::silent);
  const Run run(experiment, settings, request, progress, ".");
  CHECK(run.scale() == Scale::lecture);
  const auto bits = [&](const char* model, std::uint64_t k, const char* purpose) {
    return run.stream(model, k, purpose).bits();
  };
  CHECK(bits("a", 0, "x") == bits("a", 0, "x"));
  CHECK(bits("a", 0, "x") != bits("b", 0, "x"));
  CHECK(bits("a", 0, "x") != bits("a", 1, "x"));
  CHECK(bits("a", 0, "x") != bits("a", 0, "y"));
  CHECK(run.stream_number(3) == 3);
  experiment.options[0].first = 0;  // seed 1 then draws from stream 0
  CHECK(run.stream_number(3) == 2);
}

TEST_CASE("run: while it runs nothing is to be seen, and a body that fails leaves nothing") {
  Lab lab;
  Experiment experiment = means();
  experiment.body = [&](Run& run) {
    measure_means(run);
    for (const auto& name : lab.names(lab.out / lab.d.folder())) CHECK(name.starts_with("."));
    throw Error("no more");
  };
  CHECK_THROWS_AS(lab.run(experiment), Error);
  CHECK(!fs::exists(lab.out / lab.d.folder()));
}

TEST_CASE(
    "run: a table, a row or a measurement that is not declared is a mistake of the program, and so is a name "
    "used twice") {
  const auto fails = [](const std::function<void(Run&)>& body) {
    Lab lab;
    Experiment experiment = means();
    experiment.body = body;
    CHECK_THROWS_AS(lab.run(experiment), std::logic_error);
    CHECK(!fs::exists(lab.out / lab.d.folder()));
  };
  fails([](Run& run) { run.row("meens", 1, 1); });
  fails([](Run& run) { run.row("means", 1); });
  fails([](Run& run) { run.grid({.label = "x", .seeds = {1}}, [](Point& at) { at.row("means", 1, 2); }); });
  fails([](Run& run) { run.variable("a", 1), run.variable("a", 1); });
  fails([](Run& run) { run.file("a", "x"), run.file("a", "x"); });
  Lab lab;
  for (const char* id : {"meen", "mean"}) {  // the declaration selects the values of "mean" itself
    Experiment experiment = means();
    experiment.judge = [&](const Results&, Findings& findings) { findings.measured(id, 1.0); };
    CHECK_THROWS_AS(lab.run(experiment), std::logic_error);
  }
  Experiment twice = means();
  twice.judge = [&](const Results&, Findings& findings) {
    findings.measured("other", 1.0);
    findings.measured("other", 1.0);
  };
  CHECK_THROWS_AS(lab.run(twice), std::logic_error);
}

TEST_CASE("run: without gnuplot the run is kept, and can be drawn later") {
  Lab lab;
  fs::rename(lab.bin / "gnuplot", lab.bin / "later");
  const Outcome outcome = lab.run(means());
  REQUIRE(outcome.missing_figures.size() == 1);
  CHECK(contains(outcome.missing_figures[0], "means: gnuplot was not found"));
  CHECK(plot_again(outcome.folder).size() == 1);
  fs::rename(lab.bin / "later", lab.bin / "gnuplot");
  const auto data = read_file(outcome.folder / "means.csv");
  CHECK(plot_again(outcome.folder).empty());
  CHECK(read_file(outcome.folder / "means.csv") == data);
  CHECK(fs::exists(outcome.folder / "means.svg"));
  const Json record = Json::parse(read_file(outcome.folder / "run.json"));
  CHECK(record["figures"][0]["show"] == "means.svg");
  CHECK(record["figures"][0]["missing"].is_null());
  CHECK(record["seed"] == 1);
}

TEST_CASE("run: a folder that is no run's, or a damaged one, is not drawn again") {
  const scratch::Folder folder;
  CHECK_THROWS_AS(plot_again(folder.path), Error);
  CHECK_THROWS_AS(plot_again(folder.path / "missing"), Error);
  for (const char* text : {"", "{", "[1, 2]", "{\"figures\": [{}]}", "{\"figures\": [{\"name\": 3}]}"}) {
    write_file(folder.path / "run.json", text);
    CAPTURE(text);
    CHECK_THROWS_AS(plot_again(folder.path), Error);
    CHECK(read_file(folder.path / "run.json") == text);
  }
}
