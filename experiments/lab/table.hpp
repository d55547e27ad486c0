// Tidy tables: one row an observation, under named columns. A run's tables are its CSV files and nothing more, so that
// what is judged from them can be judged again from the run folder.
#pragma once
#include <fmt/format.h>

#include <concepts>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace unroll::lab {

// A cell as text. A number is the shortest decimal that reads back as the same number; true and false are 1 and 0.
inline std::string cell_text(std::string_view value) { return std::string(value); }
inline std::string cell_text(const char* value) { return value; }
inline std::string cell_text(const std::string& value) { return value; }
// No value: an empty cell, which summaries and findings leave out. (A NaN is a value, and spoils a median.)
inline std::string cell_text(std::nullopt_t) { return ""; }
template <class Number>
requires std::integral<Number> || std::floating_point<Number> std::string cell_text(Number value) {
  if constexpr (std::same_as<Number, bool>)
    return value ? "1" : "0";
  else
    return fmt::format("{}", value);
}

template <class Number>
std::string cell_text(const std::optional<Number>& value) {
  return value ? cell_text(*value) : "";
}

class Table {
 public:
  explicit Table(std::vector<std::string> columns) : columns_(std::move(columns)) {}

  // Reads CSV. Throws std::invalid_argument that names the line whose number of cells is not that of the header.
  static Table parse(std::string_view csv);

  // One row; throws std::logic_error unless it has a value for every column.
  template <class... Values>
  void row(const Values&... values) {
    add({cell_text(values)...});
  }
  void add(std::vector<std::string> cells);

  const std::vector<std::string>& columns() const { return columns_; }
  std::size_t rows() const { return columns_.empty() ? 0 : cells_.size() / columns_.size(); }

  // Throws std::invalid_argument that lists the columns if there is none of that name.
  std::size_t column(std::string_view name) const;
  bool has_column(std::string_view name) const;
  const std::string& text(std::size_t row, std::size_t column) const {
    return cells_[row * columns_.size() + column];
  }
  // NaN where the cell is empty or no number.
  double number(std::size_t row, std::size_t column) const;

  std::string csv() const;

 private:
  std::vector<std::string> columns_;
  std::vector<std::string> cells_;  // row by row
};

// Conditions on the rows of a table: in each column one of these values, numbers compared as numbers.
using Conditions = std::map<std::string, std::vector<std::string>>;

// Whether a row meets the conditions.
bool meets(const Table& table, std::size_t row, const Conditions& conditions);

// The number that a text is, NaN where it is none.
double number_of(const std::string& text);

// A summary of the rows of a table that meet `where`: one row for each combination of the columns `by`, in the order in which
// they first appear. Its columns are those of `by`; `count`, of rows; X_median, X_least, X_greatest for each X of `of`;
// X_mean for each X of `means`; X_q10 for 0.1 of `quantiles` and each X of `of`; X_share, X_low, X_high, a share with
// Wilson's interval, for each X of `shares`, a column of 0 and 1; and X, the sum of successes, A, the sum of trials, X_share,
// X_low and X_high for each pair of X and A in `counts`. Empty cells are left out, and of empty cells alone comes an empty
// cell. What is made of values of which one is NaN is NaN.
struct Summary {
  std::string name, table;
  std::vector<std::string> by = {}, of = {}, means = {}, shares = {};
  std::vector<double> quantiles = {};
  std::vector<std::pair<std::string, std::string>> counts = {};
  Conditions where = {};
};
Table summary_of(const Table& table, const Summary& summary);

using Tables = std::map<std::string, Table>;

}  // namespace unroll::lab
