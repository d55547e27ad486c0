// Every rule can fail: a small project that keeps them all is spoilt in one place after the other, and the
// complaint names what and where.
#include <fstream>
#include <functional>
#include <limits>

#include "experiments/lab/pages.hpp"
#include "rules.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"

using namespace consistency;
using unroll::lab::Claim;
using unroll::lab::Figure;

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

const char* const lecture = R"(# 07 A ring of thoughts

    ./unroll run 7

![A ring of dots, of which one after the other turns dark](figures/07_ring.png)

## Theory on one screen
## What to see
## Published and measured

<!-- findings -->
<!-- /findings -->

## Three tasks
## Sources

<!-- references -->
<!-- /references -->

The code: [ring](../../experiments/07_ring). Back to [the index](README.md#topics).
)";

const char* const index_page = R"(# Lectures

По-русски: [здесь](ru/README.md).

## Topics

| no | name |
|---|---|
| [07] | ring |
| [09] | knot |

<!-- links -->
[07]: 07_ring.md
<!-- /links -->
)";

const char* const findings = R"({"command": "./unroll run 7", "cpu": "a processor", "kernel": "a kernel",
"findings": [{"id": "x", "kind": "published", "low": 0.9, "high": null, "values": [{"seed": 1, "value": 1}]}]})";

Experiment ring() {
  Experiment e;
  e.number = 7;
  e.slug = "ring";
  e.equations = {{"a", "b", "<mi>c</mi>"}};
  e.title = "A ring";
  e.part = "I Energy";
  e.shows = "dots that turn dark";
  e.question = "Does it ever end?";
  e.takes = {"1 s", "1 min", "a day"};
  e.references = {{"author1990", "A. Author, A paper (1990)", ""}};
  e.claims = {{.id = "x",
               .claim = "It ends",
               .source = "Author 1990, table 1",
               .published = "1",
               .unit = "",
               .low = 0.9,
               .reason = "half a digit",
               .value = {.table = "t", .column = "c"}}};
  e.figures = {{.name = "ring",
                .title = "The ring",
                .alt = "A ring of dots, of which one after the other turns dark",
                .script = "plot 1"}};
  return e;
}

// A project in a folder that goes when the test ends.
struct Sample {
  scratch::Folder folder;
  Project project;

  Sample() {
    project = {folder.path,
               {ring()},
               {{7, "ring", "A ring", "I Energy", ""}, {9, "knot", "A knot", "I Energy", ""}}};
    write("README.md",
          "# R\n\n[docs](docs/lectures)\n\n<!-- experiments -->\n| no | experiment | shows |\n|---|---|---|\n"
          "| 07 | [ring](docs/lectures/07_ring.md) | dots that turn dark |\n<!-- /experiments -->\n");
    write("docs/lectures/README.md", index_page);
    std::string russian = index_page;
    russian.replace(russian.find("[здесь](ru/README.md)"), std::string("[здесь](ru/README.md)").size(),
                    "[English](../README.md)");
    russian.replace(russian.find(": 07_ring.md"), 12, ": ../07_ring.md");
    write("docs/lectures/ru/README.md", russian);
    write("docs/lectures/07_ring.md", lecture);
    write("docs/lectures/figures/07_ring.png", "\x89PNG");
    write("experiments/07_ring/experiment.cpp", "//");
    write("experiments/07_ring/experiment.toml", "question = \"?\"");
    write("experiments/07_ring/figures/ring.gp", "set xlabel x\nplot 1");
    write("tests/experiments/ring_test.cpp", "TEST_CASE(\"\") { check_duties(\"07_ring\"); judge(\"x\"); }");
    write("docs/lectures/findings/07_ring.json", findings);
    for (const auto& [path, text] : unroll::lab::generated_pages(
             folder.path, {.experiments = project.experiments, .syllabus = project.syllabus}))
      write(path.string(), text);
    write("build/broken.md", "[a](b)");
    write(".hidden/broken.md", "[a](b)");
  }

  void write(const std::string& name, const std::string& text) const {
    fs::create_directories((folder.path / name).parent_path());
    std::ofstream(folder.path / name, std::ios::binary) << text;
  }
  void change(const std::string& name, const std::string& from, const std::string& to) const {
    std::string text = text_of(folder.path / name);
    REQUIRE(text.find(from) != std::string::npos);
    write(name, text.replace(text.find(from), from.size(), to));
  }
  void append(const std::string& name, const std::string& more) const {
    write(name, text_of(folder.path / name) + more);
  }
  void remove(const std::string& name) const { REQUIRE(fs::remove_all(folder.path / name) > 0); }

