// The same seed gives the same bytes, whatever else differs; and runs side by side do not disturb each other.
#include <nlohmann/json.hpp>

#include "program.hpp"

using Json = nlohmann::json;

namespace {

const Words middling{"--size", "12", "--stored", "4", "--units", "100", "--runs", "5"};

fs::path run_with(const Folder& folder, const std::string& name, const Words& words) {
  const fs::path out = folder.path() / name;
  Words all{"run", "1", "--scale", "quick", "--pictures", "drawn", "--out", out.string()};
  check_success(unroll_program(all + middling + words, without_gnuplot()));
  return only_run_in(out);
}

}  // namespace

TEST_CASE("one seed gives the same numbers byte for byte on one thread, two or many") {
  const Folder folder;
  const fs::path one = run_with(folder, "one", {"--seed", "5", "--threads", "1"});
  for (const std::string threads : {"1", "2", "7"}) {
    INFO(threads << " threads");
    const fs::path other = run_with(folder, "other" + threads, {"--seed", "5", "--threads", threads});
    check_same_data(one, other);
    CHECK(content(one / "findings.json") == content(other / "findings.json"));
  }
}

TEST_CASE("another seed gives other numbers") {
  const Folder folder;
  const fs::path one = run_with(folder, "one", {"--seed", "5"}),
                 other = run_with(folder, "other", {"--seed", "6"});
  for (const std::string table : {"energy.csv", "basin.csv", "grid.csv", "descent.csv"})
    CHECK(content(one / table) != content(other / table));
}

TEST_CASE("the command that run.json gives makes the same run again") {
  const Folder folder;
  const fs::path one = run_with(
      folder, "one", {"--seed", "9", "--clip", "--corrupt", "flip:0.1", "half:top", "--text", "it's a"});
  const Json record = Json::parse(content(one / "run.json"));
  std::string command = record["command"];
  REQUIRE(has(command, "unroll run"));
  command.replace(0, command.find(" run"), UNROLL_PROGRAM);
  Launch shell = without_gnuplot();
  shell.program = "/bin/sh";
  check_success(unroll_program({"-c", command + " --out " + (folder.path() / "other").string()}, shell));
  const fs::path other = only_run_in(folder.path() / "other");
  check_same_data(one, other);
  CHECK(Json::parse(content(other / "run.json"))["options"] == record["options"]);
}

TEST_CASE("two runs at once into one folder become two folders, and the gallery shows both") {
  const Folder folder;
  for (int k = 0; k < 3; ++k) {
    const fs::path out = folder.path() / std::to_string(k);
    Child one(tiny_run(out), without_gnuplot()), other(tiny_run(out), without_gnuplot());
    check_success(one.wait());
    check_success(other.wait());
    const auto runs = runs_in(out);
    REQUIRE(runs.size() == 2);
    check_same_data(runs[0], runs[1]);
    check_nothing_hidden(out);
    check_success(unroll_program({"report", out.string()}));
    for (const auto& run : runs)
      CHECK(has(content(out / "index.html"), run.filename().string() + "/index.html"));
    CHECK(content(out / "index.html").ends_with("</html>\n"));
  }
}

TEST_CASE("a run is never overwritten") {
  const Folder folder;
  for (int k = 0; k < 4; ++k) check_success(unroll_program(tiny_run(folder.path()), without_gnuplot()));
  CHECK(runs_in(folder.path()).size() == 4);
}

TEST_CASE("strict ends with status 3 if and only if a finding differs") {
  const Folder folder;
  // Ten memories that resemble each other: projection keeps more of them than Hebb.
  const Words holds{"--size", "20", "--stored", "10", "--runs", "3"}, two{"--stored", "2"};
  const auto verdicts = [&](const std::string& name) {
    return content(only_run_in(folder.path() / name) / "findings.json");
  };
  const auto run = [&](const std::string& name, const Words& words) {
    Words all{"run",        "1",     "--scale", "quick",
              "--pictures", "drawn", "--out",   (folder.path() / name).string()};
    return unroll_program(all + words, without_gnuplot());
  };
  CHECK(run("holds", holds + Words{"--strict"}).status == 0);
  CHECK(!has(verdicts("holds"), "\"differs\""));
  // Two memories that hardly resemble each other: there is little for Hebb to mix up, so the rules do not
  // differ.
  CHECK(run("differs", two + Words{"--strict"}).status == 3);
  CHECK(has(verdicts("differs"), "\"differs\""));
  CHECK(run("lenient", two).status == 0);
  // A single memory resembles no other: the comparison is not measured, and nothing differs.
  CHECK(run("one", {"--stored", "1", "--strict"}).status == 0);
  CHECK(has(verdicts("one"), "not measured"));
}
