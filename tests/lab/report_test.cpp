// Pages of runs and the gallery: well formed, escaped, self-contained, and calm about damaged folders.
#include "experiments/lab/report.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "experiments/lab/catalogue.hpp"
#include "experiments/lab/error.hpp"
#include "experiments/lab/files.hpp"
#include "experiments/lab/syllabus.hpp"
#include "tests/catch.hpp"

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using namespace unroll::lab;

namespace {

// A folder that goes when the test ends.
struct Scratch {
  fs::path path;
  Scratch() {
    std::string name = (fs::temp_directory_path() / "unroll_report_XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path = name;
  }
  ~Scratch() {
    std::error_code ignored;
    fs::remove_all(path, ignored);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
};

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t n = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + word.size())) ++n;
  return n;
}

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

// The first tag that is wrong in a page written like XML, or nothing.
std::string wrong_tag(const std::string& html) {
  static const std::regex tag("<(/?)([A-Za-z0-9]+)((?: [a-zA-Z-]+=\"[^\"<]*\")*)( ?/)?>");
  std::vector<std::string> open;
  for (auto at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
    if (html.compare(at, 15, "<!DOCTYPE html>") == 0) continue;
    const auto end = html.find('>', at);
    const std::string text = html.substr(at, end - at + 1);
    // A picture's bytes say nothing about tags and are long for a regular expression.
    const std::string brief = std::regex_replace(text, std::regex("base64,[A-Za-z0-9+/=]*"), "");
    std::smatch part;
    if (!std::regex_match(brief, part, tag)) return brief;
    if (part[1].length() > 0) {
      if (open.empty() || open.back() != part[2]) return brief;
      open.pop_back();
    } else if (part[4].length() == 0) {
      open.push_back(part[2]);
    }
  }
  return open.empty() ? "" : open.back();
}

Json finding(const std::string& claim, const std::string& verdict, const Json& low, const Json& high) {
  const bool none = verdict == "not measured at this scale";
  return {{"id", "x"},
          {"claim", claim},
          {"source", "after Hopfield 1982, figure 2"},
          {"published", "0.99"},
          {"measured", none ? Json() : Json(0.993)},
          {"measured_text", none ? "–" : "0.993 [0.988, 0.997]"},
          {"low", low},
          {"high", high},
          {"band_reason", "half a unit of the last digit printed"},
          {"unit", ""},
          {"runs", none ? 0 : 10},
          {"verdict", verdict}};
}

Json figure(const std::string& name) {
  return {{"name", name},          {"title", "Title of " + name}, {"alt", "Alt of " + name},
          {"animated", false},     {"script", name + ".gp"},      {"files", {name + ".svg", name + ".png"}},
          {"show", name + ".png"}, {"missing", nullptr}};
}

Json record(int number, const std::string& started) {
  const Json equation = {
      {"name", "Energy"}, {"text", "E = -1/2 s'Ws"}, {"mathml", "<mrow><mi>E</mi><mo>=</mo></mrow>"}};
  return {{"number", number},
          {"slug", "ring"},
          {"title", "A ring of thoughts"},
          {"part", "I Energy"},
          {"question", "Does the energy ever rise?"},
          {"equations", Json::array({equation})},
          {"references", {"Hopfield (1982). PNAS 79."}},
          {"figures", Json::array({figure("energy")})},
          {"scale", "lecture"},
          {"seed", 7},
          {"threads", 2},
          {"options", {{"size", "64"}, {"rule", ""}}},
          {"command", "./unroll run 1 --scale lecture --seed 7"},
          {"notes", {"A first note."}},
          {"warnings", {"A first warning."}},
          {"data", {"energy.csv"}},
          {"started", started},
          {"wall_seconds", 12.34},
          {"git_revision", "abc1234"},
          {"versions", {{"unroll", "0.1.0"}}},
          {"cpu", "A processor"},
          {"blas", {{"library", "OpenBLAS"}, {"core", "Zen"}, {"threads", 1}}},
          {"compiler", "GNU 12"},
          {"build", "Release"}};
}

Json findings() {
  return Json::array({finding("It falls.", "reproduced", 0.97, nullptr),
                      finding("It rests.", "reproduced", 0.9, 1.0),
                      finding("It rises.", "differs", nullptr, 0.5),
                      finding("It sings.", "not measured at this scale", nullptr, nullptr)});
}

