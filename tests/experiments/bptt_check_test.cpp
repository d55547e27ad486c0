// Experiment 11 at quick scale: its files, tables, findings, what its options do, and what it refuses.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "runs.hpp"

using Json = nlohmann::json;

namespace {

Words quick(const fs::path& out, const Words& more = {}) {
  return Words{"run", "11", "--scale", "quick", "--out", out.string()} + more;
}

const auto quick_run = quick_run_of<11>;

// A smaller run without pictures.
struct Small : SmallRun {
  explicit Small(const Words& options)
      : SmallRun(11, {{"--cells", "elman"}, {"--seeds", "1"}, {"--iterations", "0"}}, options) {}
};

// How many cells the lineup has, by what the program says to someone who names none of them.
std::size_t cells_of_lineup() {
  const std::string said = unroll_program({"run", "11", "--cells", "nonsense"}, without_gnuplot()).err;
  return count(said.substr(said.find("there are")), ",") + 1;
}

}  // namespace

TEST_CASE("every file that experiment 11 declares is there, and no other") {
  check_files(quick_run(),
              {"agreement", "agreement_summary", "truncation", "truncation_summary", "windows", "cost_length",
               "cost_size"},
              {"truncation", "each_step", "chunks", "agreement", "cost"});
}

TEST_CASE("the tables of experiment 11 have their headers and rows") {
  const auto check = [](const std::string& name, const Words& columns, std::size_t rows) {
    INFO(name);
    const Table table(quick_run() / (name + ".csv"));
    CHECK(table.columns == columns);
    CHECK(table.rows.size() == rows);
  };
  const std::size_t models = cells_of_lineup(), seeds = 2, cells = 2, losses = 2, rules = 2, phases = 2,
                    widths = 8;  // 1 2 3 4 6 8 11 12
  check("agreement",
        {"cell", "seed", "parameters", "states", "bptt_rtrl", "bptt_differences", "block", "cut_short",
         "reaches_back", "draws"},
        models * seeds);
  check("agreement_summary", {"place", "cell", "what", "median", "low", "high"}, models * 3);
  check("truncation", {"cell", "loss", "rule", "phase", "seed", "k", "cosine", "norm_ratio"},
        cells * losses * rules * phases * seeds * widths);
  check("truncation_summary",
        {"cell", "loss", "rule", "phase", "k", "cosine", "cosine_low", "cosine_high", "norm_ratio",
         "norm_ratio_low", "norm_ratio_high"},
        cells * losses * rules * phases * widths);
  check("windows", {"cell", "loss", "phase", "seed", "window_90", "window_99", "error"},
        cells * losses * phases * seeds);
  const Words cost{
      "cell",        "units",         "T",           "parameters",       "bptt",        "bptt_every_step",
      "truncated",   "rtrl",          "bptt_memory", "truncated_memory", "rtrl_memory", "bptt_to_T_1",
      "rtrl_to_T_1", "rtrl_over_bptt"};
  check("cost_length", cost, cells * 17);
  check("cost_size", cost, cells * 10);
}

TEST_CASE("three ways agree on the gradient of every cell, and a gradient one step short is seen") {
  std::set<std::string> names;
  std::size_t cut = 0;
  for (const auto& row : Table(quick_run() / "agreement.csv").rows) {
    INFO(row.at("cell") << ", seed " << row.at("seed"));
    names.insert(row.at("cell"));
    CHECK(number(row, "bptt_rtrl") <= 1e-11);  // rounding alone
    CHECK(number(row, "bptt_differences") <= 1e-7);
    CHECK(number(row, "bptt_differences") > 0);
    CHECK(number(row, "states") >= 3);
    if (number(row, "reaches_back") == 0) {
      cut += row.at("cell") == "elman/copied-context";
      CHECK((row.at("cell") == "elman/copied-context" || row.at("cell") == "elman/relu"));
      CHECK(number(row, "cut_short") <= 1e-12);
    } else {
      CHECK(number(row, "cut_short") > 1e-7);
    }
  }
  CHECK(names.size() == cells_of_lineup());
  CHECK(cut == 2);
}

