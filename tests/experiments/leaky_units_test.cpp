// Experiment 14 at quick scale: its files, tables, findings, and what its options do.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "runs.hpp"

using Json = nlohmann::json;

namespace {

const auto quick_run = quick_run_of<14>;
const Words tables{"pulses", "waves",    "delays", "best",  "learning",     "learnt",
                   "nets",   "readouts", "reach",  "costs", "costs_summary"};

// A smaller run without pictures.
struct Small : SmallRun {
  explicit Small(const Words& options)
      : SmallRun(14,
                 {{"--seeds", "1..1"},
                  {"--lags", "10"},
                  {"--delays", "2"},
                  {"--sequences", "200"},
                  {"--alpha-iterations", "5"},
                  {"--long-delays", "5"},
                  {"--iterations", "10"}},
                 options) {}
};

}  // namespace

TEST_CASE("every file that experiment 14 declares is there, and no other") {
  check_files(quick_run(), tables, {"memory", "delays", "learnt", "mixed", "reach", "costs"});
}

TEST_CASE("the tables of experiment 14 have their headers and rows, and what they hold is in its range") {
  const auto check = [&](const std::string& name, const Words& columns, std::size_t rows) {
    INFO(name);
    const Table table(quick_run() / (name + ".csv"));
    CHECK(table.columns == columns);
    CHECK(table.rows.size() == rows);
    return table;
  };
  check("pulses", {"alpha", "retention", "lag", "kept", "theory"}, 2 * 5 * 501);
  check("waves", {"alpha", "period", "gain", "theory"}, 5 * 15);
  check("delays", {"delay", "alpha", "tau", "theory", "median", "least", "greatest"}, 2 * 40);
  check("best", {"delay", "seed", "tau", "alpha", "theory_tau", "theory_alpha"}, 2 * 2);
  check("learning", {"delay", "start", "seed", "iteration", "tau"}, 2 * 2 * 2 * 101);
  check("learnt", {"delay", "start", "seed", "tau", "alpha"}, 2 * 2 * 2);
  check("readouts", {"alpha", "tau", "theory", "median", "least", "greatest", "mixed_theory", "mixed"}, 40);
  const Table nets = check("nets",
                           {"place", "net", "long_delay", "seed", "parameters", "error", "error_short",
                            "error_long", "least_alpha_after", "greatest_alpha_after"},
                           (3 + 3) * 2);
  // As many parameters in all held nets; a learnt one has one more for each unit.
  for (const auto& row : nets.rows)
    CHECK(number(row, "parameters") ==
          (row.at("net").find("learnt") == std::string::npos ? 8 + 64 + 8 + 18 : 8 + 64 + 8 + 8 + 18));
  for (const auto& row : nets.where("net", "mixed")) {
    CHECK(number(row, "least_alpha_after") == Approx(std::exp(-1)).epsilon(1e-6));
    CHECK(number(row, "greatest_alpha_after") == Approx(std::exp(-0.01)).epsilon(1e-6));
  }
  const Table costs = check("costs", {"task", "place", "alpha", "seed", "error", "success"}, 3 * 3 * 2);
  for (const auto& row : costs.rows) CHECK((number(row, "error") < 0.5) == (row.at("success") == "1"));
  const Table summary = check(
      "costs_summary",
      {"task", "place", "alpha", "runs", "median", "least", "greatest", "successes", "share", "low", "high"},
      3 * 3);
  for (const auto& row : summary.rows) {
    CHECK(number(row, "low") <= number(row, "share"));
    CHECK(number(row, "share") <= number(row, "high"));
    CHECK(number(row, "high") - number(row, "low") > 0.5);  // two runs say little
  }
}