  Experiment& experiment() { return project.experiments[0]; }
  Claim& claim() { return experiment().claims[0]; }
  Figure& figure() { return experiment().figures[0]; }
};

using Rule = Complaints (*)(const Project&);
const Rule rules[] = {wrong_declarations,  wrong_claims,  wrong_figures,  wrong_syllabus, wrong_folders,
                      wrong_code,          wrong_scripts, wrong_tests,    wrong_lectures, wrong_generated,
                      wrong_lecture_index, wrong_links,   wrong_pictures, lonely_pages,   wrong_russian};

// What a rule says of the project when it is spoilt so: at least one sentence, and one of them holds `said`.
void check_said(Rule rule, const std::string& said, const std::function<void(Sample&)>& spoil) {
  Sample sample;
  spoil(sample);
  const Complaints complaints = rule(sample.project);
  std::string all;
  bool found = false;
  for (const auto& complaint : complaints) {
    CHECK(!scratch::contains(complaint, "\n"));
    found |= scratch::contains(complaint, said);
    all += complaint + "\n";
  }
  INFO("expected: " << said << "\nsaid: " << all);
  CHECK(found);
}

}  // namespace

TEST_CASE("mutations: the small project keeps every rule") {
  const Sample sample;
  for (const Rule rule : rules)
    for (const auto& complaint : rule(sample.project)) FAIL_CHECK(complaint);
}

TEST_CASE("mutations: what an experiment declares") {
  const auto said = [](const std::string& words, auto spoil) {
    check_said(wrong_declarations, words, spoil);
  };
  said("07_ring: `title` is empty", [](Sample& s) { s.experiment().title = ""; });
  said("07_ring: `shows` is empty", [](Sample& s) { s.experiment().shows = ""; });
  said("`question` asks nothing", [](Sample& s) { s.experiment().question = "It ends."; });
  said("it declares no equation", [](Sample& s) { s.experiment().equations.clear(); });
  said("\"6 s\" at quick scale", [](Sample& s) { s.experiment().takes[0] = "6 s"; });
  said("\"\" at quick scale", [](Sample& s) { s.experiment().takes[0] = ""; });
  said("\"soon\" at quick scale", [](Sample& s) { s.experiment().takes[0] = "soon"; });
  said("\"2 min\" at lecture scale", [](Sample& s) { s.experiment().takes[1] = "2 min"; });
  said("nothing of paper scale", [](Sample& s) { s.experiment().takes[2] = ""; });
  said("names no paper with its year", [](Sample& s) { s.experiment().references = {{"a", "A paper", ""}}; });
}

TEST_CASE("mutations: findings and figures") {
  const auto claims = [](const std::string& words, auto spoil) { check_said(wrong_claims, words, spoil); };
  claims("07_ring: there are no findings", [](Sample& s) { s.experiment().claims.clear(); });
  claims("claim \"x\": `published` is empty", [](Sample& s) { s.claim().published = ""; });
  claims("claim \"x\": `reason` is empty", [](Sample& s) { s.claim().reason = ""; });
  claims("claim \"x\": the source \"somebody\"", [](Sample& s) { s.claim().source = "somebody"; });
  claims("claim \"x\": the source \"\"", [](Sample& s) { s.claim().source = ""; });
  claims("claim \"x\": it has no band", [](Sample& s) { s.claim().low = -infinite; });
  claims("its band from 2 to 1 is empty", [](Sample& s) { s.claim().low = 2, s.claim().high = 1; });
  claims("another one has this id", [](Sample& s) { s.experiment().claims.push_back(s.claim()); });
  const auto figures = [](const std::string& words, auto spoil) { check_said(wrong_figures, words, spoil); };
  figures("07_ring: it draws nothing", [](Sample& s) { s.experiment().figures.clear(); });
  figures("figure \"ring\": its alt text \"\"", [](Sample& s) { s.figure().alt = ""; });
  figures("figure \"ring\": its alt text \"A ring\"", [](Sample& s) { s.figure().alt = "A ring"; });
  figures("of its own", [](Sample& s) { s.figure().title = s.figure().alt; });
  figures("needs a name of its own", [](Sample& s) { s.experiment().figures.push_back(s.figure()); });
  figures("no script draws it", [](Sample& s) { s.figure().script = ""; });
}

