// The landscape of experiment 01: its tables, its options, and that it changes nothing else.
#include <algorithm>
#include <cmath>
#include <sstream>

#include "table.hpp"

namespace {

Words landscape(const fs::path& out, const Words& more = {}) {
  return tiny_run(out, Words{"--energy-landscape", "--size", "14", "--stored", "5", "--seeds", "2"} + more);
}

const fs::path& landscape_run() {
  static const Folder folder;
  static const fs::path run = [] {
    check_success(unroll_program(landscape(folder.path(), {"--threads", "1"})));
    return only_run_in(folder.path());
  }();
  return run;
}

using Key = std::string;
Key key(const Row& row, const Words& columns) {
  Key text;
  for (const auto& column : columns) text += row.at(column) + "|";
  return text;
}

}  // namespace

TEST_CASE("the landscape's files are there when asked for, and all of it is drawn") {
  check_files(landscape_run(),
              {"grid",
               "grid_panels",
               "rules",
               "rules_panels",
               "energy",
               "descent",
               "descent_energy",
               "basin",
               "basin_summary",
               "memories",
               "overlaps",
               "spectrum",
               "chance",
               "crosstalk",
               "answers",
               "mixtures",
               "loads",
               "loads_summary",
               "sweeps",
               "orbits",
               "hills",
               "hills_by_flips",
               "landscape",
               "landscape_corners",
               "landscape_paths",
               "energy_lines",
               "energy_flips"},
              {"grid", "energy", "basin", "rules", "correlations", "crosstalk", "answers", "loads",
               "landscape", "energy_lines"},
              {"descent"});
}

TEST_CASE("the landscape has the network's energy at its memories, and under projection no lower ground") {
  const Table corners(landscape_run() / "landscape_corners.csv"), map(landscape_run() / "landscape.csv");
  REQUIRE(corners.rows.size() == 3 * 4);
  double lowest = 0;
  for (const auto& row : corners.rows) {
    if (row.at("memory") == "0") continue;
    const double own = number(row, "of_the_network");
    CHECK(number(row, "energy") == Approx(own).epsilon(1e-5));
    if (row.at("rule") == "projection") lowest = std::min(lowest, own);
  }
  std::size_t high = 0;
  for (const auto& row : map.where("rule", "projection")) {
    CHECK(number(row, "energy") >= lowest - 1e-5 * std::abs(lowest));
    high += number(row, "energy") > 0.9 * lowest;
  }
  CHECK(high > 0);
  CHECK(map.rows.size() % 3 == 0);
  CHECK(map.where("rule", "Hebb").size() == map.rows.size() / 3);
}

TEST_CASE("lines and flips leave from one memory's energy and arrive at the other's") {
  const Table corners(landscape_run() / "landscape_corners.csv"), lines(landscape_run() / "energy_lines.csv"),
      flips(landscape_run() / "energy_flips.csv");
  std::map<Key, double> own;
  for (const auto& row : corners.rows) own[key(row, {"rule", "memory"})] = number(row, "of_the_network");
  CHECK(lines.rows.size() == 3 * 10 * 41);
  CHECK(flips.rows.size() == 3 * 3 * 2 * 21);
  std::size_t ends = 0;
  const auto check = [&](const Row& row) {
    const std::string& t = row.at("t");
    if (t != "0" && t != "1") return;
    const double there = own.at(row.at("rule") + "|" + row.at(t == "0" ? "from" : "to") + "|");
    CHECK(number(row, "energy") == Approx(there).epsilon(1e-4));
    ++ends;
  };
  for (const auto& row : lines.where("corners", "1")) check(row);
  for (const auto& row : flips.rows) check(row);
  CHECK(ends == 3 * 3 * 2 + 3 * 3 * 2 * 2);
}