TEST_CASE("over seeds theory holds for leaky units, mixed integrators beat one, and a leak has its cost") {
  for (const std::string seed : {"1", "2"}) {
    const SmallRun of_seed(14, {}, {"--seed", seed});
    const fs::path& run = of_seed.run;
    INFO("seed " << seed);
    const Json findings = Json::parse(content(run / "findings.json"));
    REQUIRE(findings.size() == 12);
    for (const auto& f : findings) {
      INFO(f);
      REQUIRE(f["measured"].is_number());
      check_verdict(f);
      CHECK(!f["band_reason"].get<std::string>().empty());
      for (const std::string id : {"pulse_law", "wave_law", "readout_theory", "best_alpha", "learnt_alpha",
                                   "no_gradient", "mixed_readout", "leak_costs_latch"})
        if (f["id"] == id) CHECK(f["verdict"] == "reproduced");
      if (f["id"] == "leak_costs_toggle") CHECK(f["measured_least"].get<double>() > 0);
    }
    // Whatever has a leak and learns is better than no memory; the toggle at α = 0.9 is not.
    for (const auto& row : Table(run / "nets.csv").rows) CHECK(number(row, "error") < 0.5);
    for (const auto& row : Table(run / "costs.csv").where("task", "toggle"))
      if (number(row, "alpha") == 0.9) CHECK(number(row, "error") > 0.9);
  }
}

TEST_CASE("experiment 14 gives the same bytes with one thread and with two, and others with another seed") {
  const Small one({"--threads", "1"}), two({"--threads", "2"}), other({"--seed", "2"});
  check_same_data(one.run, two.run);
  CHECK(content(one.run / "findings.json") == content(two.run / "findings.json"));
  for (const std::string name : {"delays", "learning", "nets", "costs"})
    CHECK(content(one.run / (name + ".csv")) != content(other.run / (name + ".csv")));
  for (const std::string name : {"pulses", "waves"})
    CHECK(content(one.run / (name + ".csv")) == content(other.run / (name + ".csv")));
}

TEST_CASE("experiment 14 with --gradients and --states adds their tables and changes no other") {
  const Small plain({}), both({"--gradients", "--states"});
  auto expected = files_in(plain.run);
  expected.insert({"gradients.csv", "gradients_summary.csv", "gradients.gp", "states.csv", "states.gp"});
  CHECK(files_in(both.run) == expected);
  for (const auto& name : files_in(plain.run, ".csv")) {
    INFO(name);
    CHECK(content(plain.run / name) == content(both.run / name));
  }
  CHECK(both.table("states").rows.size() == 4 * 12 * 8);  // four nets, 2 (5 + 1) steps, 8 units
}

TEST_CASE("findings of experiment 14 that the options leave without their runs are not measured") {
  const Small small({"--alphas", "0.5", "0.7", "--long-delays", "5", "9"});
  for (const std::string id : {"leak_helps", "leak_costs_latch", "leak_costs_toggle"})
    CHECK(small.finding(id)["verdict"] == "not measured at this scale");
  CHECK(!Json::parse(content(small.run / "run.json"))["notes"].empty());
  CHECK(small.table("reach").rows.size() == 4 * 2);
}

TEST_CASE("options of experiment 14 that make no sense are refused by name") {
  const Folder folder;
  const Words run{"run", "14", "--scale", "quick", "--out", (folder.path() / "out").string()};
  check_usage(unroll_program(run + Words{"--alphas", "1"}), {"--alphas", "retentions"});
  check_usage(unroll_program(run + Words{"--alpha-starts", "0"}), {"--alpha-starts", "retentions"});
  check_usage(unroll_program(run + Words{"--delays", "2.5"}), {"--delays", "whole steps"});
  check_usage(unroll_program(run + Words{"--delays", "2", "2"}), {"--delays", "twice"});
  check_usage(unroll_program(run + Words{"--long-delays", "3"}), {"--short-delay", "--long-delays"});
  check_usage(unroll_program(run + Words{"--noise", "0"}), {"--noise"});
  check_usage(unroll_program(run + Words{"--seeds", "2..1"}), {"--seeds"});
  CHECK(!fs::exists(folder.path() / "out"));
}