TEST_CASE("a gradient of T steps back is the whole one: of one chunk to the last bit") {
  std::size_t whole = 0, different = 0;
  for (const auto& row : Table(quick_run() / "truncation.csv").rows) {
    const double cosine = number(row, "cosine"), ratio = number(row, "norm_ratio");
    CHECK(std::abs(cosine) <= 1 + 1e-12);
    CHECK(ratio >= 0);
    if (row.at("k") == "12" && row.at("rule") == "chunks") {
      CHECK(row.at("cosine") == "1");
      CHECK(row.at("norm_ratio") == "1");
      ++whole;
    } else if (row.at("k") == "12") {
      CHECK(std::abs(cosine - 1) <= 1e-12);
      CHECK(std::abs(ratio - 1) <= 1e-12);
      ++whole;
    } else if (row.at("k") == "1") {
      CHECK(cosine < 1 - 1e-6);
      ++different;
    }
  }
  CHECK(whole == 32);
  CHECK(different == 32);
}

TEST_CASE("with a loss at the last step alone both ways to truncate are the same") {
  const Table table(quick_run() / "truncation.csv");
  std::map<std::string, double> every_step;
  const auto key = [](const Row& row) {
    return row.at("cell") + row.at("phase") + row.at("seed") + "," + row.at("k");
  };
  std::size_t compared = 0;
  for (const auto& row : table.where("loss", "last step"))
    if (row.at("rule") == "every step") every_step[key(row)] = number(row, "cosine");
  for (const auto& row : table.where("loss", "last step"))
    if (row.at("rule") == "chunks") {
      CHECK(number(row, "cosine") == Approx(every_step.at(key(row))).epsilon(1e-12));
      ++compared;
    }
  CHECK(compared == 8 * 8);
}

TEST_CASE("bands of experiment 11 hold the median of the seeds") {
  const Table table(quick_run() / "truncation.csv");
  for (const auto& row : Table(quick_run() / "truncation_summary.csv").rows) {
    std::vector<double> values;
    for (const auto& one : table.where("k", row.at("k")))
      if (one.at("cell") == row.at("cell") && one.at("loss") == row.at("loss") &&
          one.at("rule") == row.at("rule") && one.at("phase") == row.at("phase"))
        values.push_back(number(one, "cosine"));
    REQUIRE(values.size() == 2);
    CHECK(number(row, "cosine_low") == std::min(values[0], values[1]));
    CHECK(number(row, "cosine_high") == std::max(values[0], values[1]));
    CHECK(number(row, "cosine") == Approx((values[0] + values[1]) / 2));
  }
}

TEST_CASE("what theory promises of experiment 11 is reproduced, and what a clock says is measured") {
  const Json findings = Json::parse(content(quick_run() / "findings.json"));
  REQUIRE(findings.size() == 17);
  for (const auto& f : findings) {
    INFO(f);
    const std::string id = f["id"];
    CHECK(!f["band_reason"].get<std::string>().empty());
    if (id == "time_rtrl_units") {  // 8 units are too few for a power of n
      CHECK(f["verdict"] == "not measured at this scale");
      continue;
    }
    REQUIRE(f["measured"].is_number());
    if (id.starts_with("time_"))
      CHECK((f["measured"] > 0.2 && f["measured"] < 3));
    else if (!id.starts_with("window_"))
      CHECK(f["verdict"] == "reproduced");
  }
  CHECK(finding_of(quick_run(), "bptt_rtrl")["runs"] == 2);
  CHECK(finding_of(quick_run(), "window_gates")["runs"] == 2);
}

