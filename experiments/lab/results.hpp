// What is judged: the tables of a finished run and its settings, and nothing else. So findings can be judged again from the
// run folder, and tables of several machines can be put together first.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "declaration.hpp"
#include "settings.hpp"
#include "table.hpp"
#include "values.hpp"

namespace unroll::lab {

// Some rows of a table, in its order. A view: the table must outlive it.
class Rows {
 public:
  explicit Rows(const Table& table);

  // Those whose cell is this text or, where both are numbers, this number.
  Rows where(const std::string& column, const std::string& value) const;
  Rows where(const std::string& column, const char* value) const { return where(column, std::string(value)); }
  Rows where(const std::string& column, double value) const;
  Rows where(const Conditions& conditions) const;
  // Those whose number passes.
  Rows where(const std::string& column, const std::function<bool(double)>& passes) const;

  bool empty() const { return rows_.empty(); }
  std::size_t size() const { return rows_.size(); }
  double number(std::size_t row, const std::string& column) const;
  const std::string& text(std::size_t row, const std::string& column) const;

  // One value for each row whose cell is not empty, with its seed where the table has a column `seed`.
  Values values(const std::string& column) const;
  std::vector<double> numbers(const std::string& column) const;
  // The different texts of a column, in order of first appearance.
  std::vector<std::string> distinct(const std::string& column) const;

 private:
  Rows(const Table& table, std::vector<std::size_t> rows) : table_(&table), rows_(std::move(rows)) {}

  const Table* table_;
  std::vector<std::size_t> rows_;
};

class Results {
 public:
  Results(const Tables& tables, const Settings& settings) : tables_(tables), settings_(settings) {}

  // The rows of a table; none where the run wrote no such table. Throws std::logic_error if no such table is declared.
  Rows operator[](const std::string& table) const;
  const Settings& settings() const { return settings_; }

 private:
  const Tables& tables_;
  const Settings& settings_;
};

// Where judging code puts the values of each finding.
class Findings {
 public:
  explicit Findings(const Declaration& declaration) : declaration_(declaration) {}

  // No values: the finding was not measured. Throws std::logic_error for a finding that is not declared, whose values the
  // declaration selects itself, or that was measured before.
  void measured(const std::string& id, Values values);
  // A sentence for terminal and report.
  void note(const std::string& sentence) { notes_.push_back(sentence); }

  const std::map<std::string, Values>& all() const { return values_; }
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  const Declaration& declaration_;
  std::map<std::string, Values> values_;
  std::vector<std::string> notes_;
};

// Whether a run has the settings under which a finding is judged, and these in words.
bool is_given(const Claim& claim, const Settings& settings);
std::string described(const std::vector<Requirement>& given);

// The values that a declaration selects itself.
Values selected(const Selection& selection, const Results& results);

}  // namespace unroll::lab