TEST_CASE("hills are the tops of the lines under projection, as high as in theory") {
  std::map<Key, double> ends, tops;
  for (const auto& row : Table(landscape_run() / "energy_lines.csv").where("rule", "projection")) {
    if (row.at("t") == "0") ends[key(row, {"from", "to"})] = number(row, "energy");
    if (row.at("t") == "0.5") tops[key(row, {"from", "to"})] = number(row, "energy");
  }
  const Table hills(landscape_run() / "hills.csv");
  CHECK(hills.rows.size() == 10);
  for (const auto& row : hills.rows) {
    const Key pair = key(row, {"from", "to"});
    CHECK(number(row, "hill") == Approx(tops.at(pair) - ends.at(pair)));
    CHECK(number(row, "theory") > 0);
    CHECK(number(row, "ratio") == number(row, "hill") / number(row, "theory"));
    CHECK(number(row, "ratio") == Approx(1).margin(1e-3));
  }
  for (const auto& row : Table(landscape_run() / "hills_by_flips.csv").rows)
    CHECK(number(row, "ratio") == Approx(1).margin(0.15));
}

TEST_CASE("recalls on the map go downhill, and end at the memory that they say") {
  const Table corners(landscape_run() / "landscape_corners.csv"),
      paths(landscape_run() / "landscape_paths.csv");
  std::map<Key, const Row*> place, last;
  for (const auto& row : corners.rows) place[key(row, {"rule", "memory"})] = &row;
  for (const auto& row : paths.rows) {
    const Key path = key(row, {"rule", "start"});
    if (last.contains(path)) {
      CHECK(number(row, "step") == number(*last[path], "step") + 1);
      CHECK(number(row, "energy") <= number(*last[path], "energy") + 1e-3);
    }
    last[path] = &row;
  }
  CHECK(last.size() == 3 * 4);
  std::size_t arrived = 0;
  for (const auto& [path, end] : last) {
    if (end->at("ends_in") == "0") continue;
    const Row& corner = *place.at(key(*end, {"rule", "ends_in"}));
    for (const char* axis : {"u", "v"}) CHECK(number(*end, axis) == Approx(number(corner, axis)).margin(0.1));
    ++arrived;
  }
  CHECK(arrived > 0);
}

TEST_CASE("the landscape is the same with one thread and with two, and changes no other table") {
  const Folder folder;
  check_success(unroll_program(landscape(folder.path() / "two", {"--threads", "2"}), without_gnuplot()));
  check_same_data(landscape_run(), only_run_in(folder.path() / "two"));
  check_success(
      unroll_program(tiny_run(folder.path() / "without", {"--size", "14", "--stored", "5", "--seeds", "2"}),
                     without_gnuplot()));
  const fs::path without = only_run_in(folder.path() / "without");
  const auto names = files_in(without, ".csv");
  CHECK(names.size() == 22);
  for (const auto& name : names) {
    INFO(name);
    CHECK(content(without / name) == content(landscape_run() / name));
  }
}

TEST_CASE("corners choose the memories of the map; those that make no plane are refused") {
  const Folder folder;
  check_success(
      unroll_program(landscape(folder.path() / "other", {"--corners", "5", "2", "4"}), without_gnuplot()));
  Words names;
  for (const auto& row : Table(only_run_in(folder.path() / "other") / "landscape_corners.csv").rows)
    if (row.at("rule") == "Hebb" && row.at("memory") != "0") names.push_back(row.at("picture"));
  CHECK(names == Words{"checkerboard", "cross", "spiral"});
  const fs::path out = folder.path() / "out";
  const auto refused = [&](const Words& words, const Words& parts) {
    INFO(words.back());
    check_usage(unroll_program(landscape(out, words), without_gnuplot()), parts);
  };
  for (const std::string bad : {"1 2", "1 2 3 4", "1 2 1", "1 2 6", "6 1 2"}) {
    Words corners{"--corners"};
    std::istringstream numbers(bad);
    for (std::string number; numbers >> number;) corners.push_back(number);
    refused(corners, {"--corners " + bad, "three stored pictures that differ", "from 1 to 5"});
  }
  for (const std::string bad : {"0", "x", "1.5", "-1", "1001", "2x", "99999999999999999999"})
    refused({"--corners", "1", bad, "3"}, {"--corners", bad, "from 1 to 1000"});
  CHECK(!fs::exists(out));
  // Without a landscape nobody asks for a plane.
  check_success(unroll_program(tiny_run(out), without_gnuplot()));
}
