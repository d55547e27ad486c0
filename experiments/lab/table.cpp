#include "table.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

#include "values.hpp"
#include "wilson.hpp"

namespace unroll::lab {
namespace {

void append_cell(std::string& text, const std::string& value) {
  if (value.find_first_of(",\"\r\n") == std::string::npos) {
    text += value;
    return;
  }
  text += '"';
  for (const char c : value) text += c == '"' ? std::string("\"\"") : std::string(1, c);
  text += '"';
}

// Takes one line's cells from `at` on.
std::vector<std::string> take_line(std::string_view csv, std::size_t& at) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (; at < csv.size(); ++at) {
    const char c = csv[at];
    if (quoted) {
      if (c != '"')
        cells.back() += c;
      else if (at + 1 < csv.size() && csv[at + 1] == '"')
        cells.back() += csv[at++];
      else
        quoted = false;
    } else if (c == '"') {
      quoted = true;
    } else if (c == ',') {
      cells.emplace_back();
    } else if (c == '\n') {
      ++at;
      break;
    } else if (c != '\r') {
      cells.back() += c;
    }
  }
  return cells;
}

}  // namespace

double number_of(const std::string& text) {
  double value = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
  return failed == std::errc{} && end == text.data() + text.size() ? value
                                                                   : std::numeric_limits<double>::quiet_NaN();
}

Table Table::parse(std::string_view csv) {
  std::size_t at = 0, line = 1;
  Table table(take_line(csv, at));
  while (at < csv.size()) {
    ++line;
    auto cells = take_line(csv, at);
    if (cells.size() != table.columns_.size())
      throw std::invalid_argument(
          fmt::format("line {} has {} cells; the header has {}", line, cells.size(), table.columns_.size()));
    table.add(std::move(cells));
  }
  return table;
}

void Table::add(std::vector<std::string> cells) {
  if (cells.size() != columns_.size())
    throw std::logic_error(fmt::format("a row of {} cells in a table of {} columns ({})", cells.size(),
                                       columns_.size(), fmt::join(columns_, ", ")));
  for (auto& cell : cells) cells_.push_back(std::move(cell));
}

std::size_t Table::column(std::string_view name) const {
  for (std::size_t k = 0; k < columns_.size(); ++k)
    if (columns_[k] == name) return k;
  throw std::invalid_argument(
      fmt::format("there is no column \"{}\"; there are {}", name, fmt::join(columns_, ", ")));
}

bool Table::has_column(std::string_view name) const {
  for (const auto& column : columns_)
    if (column == name) return true;
  return false;
}

double Table::number(std::size_t row, std::size_t column) const { return number_of(text(row, column)); }

std::string Table::csv() const {
  std::string all;
  const auto line = [&](auto begin, auto end) {
    for (auto cell = begin; cell != end; ++cell) {
      if (cell != begin) all += ',';
      append_cell(all, *cell);
    }
    all += '\n';
  };
  line(columns_.begin(), columns_.end());
  const auto width = static_cast<std::ptrdiff_t>(columns_.size());
  for (auto row = cells_.begin(); row != cells_.end(); row += width) line(row, row + width);
  return all;
}

namespace {

bool same_value(const std::string& a, const std::string& b) {
  if (a == b) return true;
  const double x = number_of(a);
  return !std::isnan(x) && x == number_of(b);
}

using Group = std::pair<std::vector<std::string>, std::vector<std::size_t>>;  // the cells of `by`, the rows

std::vector<Group> groups_of(const Table& table, const Summary& summary) {
  std::map<std::vector<std::string>, std::size_t> places;
  std::vector<Group> groups;
  for (std::size_t r = 0; r < table.rows(); ++r) {
    if (!meets(table, r, summary.where)) continue;
    std::vector<std::string> key;
    for (const auto& x : summary.by) key.push_back(table.text(r, table.column(x)));
    const auto [place, fresh] = places.emplace(key, groups.size());
    if (fresh) groups.emplace_back(key, std::vector<std::size_t>{});
    groups[place->second].second.push_back(r);
  }
  return groups;
}

std::string quantile_name(double q) { return fmt::format("_q{:02.0f}", 100 * q); }

std::vector<std::string> columns_of(const Summary& summary) {
  std::vector<std::string> columns = summary.by;
  columns.push_back("count");
  for (const auto& x : summary.of) {
    for (const char* of : {"_median", "_least", "_greatest"}) columns.push_back(x + of);
    for (const double q : summary.quantiles) columns.push_back(x + quantile_name(q));
  }
  for (const auto& x : summary.means) columns.push_back(x + "_mean");
  for (const auto& x : summary.shares)
    for (const char* of : {"_share", "_low", "_high"}) columns.push_back(x + of);
  for (const auto& [x, among] : summary.counts)
    for (const auto& column : {x, among, x + "_share", x + "_low", x + "_high"}) columns.push_back(column);
  return columns;
}

// The summary of one group, cell after cell.
struct Cells {
  const Table& table;
  const std::vector<std::size_t>& rows;
  std::vector<std::string>& cells;

  // The values of a column, empty cells left out.
  std::vector<double> column(const std::string& name) const {
    std::vector<double> values;
    for (const std::size_t r : rows)
      if (!table.text(r, table.column(name)).empty()) values.push_back(table.number(r, table.column(name)));
    return values;
  }
  void add(const std::vector<double>& values, double cell) {
    cells.push_back(values.empty() ? "" : cell_text(cell));
  }
  void spread(const std::string& name, const std::vector<double>& quantiles) {
    std::vector<double> values = column(name);
    const auto [median, least, greatest] = spread_of(values);
    for (const double value : {median, least, greatest}) add(values, value);
    std::sort(values.begin(), values.end());
    for (const double q : quantiles)
      add(values, std::isnan(median) || values.empty()
                      ? median
                      : values[static_cast<std::size_t>(q * static_cast<double>(values.size() - 1))]);
  }
  void share(double successes, double trials) {
    const auto [low, high] = wilson(static_cast<std::size_t>(successes), static_cast<std::size_t>(trials));
    for (const double value : {successes / trials, low, high})
      cells.push_back(trials > 0 ? cell_text(value) : "");
  }
};

}  // namespace

bool meets(const Table& table, std::size_t row, const Conditions& conditions) {
  return std::all_of(conditions.begin(), conditions.end(), [&](const auto& condition) {
    const std::string& cell = table.text(row, table.column(condition.first));
    return std::any_of(condition.second.begin(), condition.second.end(),
                       [&](const std::string& value) { return same_value(cell, value); });
  });
}

Table summary_of(const Table& table, const Summary& summary) {
  Table all(columns_of(summary));
  for (auto& [cells, rows] : groups_of(table, summary)) {
    cells.push_back(cell_text(rows.size()));
    Cells group{table, rows, cells};
    for (const auto& x : summary.of) group.spread(x, summary.quantiles);
    for (const auto& x : summary.means) group.add(group.column(x), reduce::mean(group.column(x)));
    for (const auto& x : summary.shares) {
      const auto values = group.column(x);
      group.share(static_cast<double>(std::count(values.begin(), values.end(), 1.0)),
                  static_cast<double>(values.size()));
    }
    for (const auto& [x, among] : summary.counts) {
      const double successes = reduce::sum(group.column(x)), trials = reduce::sum(group.column(among));
      cells.push_back(cell_text(successes));
      cells.push_back(cell_text(trials));
      group.share(successes, trials);
    }
    all.add(std::move(cells));
  }
  return all;
}

}  // namespace unroll::lab
