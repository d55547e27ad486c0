// Scripts that stand for themselves, and what becomes of them with and without gnuplot.
#include "experiments/lab/figures.hpp"

#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "experiments/lab/error.hpp"
#include "experiments/lab/files.hpp"
#include "experiments/lab/process.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
using scratch::contains;

namespace {

Figure curve() {
  return {.name = "curve",
          .title = "A curve",
          .alt = "It rises.",
          .script = "plot 'data.csv' using (column('x')):(column('y')) with lines title label",
          .width = 640,
          .height = 400};
}

Figure film() {
  return {.name = "film",
          .title = "A film",
          .alt = "It moves.",
          .script = "do for [k=0:frames-1] {\n  set output sprintf('film-%04d.png', k)\n  plot x + k\n}",
          .width = 64,
          .height = 48,
          .animated = true};
}

Json record(const Figure& figure) {
  return {{"name", figure.name},
          {"animated", figure.animated},
          {"formats", figure.animated ? Json{"png"} : Json{"svg", "png"}}};
}

// A run's folder, and a PATH with nothing on it but what stands for gnuplot.
struct Stub {
  scratch::Folder folder;
  fs::path bin = folder.path / "bin", run = folder.path / "run";
  scratch::Variable path{"PATH", bin.string()};

  Stub() {
    fs::create_directories(bin);
    fs::create_directories(run);
    write_file(run / "curve.gp", figure_script(curve(), {}));
  }
  void gnuplot(const std::string& script, fs::perms rights = fs::perms::owner_all) const {
    write_file(bin / "gnuplot", "#!/bin/sh\n" + script + "\n");
    fs::permissions(bin / "gnuplot", rights);
  }
  Json drawn(const Figure& figure = curve()) const {
    Json json = record(figure);
    draw_figure(run, json);
    return json;
  }
};

void check_missing(const Json& figure, const std::string& why) {
  CAPTURE(figure.dump());
  CHECK(figure["files"].empty());
  CHECK(figure["show"].is_null());
  REQUIRE(figure["missing"].is_string());
  CHECK(contains(figure["missing"], why));
  CHECK(contains(figure["missing"], "unroll plot"));
}

bool have_gnuplot() {
  const bool have = run_process({"gnuplot", "--version"}).started;
  if (!have) WARN("gnuplot is not installed: nothing was drawn in this test");
  return have;
}

}  // namespace

TEST_CASE("figures: a script has the house style, its variables before its lines, and both formats") {
  const std::string script = figure_script(curve(), {{"label", "'Hebb'"}, {"units", "4096"}});
  for (const char* piece : {"# A curve", "curve.gp", "set datafile separator ','", "#0072B2",
                            "\nlabel = 'Hebb'\n", "\nunits = 4096\n", "set terminal svg size 640,400",
                            "set terminal pngcairo size 1280,800", "set output 'curve.'.format"})
    CHECK(contains(script, piece));
  CHECK(script.find("label = ") < script.find(curve().script));
  CHECK(script.find("set datafile") < script.find("label = "));
  CHECK(script.find(curve().script) == script.rfind(curve().script));
}

TEST_CASE("figures: an animation is drawn once, as frames of the size that was said") {
  const std::string script = figure_script(film(), {{"frames", "3"}});
  CHECK(contains(script, "set terminal pngcairo size 64,48"));
  CHECK(contains(script, "\nframes = 3\n"));
  CHECK(!contains(script, "terminal svg"));
  CHECK(script.ends_with(film().script));
}

TEST_CASE("figures: without gnuplot a picture is missing and the remedy is named") {
  const Stub stub;
  check_missing(stub.drawn(), "gnuplot-nox");
}

TEST_CASE("figures: a gnuplot that may not be run costs the picture, not the run") {
  const Stub stub;
  stub.gnuplot("exit 0", fs::perms::owner_read);
  check_missing(stub.drawn(), "Permission denied");
}