TEST_CASE("costs of an Elman network are those that one counts by hand") {
  // 3 units, 2 inputs, 4 steps: W 6, U 9, 3 numbers on the tape; forward 18, back 27 = 6 + 9 + 9 + 3.
  const Small small({"--cost-units", "3", "--cost-window", "2"});
  for (const auto& row : small.table("cost_length").where("T", "4")) {
    if (row.at("cell") != "elman") continue;
    CHECK(row.at("parameters") == "18");
    CHECK(number(row, "bptt") == 4 * (18 + 27));
    CHECK(number(row, "bptt_every_step") == 4 * 18 + (1 + 2 + 3 + 4) * 27);
    CHECK(number(row, "truncated") == 4 * 18 + (1 + 2 + 2 + 2) * 27);
    CHECK(number(row, "rtrl") == 4 * (18 + 3 * 27 + 3 * 3 * 18));
    CHECK(number(row, "bptt_memory") == 2 * 3 * 5);
    CHECK(number(row, "truncated_memory") == 2 * 3 * 3);
    CHECK(number(row, "rtrl_memory") == 2 * 3 * 18);
    CHECK(number(row, "rtrl_over_bptt") == Approx(1044.0 / 180));
    CHECK(number(row, "bptt_to_T_1") == 4);
  }
}

TEST_CASE("without training the gradient is the same before and after") {
  const Small small({"--truncated", "elman"});
  const auto rows = small.table("truncation").rows;
  const Table table = small.table("truncation");
  const auto before = table.where("phase", "before training"), after = table.where("phase", "after training");
  REQUIRE(before.size() == after.size());
  for (std::size_t k = 0; k < before.size(); ++k) CHECK(before[k].at("cosine") == after[k].at("cosine"));
  for (const std::string id : {"window_gates", "window_training", "window_loss"})
    CHECK(finding_of(small.run, id)["verdict"] == "not measured at this scale");
  CHECK(has(content(small.run / "run.json"), "need elman and lstm"));
}

TEST_CASE("any cell of the lineup may be compared, truncated and counted") {
  const Small small({"--cells", "gru", "lstm-1997/2-cells", "gru", "--truncated", "jordan",
                     "minimal-gated/one-gate", "--costs", "gru/reset-after"});
  std::set<std::string> compared;
  for (const auto& row : small.table("agreement").rows) compared.insert(row.at("cell"));
  CHECK(compared == std::set<std::string>{"gru/reset-before", "lstm-1997/2-cells"});
  CHECK(small.table("agreement").rows.size() == 2);
  CHECK(small.table("truncation").where("cell", "minimal-gated/one-gate").size() == 64);
  CHECK(small.table("cost_size").where("cell", "gru/reset-after").size() == 10);
}

TEST_CASE("experiment 11 gives the same bytes with one thread and with two, and others with another seed") {
  const Folder folder;
  check_success(unroll_program(quick(folder.path(), {"--threads", "2"}), without_gnuplot()));
  const auto names = files_in(quick_run(), ".csv");
  CHECK(names.size() == 7);
  for (const auto& name : names) {
    INFO(name);
    CHECK(content(quick_run() / name) == content(only_run_in(folder.path()) / name));
  }
  const Small one({"--seed", "1"}), two({"--seed", "2"});
  for (const std::string name : {"agreement.csv", "truncation.csv"})
    CHECK(content(one.run / name) != content(two.run / name));
  CHECK(content(one.run / "cost_length.csv") == content(two.run / "cost_length.csv"));
}

TEST_CASE("options of experiment 11 that make no sense are refused by name") {
  const Folder folder;
  const auto refused = [&](const Words& words, const std::string& part) {
    INFO(words.back());
    check_usage(unroll_program(quick(folder.path() / "out", words), without_gnuplot()), {words.front(), part});
  };
  refused({"--cells", "nonsense"}, "lstm/no-forget-gate");
  refused({"--cells", "lstm/nonsense"}, "lstm/nonsense");
  refused({"--truncated", "all"}, "all");
  refused({"--costs", "elman:gain=2"}, "elman:gain=2");
  refused({"--seeds", "3..1"}, "3..1");
  refused({"--steps", "1"}, "1");
  refused({"--check-steps", "0"}, "0");
  refused({"--rate", "0"}, "0");
  CHECK(!fs::exists(folder.path() / "out"));
}
