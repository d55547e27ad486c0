// Experiment 14: what its tables hold, what it claims over seeds, and what its options do.
#include <algorithm>
#include <cmath>

#include "duties.hpp"

namespace {

const auto quick_run = quick_run_of<14>;

// A smaller run without pictures.
struct Small : SmallRun {
  explicit Small(const Words& options)
      : SmallRun(14,
                 {{"--seeds", "1"},
                  {"--lags", "10"},
                  {"--delays", "2"},
                  {"--sequences", "200"},
                  {"--alpha-iterations", "5"},
                  {"--long-delays", "5"},
                  {"--iterations", "10"}},
                 options) {}
};

}  // namespace

TEST_CASE("experiment 14 keeps the duties of an experiment") { check_duties("14_leaky_units"); }

TEST_CASE("experiment 14: the rows of its tables, and what they hold is in its range") {
  const auto table = [](const std::string& name, std::size_t rows) {
    INFO(name);
    Table read(quick_run() / (name + ".csv"));
    CHECK(read.rows.size() == rows);
    return read;
  };
  table("pulses", 2 * 5 * 501);
  table("waves", 5 * 15);
  table("delays", 2 * 40 * 2);
  table("delays_summary", 2 * 40);
  table("best", 2 * 2);
  table("learning", 2 * 2 * 2 * 101);
  table("learnt", 2 * 2 * 2);
  table("readouts", 41 * 2);
  table("readouts_summary", 41);
  const Table nets = table("nets", (3 + 3) * 2);
  // As many parameters in all held nets; a learnt one has one more for each unit.
  for (const auto& row : nets.rows)
    CHECK(number(row, "parameters") ==
          (row.at("net").find("learnt") == std::string::npos ? 8 + 64 + 8 + 18 : 8 + 64 + 8 + 8 + 18));
  for (const auto& row : nets.where("net", "mixed")) {
    CHECK(number(row, "least_alpha_after") == Approx(std::exp(-1)).epsilon(1e-6));
    CHECK(number(row, "greatest_alpha_after") == Approx(std::exp(-0.01)).epsilon(1e-6));
  }
  const Table costs = table("costs", 3 * 3 * 2);
  for (const auto& row : costs.rows) CHECK((number(row, "error") < 0.5) == (row.at("success") == "1"));
  const Table summary = table("costs_summary", 3 * 3);
  for (const auto& row : summary.rows) {
    CHECK(number(row, "success_low") <= number(row, "success_share"));
    CHECK(number(row, "success_share") <= number(row, "success_high"));
    CHECK(number(row, "success_high") - number(row, "success_low") > 0.5);  // two seeds say little
  }
}

TEST_CASE(
    "experiment 14 over seeds: theory holds for leaky units, mixed integrators beat one α, and a leak has "
    "its cost") {
  for (const std::string seed : {"1", "2"}) {
    const SmallRun of_seed(14, {}, {"--seed", seed});
    INFO("seed " << seed);
    for (const std::string id : {"pulse_law", "wave_law", "readout_theory", "best_alpha", "mixed_readout"})
      CHECK(of_seed.finding(id)["verdict"] == "holds");
    for (const std::string id : {"learnt_alpha", "no_gradient", "leak_costs_latch"})
      CHECK(of_seed.finding(id)["verdict"] == "as expected");
    CHECK(of_seed.finding("leak_costs_toggle")["measured_least"].get<double>() > 0);
    // Whatever has a leak and learns is better than no memory; the toggle at α = 0.9 is not.
    for (const auto& row : of_seed.table("nets").rows) CHECK(number(row, "error") < 0.5);
    for (const auto& row : of_seed.table("costs").where("task", "toggle"))
      if (number(row, "alpha") == 0.9) CHECK(number(row, "error") > 0.9);
  }
}

TEST_CASE("experiment 14: the same bytes with one thread and with two, and others with another seed") {
  const Small one({"--threads", "1"}), two({"--threads", "2"}), other({"--seed", "2"});
  check_same_data(one.run, two.run);
  CHECK(content(one.run / "findings.json") == content(two.run / "findings.json"));
  for (const std::string name : {"delays", "learning", "nets", "costs"})
    CHECK(content(one.run / (name + ".csv")) != content(other.run / (name + ".csv")));
  for (const std::string name : {"pulses", "waves"})
    CHECK(content(one.run / (name + ".csv")) == content(other.run / (name + ".csv")));
}

TEST_CASE("experiment 14 with --gradients and --states draws four networks and changes no other table") {
  const Small plain({}), both({"--gradients", "--states"});
  for (const auto& name : files_in(plain.run, ".csv")) {
    INFO(name);
    CHECK(content(plain.run / name) == content(both.run / name));
  }
  CHECK(both.table("states").rows.size() == 4 * 12 * 8);  // four networks, 2 (5 + 1) steps, 8 units
  for (const auto& row : both.table("states").rows) {
    const std::string& input = row.at("input");
    CHECK(
        (number(row, "step") == 7 || number(row, "step") == 9 ? input == "+" || input == "−" : input == "·"));
  }
}

TEST_CASE(
    "experiment 14: findings that the options leave without their networks are not measured, and a note says "
    "so") {
  const Small small({"--alphas", "0.5", "0.7", "--long-delays", "5", "9"});
  for (const std::string id : {"leak_helps", "leak_costs_latch", "leak_costs_toggle"})
    CHECK(small.finding(id)["verdict"] == "not measured");
  CHECK(has(content(small.run / "run.json"), "not measured in this run"));
  CHECK(small.table("nets_summary").where("long_delay", "9").size() == 4);
  CHECK(small.table("reach_theory").rows.size() == 2);
}

TEST_CASE("experiment 14: options that make no sense are refused by name") {
  const Folder folder;
  const Words run{"run", "14", "--scale", "quick", "--out", (folder.path() / "out").string()};
  check_usage(unroll_program(run + Words{"--alphas", "1"}), {"--alphas", "0.9999"});
  check_usage(unroll_program(run + Words{"--alpha-starts", "0"}), {"--alpha-starts", "0.01"});
  check_usage(unroll_program(run + Words{"--delays", "2.5"}), {"--delays", "whole number"});
  check_usage(unroll_program(run + Words{"--delays", "2", "2"}), {"--delays", "twice"});
  check_usage(unroll_program(run + Words{"--long-delays", "3"}), {"--short-delay", "--long-delays"});
  check_usage(unroll_program(run + Words{"--noise", "0"}), {"--noise"});
  check_usage(unroll_program(run + Words{"--seeds", "2..1"}), {"--seeds"});
  CHECK(!fs::exists(folder.path() / "out"));
}