TEST_CASE("figures: a gnuplot that fails is quoted, at a bearable length") {
  const Stub stub;
  stub.gnuplot("echo 'curve.gp:7: no such column'; exit 3");
  const Json figure = stub.drawn();
  check_missing(figure, "status 3");
  check_missing(figure, "curve.gp:7: no such column");
  stub.gnuplot("i=0; while [ $i -lt 500 ]; do echo 0123456789; i=$((i + 1)); done; exit 1");
  CHECK(stub.drawn()["missing"].get<std::string>().size() < 600);
}

TEST_CASE("figures: a gnuplot that draws nothing is no success") {
  const Stub stub;
  stub.gnuplot("exit 0");
  check_missing(stub.drawn(), "curve.gp");
  check_missing(stub.drawn(film()), "no frames");
}

TEST_CASE("figures: gnuplot gets the script's name and each format, in the run's folder") {
  const Stub stub;
  stub.gnuplot("echo \"$#:$1:$2:$3</svg>\" >> curve.svg");
  const Json figure = stub.drawn();
  CHECK(read_file(stub.run / "curve.svg") ==
        "3:-e:format='svg':curve.gp</svg>\n3:-e:format='png':curve.gp</svg>\n");
  CHECK(figure["files"] == Json::array({"curve.svg"}));
  CHECK(figure["show"] == "curve.svg");
  CHECK(figure["missing"].is_null());
}

TEST_CASE("figures: a picture cut short counts as missing and is not kept") {
  const Stub stub;
  stub.gnuplot("echo '<svg>' > curve.svg; echo IEND > curve.png");
  check_missing(stub.drawn(), "curve.svg was cut short");
  CHECK(!fs::exists(stub.run / "curve.svg"));
}

TEST_CASE("figures: of two files the PNG is shown") {
  const Stub stub;
  stub.gnuplot("echo '</svg>' > curve.svg; echo IEND > curve.png");
  const Json figure = stub.drawn();
  CHECK(figure["files"] == Json::array({"curve.svg", "curve.png"}));
  CHECK(figure["show"] == "curve.png");
}

TEST_CASE("figures: cells stay sharp in the SVG, by one attribute however often it is drawn") {
  const Stub stub;
  stub.gnuplot("echo \"<svg><image width='2'/><g/><image width='3'/></svg>\" > curve.svg");
  const std::string sharp =
      "<svg><image style='image-rendering:pixelated' width='2'/><g/>"
      "<image style='image-rendering:pixelated' width='3'/></svg>\n";
  stub.drawn();
  CHECK(read_file(stub.run / "curve.svg") == sharp);
  stub.gnuplot("exit 0");
  stub.drawn();
  CHECK(read_file(stub.run / "curve.svg") == sharp);
}

TEST_CASE("figures: gnuplot draws SVG and PNG, the same bytes each time") {
  if (!have_gnuplot()) return;
  std::string svg, png;
  for (int round = 0; round < 2; ++round) {
    const scratch::Folder folder;
    write_file(folder.path / "data.csv", "x,y\n0,0\n1,1\n2,4\n");
    write_file(folder.path / "curve.gp", figure_script(curve(), {{"label", "'Größe ≤ ½'"}}));
    Json figure = record(curve());
    draw_figure(folder.path, figure);
    CAPTURE(figure.dump());
    REQUIRE(figure["missing"].is_null());
    CHECK(figure["files"] == Json::array({"curve.svg", "curve.png"}));
    if (round == 0) {
      svg = read_file(folder.path / "curve.svg");
      png = read_file(folder.path / "curve.png");
      CHECK(contains(svg, "Größe ≤ ½"));
      CHECK(png.substr(16, 8) == std::string("\0\0\x05\0\0\0\x03\x20", 8));  // 1280 × 800
    }
    CHECK((read_file(folder.path / "curve.svg") == svg));
    CHECK((read_file(folder.path / "curve.png") == png));
  }
}

