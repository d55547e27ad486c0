// Experiment 13 at quick scale: its files, tables, findings, and what its options do.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "runs.hpp"

using Json = nlohmann::json;

namespace {

const auto quick_run = quick_run_of<13>;

// A smaller run without pictures.
struct Small : SmallRun {
  explicit Small(const Words& options)
      : SmallRun(13,
                 {{"--grid", "10"},
                  {"--walls", "4"},
                  {"--starts", "4"},
                  {"--iterations", "100"},
                  {"--rates", "0.1"}},
                 options) {}
};

// The error of the unit after 50 steps, written out once more.
double error_at(double w, double b) {
  double x = 0.5;
  for (int t = 0; t < 50; ++t) x = w / (1 + std::exp(-x)) + b;
  const double wrong = 1 / (1 + std::exp(-x)) - 0.7;
  return wrong * wrong;
}

}  // namespace

TEST_CASE("every file that experiment 13 declares is there, and no other") {
  check_files(quick_run(),
              {"surface", "near", "slices", "walls", "growth", "paths", "descents", "training",
               "training_summary", "rates", "rates_summary"},
              {"paths", "norms", "surface", "walls", "training", "rates"});
}

TEST_CASE("the tables of experiment 13 have their headers and rows") {
  const auto check = [&](const std::string& name, const Words& columns, std::size_t rows) {
    INFO(name);
    const Table table(quick_run() / (name + ".csv"));
    CHECK(table.columns == columns);
    CHECK(table.rows.size() == rows);
  };
  const Words grid{"w", "b", "distance", "error", "norm"};
  check("surface", grid, 60 * 45);
  check("near", grid, 60 * 45);
  check("slices", grid, 31 * 221);
  check("walls", {"w", "b", "distance", "norm"}, 31);
  check("growth", {"steps", "w", "b", "distance", "norm"}, 4 * 9);
  check("descents",
        {"start", "clipping", "w", "b", "steps", "left", "w_end", "b_end", "error_end", "largest_norm"},
        2 * 20);
  check("training", {"clipping", "run", "iteration", "loss", "norm"}, 2 * 2 * 100);
  check("rates", {"rate", "clipping", "run", "loss", "diverged_at"}, 2 * 2 * 2);
  check("rates_summary", {"rate", "clipping", "runs", "median", "least", "greatest"}, 2 * 2);
}

TEST_CASE(
    "paths are gradient descent: a step is the rate times the gradient, which is cut to the threshold") {
  const Table paths(quick_run() / "paths.csv");
  constexpr double rate = 0.1, threshold = 1, h = 1e-6;
  for (const std::string clipping : {"without", "with"}) {
    const auto rows = paths.where("clipping", clipping);
    REQUIRE(rows.size() > 50);
    for (std::size_t k = 0; k + 1 < rows.size(); ++k) {
      const double w = number(rows[k], "w"), b = number(rows[k], "b"), norm = number(rows[k], "norm");
      const double dw = number(rows[k + 1], "w") - w, db = number(rows[k + 1], "b") - b;
      INFO(clipping << " clipping, step " << k);
      CHECK(std::hypot(dw, db) ==
            Approx(rate * (clipping == "with" ? std::min(threshold, norm) : norm)).margin(1e-12));
      CHECK((w >= 4 && w <= 7 && b >= -4 && b <= -1.8));
      CHECK(number(rows[k], "error") == Approx(error_at(w, b)).margin(1e-6));
      if (norm > 0.17 || norm < 0.05) continue;  // differences see nothing in the wall, nor at the bottom
      CHECK(dw == Approx(-rate * (error_at(w + h, b) - error_at(w - h, b)) / (2 * h)).epsilon(1e-2));
      CHECK(db == Approx(-rate * (error_at(w, b + h) - error_at(w, b - h)) / (2 * h)).epsilon(1e-2));
    }
  }
}

TEST_CASE("both paths are the same until a gradient is longer than the threshold") {
  const Table paths(quick_run() / "paths.csv");
  const auto plain = paths.where("clipping", "without"), clipped = paths.where("clipping", "with");
  std::size_t k = 0;
  while (number(plain[k], "norm") <= 1) ++k;
  REQUIRE(k > 0);
  CHECK(plain[k].at("w") == clipped[k].at("w"));
  CHECK(plain[k].at("b") == clipped[k].at("b"));
  CHECK(plain[k + 1].at("w") != clipped[k + 1].at("w"));
}