TEST_CASE("mutations: the syllabus, folders and tests") {
  check_said(wrong_syllabus, "07_ring: experiments/syllabus.txt has no number 7",
             [](Sample& s) { s.project.syllabus.erase(s.project.syllabus.begin()); });
  check_said(wrong_syllabus, "number 7 is thing in", [](Sample& s) { s.project.syllabus[0].slug = "thing"; });
  check_said(wrong_syllabus, "`part` is \"II Else\"", [](Sample& s) { s.experiment().part = "II Else"; });
  check_said(wrong_folders, "experiments/07_ring: there is no experiment.toml",
             [](Sample& s) { s.remove("experiments/07_ring/experiment.toml"); });
  check_said(wrong_folders, "experiments/09_knot: it is not in the list",
             [](Sample& s) { s.write("experiments/09_knot/experiment.cpp", "//"); });
  const auto tests = [](const std::string& words, auto spoil) { check_said(wrong_tests, words, spoil); };
  tests("07_ring: it has no test; that should be tests/experiments/ring_test.cpp",
        [](Sample& s) { s.remove("tests/experiments/ring_test.cpp"); });
  tests("ring_test.cpp: there is no TEST_CASE",
        [](Sample& s) { s.write("tests/experiments/ring_test.cpp", "//"); });
  tests("ring_test.cpp: it does not check the duties of every experiment, check_duties(\"07_ring\")",
        [](Sample& s) { s.change("tests/experiments/ring_test.cpp", "07_ring", "08_ring"); });
  tests("no test judges made-up results of the finding \"x\"",
        [](Sample& s) { s.change("tests/experiments/ring_test.cpp", "\"x\"", "\"y\""); });
}

TEST_CASE("mutations: code and scripts") {
  const std::string cpp = "experiments/07_ring/experiment.cpp", gp = "experiments/07_ring/figures/ring.gp";
  const auto code = [](const std::string& words, auto spoil) { check_said(wrong_code, words, spoil); };
  code("\"set xrange\" is gnuplot", [&](Sample& s) { s.append(cpp, "set xrange"); });
  code("\"with lines\" is gnuplot", [&](Sample& s) { s.append(cpp, "plot x with lines"); });
  code("claim \"x\": nothing measures it", [](Sample& s) { s.claim().value.table = ""; });
  code("1101 lines", [&](Sample& s) { s.append(cpp, std::string(1101, '\n')); });
  code("11 files", [](Sample& s) {
    for (const char name : std::string("abcdefghij"))
      s.write(std::string("experiments/07_ring/") + name + ".hpp", "");
  });
  const auto scripts = [](const std::string& words, auto spoil) { check_said(wrong_scripts, words, spoil); };
  scripts("xlabel 'the lag` prints words", [&](Sample& s) { s.write(gp, "set xlabel 'the lag'"); });
  for (const char* line :
       {"plot 1 title \"one\"", "set label 3 'chance'", "set cblabel 'size'", "set title sprintf('at %d')"})
    scripts("prints words", [&](Sample& s) { s.write(gp, line); });
  for (const char* line : {"plot 'a.csv' using 1:2", "plot 'a.csv' skip 1 using (column('a'))"})
    scripts("by their place", [&](Sample& s) { s.write(gp, line); });
}

TEST_CASE("mutations: a lecture page") {
  const auto said = [](const std::string& words, auto spoil) { check_said(wrong_lectures, words, spoil); };
  const std::string page = "docs/lectures/07_ring.md";
  said("07_ring: it has no lecture page; that should be docs/lectures/07_ring.md",
       [&](Sample& s) { s.remove(page); });
  said("should begin with 07", [&](Sample& s) { s.change(page, "# 07 A", "# 70 A"); });
  said("how to run it, `    ./unroll run 7`", [&](Sample& s) { s.change(page, "run 7", "run 71"); });
  for (const std::string heading :
       {"Theory on one screen", "What to see", "Published and measured", "Three tasks", "Sources"})
    said("no heading \"## " + heading + "\"", [&](Sample& s) { s.change(page, heading, "Other"); });
  said("shows no picture", [&](Sample& s) { s.change(page, "![A", "[A"); });
  said("does not link to its code", [&](Sample& s) { s.change(page, "(../../experiments/07_ring)", "()"); });
  said("docs/lectures/09_knot.md: the catalogue has no experiment of that name",
       [&](Sample& s) { s.write("docs/lectures/09_knot.md", "# 09"); });
}

