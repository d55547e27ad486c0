// Experiment 12 at quick scale: its files, laws, bounds, seeds, and what it refuses.
#include <cmath>
#include <nlohmann/json.hpp>

#include "runs.hpp"

using Json = nlohmann::json;

namespace {

// The smallest run with these options in addition, without pictures.
Words small(const fs::path& out, const Words& more = {}) {
  return Words{"run", "12", "--scale", "quick", "--out", out.string()} + more;
}

const auto quick_run = quick_run_of<12>;

}  // namespace

TEST_CASE("every file that experiment 12 declares is there, and no other") {
  std::set<std::string> expected{"run.json", "findings.json", "index.html"};
  for (const std::string table :
       {"decay", "length", "decay_summary", "length_summary", "ranking", "map", "singular", "radius"})
    expected.insert(table + ".csv");
  for (const std::string figure : {"decay", "length", "ranking", "map", "singular", "radius"})
    expected.insert({figure + ".gp", figure + ".svg", figure + ".png"});
  CHECK(files_in(quick_run()) == expected);
}

TEST_CASE("the tables of experiment 12 have their headers and rows") {
  const auto check = [](const std::string& name, const Words& columns, std::size_t rows) {
    INFO(name);
    const Table table(quick_run() / (name + ".csv"));
    CHECK(table.columns == columns);
    CHECK(table.rows.size() == rows);
  };
  check("decay", {"cell", "phase", "seed", "lag", "log10_norm"}, 6 * 2 * 2 * 21);
  check("decay_summary", {"cell", "phase", "lag", "median", "low", "high", "bound"}, 6 * 2 * 21);
  check("length", {"cell", "phase", "seed", "T", "log10_norm"}, 6 * 2 * 2 * 3);
  check("length_summary", {"cell", "phase", "T", "median", "low", "high", "bound"}, 6 * 2 * 3);
  check("ranking", {"place", "cell", "phase", "median", "low", "high", "error"}, 6 * 2);
  check("map", {"cell", "t", "u", "log10_norm"}, 2 * 90);
  check("radius", {"gain", "seed", "largest_singular_value", "spectral_radius", "factor_a_step"}, 2 * 13);
  CHECK(Table(quick_run() / "singular.csv").columns == Words{"cell", "lag", "index", "log10_value"});
}

TEST_CASE("every exact law and every bound of experiment 12 is reproduced") {
  const Json findings = Json::parse(content(quick_run() / "findings.json"));
  REQUIRE(findings.size() == 11);
  for (const auto& finding : findings) {
    INFO(finding);
    // Four of the six cells have a bound, with two seeds each.
    CHECK(finding["runs"].get<int>() == (finding["id"] == "bounds" ? 8 : 2));
    if (finding["id"] != "lstm_over_elman") CHECK(finding["verdict"] == "reproduced");
  }
}

TEST_CASE("no gradient lies above its dotted bound") {
  std::size_t bounded = 0;
  for (const auto& row : Table(quick_run() / "decay_summary.csv").where("cell", "elman/sigmoid")) {
    CHECK(number(row, "high") <= number(row, "bound") + 1e-9);
    ++bounded;
  }
  CHECK(bounded == 42);
}

TEST_CASE("without a cell that the slides bound, the bounds are not measured, and a note says why") {
  const Folder folder;
  check_success(unroll_program(small(folder.path(), {"--cells", "gru", "--others", "lstm", "--seeds", "1"}),
                       without_gnuplot()));
  const fs::path run = only_run_in(folder.path());
  for (const auto& finding : Json::parse(content(run / "findings.json")))
    if (finding["id"] == "bounds") CHECK(finding["verdict"] == "not measured at this scale");
  CHECK(has(content(run / "run.json"), "the slides bound none of the cells"));
}

