// The gallery: the whole syllabus, the newest run of what was run, and the way to run the rest.
#include <algorithm>

#include "experiments/lab/error.hpp"
#include "tests/catch.hpp"
#include "tests/lab/pages.hpp"

using namespace pages;
using declared::catalogue;
using Scratch = scratch::Folder;

TEST_CASE("The gallery shows the newest run and lists the earlier ones") {
  const Scratch scratch;
  const fs::path experiment = scratch.path / "901_ring";
  Json old = record(901, "2026-11-20T06:00:00Z");
  old["title"] = "Old title";
  write_run(experiment / "2026-11-20T06-00-00Z_seed7", old);
  write_run(experiment / "2026-11-21T06-00-00Z_seed7", record(901, "2026-11-21T06:00:00Z"));
  write_run(experiment / "2026-11-21T06-00-00Z_seed7_10", record(901, "2026-11-21T06:00:00Z"));
  write_run(experiment / "2026-11-21T06-00-00Z_seed7_2", record(901, "2026-11-21T06:00:00Z"));
  write_run(experiment / ".unfinished-x", record(901, "2026-11-22T06:00:00Z"));
  write_run(experiment / "damaged", record(901, "2026-11-23T06:00:00Z"));
  write_file(experiment / "damaged" / "run.json", "{");
  write_run(scratch.path / "902_lost" / "run", record(902, ""));
  write_file(scratch.path / "902_lost" / "run" / "findings.json", "");
  fs::create_directories(scratch.path / "903_empty");
  write_file(scratch.path / "notes.txt", "not a folder");
  const std::string html = gallery(scratch.path);
  CHECK(wrong_tag(html) == "");
  CHECK(count(html, "<img ") == 1);
  CHECK(has(html, "src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"Alt of energy\""));
  CHECK(has(html, "href=\"901_ring/2026-11-21T06-00-00Z_seed7_10/index.html\""));
  CHECK(has(html, "2 of 3 published figures reproduced; 1 not measured"));
  CHECK(has(html, "Earlier runs (3)"));
  CHECK(html.find("seed7_2/") < html.find("seed7/"));
  CHECK(html.find("seed7/") < html.find("2026-11-20T06-00-00Z_seed7/"));
  CHECK(!has(html, "Old title"));
  CHECK(!has(html, "unfinished"));
  CHECK(!has(html, "/damaged/"));
  CHECK(!has(html, "902_lost"));
  CHECK(!has(html, "903_empty"));
}

TEST_CASE("The gallery shows every verdict of the newest run, in a word and a symbol") {
  const Scratch scratch;
  write_run(scratch.path / "901_ring" / "run", record(901, ""));
  const std::string html = gallery(scratch.path);
  for (const auto& finding : findings()) {
    CHECK(has(html, text(finding, "claim")));
    CHECK(has(html,
              "published: " + text(finding, "published") + "; measured: " + text(finding, "measured_text")));
    CHECK(has(html, ">" + text(finding, "verdict") + "</b>"));
  }
  CHECK(count(html, "<span class=\"mark good\" aria-hidden=\"true\">✓</span>") == 2);
  CHECK(count(html, "<span class=\"mark bad\" aria-hidden=\"true\">≠</span>") == 1);
  CHECK(count(html, "<span class=\"mark none\" aria-hidden=\"true\">–</span>") == 1);
}

TEST_CASE("The gallery names what has not been run, and how to run it") {
  const Scratch scratch;
  const std::string html = gallery(scratch.path);
  CHECK(wrong_tag(html) == "");
  CHECK(has(html, "Nothing has been run yet."));
  CHECK(count(html, "class=\"card waiting\"") == catalogue().experiments.size());
  for (const auto& experiment : catalogue().experiments)
    CHECK(has(html, "<pre><code>./unroll run " + std::to_string(experiment.number) + "</code></pre>"));
  if (!catalogue().experiments.empty()) {
    const Declaration& first = catalogue().experiments.front();
    write_run(scratch.path / first.folder() / "run", record(first.number, "2026-11-21T06:00:00Z"));
    CHECK(count(gallery(scratch.path), "class=\"card waiting\"") == catalogue().experiments.size() - 1);
  }
  CHECK_THROWS_AS(write_gallery(scratch.path / "nowhere", catalogue()), Error);
}

TEST_CASE("The gallery is the whole syllabus: what this version has not is named, without a command") {
  const Scratch scratch;
  write_run(scratch.path / "901_ring" / "run", record(901, ""));
  const std::string html = gallery(scratch.path);
  std::set<std::string> parts;
  std::size_t planned = 0;
  for (const auto& entry : catalogue().syllabus) {
    parts.insert(entry.part);
    const auto& all = catalogue().experiments;
    if (std::any_of(all.begin(), all.end(), [&](const auto& e) { return e.number == entry.number; }))
      continue;
    ++planned;
    CHECK(has(html, "<li><span class=\"number\">" + std::to_string(entry.number) + "</span>"));
    CHECK(!has(html, "./unroll run " + std::to_string(entry.number) + "<"));
  }
  CHECK(count(html, "<section class=\"part\"") == parts.size());
  std::size_t before = 0;
  for (const auto& entry : catalogue().syllabus) {
    const auto at = html.find(">Part " + entry.part + "</h2>");
    REQUIRE(at != std::string::npos);
    CHECK(at >= before);
    before = at;
  }
  CHECK(has(html, "1 of " + std::to_string(catalogue().experiments.size() + 1) + " experiments run."));
  CHECK(has(html, std::to_string(planned) + " more experiment"));
}

TEST_CASE(
    "Pages are in order for keyboards and screen readers: ids once, links inside, headings step by step") {
  const Scratch scratch;
  const fs::path folder = scratch.path / "901_ring" / "run";
  write_run(folder, record(901, "2026-11-21T06:00:00Z"));
  write_run(scratch.path / "901_ring" / "older", record(901, "2026-11-20T06:00:00Z"));
  for (const char* run : {"run", "older"})
    write_file(scratch.path / "901_ring" / run / "index.html", run_report(folder));
  gallery(scratch.path);
  CHECK(page_faults(scratch.path / "index.html") == "");
  CHECK(page_faults(folder / "index.html") == "");
  write_file(scratch.path / "x.html",
             "<h1>a</h1><h3 id=\"b\">c</h3><p id=\"b\"><a href=\"#d\"></a><a href=\"e\"></a>");
  CHECK(page_faults(scratch.path / "x.html") == "id b twice; nothing at #d; nothing at e; h3 after h1; ");
}
