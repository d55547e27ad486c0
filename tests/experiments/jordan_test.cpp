// Experiment 08: what it claims, what its options do, and what its findings make of made-up results.
#include <algorithm>

#include "duties.hpp"
#include "experiments/08_jordan/cycle.hpp"
#include "judging.hpp"

namespace {

// A smaller run without pictures.
struct Small : SmallRun {
  explicit Small(const Words& options)
      : SmallRun(8, {{"--starts", "20"}, {"--iterations", "100"}, {"--memory-iterations", "20"}}, options) {}
};

// A row of each kind of network on the square: teacher's share and errors, then those of one that runs freely.
MadeUp squares(double share, double taught, double free, double free_share) {
  MadeUp made("08_jordan");
  made.row("cycles", "teacher", 1, share, 0, taught, free, free - taught);
  made.row("cycles", "free", 1, free_share, 0, 0.9, 0.8, -0.1);
  return made;
}

MadeUp memories(double jordan_delayed, double elman_delayed, double jordan_toggled, double elman_toggled) {
  MadeUp made("08_jordan");
  made.row("memory", "delayed", "jordan", 1, 41, jordan_delayed, 0.5, 0.5);
  made.row("memory", "delayed", "elman", 1, 41, elman_delayed, 0.5, 0.5);
  made.row("memory", "toggled", "jordan", 1, 41, jordan_toggled, 0.5, 0.5);
  made.row("memory", "toggled", "elman", 1, 41, elman_toggled, 0.5, 0.5);
  return made;
}

}  // namespace

TEST_CASE("experiment 08 keeps the duties of an experiment") { check_duties("08_jordan"); }

TEST_CASE("experiment 08: rows for each network, and paths stay where outputs can be") {
  const fs::path& run = quick_run_of<8>();
  const Table paths(run / "paths.csv"), cycles(run / "cycles.csv"), memory(run / "memory.csv");
  CHECK(paths.rows.size() == 2 * 2 * 6 * 25);
  for (const auto& row : paths.rows) {
    CHECK((number(row, "x") >= 0 && number(row, "x") <= 1));
    CHECK((number(row, "y") >= 0 && number(row, "y") <= 1));
  }
  CHECK(cycles.rows.size() == 2 * 2);
  CHECK(memory.rows.size() == 2 * 2 * 2);
  for (const auto& row : memory.rows) CHECK(row.at("parameters") == "41");  // as many in both networks
}

TEST_CASE(
    "experiment 08 over seeds: a network trained with a teacher goes round from anywhere, an untrained one "
    "never, and hidden "
    "memory does what output memory cannot") {
  for (const std::string seed : {"1", "2", "3"}) {
    const SmallRun of_seed(8, {}, {"--seed", seed});
    const fs::path& run = of_seed.run;
    INFO("seed " << seed);
    for (const auto& row : Table(run / "cycles.csv").rows) {
      CHECK(number(row, "untrained_share") == 0);
      if (row.at("learning") == "teacher") CHECK(number(row, "error_free") < 0.05);
    }
    for (const auto& row : Table(run / "memory.csv").rows) {
      const double error = number(row, "error");
      if (row.at("network") == "jordan" && row.at("task") == "delayed") CHECK(error > 0.45);  // guesses
      if (row.at("network") == "jordan" && row.at("task") == "toggled") CHECK(error < 0.1);
      if (row.at("network") == "elman" && row.at("task") == "delayed") CHECK(error < 0.1);
    }
    // Some of Elman's networks learn to toggle, and some that are trained freely miss the cycle: see the lecture page.
    for (const std::string id : {"cycle_share", "cycle_error"})
      CHECK(of_seed.finding(id)["verdict"] == "reproduced");
    CHECK(of_seed.finding("hidden_memory")["verdict"] == "as expected");
  }
}

TEST_CASE("experiment 08: another seed gives other tables") {
  const Small one({}), other({"--seed", "2"});
  for (const std::string name : {"paths.csv", "cycles.csv", "memory.csv"})
    CHECK(content(one.run / name) != content(other.run / name));
}

TEST_CASE("experiment 08: a path is on the cycle if it goes round the square in the order of its corners") {
  const arma::mat corners{{0, 1, 1, 0}, {0, 0, 1, 1}};
  arma::mat path(2, 12);
  for (arma::uword t = 0; t < 12; ++t) path.col(t) = corners.col((t + 3) % 4);
  CHECK(unroll::experiments::on_cycle(path, corners));
  CHECK(!unroll::experiments::on_cycle(arma::fliplr(path), corners));
  path.col(5) += 0.2;  // within the last two laps
  CHECK(!unroll::experiments::on_cycle(path, corners));
}

TEST_CASE("experiment 08 judges shares and errors of the square, each of its own kind of network") {
  CHECK(squares(0.96, 0.01, 0.02, 0.5).median("cycle_share") == 0.96);
  CHECK(squares(0.96, 0.01, 0.02, 0.5).confirmed("cycle_share"));
  CHECK(squares(0.94, 0.01, 0.02, 1).contradicted("cycle_share"));
  CHECK(squares(0.5, 0.01, 0.02, 0.97).confirmed("cycle_share_free"));
  CHECK(squares(1, 0.01, 0.02, 0.5).contradicted("cycle_share_free"));
  CHECK(squares(1, 0.2, 0.04, 1).confirmed("cycle_error"));
  CHECK(squares(1, 0.01, 0.06, 1).contradicted("cycle_error"));
  CHECK(squares(1, 0.01, 0.03, 1).median("teacher_gap") == Approx(0.02));
  CHECK(squares(1, 0.01, 0.03, 1).confirmed("teacher_gap"));
  CHECK(squares(1, 0.03, 0.01, 1).contradicted("teacher_gap"));
}

TEST_CASE("experiment 08 judges memories by the better network's lead, seed by seed") {
  CHECK(memories(0.5, 0.1, 0.1, 0.6).values("hidden_memory") == std::vector<double>{0.4});
  CHECK(memories(0.5, 0.1, 0.1, 0.6).confirmed("hidden_memory"));
  CHECK(memories(0.1, 0.5, 0.1, 0.6).contradicted("hidden_memory"));
  CHECK(memories(0.5, 0.1, 0.1, 0.6).values("output_memory") == std::vector<double>{0.5});
  CHECK(memories(0.5, 0.1, 0.6, 0.1).contradicted("output_memory"));
}

TEST_CASE("experiment 08: options that make no sense are refused by name") {
  const Folder folder;
  const Words run{"run", "8", "--scale", "quick", "--out", (folder.path() / "out").string()};
  check_usage(unroll_program(run + Words{"--mu", "1"}), {"--mu"});
  check_usage(unroll_program(run + Words{"--steps", "7"}), {"--steps"});
  check_usage(unroll_program(run + Words{"--delay", "20"}), {"--delay"});
  CHECK(!fs::exists(folder.path() / "out"));
}