TEST_CASE("figures: gnuplot's frames become one animation, without those of a drawing that failed") {
  if (!have_gnuplot()) return;
  const scratch::Folder folder;
  write_file(folder.path / "film.gp", figure_script(film(), {{"frames", "3"}}));
  for (const char* stale : {"film-0000.png", "film-0001.png", "film-0002.png", "film-0003.png"})
    write_file(folder.path / stale, "stale");
  Json figure = record(film());
  draw_figure(folder.path, figure);
  CAPTURE(figure.dump());
  REQUIRE(figure["missing"].is_null());
  CHECK(figure["show"] == "film.png");
  const std::string png = read_file(folder.path / "film.png");
  const auto control = png.find("acTL");
  REQUIRE(control != std::string::npos);
  CHECK(png.substr(control + 4, 4) == std::string("\0\0\0\3", 4));
  CHECK(!fs::exists(folder.path / "film-0000.png"));
}

TEST_CASE("figures: a script that gnuplot does not understand costs the picture, and gnuplot says why") {
  if (!have_gnuplot()) return;
  const scratch::Folder folder;
  Figure wrong = curve();
  wrong.script = "plot nonsense(";
  write_file(folder.path / "curve.gp", figure_script(wrong, {}));
  Json figure = record(wrong);
  draw_figure(folder.path, figure);
  REQUIRE(figure["missing"].is_string());
  CHECK(contains(figure["missing"], "curve.gp"));
}

TEST_CASE("figures: an older run's script draws all formats in one go") {
  const Stub stub;
  stub.gnuplot("echo \"$#:$1</svg>\" >> curve.svg");
  Json json{{"name", "curve"}, {"animated", false}};
  draw_figure(stub.run, json);
  CHECK(read_file(stub.run / "curve.svg") == "1:curve.gp</svg>\n");
  CHECK(json["missing"].is_null());
}

TEST_CASE("figures: numbers, texts and lists become expressions from which gnuplot gets them back") {
  CHECK(script_number(3) == "3.0");
  CHECK(script_number(0.25) == "0.25");
  CHECK(script_number(std::nan("")) == "NaN");
  CHECK(script_text("it's 3 %") == "'it''s 3 %'");
  CHECK(script_text("two\nlines \"x\"") == "\"two\\nlines \\\"x\\\"\"");
  if (!have_gnuplot()) return;
  const scratch::Folder folder;
  write_file(
      folder.path / "a.gp",
      "list = " + script_list({"one word", "o'brien", "x"}) + "\ntext = " + script_text("it's\ntwo") +
          "\nset print 'a.txt'\nprint words(list), '|', word(list, 1), '|', word(list, 2)\nprint text\n");
  run_process({"gnuplot", "a.gp"}, folder.path);
  CHECK(read_file(folder.path / "a.txt") == "3 | one word | o'brien\nit's\ntwo\n");
}

TEST_CASE("figures: options and words are variables of the script, and a word may not hide another") {
  Figure figure = curve();
  figure.words = {{"x", script_text("updates")}};
  CHECK(contains(figure_script(figure, {{"label", "'a'"}}), "\nx = 'updates'\n"));
  CHECK_THROWS_AS(figure_script(figure, {{"x", "1"}}), std::logic_error);
  Declaration declaration;
  declaration.options = {
      {.name = "map-steps", .kind = Option::Kind::integer, .standard = {Words{"5"}, {"5"}, {"5"}}},
      {.name = "cells", .kind = Option::Kind::words, .standard = {Words{"a", "b"}, {"a"}, {"a"}}},
      {.name = "fast", .kind = Option::Kind::flag, .standard = {Words{"no"}, {"no"}, {"no"}}}};
  const auto variables = option_variables(declaration, Settings(declaration, Scale::quick));
  CHECK(variables.at("option_map_steps") == "5");
  CHECK(variables.at("option_cells") == script_list({"a", "b"}));
  CHECK(variables.at("option_fast") == "0");
}
