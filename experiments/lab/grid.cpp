#include "grid.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>

namespace unroll::lab {
namespace {

// Every combination of places on the axes, the last axis fastest.
std::vector<std::vector<std::size_t>> combinations(const std::vector<Axis>& axes) {
  std::vector<std::vector<std::size_t>> all{{}};
  for (const Axis& axis : axes) {
    std::vector<std::vector<std::size_t>> longer;
    for (const auto& head : all)
      for (std::size_t k = 0; k < axis.values.size(); ++k) {
        longer.push_back(head);
        longer.back().push_back(k);
      }
    all = std::move(longer);
  }
  return all;
}

}  // namespace

Point::Point(Run& run, const Grid& grid, std::vector<std::size_t> indices, std::uint64_t seed)
    : run_(run), grid_(grid), indices_(std::move(indices)), seed_(seed) {}

std::size_t Point::place(const std::string& axis) const {
  for (std::size_t k = 0; k < grid_.axes.size(); ++k)
    if (grid_.axes[k].name == axis) return k;
  throw std::logic_error(fmt::format("the grid \"{}\" has no axis \"{}\"", grid_.label, axis));
}

std::size_t Point::index(const std::string& axis) const { return indices_[place(axis)]; }
const std::string& Point::word(const std::string& axis) const {
  const std::size_t k = place(axis);
  return grid_.axes[k].values[indices_[k]];
}
double Point::number(const std::string& axis) const { return number_of(word(axis)); }

void Point::add(const std::string& table, std::vector<std::string> values) {
  const auto& columns = run_.table_named(table).columns();
  std::vector<std::string> cells;
  std::size_t next = 0;
  for (const auto& column : columns) {
    const auto axis = std::find_if(grid_.axes.begin(), grid_.axes.end(),
                                   [&](const Axis& one) { return one.name == column; });
    if (axis != grid_.axes.end())
      cells.push_back(word(column));
    else if (column == "seed" && !grid_.seeds.empty())
      cells.push_back(cell_text(seed_));
    else if (next < values.size())
      cells.push_back(values[next++]);
  }
  if (next != values.size() || cells.size() != columns.size())
    throw std::logic_error(
        fmt::format("a row of {} has {} values besides those of the grid; its columns are {}", table,
                    values.size(), fmt::join(columns, ", ")));
  rows_.push_back({table, std::move(cells)});
}

void Point::hand_over() {
  for (auto& [table, cells] : rows_) run_.table_named(table).add(std::move(cells));
  for (const auto& [name, bytes] : files_) run_.file(name, bytes);
  for (const auto& sentence : notes_) run_.note(sentence);
  for (const auto& sentence : warnings_) run_.warn(sentence);
}

void Run::grid(const Grid& grid, const std::function<void(Point&)>& work) {
  std::vector<Point> points;
  const std::vector<std::uint64_t> seeds = grid.seeds.empty() ? std::vector<std::uint64_t>{0} : grid.seeds;
  for (const auto& indices : combinations(grid.axes))
    for (const auto seed : seeds)
      if (Point point(*this, grid, indices, seed); !grid.skip || !grid.skip(point)) points.push_back(point);
  std::vector<std::size_t> order(points.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  if (grid.cost) {
    std::vector<double> costs;
    for (const Point& point : points) costs.push_back(grid.cost(point));
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return costs[a] > costs[b]; });
  }
  parallel(grid.label, points.size(), [&](std::size_t k) { work(points[order[k]]); });
  for (Point& point : points) point.hand_over();
}

}  // namespace unroll::lab
