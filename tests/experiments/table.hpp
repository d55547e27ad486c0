// A CSV file as a test reads it: the header's names, then cells by name.
#pragma once
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "tests/command_line/program.hpp"

// Cells by column; names that hold a comma do not occur in the tests.
using Row = std::map<std::string, std::string>;

struct Table {
  Words columns;
  std::vector<Row> rows;

  explicit Table(const fs::path& file) {
    const Words all = lines(content(file));
    REQUIRE(!all.empty());
    columns = cells(all[0]);
    for (std::size_t k = 1; k < all.size(); ++k) {
      const Words values = cells(all[k]);
      INFO(file << ", line " << k + 1);
      REQUIRE(values.size() == columns.size());
      Row row;
      for (std::size_t c = 0; c < values.size(); ++c) row[columns[c]] = values[c];
      rows.push_back(row);
    }
  }

  // The rows in which a column has a value.
  std::vector<Row> where(const std::string& column, const std::string& value) const {
    std::vector<Row> chosen;
    for (const auto& row : rows)
      if (row.at(column) == value) chosen.push_back(row);
    return chosen;
  }

 private:
  static Words cells(const std::string& line) {
    Words list(1);
    for (const char c : line)
      if (c == ',')
        list.emplace_back();
      else
        list.back() += c;
    return list;
  }
};

inline double number(const Row& row, const std::string& column) {
  const std::string& text = row.at(column);
  char* end = nullptr;
  const double value = std::strtod(text.c_str(), &end);
  INFO(column << " is " << text);
  CHECK((end != text.c_str() && *end == '\0'));
  return value;
}

// The run's folder holds these tables and figures, its own three files and nothing else; every figure was
// drawn, and no table holds a NaN or an infinity. An animation has no SVG.
inline void check_files(const fs::path& run, const Words& tables, const Words& figures,
                        const Words& animations = {}) {
  std::set<std::string> expected{"run.json", "findings.json", "index.html"};
  for (const auto& table : tables) expected.insert(table + ".csv");
  for (const auto& figure : figures) expected.insert({figure + ".gp", figure + ".svg", figure + ".png"});
  for (const auto& animation : animations) expected.insert({animation + ".gp", animation + ".png"});
  CHECK(files_in(run) == expected);
  const auto record = nlohmann::json::parse(content(run / "run.json"));
  for (const auto& figure : record["figures"]) CHECK(figure["missing"].is_null());
  for (const auto& name : files_in(run, ".csv")) {
    INFO(name);
    CHECK(!has(content(run / name), "nan"));
    CHECK(!has(content(run / name), "inf"));
  }
}
