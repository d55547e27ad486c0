// plot and report: pictures and pages made again from what a run left.
#include <nlohmann/json.hpp>

#include "program.hpp"

namespace {

void write(const fs::path& file, const std::string& text) { std::ofstream(file, std::ios::binary) << text; }

std::map<std::string, std::string> contents(const fs::path& folder) {
  std::map<std::string, std::string> all;
  for (const auto& name : files_in(folder)) all[name] = content(folder / name);
  return all;
}

}  // namespace

TEST_CASE("plot draws the same pictures byte for byte and leaves all else alone") {
  const Folder folder;
  check_success(unroll_program(tiny_run(folder.path())));
  const fs::path run = only_run_in(folder.path());
  const auto before = contents(run);
  for (const auto& name : files_in(run, ".png")) fs::remove(run / name);
  for (const auto& name : files_in(run, ".svg")) write(run / name, "spoilt");
  const auto csv_time = fs::last_write_time(run / "energy.csv");
  const Ended plotted = unroll_program({"plot", run.string()});
  check_success(plotted);
  CHECK(plotted.out == (run / "index.html").string() + "\n");
  CHECK(contents(run) == before);
  CHECK(fs::last_write_time(run / "energy.csv") == csv_time);
  Launch inside;
  inside.folder = run;
  check_success(unroll_program({"plot", "."}, inside));
  check_success(unroll_program({"plot", run.string() + "/"}));
  CHECK(contents(run) == before);
}

TEST_CASE("plot takes up a script that a student changed") {
  const Folder folder;
  check_success(unroll_program(tiny_run(folder.path())));
  const fs::path run = only_run_in(folder.path());
  const std::string svg = content(run / "energy.svg"), html = content(run / "index.html");
  std::string script = content(run / "energy.gp");
  script.replace(script.find("sweeps (each"), 6, "rounds");
  write(run / "energy.gp", script);
  check_success(unroll_program({"plot", run.string()}));
  CHECK(!has(svg, "rounds"));
  CHECK(has(content(run / "energy.svg"), "rounds"));
  CHECK(content(run / "index.html") != html);
}

TEST_CASE("plot brings a changed key picture into the gallery, and touches nobody else's page") {
  const Folder folder;
  check_success(unroll_program(tiny_run(folder.path())));
  const fs::path run = only_run_in(folder.path()), page = folder.path() / "index.html";
  const std::string gallery = content(page);
  std::string script = content(run / "grid.gp");
  script.replace(script.find("#c04a00"), 7, "#0000ff");
  write(run / "grid.gp", script);
  Launch inside;
  inside.folder = run;
  check_success(unroll_program({"plot", "."}, inside));
  CHECK(content(page) != gallery);
  write(page, "<title>Mine</title>");
  check_success(unroll_program({"plot", run.string() + "/"}));
  CHECK(content(page) == "<title>Mine</title>");
  fs::remove(page);
  check_success(unroll_program({"plot", run.string()}));
  CHECK(!fs::exists(page));
}

TEST_CASE("plot refuses what is no run's folder") {
  const Folder folder;
  check_failure(unroll_program({"plot", (folder.path() / "absent").string()}), 1, {"absent", "run.json"});
  check_failure(unroll_program({"plot", folder.path().string()}), 1, {folder.path().string(), "no run.json"});
  check_failure(unroll_program({"plot", folder.write("file", "x").string()}), 1, {"file"});
  check_failure(unroll_program({"plot", ""}), 1, {"run.json"});
  CHECK(files_in(folder.path()) == std::set<std::string>{"file"});
}

TEST_CASE("plot and report on a damaged run say so, and damage no more") {
  const Folder folder;
  check_success(unroll_program(tiny_run(folder.path()), without_gnuplot()));
  const fs::path run = only_run_in(folder.path());
  const std::string whole = content(run / "run.json");
  for (const std::string& damaged :
       {std::string(), whole.substr(0, whole.size() / 2), std::string("[]"), std::string("7"),
        std::string("{}"), std::string("{\"figures\": 3}"), std::string("{\"figures\": [3]}"),
        std::string("{\"figures\": [{\"name\": \"energy\"}]}"), std::string("\xff\xfe{}")}) {
    write(run / "run.json", damaged);
    INFO(damaged.substr(0, 80));
    const auto before = contents(run);
    check_failure(unroll_program({"plot", run.string()}), 1,
                  {"run.json", "damaged", "run the experiment again"});
    CHECK(contents(run) == before);
    check_success(unroll_program({"report", folder.path().string()}));
  }
  write(run / "run.json", whole);
  fs::remove(run / "findings.json");
  check_failure(unroll_program({"plot", run.string()}), 1, {"findings.json"});
  check_nothing_hidden(folder.path());
}

TEST_CASE("report rebuilds the gallery, and refuses a folder that is none") {
  const Folder folder;
  check_success(unroll_program(tiny_run(folder.path()), without_gnuplot()));
  const std::string gallery = content(folder.path() / "index.html");
  CHECK(has(gallery, only_run_in(folder.path()).filename().string()));
  fs::remove(folder.path() / "index.html");
  const Ended ended = unroll_program({"report", folder.path().string()});
  check_success(ended);
  CHECK(ended.out == (folder.path() / "index.html").string() + "\n");
  CHECK(content(folder.path() / "index.html") == gallery);
  check_failure(unroll_program({"report", (folder.path() / "absent").string()}), 1,
                {"absent", "is no folder"});
  check_failure(unroll_program({"report", folder.write("file", "x").string()}), 1, {"file", "is no folder"});
  Launch elsewhere;
  elsewhere.folder = folder.path();
  check_failure(unroll_program({"report"}, elsewhere), 1, {"results", "is no folder"});
}
