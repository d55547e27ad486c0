// One run of one experiment: what its body is given to work with.
#pragma once
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "declaration.hpp"
#include "models/core/random.hpp"
#include "progress.hpp"
#include "results.hpp"
#include "settings.hpp"
#include "table.hpp"

namespace unroll::lab {

class Point;
struct Grid;

// What a script needs to know beyond the CSV files: gnuplot variables by name, as gnuplot expressions.
using Variables = std::map<std::string, std::string>;

class Run {
 public:
  Run(const Declaration& declaration, const Settings& settings, const Request& request, Progress& progress,
      const std::filesystem::path& folder);

  const Declaration& declaration() const { return declaration_; }
  const Settings& settings() const { return settings_; }
  Scale scale() const { return request_.scale; }
  // The seeds of --seeds, or of another option of this kind.
  std::vector<std::uint64_t> seeds(const std::string& option = "seeds") const {
    return settings_.seeds(option);
  }

  // The random stream of one purpose: of a repetition of a model, or of whatever else is numbered.
  Stream stream(std::string_view model, std::uint64_t number, std::string_view purpose) const;
  // The number of the streams from which a seed draws. It is the seed itself but where the declaration counts from elsewhere.
  std::uint64_t stream_number(std::uint64_t seed) const;

  // Calls work(0) … work(count - 1) side by side; what an index computes must depend on the index alone.
  void parallel(const std::string& label, std::size_t count, const std::function<void(std::size_t)>& work);

  // Calls work(point) for every combination of the grid's values with every seed, side by side (grid.hpp).
  void grid(const Grid& grid, const std::function<void(Point&)>& work);

  // One row of a declared table: a value for each column. Throws std::logic_error for a table that is not declared.
  template <class... Values>
  void row(const std::string& table, const Values&... values) {
    table_named(table).row(values...);
  }
  Table& table_named(const std::string& name);

  // Writes a file of another kind, which the report lists among the data: "sample.mid". Throws std::logic_error for a name
  // that is taken.
  void file(const std::string& name, const std::string& bytes);

  // What the scripts of all figures can use beyond the CSV files: a number, a text, or a list for gnuplot's word(). Whole numbers stay whole. Throws
  // std::logic_error for a name that is taken.
  void variable(const std::string& name, double value);
  template <std::integral Number>
  void variable(const std::string& name, Number value) {
    set(name, cell_text(value));
  }
  void variable(const std::string& name, const std::string& text);
  void variable(const std::string& name, const std::vector<std::string>& list);
  template <class Number>
  requires std::integral<Number> || std::floating_point<Number>
  void variable(const std::string& name, const std::vector<Number>& numbers) {
    std::vector<std::string> list;
    for (const Number number : numbers) list.push_back(cell_text(number));
    variable(name, list);
  }

  // A sentence for terminal and report: something to know, or something that may be wrong.
  void note(const std::string& sentence) { notes_.push_back(sentence); }
  void warn(const std::string& sentence) { warnings_.push_back(sentence); }
  // Tells the user, on standard error, of something that takes its time.
  void say(const std::string& line) { progress_.say(line); }

  const Tables& tables() const { return tables_; }
  // What stands in the tables so far, as judging code sees it.
  Results results() const { return {tables_, settings_}; }
  const std::vector<std::string>& files() const { return files_; }
  const std::vector<std::string>& notes() const { return notes_; }
  const std::vector<std::string>& warnings() const { return warnings_; }
  const Variables& variables() const { return variables_; }

 private:
  void set(const std::string& name, const std::string& gnuplot_expression);

  const Declaration& declaration_;
  const Settings& settings_;
  const Request& request_;
  Progress& progress_;
  std::filesystem::path folder_;
  Tables tables_;
  std::vector<std::string> files_, notes_, warnings_;
  Variables variables_;
};

}  // namespace unroll::lab
