#include "tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>

namespace unroll::experiments::cliff {
namespace {

constexpr double reach_below = 0.1, reach_above = 0.22;  // of the strip along the wall

double between(double low, double high, std::size_t k, std::size_t count) {
  return low + (high - low) * static_cast<double>(k) / static_cast<double>(count - 1);
}

struct Grid {
  std::size_t columns, rows;  // along w, along b
};

// Errors at place(column, row), columns side by side.
std::vector<Slope> slopes(lab::Run& run, const Unit& unit, Grid grid,
                          const std::function<Point(std::size_t, std::size_t)>& place) {
  std::vector<Slope> all(grid.columns * grid.rows);
  run.parallel("surface", grid.columns, [&](std::size_t i) {
    for (std::size_t j = 0; j < grid.rows; ++j) all[i * grid.rows + j] = unit.at(place(i, j));
  });
  return all;
}

void write_grid(lab::Run& run, const Unit& unit, const std::string& name, Grid grid,
                const std::function<Point(std::size_t, std::size_t)>& place) {
  const auto all = slopes(run, unit, grid, place);
  lab::Csv csv{"w", "b", "distance", "error", "norm"};
  for (std::size_t i = 0; i < grid.columns; ++i)
    for (std::size_t j = 0; j < grid.rows; ++j) {
      const Point p = place(i, j);
      const Slope& slope = all[i * grid.rows + j];
      csv.row(p.w, p.b, p.b - published_wall(p.w), slope.error, slope.norm());
    }
  run.table(name, csv);
}

// Iterations at the end of a stretch.
std::size_t last_of(const lab::Run& run, std::size_t stretch) {
  const auto iterations = run.settings().count("iterations");
  return (stretch + 1) * iterations / stretches;
}

void write_curves(lab::Run& run, const std::vector<Training>& trainings) {
  lab::Csv csv{"clipping", "run", "iteration", "loss", "norm"};
  using Key = std::pair<std::string, std::size_t>;
  std::map<Key, std::pair<std::vector<double>, std::vector<double>>> groups;
  for (const Training& t : trainings) {
    if (t.rate != run.settings().real("learning-rate")) continue;
    for (std::size_t k = 0; k < t.loss.size(); ++k) {
      csv.row(clipping(t.clipped), t.run, last_of(run, k), t.loss[k], t.norm[k]);
      auto& [loss, norm] = groups[{clipping(t.clipped), last_of(run, k)}];
      loss.push_back(t.loss[k]);
      norm.push_back(t.norm[k]);
    }
  }
  run.table("training", csv);
  lab::Csv summary{"clipping",      "iteration",   "runs",       "loss_median",  "loss_least",
                   "loss_greatest", "norm_median", "norm_least", "norm_greatest"};
  for (const auto& [key, values] : groups) {
    const lab::Spread loss = lab::spread_of(values.first), norm = lab::spread_of(values.second);
    summary.row(key.first, key.second, values.first.size(), loss.median, loss.least, loss.greatest,
                norm.median, norm.least, norm.greatest);
  }
  run.table("training_summary", summary);
}

void write_rates(lab::Run& run, const std::vector<Training>& trainings) {
  lab::Csv csv{"rate", "clipping", "run", "loss", "diverged_at"};
  std::map<std::pair<bool, double>, std::vector<double>> groups;
  for (const Training& t : trainings) {
    csv.row(t.rate, clipping(t.clipped), t.run, t.final_loss(), t.diverged_at);
    groups[{t.clipped, t.rate}].push_back(t.final_loss());
  }
  run.table("rates", csv);
  lab::Csv summary{"rate", "clipping", "runs", "median", "least", "greatest"};
  for (const auto& [key, values] : groups) {
    const lab::Spread loss = lab::spread_of(values);
    summary.row(key.second, clipping(key.first), values.size(), loss.median, loss.least, loss.greatest);
  }
  run.table("rates_summary", summary);
}

}  // namespace

void write_surface(lab::Run& run, const Unit& unit) {
  const auto w = run.settings().count("grid");
  const Grid fine{w, std::max<std::size_t>(2, w * 3 / 4)}, coarse{31, 221};
  const auto in_box = [](Grid grid) {
    return [grid](std::size_t i, std::size_t j) {
      return Point{between(Box::w_low, Box::w_high, i, grid.columns),
                   between(Box::b_low, Box::b_high, j, grid.rows)};
    };
  };
  write_grid(run, unit, "surface", fine, in_box(fine));
  write_grid(run, unit, "slices", coarse, in_box(coarse));
  write_grid(run, unit, "near", fine, [&](std::size_t i, std::size_t j) {
    const double at = between(Box::w_low, Box::w_high, i, fine.columns);
    return Point{at, published_wall(at) + between(-reach_below, reach_above, j, fine.rows)};
  });
}

void write_walls(lab::Run& run, const std::vector<Ridge>& walls) {
  lab::Csv csv{"w", "b", "distance", "norm"};
  for (const Ridge& r : walls) csv.row(r.w, r.b, r.distance(), r.norm);
  run.table("walls", csv);
}

void write_growth(lab::Run& run) {
  constexpr int steps[] = {25, 50, 100, 200};
  constexpr double w_high = 4.6;  // at T = 200 walls further on are thinner than a double can tell
  const auto points = run.settings().count("walls") / 4 + 2;
  std::vector<Ridge> ridges(points * std::size(steps));
  run.parallel("growth", ridges.size(), [&](std::size_t i) {
    ridges[i] = steepest({.steps = steps[i / points]}, between(Box::w_low, w_high, i % points, points));
  });
  lab::Csv csv{"steps", "w", "b", "distance", "norm"};
  for (std::size_t i = 0; i < ridges.size(); ++i)
    csv.row(steps[i / points], ridges[i].w, ridges[i].b, ridges[i].distance(), ridges[i].norm);
  run.table("growth", csv);
}

void write_descents(lab::Run& run, const std::vector<Pair>& pairs) {
  lab::Csv paths{"clipping", "step", "w", "b", "distance", "error", "norm"};
  lab::Csv all{"start", "clipping", "w", "b", "steps", "left", "w_end", "b_end", "error_end", "largest_norm"};
  for (std::size_t i = 0; i < pairs.size(); ++i)
    for (const bool clipped : {false, true}) {
      const Descent& d = clipped ? pairs[i].clipped : pairs[i].plain;
      const Step& end = d.path.back();
      all.row(i, clipping(clipped), pairs[i].start.w, pairs[i].start.b, d.path.size() - 1, d.left ? 1 : 0,
              end.at.w, end.at.b, end.slope.error, d.largest_norm());
      for (std::size_t k = 0; i == 0 && k < d.path.size(); ++k) {
        const auto& [at, slope] = d.path[k];
        paths.row(clipping(clipped), k, at.w, at.b, at.b - published_wall(at.w), slope.error, slope.norm());
      }
    }
  run.table("paths", paths);
  run.table("descents", all);
  const Descent& drawn = pairs.front().plain;
  run.variable("thrown", drawn.left ? "1" : "0");
  run.variable("thrown_to",
               fmt::format("'({:.1f}, {:.1f})'", drawn.path.back().at.w, drawn.path.back().at.b));
  const Step& last = drawn.path[drawn.path.size() - (drawn.left ? 2 : 1)];  // in the box
  run.variable("last_inside", fmt::format("{}", &last - drawn.path.data()));
  run.variable("last_norm", fmt::format("{}", last.slope.norm()));
  run.variable("thrown_from", fmt::format("{}", last.at.w));
  const Descent& clipped = pairs.front().clipped;
  run.variable("shown_steps", fmt::format("{}", std::min(clipped.path.size(),
                                                         std::max<std::size_t>(100, 2 * drawn.path.size()))));
  run.variable("threshold", fmt::format("{}", run.settings().real("threshold")));
  run.variable("start_w", fmt::format("{}", pairs.front().start.w));
  run.variable("start_above",
               fmt::format("{}", pairs.front().start.b - published_wall(pairs.front().start.w)));
  run.variable("reach_below", fmt::format("{}", reach_below));
  run.variable("reach_above", fmt::format("{}", reach_above));
}

void write_trainings(lab::Run& run, const std::vector<Training>& trainings) {
  run.variable("iterations", fmt::format("{}", run.settings().integer("iterations")));
  run.variable("rate_tics", fmt::format("'({})'", fmt::join(rates(run), ", ")));
  run.variable("runs", fmt::format("{}", run.settings().integer("runs")));
  run.variable("clip", fmt::format("{}", run.settings().real("clip-norm")));
  write_curves(run, trainings);
  write_rates(run, trainings);
  std::vector<lab::Gradients> gradients;
  for (const bool clipped : {true, false})  // in the order of the colours
    for (const Training& t : trainings)
      if (t.clipped == clipped) gradients.insert(gradients.end(), t.gradients.begin(), t.gradients.end());
  write_gradients(run, gradients);
}

}  // namespace unroll::experiments::cliff
