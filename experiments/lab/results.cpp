#include "results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace unroll::lab {
namespace {

// "@units" is the value of --units.
Conditions meant(Conditions conditions, const Settings& settings) {
  for (auto& [column, values] : conditions)
    for (auto& value : values)
      if (value.starts_with('@')) value = settings.all().at(value.substr(1)).at(0);
  return conditions;
}

Values reduced(const Values& values, const std::string& each) {
  using Reduce = double (*)(const std::vector<double>&);
  static const std::map<std::string, Reduce> known{
      {"max", reduce::most},    {"min", reduce::least}, {"mean", reduce::mean}, {"sum", reduce::sum},
      {"first", reduce::first}, {"last", reduce::last}, {"median", median_of}};
  return each.empty() ? values : values.each_seed(known.at(each));
}

}  // namespace

Rows::Rows(const Table& table) : table_(&table) {
  for (std::size_t r = 0; r < table.rows(); ++r) rows_.push_back(r);
}

Rows Rows::where(const Conditions& conditions) const {
  std::vector<std::size_t> kept;
  for (const std::size_t r : rows_)
    if (meets(*table_, r, conditions)) kept.push_back(r);
  return {*table_, kept};
}

Rows Rows::where(const std::string& column, const std::string& value) const {
  return where(Conditions{{column, {value}}});
}

Rows Rows::where(const std::string& column, double value) const { return where(column, cell_text(value)); }

Rows Rows::where(const std::string& column, const std::function<bool(double)>& passes) const {
  const std::size_t c = table_->column(column);
  std::vector<std::size_t> kept;
  for (const std::size_t r : rows_)
    if (passes(table_->number(r, c))) kept.push_back(r);
  return {*table_, kept};
}

double Rows::number(std::size_t row, const std::string& column) const {
  return table_->number(rows_.at(row), table_->column(column));
}

const std::string& Rows::text(std::size_t row, const std::string& column) const {
  return table_->text(rows_.at(row), table_->column(column));
}

Values Rows::values(const std::string& column) const {
  const std::size_t c = table_->column(column);
  Values all;
  for (const std::size_t r : rows_) {
    if (table_->text(r, c).empty()) continue;
    std::optional<std::uint64_t> seed;
    if (table_->has_column("seed"))
      if (const auto& text = table_->text(r, table_->column("seed")); !text.empty()) seed = std::stoull(text);
    all.add(seed, table_->number(r, c));
  }
  return all;
}

std::vector<double> Rows::numbers(const std::string& column) const { return values(column).numbers(); }

std::vector<std::string> Rows::distinct(const std::string& column) const {
  const std::size_t c = table_->column(column);
  std::vector<std::string> all;
  for (const std::size_t r : rows_)
    if (std::find(all.begin(), all.end(), table_->text(r, c)) == all.end()) all.push_back(table_->text(r, c));
  return all;
}

Rows Results::operator[](const std::string& table) const {
  const auto found = tables_.find(table);
  if (found == tables_.end()) throw std::logic_error(fmt::format("no table \"{}\" is declared", table));
  return Rows(found->second);
}

void Findings::measured(const std::string& id, Values values) {
  const Claim* claim = declaration_.claim(id);
  if (claim == nullptr)
    throw std::logic_error(fmt::format("{} declares no finding \"{}\"", declaration_.folder(), id));
  if (!claim->value.table.empty())
    throw std::logic_error(
        fmt::format("the declaration of {} selects the values of \"{}\" itself", declaration_.folder(), id));
  if (!values_.emplace(id, std::move(values)).second)
    throw std::logic_error(fmt::format("\"{}\" of {} is measured twice", id, declaration_.folder()));
}

bool is_given(const Claim& claim, const Settings& settings) {
  return std::all_of(claim.given.begin(), claim.given.end(), [&](const Requirement& given) {
    const Words& values = settings.all().at(given.option);
    if (!given.words.empty())
      return std::any_of(given.words.begin(), given.words.end(),
                         [&](const auto& w) { return values == Words{w}; });
    const double value = values.size() == 1 ? number_of(values[0]) : std::nan("");
    return value >= given.low && value <= given.high;
  });
}

std::string described(const std::vector<Requirement>& all) {
  std::vector<std::string> parts;
  for (const Requirement& given : all) {
    const std::string name = "--" + given.option;
    if (given.words == Words{"yes"})
      parts.push_back(name);
    else if (given.words == Words{"no"})
      parts.push_back("no " + name);
    else if (!given.words.empty())
      parts.push_back(fmt::format("{} {}", name, fmt::join(given.words, " or ")));
    else if (given.low == given.high)
      parts.push_back(fmt::format("{} {}", name, given.low));
    else if (std::isinf(given.high))
      parts.push_back(fmt::format("{} of at least {}", name, given.low));
    else
      parts.push_back(fmt::format("{} from {} to {}", name, given.low, given.high));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

Values selected(const Selection& selection, const Results& results) {
  const Rows all = results[selection.table];
  if (all.empty()) return {};
  const auto values = [&](const Conditions& conditions) {
    return reduced(all.where(meant(conditions, results.settings())).values(selection.column), selection.each);
  };
  const Values own = values(selection.where);
  if (selection.compare == 0) return own;
  Conditions conditions = selection.where;
  for (const auto& [column, value] : selection.against) conditions[column] = value;
  const Values other = values(conditions);
  return selection.compare == '-' ? own - other : own / other;
}

}  // namespace unroll::lab
