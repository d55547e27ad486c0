#include "compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "error.hpp"
#include "files.hpp"
#include "page.hpp"
#include "table.hpp"
#include "text_table.hpp"

namespace unroll::lab {
namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;
namespace {

// What stands in both folders under one name.
struct Pair {
  std::string what, a, b;
};

void add(std::vector<Pair>& all, const std::string& what, const std::string& a, const std::string& b) {
  if (a != b) all.push_back({what, a, b});
}

std::vector<Pair> settings_apart(const Json& a, const Json& b) {
  std::vector<Pair> all;
  for (const char* key : {"number", "scale", "seed", "threads", "git_revision", "cpu", "compiler", "build"})
    add(all, key, text_of(a, key), text_of(b, key));
  const Json blas_a = a.value("blas", Json::object()), blas_b = b.value("blas", Json::object());
  add(all, "BLAS kernel", text_of(blas_a, "core"), text_of(blas_b, "core"));
  const Json mine = a.value("options", Json::object()), other = b.value("options", Json::object());
  std::set<std::string> names;
  for (const auto& options : {mine, other})
    for (const auto& [name, value] : options.items()) names.insert(name);
  for (const auto& name : names) add(all, "--" + name, text_of(mine, name), text_of(other, name));
  return all;
}

const Json* with_id(const Json& findings, const std::string& id) {
  for (const Json& one : findings)
    if (text_of(one, "id") == id) return &one;
  return nullptr;
}

std::string told(const Json* finding) {
  if (finding == nullptr) return "not declared";
  return fmt::format("{} ({})", text_of(*finding, "measured_text"), text_of(*finding, "verdict"));
}

std::vector<Pair> findings_apart(const Json& a, const Json& b) {
  std::vector<Pair> all;
  for (const Json& one : a) {
    const Json* other = with_id(b, text_of(one, "id"));
    if (other == nullptr || one.value("measured", Json()) != other->value("measured", Json()) ||
        text_of(one, "verdict") != text_of(*other, "verdict"))
      all.push_back({text_of(one, "claim"), told(&one), told(other)});
  }
  for (const Json& one : b)
    if (with_id(a, text_of(one, "id")) == nullptr)
      all.push_back({text_of(one, "claim"), told(nullptr), told(&one)});
  return all;
}

std::set<std::string> tables_in(const fs::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".csv") names.insert(entry.path().filename().string());
  return names;
}

Table table_of(const fs::path& file) {
  try {
    return Table::parse(read_file(file));
  } catch (const std::invalid_argument& problem) {
    throw Error(fmt::format("{} is damaged: {}", file.string(), problem.what()));
  }
}

std::string size_of(const Table& table) {
  return fmt::format("{} rows of {}", table.rows(), fmt::join(table.columns(), ", "));
}

// Where two tables of the same columns and rows first differ, and in how many cells.
void cells_apart(const std::string& name, const Table& a, const Table& b, std::vector<Pair>& all) {
  std::size_t count = 0, row = 0, column = 0;
  double most = 0;
  for (std::size_t r = 0; r < a.rows(); ++r)
    for (std::size_t c = 0; c < a.columns().size(); ++c) {
      if (a.text(r, c) == b.text(r, c)) continue;
      if (count++ == 0) {
        row = r;
        column = c;
      }
      const double apart = std::abs(a.number(r, c) - b.number(r, c));
      if (apart > most) most = apart;
    }
  if (count == 0) return;
  const std::string what =
      fmt::format("{}: {} of {} cells, by at most {:.3g}; first `{}` of row {}", name, count,
                  a.rows() * a.columns().size(), most, a.columns()[column], row + 1);
  all.push_back({what, a.text(row, column), b.text(row, column)});
}

std::vector<Pair> tables_apart(const fs::path& a, const fs::path& b) {
  std::vector<Pair> all;
  std::set<std::string> names = tables_in(a);
  names.merge(tables_in(b));
  for (const auto& name : names) {
    const bool in_a = fs::exists(a / name), in_b = fs::exists(b / name);
    if (!in_a || !in_b) {
      all.push_back({name, in_a ? "is there" : "missing", in_b ? "is there" : "missing"});
      continue;
    }
    const Table mine = table_of(a / name), other = table_of(b / name);
    if (mine.columns() != other.columns() || mine.rows() != other.rows())
      all.push_back({name, size_of(mine), size_of(other)});
    else
      cells_apart(name, mine, other, all);
  }
  return all;
}

std::string section(const std::string& heading, const std::vector<Pair>& pairs, std::size_t width) {
  if (pairs.empty()) return "";
  TextTable table({heading, "first run", "second run"});
  for (const auto& [what, a, b] : pairs) table.row({what, a.empty() ? "–" : a, b.empty() ? "–" : b});
  return table.print(width) + "\n";
}

}  // namespace

std::string compared(const fs::path& a, const fs::path& b, std::size_t width) {
  const RunRecord mine(a), other(b);
  const std::string text = section("settings", settings_apart(mine.run, other.run), width) +
                           section("findings", findings_apart(mine.findings, other.findings), width) +
                           section("tables", tables_apart(a, b), width);
  return text.empty() ? "The two runs have the same settings, findings and tables.\n" : text;
}

int compare(std::vector<std::string> words) {
  if (words.size() != 2)
    throw UsageError("two runs are compared; usage: unroll compare RUN_FOLDER RUN_FOLDER");
  fmt::print("{}", compared(words[0], words[1], terminal_width()));
  return 0;
}

}  // namespace unroll::lab
