// Grids: every combination with every seed, rows in the order of the grid whatever the threads do.
#include "experiments/lab/grid.hpp"

#include <mutex>

#include "experiments/lab/files.hpp"
#include "tests/catch.hpp"
#include "tests/lab/declared.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;

namespace {

Declaration declaration() {
  Declaration d;
  d.number = 96;
  d.slug = "grid";
  d.options = {declared::option("seeds", Option::Kind::seeds, "2")};
  d.tables = {{"rows", "rows", {"cell", "what", "rate", "seed", "value"}}, {"plain", "rows", {"value"}}};
  return d;
}

std::string rows_of(const std::function<void(Run&)>& body, unsigned threads,
                    const std::string& table = "rows") {
  const scratch::Folder folder;
  const auto outcome = declared::run(declaration(), {.body = body}, folder.path, {}, threads);
  return read_file(outcome.folder / (table + ".csv"));
}

const std::vector<Axis> axes{{"cell", {"a", "b"}}, {"rate", std::vector<double>{0.1, 0.5}}};

}  // namespace

TEST_CASE("grid: rows carry grid values and seed, in the order of the grid, for any number of threads") {
  const auto body = [](Run& run) {
    run.grid({.label = "points", .axes = axes, .seeds = run.seeds()},
             [](Point& at) { at.row("rows", "x", at.number("rate") * static_cast<double>(at.seed())); });
  };
  const std::string expected =
      "cell,what,rate,seed,value\na,x,0.1,1,0.1\na,x,0.1,2,0.2\na,x,0.5,1,0.5\na,x,0.5,2,1\n"
      "b,x,0.1,1,0.1\nb,x,0.1,2,0.2\nb,x,0.5,1,0.5\nb,x,0.5,2,1\n";
  for (const unsigned threads : {1u, 2u, 5u}) CHECK(rows_of(body, threads) == expected);
}

TEST_CASE("grid: costly points come first, and rows stay in the order of the grid") {
  std::vector<std::string> order;
  const auto body = [&](Run& run) {
    run.grid({.label = "points",
              .axes = axes,
              .seeds = {1},
              .cost = [](const Point& at) { return at.number("rate"); }},
             [&](Point& at) {
               order.push_back(at.word("cell") + at.word("rate"));
               at.row("rows", "x", at.index("cell"));
             });
  };
  CHECK(rows_of(body, 1) ==
        "cell,what,rate,seed,value\na,x,0.1,1,0\na,x,0.5,1,0\nb,x,0.1,1,1\nb,x,0.5,1,1\n");
  CHECK(order == std::vector<std::string>{"a0.5", "b0.5", "a0.1", "b0.1"});
}

TEST_CASE(
    "grid: combinations can be left out, a grid may have no seeds, and files and notes wait for the end") {
  const auto body = [](Run& run) {
    run.grid({.label = "some", .axes = axes, .skip = [](const Point& at) { return at.word("cell") == "a"; }},
             [](Point& at) {
               at.row("plain", at.first_seed() ? at.number("rate") : -1);
               at.file(at.word("rate") + ".txt", "x");
               at.note("note " + at.word("rate"));
             });
    CHECK(run.notes() == std::vector<std::string>{"note 0.1", "note 0.5"});
    CHECK(run.files() == std::vector<std::string>{"0.1.txt", "0.5.txt"});
    CHECK(run.results()["plain"].numbers("value") == std::vector<double>{0.1, 0.5});
  };
  CHECK(rows_of(body, 2, "plain") == "value\n0.1\n0.5\n");
}

TEST_CASE("grid: the streams of a point are those of its seed") {
  const auto body = [](Run& run) {
    run.grid({.label = "points", .axes = axes, .seeds = {3}}, [&](Point& at) {
      CHECK(at.stream("m", "p").bits() == run.stream("m", 3, "p").bits());
      CHECK_THROWS_AS(at.word("nothing"), std::logic_error);
      at.row("rows", "x", 0);
    });
  };
  rows_of(body, 1);
}
