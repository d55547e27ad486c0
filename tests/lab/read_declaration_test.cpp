// A declaration is read as it is written, and every mistake in it is one sentence with its line.
#include "experiments/lab/read_declaration.hpp"

#include <cmath>
#include <functional>
#include <stdexcept>

#include "experiments/lab/files.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
using scratch::contains;
namespace fs = std::filesystem;

namespace {

const char* const whole = R"(question = "Does it end?"
takes = {quick = "1 s", lecture = "2 s", paper = "3 h"}
references = ["gauss1809"]

[[equation]]
name = "a law"
text = "E = 0"
tex = 'E = 0'

[[option]]
name = "units"
kind = "integer"
default = [1, 2, 3]
range = [1, 9]
help = "hidden units"

[[option]]
name = "cells"
kind = "words"
default = [["a"], ["a", "b"], ["a", "b", "c"]]
value = "CELL..."
check = "cells"
help = "cells"

[[option]]
name = "seeds"
kind = "seeds"
default = ["1..2", 10, 20]
first = 0

[[table]]
name = "errors"
columns = ["net", "seed", "error", "solved"]
help = "errors"

[[summary]]
name = "summary"
table = "errors"
by = ["net"]
of = ["error"]
shares = ["solved"]

[[finding]]
id = "x"
claim = "Error of the net"
source = "gauss1809, table 2"
published = "0.1"
band = [-inf, 0.2]
reason = "twice as much"
given = {units = [2, inf]}
value = {table = "errors", column = "error", where = {net = ["a", "b"]}, minus = {net = "c"}, each = "max"}
differs = {class = "budget", because = "Too few updates."}

[[finding]]
id = "y"
claim = "Largest error"
source = "theory: it is bounded"
published = "1"
band = [0, 1]
kind = "law"
reason = "exact"

[[figure]]
name = "curve"
title = "A curve"
alt = "It falls."
size = [640, 400]
words = {x = "updates", names = ["one net", "two"]}
)";

const char* const references =
    R"([{"id": "gauss1809", "type": "book", "title": "Theoria motus", "author": [{"family": "Gauss", "given": "C. F."}],
"issued": {"date-parts": [[1809]]}}])";

// A folder with the file, changed by replacing `from`.
struct Folder {
  scratch::Folder folder;
  fs::path experiment = folder.path / "07_ring";

  explicit Folder(const std::string& from = "", const std::string& to = "") {
    std::string text = whole;
    if (!from.empty()) {
      REQUIRE(contains(text, from));
      text.replace(text.find(from), from.size(), to);
    }
    fs::create_directories(experiment / "figures");
    write_file(experiment / "experiment.toml", text);
    write_file(experiment / "figures" / "curve.gp", "plot 1\n");
  }
  Declaration read() const {
    return read_declaration_toml(experiment,
                                 {.syllabus = parse_syllabus("I Part\n07 | ring | A ring | shows it\n"),
                                  .references = Bibliography::parse(references, "references.json"),
                                  .harness = UNROLL_HARNESS,
                                  .typeset = [](const std::string& tex) {
                                    if (tex.empty()) throw std::invalid_argument("no TeX");
                                    return "<mi>" + tex + "</mi>";
                                  }});
  }
  std::string refusal() const {
    try {
      read();
    } catch (const std::invalid_argument& problem) {
      return problem.what();
    }
    return "";
  }
};

}  // namespace

TEST_CASE("declarations: everything is read as it is written") {
  const Declaration d = Folder().read();
  CHECK((d.number == 7 && d.slug == "ring" && d.title == "A ring" && d.part == "I Part" &&
         d.shows == "shows it"));
  CHECK(d.takes == std::array<std::string, 3>{"1 s", "2 s", "3 h"});
  CHECK(contains(d.references.at(0).text, "Theoria motus"));
  CHECK(d.equations.at(0).mathml == "<mi>E = 0</mi>");
  CHECK(d.option("units")->standard == std::array<Words, 3>{Words{"1"}, {"2"}, {"3"}});
  CHECK((d.option("units")->low == 1 && d.option("units")->high == 9));
  CHECK(d.option("cells")->standard[2] == Words{"a", "b", "c"});
  CHECK(d.option("cells")->check == "cells");
  CHECK(d.option("seeds")->standard == std::array<Words, 3>{Words{"1..2"}, {"10"}, {"20"}});
  CHECK(d.option("seeds")->first == 0);
  const Claim& x = *d.claim("x");
  CHECK(x.source == "Gauss 1809, table 2");
  CHECK((std::isinf(x.low) && x.high == 0.2));
  CHECK(x.value.where.at("net") == Words{"a", "b"});
  CHECK((x.value.compare == '-' && x.value.against.at("net") == Words{"c"} && x.value.each == "max"));
  CHECK((x.given.at(0).low == 2 && std::isinf(x.given.at(0).high)));
  CHECK((x.differs_class == "budget" && x.differs_by == "Too few updates."));
  CHECK(d.claim("y")->kind == FindingKind::law);
  CHECK(d.summaries.at(0).shares == std::vector<std::string>{"solved"});
  const Figure& curve = d.figures.at(0);
  CHECK((curve.width == 640 && curve.height == 400 && curve.script == "plot 1\n"));
  CHECK(curve.words.at("x") == "'updates'");
}

