// The gallery: the newest run of each experiment, and what has not been run.
#include <set>

#include "experiments/lab/catalogue.hpp"
#include "tests/lab/pages.hpp"

using namespace pages;

TEST_CASE("The gallery shows the newest run and lists the earlier ones") {
  const scratch::Folder folder;
  const fs::path experiment = folder.path / "901_ring";
  Json old = record(901, "2026-11-20T06:00:00Z");
  old["title"] = "Old title";
  write_run(experiment / "2026-11-20T06-00-00Z_seed7", old);
  write_run(experiment / "2026-11-21T06-00-00Z_seed7", record(901, "2026-11-21T06:00:00Z"));
  write_run(experiment / "2026-11-21T06-00-00Z_seed7_10", record(901, "2026-11-21T06:00:00Z"));
  write_run(experiment / "2026-11-21T06-00-00Z_seed7_2", record(901, "2026-11-21T06:00:00Z"));
  write_run(experiment / ".unfinished-x", record(901, "2026-11-22T06:00:00Z"));
  write_run(experiment / "damaged", record(901, "2026-11-23T06:00:00Z"));
  write_file(experiment / "damaged" / "run.json", "{");
  write_run(folder.path / "902_lost" / "run", record(902, ""));
  write_file(folder.path / "902_lost" / "run" / "findings.json", "");
  fs::create_directories(folder.path / "903_empty");
  write_file(folder.path / "notes.txt", "not a folder");
  const std::string html = gallery(folder.path);
  CHECK(wrong_tag(html) == "");
  CHECK(count(html, "<img ") == 1);
  CHECK(has(html, "src=\"901_ring/2026-11-21T06-00-00Z_seed7_10/energy.png\" alt=\"Alt of energy\""));
  CHECK(has(html, "href=\"901_ring/2026-11-21T06-00-00Z_seed7_10/index.html\""));
  CHECK(has(html, "2 of 4 findings reproduced, 1 differs"));
  CHECK(has(html, "Earlier runs (3)"));
  CHECK(html.find("seed7_2/") < html.find("seed7/"));
  CHECK(html.find("seed7/") < html.find("2026-11-20T06-00-00Z_seed7/"));
  CHECK(!has(html, "Old title"));
  CHECK(!has(html, "unfinished"));
  CHECK(!has(html, "/damaged/"));
  CHECK(!has(html, "902_lost"));
  CHECK(!has(html, "903_empty"));
}

TEST_CASE("The gallery names what has not been run, and how to run it") {
  const scratch::Folder folder;
  const std::string html = gallery(folder.path);
  CHECK(wrong_tag(html) == "");
  CHECK(has(html, "Nothing has been run yet."));
  CHECK(count(html, "class=\"card waiting\"") == catalogue().size());
  std::set<std::string> parts;
  for (const auto& experiment : catalogue()) {
    parts.insert(experiment.part);
    CHECK(has(html, "<pre><code>./unroll run " + std::to_string(experiment.number) + "</code></pre>"));
  }
  CHECK(count(html, "<section class=\"part\">") == parts.size());
  if (!catalogue().empty()) {
    const Experiment& first = catalogue().front();
    write_run(folder.path / first.folder() / "run", record(first.number, "2026-11-21T06:00:00Z"));
    CHECK(count(gallery(folder.path), "class=\"card waiting\"") == catalogue().size() - 1);
  }
  CHECK_THROWS_AS(write_gallery(folder.path / "nowhere"), Error);
}
