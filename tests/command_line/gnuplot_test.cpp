// gnuplot absent, failing or killed: the run is whole all the same, and says what is missing and why.
#include <sys/stat.h>

#include <nlohmann/json.hpp>

#include "program.hpp"

using Json = nlohmann::json;

namespace {

const std::vector<std::string> figures{"grid",         "descent",   "energy",  "basin", "rules",
                                       "correlations", "crosstalk", "answers", "loads"};

// A folder with a gnuplot that is this shell script, to be the first of the PATH.
Launch with_stub(const Folder& folder, const std::string& script) {
  const fs::path stub = folder.write("gnuplot", "#!/bin/sh\n" + script + "\n");
  ::chmod(stub.c_str(), 0755);
  Launch launch;
  launch.environment["PATH"] = folder.path().string() + ":/usr/bin:/bin";
  return launch;
}

void check_missing(const Ended& ended, const fs::path& run, const Words& parts) {
  check_success(ended);
  CHECK(count(ended.out, "figure missing: ") == figures.size());
  CHECK(files_in(run, ".csv").size() == 22);
  CHECK(fs::exists(run / "findings.json"));
  CHECK(files_in(run, ".png").empty());
  const Json record = Json::parse(content(run / "run.json"));
  REQUIRE(record["figures"].size() == figures.size());
  const std::string report = content(run / "index.html");
  for (const auto& figure : record["figures"]) {
    CHECK(figure["files"].empty());
    CHECK(figure["show"].is_null());
    const std::string missing = figure["missing"];
    for (const auto& part : parts + Words{"unroll plot"}) {
      INFO(missing);
      CHECK(has(missing, part));
    }
    CHECK(fs::exists(run / figure["script"].get<std::string>()));
  }
  for (const auto& part : parts) CHECK(has(report, part));
}

void check_drawn_afterwards(const fs::path& run) {
  check_success(unroll_program({"plot", run.string()}));
  for (const auto record = Json::parse(content(run / "run.json")); const auto& figure : record["figures"]) {
    CHECK(figure["missing"].is_null());
    CHECK(fs::exists(run / (figure["name"].get<std::string>() + ".png")));
  }
  CHECK(!has(content(run / "index.html"), "unroll plot` on this folder"));
}

}  // namespace

TEST_CASE("without gnuplot a run is whole but for its pictures, and plot draws them later") {
  const Folder folder;
  const Ended ended = unroll_program(tiny_run(folder.path()), without_gnuplot());
  const fs::path run = only_run_in(folder.path());
  check_missing(ended, run, {"gnuplot was not found", "gnuplot-nox"});
  const Ended again = unroll_program({"plot", run.string()}, without_gnuplot());
  check_failure(again, 1, {"9 pictures could not be drawn"});
  CHECK(count(again.err, "gnuplot was not found") == figures.size());
  check_drawn_afterwards(run);
}

TEST_CASE("a gnuplot that fails costs the pictures alone, and its words are kept") {
  const Folder folder, stubs;
  const Ended ended =
      unroll_program(tiny_run(folder.path()), with_stub(stubs, "echo no terminal today >&2; exit 1"));
  const fs::path run = only_run_in(folder.path());
  check_missing(ended, run, {"ended with status 1", "no terminal today"});
  check_drawn_afterwards(run);
}

TEST_CASE("a gnuplot that dies half-way leaves no picture that counts") {
  const Folder folder, stubs;
  const Ended ended = unroll_program(tiny_run(folder.path()),
                                     with_stub(stubs, "n=${1%.gp}; echo '<svg>' > $n.svg; kill -9 $$"));
  const fs::path run = only_run_in(folder.path());
  check_missing(ended, run, {"ended with status 137"});
  CHECK(!has(content(run / "index.html"), "data:image/svg"));
}

TEST_CASE("a gnuplot that draws nothing is not believed") {
  const Folder folder, stubs;
  const Ended ended = unroll_program(tiny_run(folder.path()), with_stub(stubs, "exit 0"));
  const fs::path run = only_run_in(folder.path());
  check_success(ended);
  for (const auto record = Json::parse(content(run / "run.json")); const auto& figure : record["figures"])
    CHECK(figure["missing"].is_string());
}

TEST_CASE("plot keeps the pictures that a failing gnuplot does not replace") {
  const Folder folder, stubs;
  check_success(unroll_program(tiny_run(folder.path())));
  const fs::path run = only_run_in(folder.path());
  const std::string before = content(run / "energy.png");
  const Ended ended = unroll_program({"plot", run.string()}, with_stub(stubs, "exit 1"));
  check_failure(ended, 1, {"9 pictures could not be drawn"});
  CHECK(content(run / "energy.png") == before);
  check_drawn_afterwards(run);
}