TEST_CASE("mutations: generated parts") {
  const auto said = [](const std::string& words, auto spoil) { check_said(wrong_generated, words, spoil); };
  for (const char* part : {"07 |", "[ring]", "07_ring.md", "turn dark"})
    said("README.md is not what `unroll pages` makes", [&](Sample& s) { s.change("README.md", part, "x"); });
  said("README.md lacks the markers", [](Sample& s) { s.change("README.md", "<!-- experiments -->", ""); });
  const std::string page = "docs/lectures/07_ring.md";
  said(page + " is not what", [&](Sample& s) { s.change(page, "It ends | Author", "It goes on | Author"); });
  said(page + " is not what", [&](Sample& s) { s.change(page, "reproduced", "**differs**"); });
  said(page + " is not what", [&](Sample& s) { s.change(page, "A. Author", "B. Author"); });
  said(page + " is not what", [](Sample& s) { s.claim().high = 0.95; });
  said(page + " is not what", [](Sample& s) { s.claim().published = "2"; });
  const std::string reference = "docs/lectures/findings/07_ring.json";
  said(page + " is not what", [&](Sample& s) { s.change(reference, "\"value\": 1", "\"value\": 0.5"); });
  said("is missing", [&](Sample& s) { s.remove(reference); });
  said("is damaged", [&](Sample& s) { s.write(reference, "{"); });
  said("a finding \"x\" that 07_ring does not declare", [](Sample& s) { s.claim().id = "y"; });
}

TEST_CASE("mutations: the lectures' index") {
  for (const std::string folder : {"docs/lectures", "docs/lectures/ru"}) {
    const std::string file = folder + "/README.md";
    const auto index = [&](const std::string& words, auto spoil) {
      check_said(wrong_lecture_index, file + ": " + words, spoil);
    };
    index("it is missing", [&](Sample& s) { s.remove(file); });
    index("its table has no row that begins `| [09] | knot |`",
          [&](Sample& s) { s.change(file, "knot", "nut"); });
    index("experiment 07 exists, so the line `[07]: ", [&](Sample& s) { s.change(file, "[07]:", "[70]:"); });
    index("[07] leads to", [&](Sample& s) { s.change(file, "07_ring.md\n", "README.md\n"); });
    index("[09] leads to x, but there is no experiment 09 yet",
          [&](Sample& s) { s.append(file, "[09]: x\n"); });
    index("[70] is no number", [&](Sample& s) { s.append(file, "\nSee [70].\n"); });
  }
}

TEST_CASE("mutations: links and pictures") {
  const auto links = [](const std::string& words, const std::string& more) {
    check_said(wrong_links, words, [&](Sample& s) { s.append("docs/lectures/README.md", more); });
  };
  links("docs/lectures/README.md:16: the link \"b.md\" leads to docs/lectures/b.md, which does not exist",
        "\n[a](b.md)\n");
  links("leads nowhere", "[a]()");
  links("leads out of the project", "[a](../../../b.md)");
  links("leads out of the project", "[a](/etc/hosts)");
  links("leads to #b, but docs/lectures/07_ring.md has no such heading", "[a](07_ring.md#b)");
  links("leads to #b, but docs/lectures/README.md has no such heading", "[a](#b)");
  links("the link \"x\" leads to docs/lectures/x", "\n[x]: x\n");
  links("shows docs/lectures/ru, which is no picture", "![a](ru)");
  check_said(wrong_links, "which is no picture",
             [](Sample& s) { s.write("docs/lectures/figures/07_ring.png", ""); });
  check_said(wrong_links, "docs/lectures/07_ring.md:5: ", [](Sample& s) {
    s.remove("docs/lectures/figures/07_ring.png");
  });
  check_said(wrong_links, "leads to #topics",
             [](Sample& s) { s.change("docs/lectures/README.md", "Topics", "x"); });
  check_said(wrong_pictures, "docs/lectures/07_ring.md:5: the picture figures/07_ring.png has no alt text",
             [](Sample& s) {
               s.change("docs/lectures/07_ring.md", "A ring of dots, of which one after the other turns dark",
                        "");
             });
  check_said(wrong_pictures, "docs/lectures/figures/07_old.png: no page shows it",
             [](Sample& s) { s.write("docs/lectures/figures/07_old.png", "x"); });
}

TEST_CASE("mutations: lonely and Russian pages") {
  check_said(lonely_pages, "docs/notes.md: no other page links to it",
             [](Sample& s) { s.write("docs/notes.md", "[me](notes.md)"); });
  check_said(lonely_pages, "docs/more/README.md: no other",
             [](Sample& s) { s.write("docs/more/README.md", "#"); });
  check_said(wrong_russian, "docs/lectures/ru/07_old.md: there is no English page docs/lectures/07_old.md",
             [](Sample& s) { s.write("docs/lectures/ru/07_old.md", "#"); });
  check_said(wrong_russian, "docs/lectures/ru/README.md: it does not link to docs/lectures/README.md",
             [](Sample& s) { s.change("docs/lectures/ru/README.md", "../README.md", "README.md"); });
  check_said(wrong_russian, "docs/lectures/README.md: it does not link to docs/lectures/ru/README.md",
             [](Sample& s) { s.change("docs/lectures/README.md", "ru/README.md", "README.md"); });
}