TEST_CASE("findings of experiment 13 follow from their runs, and what theory promises is reproduced") {
  const Json findings = Json::parse(content(quick_run() / "findings.json"));
  REQUIRE(findings.size() == 8);
  for (const auto& f : findings) {
    INFO(f);
    REQUIRE(f["measured"].is_number());
    const double measured = f["measured"];
    check_verdict(f);
    CHECK(!f["band_reason"].get<std::string>().empty());
    const std::string id = f["id"];
    // A few unclipped descents slip past the wall at its soft end: see the lecture page.
    if (id == "unclipped_leaves") CHECK((measured >= 0.75 && measured <= 1));
    // Three of ten unclipped networks learn, and here are two: which of them do hangs on the last bit.
    else if (id == "training_gap")
      CHECK(f["measured_greatest"].get<double>() > std::log(4) / 2);
    else
      CHECK(f["verdict"] == "reproduced");
  }
  const Table descents(quick_run() / "descents.csv");
  for (const auto& row : descents.where("clipping", "with")) CHECK(row.at("left") == "0");
}

TEST_CASE("experiment 13 gives the same bytes with one thread and with two, and others with another seed") {
  const Folder folder;
  check_success(unroll_program({"run", "13", "--scale", "quick", "--threads", "2", "--out", folder.path().string()},
                       without_gnuplot()));
  const fs::path other = only_run_in(folder.path());
  check_same_data(quick_run(), other);
  CHECK(content(quick_run() / "findings.json") == content(other / "findings.json"));
  const Small one({"--seed", "1"}), two({"--seed", "2"});
  for (const std::string name : {"descents.csv", "training.csv"})
    CHECK(content(one.run / name) != content(two.run / name));
  CHECK(content(one.run / "walls.csv") == content(two.run / "walls.csv"));
}

TEST_CASE(
    "experiment 13 with --gradients adds its tables and its picture, the same bytes for any threads, and "
    "nothing else") {
  const Words options{"--gradients", "--runs", "3"};
  const Small one(options + Words{"--threads", "1"}), two(options + Words{"--threads", "2"});
  check_same_data(one.run, two.run);
  const Small without({"--runs", "3"});
  auto expected = files_in(without.run);
  expected.insert({"gradients.csv", "gradients_summary.csv", "gradients.gp"});
  CHECK(files_in(one.run) == expected);
  for (const auto& name : files_in(without.run, ".csv")) {
    INFO(name);
    CHECK(content(one.run / name) == content(without.run / name));
  }
  const Table table(one.run / "gradients.csv");
  CHECK(table.columns == Words{"network", "when", "seed", "layer", "direction", "lag", "log10_norm"});
  CHECK(table.rows.size() == 2 * 2 * 3 * 21);
  // Both start from the same weights.
  const auto with = table.where("network", "with clipping"),
             plain = table.where("network", "without clipping");
  REQUIRE(with.size() == plain.size());
  bool parted = false;
  for (std::size_t k = 0; k < with.size(); ++k)
    if (with[k].at("when") == "before training")
      CHECK(with[k].at("log10_norm") == plain[k].at("log10_norm"));
    else
      parted = parted || with[k].at("log10_norm") != plain[k].at("log10_norm");
  CHECK(parted);
  // U is orthogonal times 1.5: over 20 steps no more than 1.5^20 arrives, and ‖V‖ at the start is below 2.
  for (const auto& row : table.where("when", "before training"))
    CHECK(number(row, "log10_norm") <= number(row, "lag") * std::log10(1.5) + std::log10(2.0));
}

TEST_CASE("figures published for 50 steps are not measured for others") {
  const Small small({"--unroll", "20"});
  for (const std::string id : {"wall_distance", "walls_below", "largest_norm", "growth"})
    CHECK(small.finding(id)["verdict"] == "not measured at this scale");
  CHECK(!Json::parse(content(small.run / "run.json"))["notes"].empty());
}

TEST_CASE("the clipped training with a threshold above all gradients is the unclipped one") {
  const Small loose({"--clip-norm", "1000000"});  // longer than any gradient there: as without clipping
  const auto plain = Table(loose.run / "training.csv").where("clipping", "without"),
             clipped = Table(loose.run / "training.csv").where("clipping", "with");
  for (std::size_t k = 0; k < plain.size(); ++k) CHECK(plain[k].at("loss") == clipped[k].at("loss"));
  CHECK(loose.finding("training_gap")["verdict"] == "differs");
}

TEST_CASE("options of experiment 13 that make no sense are refused by name") {
  const Folder folder;
  const Words run{"run", "13", "--scale", "quick", "--out", (folder.path() / "out").string()};
  check_usage(unroll_program(run + Words{"--start-w", "7", "--start-above", "-0.3"}), {"--start-w", "box"});
  check_usage(unroll_program(run + Words{"--rates", "0.1", "fast"}), {"--rates", "learning rates"});
  check_usage(unroll_program(run + Words{"--rates", "0"}), {"--rates"});
  check_usage(unroll_program(run + Words{"--clip-norm", "0"}), {"--clip-norm"});
  check_usage(unroll_program(run + Words{"--grid", "1"}), {"--grid"});
  check_usage(unroll_program(run + Words{"--unroll", "1000"}), {"--unroll"});
  CHECK(!fs::exists(folder.path() / "out"));
}