TEST_CASE("any cell may read in both directions, and --gradients shows both of them") {
  const Folder folder;
  check_success(unroll_program(small(folder.path(), {"--cells", "jordan:ways=2", "gru:ways=2", "elman", "--others",
                                             "lstm-1997/2-cells:ways=2", "--seeds", "1..2", "--gradients"})));
  const fs::path run = only_run_in(folder.path());
  const auto files = files_in(run);
  for (const std::string name : {"gradients.csv", "gradients_summary.csv", "gradients.gp", "gradients.svg"}) {
    INFO(name);
    CHECK(files.count(name) == 1);
  }
  std::set<std::string> curves;
  const Table summary(run / "gradients_summary.csv");
  for (const auto& row : summary.rows) {
    curves.insert(row.at("curve"));
    CHECK(row.at("runs") == "2");
    CHECK(number(row, "low") <= number(row, "median"));
    CHECK(number(row, "median") <= number(row, "high"));
  }
  CHECK(curves == std::set<std::string>{"jordan:ways=2 →", "gru:ways=2 →", "gru:ways=2 ←", "elman"});
  CHECK(summary.where("curve", "elman").size() == 2 * 7);  // --train-steps is 6 at quick
}

TEST_CASE("the bound of an orthogonal tanh network, whose largest singular value is 1, is 1") {
  const Folder folder;
  check_success(
      unroll_program(small(folder.path(), {"--cells", "elman:init=orthogonal", "--units", "32"}), without_gnuplot()));
  for (const auto& row :
       Table(only_run_in(folder.path()) / "decay_summary.csv").where("phase", "before training"))
    if (row.at("cell") == "elman:init=orthogonal") CHECK(std::abs(number(row, "bound")) < 1e-12);
}

TEST_CASE("experiment 12 gives the same tables whatever the number of threads") {
  const Folder one, two;
  check_success(unroll_program(small(one.path(), {"--threads", "1", "--gradients"}), without_gnuplot()));
  check_success(unroll_program(small(two.path(), {"--threads", "2", "--gradients"}), without_gnuplot()));
  const fs::path a = only_run_in(one.path()), b = only_run_in(two.path());
  const auto names = files_in(a, ".csv");
  CHECK(names.size() == 10);
  for (const auto& name : names) {
    INFO(name);
    CHECK(content(a / name) == content(b / name));
  }
}

TEST_CASE("three seeds follow three networks of each cell") {
  const Folder folder;
  check_success(unroll_program(small(folder.path(), {"--seeds", "1..3"}), without_gnuplot()));
  std::set<std::string> seeds;
  for (const auto& row : Table(only_run_in(folder.path()) / "decay.csv").rows) seeds.insert(row.at("seed"));
  CHECK(seeds == std::set<std::string>{"1", "2", "3"});
}

TEST_CASE("cells, settings and seeds that do not exist are wrong usage") {
  const Folder folder;
  const auto refused = [&](const Words& words, const std::string& part) {
    INFO(words.back());
    check_usage(unroll_program(small(folder.path() / "out", words), without_gnuplot()), {part});
  };
  refused({"--cells", "nonsense"}, "nonsense");
  refused({"--cells", "lstm:bais=1"}, "bais");
  refused({"--cells", "lstm:bias=much"}, "much");
  refused({"--cells", "elman:bias=1"}, "bias");
  refused({"--cells", "elman:alpha=0.5"}, "alpha");
  refused({"--others", "jordan:ways=3"}, "ways must be 1");
  refused({"--maps", "elman:init=zeros"}, "zeros");
  refused({"--seeds", "3..1"}, "3..1");
}

TEST_CASE("a gradient far below the range of any number has its logarithm") {
  const Folder folder;
  check_success(unroll_program(small(folder.path(), {"--lags", "5000", "--cells", "elman/sigmoid", "--others", "gru",
                                             "--seeds", "1", "--iterations", "0"}),
                       without_gnuplot()));
  const auto rows = Table(only_run_in(folder.path()) / "decay.csv").where("cell", "elman/sigmoid");
  REQUIRE(rows.size() == 2 * 5001);
  const double last = number(rows[5000], "log10_norm");
  CHECK(std::isfinite(last));
  CHECK(last < -2000);
  CHECK(last > -5000);
  CHECK(last / number(rows[500], "log10_norm") == Approx(10).epsilon(0.1));
}
