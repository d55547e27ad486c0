// What experiment 01 says of rules, correlated pictures and numbers stored.
#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "table.hpp"

using Json = nlohmann::json;

namespace {

constexpr std::size_t stored = 8, runs = 3;

Words drawn(const fs::path& out, const Words& more = {}) {
  return tiny_run(out, Words{"--size", "20", "--stored", "8", "--runs", "3"} + more);
}

// One run without pictures for all tests of this process.
const fs::path& drawn_run() {
  static const Folder folder;
  static const fs::path run = [] {
    check_success(unroll_program(drawn(folder.path(), {"--threads", "1", "--counts", "64", "1", "4", "200", "16"}),
                         without_gnuplot()));
    return only_run_in(folder.path());
  }();
  return run;
}

Table table(const std::string& name) { return Table(drawn_run() / (name + ".csv")); }

}  // namespace

TEST_CASE("tables about rules have their headers and rows") {
  const auto check = [](const std::string& name, const Words& columns, std::size_t rows) {
    INFO(name);
    CHECK(table(name).columns == columns);
    CHECK(table(name).rows.size() == rows);
  };
  check("spectrum", {"patterns", "rule", "run", "rank", "eigenvalue"}, stored * (3 + runs));
  check("crosstalk", {"rule", "field", "share"}, 3 * 61);
  check("answers", {"rule", "run", "row", "column", "picture", "other", "overlap"},
        3 * runs * stored * (stored + 1));
  // Twelve pictures are drawn, so 1 and 4 of them; of random patterns every number.
  check("loads", {"patterns", "rule", "stored", "run", "left", "kept", "overlap", "restored"},
        3 * runs * (2 + 5));
  check("loads_summary", {"patterns", "rule", "what", "stored", "runs", "median", "least", "greatest"},
        3 * 3 * (2 + 5));
}

TEST_CASE("projection levels what correlation tilts: its eigenvalues are all alike, Hebb's are not") {
  std::map<std::string, std::vector<double>> values;
  for (const auto& row : table("spectrum").rows)
    if (row.at("run") == "0")
      values[row.at("patterns") + " " + row.at("rule")].push_back(number(row, "eigenvalue"));
  for (const auto& [name, list] : values) {
    INFO(name);
    CHECK(list.size() == stored);
    CHECK(std::is_sorted(list.rbegin(), list.rend()));
    double sum = 0;
    for (const double value : list) sum += value;
    CHECK(sum == Approx(double(stored)));
  }
  const double left = double(stored) / 400;  // what missing self-connections take away, on average
  CHECK(values.at("pictures projection").front() - values.at("pictures projection").back() < 10 * left);
  CHECK(values.at("pictures Hebb").front() > 2 * values.at("random Hebb").front() - 1);
}

TEST_CASE("fields of memories: every unit is counted, and under projection none is on the wrong side") {
  for (const std::string rule : {"Hebb", "Storkey", "projection"}) {
    double sum = 0, wrong = 0;
    for (const auto& row : table("crosstalk").where("rule", rule)) {
      sum += number(row, "share");
      if (number(row, "field") < 0) wrong += number(row, "share");
    }
    CHECK(sum == Approx(1));
    CHECK((rule == "projection" ? wrong == 0 : wrong < 0.5));
  }
}

TEST_CASE("projection answers with the picture asked for, and answers agree with the overlaps stored") {
  std::map<std::string, double> stored_overlap;
  for (const auto& row : table("overlaps").rows)
    stored_overlap[row.at("row") + "," + row.at("column")] = number(row, "overlap");
  std::size_t exact = 0;
  for (const auto& row : table("answers").where("rule", "projection")) {
    if (row.at("column") == std::to_string(stored)) continue;
    const double m = number(row, "overlap"),
                 expected = stored_overlap.at(row.at("row") + "," + row.at("column"));
    CHECK(m == Approx(expected).margin(0.03));
    exact += m == expected;
  }
  CHECK(exact > runs * stored * stored / 2);
}

TEST_CASE("projection keeps every number of random patterns below N; Hebb does not") {
  const Table loads = table("loads");
  std::size_t broken = 0;
  for (const auto& row : loads.rows) {
    INFO(row.at("patterns") << " " << row.at("rule") << " " << row.at("stored"));
    CHECK(number(row, "kept") >= 0);
    CHECK(number(row, "kept") <= 1);
    CHECK(std::abs(number(row, "overlap")) <= 1 + 1e-12);
    if (row.at("stored") == "1") CHECK(number(row, "restored") == 1);
    if (row.at("patterns") != "random") continue;
    CHECK(number(row, "left") > 0.01);
    if (row.at("rule") == "projection") CHECK(row.at("kept") == "1");
    broken += row.at("rule") == "Hebb" && row.at("stored") == "200" && number(row, "kept") == 0;
  }
  CHECK(broken == runs);
}

TEST_CASE("summaries of numbers stored hold the median of the runs") {
  const Table loads = table("loads");
  for (const auto& row : table("loads_summary").rows) {
    std::vector<double> values;
    for (const auto& one : loads.where("stored", row.at("stored")))
      if (one.at("patterns") == row.at("patterns") && one.at("rule") == row.at("rule"))
        values.push_back(number(one, row.at("what")));
    std::sort(values.begin(), values.end());
    REQUIRE(values.size() == runs);
    CHECK(number(row, "least") == values.front());
    CHECK(number(row, "median") == values[1]);
    CHECK(number(row, "greatest") == values.back());
  }
}

TEST_CASE("rules, answers and numbers stored are the same with one thread and with two") {
  const Folder folder;
  check_success(unroll_program(drawn(folder.path(), {"--threads", "2", "--counts", "1", "4", "16", "64", "200"}),
                       without_gnuplot()));
  check_same_data(drawn_run(), only_run_in(folder.path()));
}

TEST_CASE("letters are stored by the alphabet, each shape once") {
  const auto most = [](const std::string& alphabet) -> long {
    const Folder folder;
    check_success(unroll_program(tiny_run(folder.path(), {"--size", "16", "--alphabet", alphabet, "--counts", "49",
                                                  "52", "53", "66", "67", "120", "150"}),
                         without_gnuplot()));
    const fs::path run = only_run_in(folder.path());
    if (!Json::parse(content(run / "run.json"))["warnings"].empty()) return -1;
    long greatest = 0;
    for (const auto& row : Table(run / "loads.csv").where("patterns", "letters"))
      greatest = std::max(greatest, std::stol(row.at("stored")));
    return greatest;
  };
  CHECK(most("none") == 0);
  if (most("cyrillic") < 0) {
    WARN("no letters here: set UNROLL_DATA, or install what `unroll data list` names");
    return;
  }
  CHECK(most("cyrillic") == 66);
  CHECK(most("latin") == 52);
  CHECK(most("greek") == 49);
  CHECK(most("all") == 120);  // 167 characters, of which many look the same
}

TEST_CASE("numbers and alphabets that make no sense are refused") {
  const Folder folder;
  for (const std::string bad : {"0", "-3", "many", "2.5", "1001"})
    check_usage(unroll_program(drawn(folder.path() / "out", {"--counts", "4", bad}), without_gnuplot()),
                {"--counts", "\"" + bad + "\" is no number to store", "from 1 to 1000"});
  check_usage(unroll_program(drawn(folder.path() / "out", {"--alphabet", "klingon"}), without_gnuplot()),
              {"--alphabet", "klingon", "cyrillic"});
  CHECK(!fs::exists(folder.path() / "out"));
}
