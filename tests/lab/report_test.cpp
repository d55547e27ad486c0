// Pages of runs: well formed, escaped, self-contained, and calm about damaged folders.
#include "experiments/lab/report.hpp"

#include "experiments/lab/error.hpp"
#include "tests/catch.hpp"
#include "tests/lab/pages.hpp"

using namespace pages;
using Scratch = scratch::Folder;

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
  CHECK(has(html, "2 of 3 published figures reproduced; 1 not measured"));
  CHECK(has(html, "at least 0.97"));
  CHECK(has(html, "0.9 to 1"));
  CHECK(has(html, "at most 0.5"));
  CHECK(has(html, "any value"));
  CHECK(has(html, "half a unit of the last digit printed"));
  CHECK(has(html, "median [range] of 10 seeds"));
  CHECK(has(html, "✓</span> reproduced"));
  CHECK(has(html, "≠</span> differs"));
  CHECK(has(html, "–</span> not measured"));
  CHECK(has(page(record(1, ""), Json::array({finding("It falls.", "reproduced", 1, 1)})),
            "1 of 1 published figure reproduced<"));
  CHECK(has(page(record(1, ""), Json::array()), "No finding is declared"));
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

TEST_CASE("Laws, comparisons and published figures are counted apart, and a difference is explained") {
  const std::string html =
      page(record(1, ""), Json::array({finding("It falls.", "differs", 0.97, nullptr),
                                       finding("It is bounded.", "holds", 0, 1, "law"),
                                       finding("It is less.", "violated", 0, 1, "law"),
                                       finding("It wins.", "as expected", 0, 1, "comparison")}));
  CHECK(has(html, "0 of 1 published figure reproduced; 1 of 2 laws hold; 1 of 1 comparison as expected"));
  CHECK(count(html, "budget: It had too little time.") == 2);  // of the two that are not confirmed
  CHECK(has(html, "all of 10 seeds"));
}