void write_run(const fs::path& folder, const Json& run, const Json& found = findings()) {
  fs::create_directories(folder);
  write_file(folder / "run.json", run.dump());
  write_file(folder / "findings.json", found.dump());
  write_file(folder / "energy.svg", "<svg/>");
  write_file(folder / "energy.png", "\x89PNG");
  write_file(folder / "energy.gp", "plot 1");
  write_file(folder / "energy.csv", "step,energy\n0,1\n1,0.5\n");
}

std::string page(const Json& run, const Json& found = findings()) {
  const Scratch scratch;
  write_run(scratch.path, run, found);
  return run_report(scratch.path);
}

std::string text(const Json& object, const char* key) { return object[key].get<std::string>(); }

// What is wrong with the ids, links and headings of a page.
std::string page_faults(const fs::path& file) {
  static const std::regex attribute(" (id|href)=\"([^\"]*)\""), heading("<h([1-6])");
  const std::string html = std::regex_replace(read_file(file), std::regex("base64,[A-Za-z0-9+/=]*"), "");
  std::set<std::string> ids, links;
  std::string faults;
  for (std::sregex_iterator it(html.begin(), html.end(), attribute), end; it != end; ++it) {
    const std::string value = (*it)[2];
    if ((*it)[1] == "href")
      links.insert(value);
    else if (!ids.insert(value).second)
      faults += "id " + value + " twice; ";
  }
  for (const auto& link : links)
    if (link.starts_with('#') ? !ids.contains(link.substr(1)) : !fs::exists(file.parent_path() / link))
      faults += "nothing at " + link + "; ";
  int before = 0;
  for (std::sregex_iterator it(html.begin(), html.end(), heading), end; it != end; ++it) {
    const int level = std::stoi((*it)[1]);
    if (level > before + 1)
      faults += "h" + std::to_string(level) + " after h" + std::to_string(before) + "; ";
    before = level;
  }
  return faults;
}

std::string gallery(const fs::path& results) {
  write_gallery(results);
  return read_file(results / "index.html");
}

}  // namespace

TEST_CASE("A run's page is well formed, and its parts stand in the order of a talk") {
  const std::string html = page(record(1, "2026-11-21T06:00:00Z"));
  REQUIRE(wrong_tag(html) == "");
  std::size_t before = 0;
  for (const char* part :
       {"<h1>A ring of thoughts</h1>", "Does the energy ever rise?", "A first warning.", "A first note.",
        "id=\"findings\"", "id=\"figures\"", "id=\"equations\"", "id=\"settings\"", "id=\"again\"",
        "id=\"data\"", "id=\"references\"", "id=\"provenance\""}) {
    CAPTURE(part);
    const auto at = html.find(part);
    REQUIRE(at != std::string::npos);
    CHECK(at > before);
    before = at;
  }
  CHECK(has(html, "lang=\"en\""));
  CHECK(has(html, "href=\"../../index.html\""));
  CHECK(has(html, "21 November 2026, 06:00 UTC"));
  CHECK(has(html, "12.3 s"));
  CHECK(has(html, "<pre><code>./unroll run 1 --scale lecture --seed 7</code></pre>"));
  CHECK(has(html, "2 rows of step, energy"));
  CHECK(has(html, "href=\"energy.gp\""));
}

TEST_CASE("The check of tags finds what is wrong") {
  CHECK(wrong_tag("<p>a</p>") == "");
  CHECK(wrong_tag("<p>a") == "p");
  CHECK(wrong_tag("<p><b>a</p></b>") == "</p>");
  CHECK(wrong_tag("<p>a < b</p>") != "");
  CHECK(wrong_tag("<img alt=\"a\" />") == "");
}