TEST_CASE("declarations: the compiled form reads back as the same") {
  const Declaration d = Folder().read();
  CHECK(to_json(declaration_of_json(to_json(d))) == to_json(d));
  for (const char* text : {"", "{", "[]", "{\"number\": 1}"})
    CHECK_THROWS_AS(declaration_of_json(text), std::invalid_argument);
}

TEST_CASE("declarations: what the training harness adds comes with one word") {
  const Declaration d = Folder("references =", "trains = true\nreferences =").read();
  for (const char* name : {"gradients", "states", "curves"}) {
    CHECK(d.option(name) != nullptr);
    CHECK(d.table(name)->only_with == name);
  }
  const Declaration one = Folder("references =", "trains = [\"gradients\"]\nreferences =").read();
  CHECK((one.option("gradients") != nullptr && one.option("states") == nullptr));
  CHECK(contains(Folder("references =", "trains = [\"gradient\"]\nreferences =").refusal(), "\"gradient\""));
}

TEST_CASE("declarations: every mistake is one sentence that says where and what would be right") {
  const auto said = [](const std::string& from, const std::string& to, const Words& pieces) {
    const std::string refusal = Folder(from, to).refusal();
    CAPTURE(from, to, refusal);
    CHECK(!contains(refusal, "\n"));
    for (const auto& piece : pieces) CHECK(contains(refusal, piece));
  };
  said("question = \"Does it end?\"", "question = Does", {"07_ring/experiment.toml, line 1"});
  said("question =", "qestion =", {"lacks `question`"});
  said("help = \"hidden units\"", "hlp = \"hidden units\"", {"[[option]] \"units\"", "lacks `help`"});
  said("range = [1, 9]", "range = [1, 9]\nrnage = 1", {"line 15", "`rnage`, which nothing reads"});
  said("range = [1, 9]", "range = [1]", {"no list of 2 numbers"});
  said("default = [1, 2, 3]", "default = [1, 2]", {"other than three scales"});
  said("default = [1, 2, 3]", "default = [1, 2, 30]", {"a default that is not right", "from 1 to 9"});
  said("kind = \"integer\"", "kind = \"whole\"", {"`kind` \"whole\"", "integer, real"});
  said("default = [\"1..2\", 10, 20]", "default = 0", {"a default that is not right"});
  said("\"gauss1809\"]", "\"euler1750\"]", {"\"euler1750\"", "references.json"});
  said("gauss1809, table 2", "euler1850, table 2", {"euler1850"});
  said("tex = 'E = 0'", "tex = ''", {"`tex`"});
  said("band = [-inf, 0.2]", "band = [-inf, inf]", {"[[finding]] \"x\"", "nothing can lie outside of"});
  said("band = [-inf, 0.2]", "band = [1, 0]", {"nothing can lie in"});
  said("band = [-inf, 0.2]", "", {"lacks `band`"});
  said("kind = \"law\"", "kind = \"guess\"", {"published, law, comparison"});
  said("column = \"error\"", "column = \"errors\"",
       {"the column \"errors\", which the table \"errors\" has not"});
  said("value = {table = \"errors\"", "value = {table = \"error\"", {"the table \"error\" has not"});
  said("each = \"max\"", "each = \"most\"", {"`each` \"most\"", "max, min"});
  said("minus = {net = \"c\"}", "minus = {net = \"c\"}, over = {net = \"d\"}", {"both `minus` and `over`"});
  said("where = {net = [\"a\", \"b\"]}", "where = {net = \"@nets\"}", {"--nets, which is no option"});
  said("given = {units = [2, inf]}", "given = {unit = 2}", {"--unit, which is no option"});
  said("class = \"budget\"", "class = \"bad luck\"", {"`class` \"bad luck\"", "budget"});
  said("id = \"y\"", "id = \"x\"", {"the finding \"x\" twice"});
  said("table = \"errors\"\nby", "table = \"error\"\nby", {"\"error\", which is no [[table]]"});
  said("of = [\"error\"]", "of = [\"seed\", \"steps\"]", {"the column \"steps\""});
  said("of = [\"error\"]\nshares = [\"solved\"]", "", {"summarises no column"});
  said("name = \"summary\"", "name = \"errors\"", {"the table \"errors\" twice"});
  said("\"solved\"]\nhelp", "\"error\"]\nhelp", {"the column \"error\" twice"});
  said("name = \"curve\"", "name = \"curves\"", {"has no script", "figures/curves.gp"});
  said("words = {x", "only_with = \"fast\"\nwords = {x", {"--fast, which is no option"});
  said("words = {x", "words = {option_units", {"the name of an option"});
  said("name = \"seeds\"", "name = \"out\"", {"--out of 07_ring is already an option of every run"});
}

TEST_CASE("declarations: a script without a figure, and a folder that is not in the syllabus, are refused") {
  const Folder folder;
  write_file(folder.experiment / "figures" / "other.gp", "");
  CHECK(contains(folder.refusal(), "no figure for figures/other.gp"));
  const Folder moved;
  fs::rename(moved.experiment, moved.folder.path / "08_ring");
  Folder other;
  other.experiment = moved.folder.path / "08_ring";
  CHECK(contains(other.refusal(), "08_ring is no NN_slug"));
}
