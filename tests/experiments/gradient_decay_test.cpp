// Experiment 12 at quick scale: its tables, laws, bounds, seeds, and the cells that it refuses.
#include <cmath>
#include <nlohmann/json.hpp>

#include "duties.hpp"
#include "runs.hpp"

using Json = nlohmann::json;

namespace {

// The smallest run with these options in addition, without pictures.
Words small(const fs::path& out, const Words& more = {}) {
  return Words{"run", "12", "--scale", "quick", "--out", out.string()} + more;
}

const auto quick_run = quick_run_of<12>;

}  // namespace

TEST_CASE("experiment 12 keeps the duties of an experiment") { check_duties("12_gradient_decay"); }

TEST_CASE("the tables of experiment 12 have their rows") {
  const auto check = [](const std::string& name, std::size_t rows) {
    INFO(name);
    CHECK(Table(quick_run() / (name + ".csv")).rows.size() == rows);
  };
  check("decay", 6 * 2 * 2 * 21);
  check("decay_summary", 6 * 2 * 21);
  check("length", 6 * 2 * 2 * 3);
  check("length_summary", 6 * 2 * 3);
  check("networks", 6 * 2 * 2);
  check("ranking", 6 * 2);
  check("map", 2 * 90);
  check("radius", 2 * 13);
  check("laws", 16 * 2);
}

TEST_CASE("every exact law and every bound of experiment 12 holds") {
  const Json findings = Json::parse(content(quick_run() / "findings.json"));
  REQUIRE(findings.size() == 11);
  for (const auto& finding : findings) {
    INFO(finding);
    CHECK(finding["values"].size() == 2);
    if (finding["id"] != "lstm_over_elman") CHECK(finding["verdict"] == "holds");
  }
  std::size_t bounded = 0;
  for (const auto& row : Table(quick_run() / "networks.csv").rows) bounded += !row.at("excess").empty();
  CHECK(bounded == 4 * 2 * 2);  // four of the six cells, in both phases, with two seeds each
}

TEST_CASE("no gradient lies above its dotted bound") {
  std::size_t bounded = 0;
  for (const auto& row : Table(quick_run() / "decay_summary.csv").where("cell", "elman/sigmoid")) {
    CHECK(number(row, "log10_norm_greatest") <= number(row, "log10_bound_greatest") + 1e-9);
    ++bounded;
  }
  CHECK(bounded == 42);
}

TEST_CASE("without a cell that has a bound, the bounds are not measured, and a note says why") {
  const Folder folder;
  check_success(unroll_program(small(folder.path(), {"--cells", "gru", "--others", "lstm", "--seeds", "1"}),
                               without_gnuplot()));
  const fs::path run = only_run_in(folder.path());
  for (const auto& finding : Json::parse(content(run / "findings.json")))
    if (finding["id"] == "bounds") CHECK(finding["verdict"] == "not measured");
  CHECK(has(content(run / "run.json"), "No bound is known for the cells"));
}

TEST_CASE("any cell may read in both directions, and --gradients shows both of them") {
  const Folder folder;
  check_success(
      unroll_program(small(folder.path(), {"--cells", "jordan:ways=2", "gru:ways=2", "elman", "--others",
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
    CHECK(row.at("count") == "2");
    CHECK(number(row, "log10_norm_least") <= number(row, "log10_norm_median"));
    CHECK(number(row, "log10_norm_median") <= number(row, "log10_norm_greatest"));
  }
  CHECK(curves ==
        std::set<std::string>{"Jordan network; both directions →", "Jordan network; both directions ←",
                              "GRU; reset before the product; both directions →",
                              "GRU; reset before the product; both directions ←", "tanh network (Elman)"});
  CHECK(summary.where("curve", "tanh network (Elman)").size() == 2 * 7);  // --train-steps is 6 at quick
}

TEST_CASE("the bound of an orthogonal tanh network, whose largest singular value is 1, is 1") {
  const Folder folder;
  check_success(unroll_program(small(folder.path(), {"--cells", "elman:init=orthogonal", "--units", "32"}),
                               without_gnuplot()));
  for (const auto& row :
       Table(only_run_in(folder.path()) / "decay_summary.csv").where("phase", "before training"))
    if (row.at("cell") == "elman:init=orthogonal") CHECK(std::abs(number(row, "log10_bound_median")) < 1e-12);
}

TEST_CASE("cells are told apart by their settings, not by the words that name them") {
  const Folder one, two;
  const Words usual{"--others", "gru", "--seeds", "1", "--iterations", "1"};
  check_success(
      unroll_program(small(one.path(), usual + Words{"--cells", "elman", "lstm:bias=1"}), without_gnuplot()));
  check_success(
      unroll_program(small(two.path(), Words{"--others", "gru", "elman", "--seeds", "1", "--iterations", "1",
                                             "--cells", "elman/tanh", "lstm/forget:bias=1.0"}),
                     without_gnuplot()));
  const fs::path a = only_run_in(one.path()), b = only_run_in(two.path());
  CHECK(finding_of(b, "lstm_over_elman")["values"].size() == 1);
  for (const auto& name : files_in(a, ".csv")) {
    INFO(name);
    CHECK(content(a / name) == content(b / name));
  }
}

TEST_CASE("a note says when LSTM and Elman's network cannot be compared") {
  const Folder folder;
  check_success(unroll_program(
      small(folder.path(), {"--cells", "elman", "--others", "lstm", "--seeds", "1", "--iterations", "1"}),
      without_gnuplot()));
  const fs::path run = only_run_in(folder.path());
  CHECK(finding_of(run, "lstm_over_elman")["verdict"] == "not measured");
  CHECK(has(content(run / "run.json"), "both elman and lstm:bias=1"));
}

TEST_CASE("three seeds are three networks of each cell") {
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
  refused({"--cells", "gru:mu=0.5"}, "init, gain, ways, bias");
  refused({"--others", "jordan:ways=3"}, "ways must be 1");
  refused({"--maps", "elman:init=zeros"}, "zeros");
  refused({"--seeds", "3..1"}, "3..1");
}

TEST_CASE("a gradient far below the range of any number has its logarithm") {
  const Folder folder;
  check_success(unroll_program(small(folder.path(), {"--lags", "5000", "--cells", "elman/sigmoid", "--others",
                                                     "gru", "--seeds", "1", "--iterations", "0"}),
                               without_gnuplot()));
  const auto rows = Table(only_run_in(folder.path()) / "decay.csv").where("cell", "elman/sigmoid");
  REQUIRE(rows.size() == 2 * 5001);
  const double last = number(rows[5000], "log10_norm");
  CHECK(std::isfinite(last));
  CHECK(last < -2000);
  CHECK(last > -5000);
  CHECK(last / number(rows[500], "log10_norm") == Approx(10).epsilon(0.1));
}