TEST_CASE("Findings show band, verdict in a word and a symbol, and are counted") {
  const std::string html = page(record(1, ""));
  CHECK(has(html, "2 of 4 findings reproduced, 1 differs, 1 not measured at this scale"));
  CHECK(has(html, "at least 0.97"));
  CHECK(has(html, "0.9 to 1"));
  CHECK(has(html, "at most 0.5"));
  CHECK(has(html, "any value"));
  CHECK(has(html, "half a unit of the last digit printed"));
  CHECK(has(html, "median [range] of 10 runs"));
  CHECK(has(html, "✓</span> reproduced"));
  CHECK(has(html, "≠</span> differs"));
  CHECK(has(html, "–</span> not measured at this scale"));
  CHECK(has(page(record(1, ""), Json::array({finding("It falls.", "reproduced", 1, 1)})),
            "1 of 1 finding reproduced<"));
  CHECK(has(page(record(1, ""), Json::array()), "No published figure to compare with"));
}

TEST_CASE("Text is text: nothing that was written into run.json becomes a tag") {
  const std::string evil = "<script>alert('x')</script>\"&{{title}}";
  Json run = record(1, evil);
  for (const char* key : {"title", "part", "question", "scale", "command", "cpu", "compiler", "git_revision"})
    run[key] = evil;
  for (const char* key : {"notes", "warnings", "references", "data"}) run[key] = {evil};
  run["options"] = {{evil, evil}};
  run["blas"] = {{"library", evil}, {"core", evil}, {"threads", evil}};
  run["versions"] = {{evil, evil}};
  run["equations"][0] = {{"name", evil}, {"text", evil}, {"mathml", evil}};
  for (const char* key : {"name", "title", "alt", "show"}) run["figures"][0][key] = evil;
  run["figures"].push_back(run["figures"][0]);
  run["figures"][1]["missing"] = evil;
  Json found = findings();
  for (const char* key : {"claim", "source", "published", "measured_text", "band_reason", "verdict"})
    found[0][key] = evil;
  const std::string html = page(run, found);
  CHECK(wrong_tag(html) == "");
  CHECK(!has(html, "<script"));
  CHECK(count(html, "&lt;script&gt;") > 25);

  const Scratch scratch;
  write_run(scratch.path / "01_<b>" / "x\" onclick=\"y", run, found);
  const std::string cards = gallery(scratch.path);
  CHECK(wrong_tag(cards) == "");
  CHECK(!has(cards, "<script"));
  CHECK(!has(cards, "<b>/"));
  CHECK(!has(cards, "\" onclick"));
}

TEST_CASE("MathML is shown where it is harmless, and the plain text where not") {
  Json run = record(1, "");
  const auto shown = [&](const std::string& mathml) {
    run["equations"][0]["mathml"] = mathml;
    const std::string html = page(run);
    CHECK(wrong_tag(html) == "");
    return html;
  };
  const std::string good =
      "<mrow><msub><mi mathvariant=\"bold\">h</mi><mi>t</mi></msub><mo lspace=\"0.278em\">&#x2211;</mo>"
      "<mspace width=\"0.167em\"/></mrow>";
  CHECK(has(shown(good), "<math display=\"block\" alttext=\"E = -1/2 s&apos;Ws\">" + good + "</math>"));
  for (const std::string bad :
       {"<script>1</script>", "<mrow><img src=\"x\" onerror=\"y\"/></mrow>", "<mi onclick=\"x\">a</mi>",
        "<mtext><meta/></mtext>", "</math><p>", "<mi href=\"javascript:x\">a</mi>", "<mi style=\"x\">a</mi>",
        "<mi", "<main>a</main>"}) {
    CAPTURE(bad);
    const std::string html = shown(bad);
    CHECK(!has(html, "<math"));
    CHECK(has(html, "<span class=\"plain\">E = -1/2 s&apos;Ws</span>"));
  }
}

TEST_CASE("Pictures are inside the page, every one with a text in its place") {
  Json run = record(1, "");
  run["figures"].push_back(figure("energy"));
  run["figures"][1]["alt"] = "";
  run["figures"][1]["animated"] = true;
  const std::string html = page(run);
  CHECK(wrong_tag(html) == "");
  CHECK(has(html, "src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"Alt of energy\""));
  CHECK(has(html, "src=\"data:image/png;base64,iVBORw==\" alt=\"Title of energy\""));  // moves: never the SVG
  CHECK(count(html, "<img ") == 2);
  CHECK(count(html, " alt=\"\"") == 0);
  CHECK(!has(html, "http://"));
  CHECK(!has(html, "https://"));
  CHECK(!has(html, "url("));
  CHECK(!has(html, "@import"));
  CHECK(!has(html, "<link"));

  const Scratch scratch;
  write_run(scratch.path, run);
  write_file(scratch.path / "energy.svg", std::string(500 * 1024, ' '));
  CHECK(!has(run_report(scratch.path), "image/svg"));
  fs::remove(scratch.path / "energy.png");
  CHECK(has(run_report(scratch.path), "image/svg"));
}

