// Two runs side by side: only what differs, and where.
#include "experiments/lab/compare.hpp"

#include "experiments/lab/error.hpp"
#include "experiments/lab/files.hpp"
#include "tests/catch.hpp"
#include "tests/lab/declared.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
using scratch::contains;
namespace fs = std::filesystem;

namespace {

Declaration declaration() {
  Declaration d;
  d.number = 95;
  d.slug = "compared";
  d.options = {declared::option("seeds", Option::Kind::seeds, "3"),
               declared::option("mean", Option::Kind::real, "0", -9, 9)};
  d.tables = {{"draws", "draws", {"seed", "value"}}};
  d.claims = {declared::claim("size", -5, 5)};
  d.claims[0].value = {.table = "draws", .column = "value"};
  return d;
}

fs::path run_into(const fs::path& out, const Settings::Values& given = {}) {
  const auto body = [](Run& run) {
    run.grid({.label = "draws", .seeds = run.seeds()},
             [](Point& at) { at.row("draws", at.settings().real("mean") + at.stream("x", "y").uniform()); });
  };
  return declared::run(declaration(), {.body = body}, out, given).folder;
}

}  // namespace

TEST_CASE("compare: the same run twice differs in nothing") {
  const scratch::Folder folder;
  CHECK(compared(run_into(folder.path / "a"), run_into(folder.path / "b"), 120) ==
        "The two runs have the same settings, findings and tables.\n");
}

TEST_CASE("compare: settings, findings and tables that differ stand side by side") {
  const scratch::Folder folder;
  const auto a = run_into(folder.path / "a"), b = run_into(folder.path / "b", {{"mean", {"7"}}});
  const std::string text = compared(a, b, 200);
  for (const char* piece : {"--mean", "7", "Value of size", "(reproduced)", "(differs)",
                            "draws.csv: 3 of 6 cells", "by at most 7", "`value` of row 1"})
    CHECK(contains(text, piece));
  CHECK(!contains(text, "--seeds"));
}

TEST_CASE("compare: tables of other sizes and missing ones are told, and what is no run is refused") {
  const scratch::Folder folder;
  const auto a = run_into(folder.path / "a"), b = run_into(folder.path / "b", {{"seeds", {"2"}}});
  CHECK(contains(compared(a, b, 200), "3 rows of seed, value"));
  CHECK(contains(compared(a, b, 200), "2 rows of seed, value"));
  fs::remove(b / "draws.csv");
  CHECK(contains(compared(a, b, 200), "missing"));
  write_file(a / "more.csv", "a,b\n1\n");
  write_file(b / "more.csv", "a,b\n1,2\n");
  CHECK_THROWS_AS(compared(a, b, 200), Error);
  CHECK_THROWS_AS(compared(a, folder.path, 200), Error);
  CHECK_THROWS_AS(compare({"one"}), UsageError);
}
