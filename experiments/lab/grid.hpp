// A grid: every combination of named values, each with every seed, side by side.
//
//   run.grid({.label = "networks", .axes = {{"cell", cells}, {"rate", rates}}, .seeds = run.seeds()}, [&](Point& at) {
//     Stream weights = at.stream(at.word("cell"), "weights");
//     …
//     at.row("losses", n, loss);   // the table has the columns cell, rate, seed, update, loss
//   });
//
// Rows come in the order of the grid, the last axis fastest and the seeds fastest of all, whatever --threads is.
#pragma once
#include <concepts>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "run.hpp"

namespace unroll::lab {

struct Axis {
  std::string name;
  std::vector<std::string> values;  // as they stand in tables

  Axis(std::string name_, std::vector<std::string> values_)
      : name(std::move(name_)), values(std::move(values_)) {}
  template <class Number>
  requires std::integral<Number> || std::floating_point<Number> Axis(std::string name_,
                                                                     const std::vector<Number>& numbers)
      : name(std::move(name_)) {
    for (const Number number : numbers) values.push_back(cell_text(number));
  }
};

struct Grid {
  std::string label;  // what the progress bar counts
  std::vector<Axis> axes = {};
  std::vector<std::uint64_t> seeds = {};  // empty: no seed; tables need no column for it
  // Costly points first, so that no thread ends alone with the longest. Does not change the order of rows.
  std::function<double(const Point&)> cost = {};
  // Combinations that are left out; empty: none.
  std::function<bool(const Point&)> skip = {};
};

class Point {
 public:
  Point(Run& run, const Grid& grid, std::vector<std::size_t> indices, std::uint64_t seed);

  Run& run() const { return run_; }
  const Settings& settings() const { return run_.settings(); }
  std::uint64_t seed() const { return seed_; }
  bool first_seed() const { return grid_.seeds.empty() || seed_ == grid_.seeds.front(); }

  // The value on an axis, as text, number, or place among the axis's values. Throws std::logic_error for an unknown axis.
  const std::string& word(const std::string& axis) const;
  double number(const std::string& axis) const;
  std::size_t index(const std::string& axis) const;

  // The random stream of one purpose for this seed of one model.
  Stream stream(std::string_view model, std::string_view purpose) const {
    return run_.stream(model, run_.stream_number(seed_), purpose);
  }

  // One row of a declared table. Columns that are named as an axis, and `seed`, are filled in; the values are for the others,
  // in order.
  template <class... Values>
  void row(const std::string& table, const Values&... values) {
    add(table, {cell_text(values)...});
  }
  void add(const std::string& table, std::vector<std::string> values);

  // One row with a value for every column.
  void add_whole(const std::string& table, std::vector<std::string> cells) {
    rows_.push_back({table, std::move(cells)});
  }

  // Rows, files, notes and warnings are kept here until all points are done.
  void file(const std::string& name, std::string bytes) { files_.emplace_back(name, std::move(bytes)); }
  void note(const std::string& sentence) { notes_.push_back(sentence); }
  void warn(const std::string& sentence) { warnings_.push_back(sentence); }
  void hand_over();  // to the run

 private:
  struct Row {
    std::string table;
    std::vector<std::string> cells;
  };
  std::size_t place(const std::string& axis) const;

  Run& run_;
  const Grid& grid_;
  std::vector<std::size_t> indices_;
  std::uint64_t seed_ = 0;
  std::vector<Row> rows_;
  std::vector<std::pair<std::string, std::string>> files_;
  std::vector<std::string> notes_, warnings_;
};

}  // namespace unroll::lab