TEST_CASE("A picture that was not drawn says what to do about it") {
  Json run = record(1, "");
  run["figures"][0]["missing"] = "gnuplot was not found; install it (Debian: gnuplot-nox)";
  std::string html = page(run);
  CHECK(has(html, "gnuplot was not found; install it (Debian: gnuplot-nox)"));
  CHECK(has(html, "It would show: Alt of energy"));
  CHECK(count(html, "<img ") == 0);
  run["figures"][0] = figure("lost");
  html = page(run);
  CHECK(has(html, "lost.png was not found; `unroll plot`"));

  const Scratch scratch;  // Nor is a picture fetched from elsewhere.
  run["figures"][0]["name"] = "../energy";
  write_run(scratch.path / "run", run);
  fs::rename(scratch.path / "run/energy.png", scratch.path / "energy.png");
  fs::remove(scratch.path / "run/energy.svg");
  CHECK(count(run_report(scratch.path / "run"), "<img ") == 0);
}

TEST_CASE("A run.json from another version gives a page; a damaged one gives an error that names it") {
  CHECK(wrong_tag(page(Json::object())) == "");
  const Json odd = {{"number", {1, 2}}, {"figures", {1, "x", nullptr}},
                    {"options", "x"},   {"notes", 3},
                    {"blas", "x"},      {"versions", 2},
                    {"data", {1, {}}},  {"equations", {0}}};
  CHECK(wrong_tag(page(odd, Json::array({1, nullptr}))) == "");
  const Scratch scratch;
  write_run(scratch.path, record(1, ""));
  for (const std::string damaged : {"{\"number\": 1,", "[]", "", "\xff"}) {
    CAPTURE(damaged);
    write_file(scratch.path / "run.json", damaged);
    std::string problem;
    try {
      run_report(scratch.path);
    } catch (const Error& error) {
      problem = error.what();
    }
    CHECK(has(problem, "run.json is damaged"));
  }
  CHECK_THROWS_AS(run_report(scratch.path / "nowhere"), Error);
}

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
  CHECK(count(html, "class=\"card waiting\"") == catalogue().size());
  for (const auto& experiment : catalogue())
    CHECK(has(html, "<pre><code>./unroll run " + std::to_string(experiment.number) + "</code></pre>"));
  if (!catalogue().empty()) {
    const Experiment& first = catalogue().front();
    write_run(scratch.path / first.folder() / "run", record(first.number, "2026-11-21T06:00:00Z"));
    CHECK(count(gallery(scratch.path), "class=\"card waiting\"") == catalogue().size() - 1);
  }
  CHECK_THROWS_AS(write_gallery(scratch.path / "nowhere"), Error);
}

TEST_CASE("The gallery is the whole syllabus: what this version has not is named, without a command") {
  const Scratch scratch;
  write_run(scratch.path / "901_ring" / "run", record(901, ""));
  const std::string html = gallery(scratch.path);
  std::set<std::string> parts;
  std::size_t planned = 0;
  for (const auto& entry : syllabus()) {
    parts.insert(entry.part);
    const auto& all = catalogue();
    if (std::any_of(all.begin(), all.end(), [&](const auto& e) { return e.number == entry.number; }))
      continue;
    ++planned;
    CHECK(has(html, "<li><span class=\"number\">" + std::to_string(entry.number) + "</span>"));
    CHECK(!has(html, "./unroll run " + std::to_string(entry.number) + "<"));
  }
  CHECK(count(html, "<section class=\"part\"") == parts.size());
  std::size_t before = 0;
  for (const auto& entry : syllabus()) {
    const auto at = html.find(">Part " + entry.part + "</h2>");
    REQUIRE(at != std::string::npos);
    CHECK(at >= before);
    before = at;
  }
  CHECK(has(html, "1 of " + std::to_string(catalogue().size() + 1) + " experiments run."));
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
