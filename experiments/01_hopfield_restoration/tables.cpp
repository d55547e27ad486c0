#include "tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace unroll::experiments {

using lab::Csv;

namespace {

constexpr std::size_t shown = 4;  // rows of a grid: as many pictures as can be seen from the last row

// A grid of pictures, cell by cell, and the caption of each panel.
struct Grid {
  Csv cells{"row", "column", "y", "x", "ink", "wrong"};
  Csv panels{"row", "column", "picture", "stage", "energy", "overlap"};
  arma::uword size;

  void add(std::size_t row, std::size_t column, const std::string& picture, const std::string& stage,
           const arma::fvec& memory, const arma::fvec& state, double energy) {
    for (arma::uword y = 0; y < size; ++y)
      for (arma::uword x = 0; x < size; ++x) {
        const arma::uword unit = y + size * x;
        cells.row(row, column, y, x, state[unit] > 0 ? 1 : 0, state[unit] != memory[unit] ? 1 : 0);
      }
    panels.row(row, column, picture, stage, energy, hopfield::overlap(memory, state));
  }

  void write(lab::Run& run, const std::string& name, std::size_t rows) const {
    run.table(name, cells);
    run.table(name + "_panels", panels);
    run.variable(name + "_height", std::to_string(30 + 325 * rows));
  }
};

double energy_of(const hopfield::Network<float>& net, const arma::fvec& signs) {
  return energy(net, arma::fvec(hopfield::as_states<float>(signs, net.coding())));
}

// The frame of a descent that is nearest to a time in sweeps.
std::size_t frame_at(const Descent& descent, double sweep) {
  const auto later = std::lower_bound(descent.sweep.begin(), descent.sweep.end(), sweep - 1e-9);
  return later == descent.sweep.end() ? descent.sweep.size() - 1
                                      : static_cast<std::size_t>(later - descent.sweep.begin());
}

std::string quoted(const std::string& text) {
  std::string escaped;
  for (const char c : text) escaped += c == '\'' ? "’" : std::string(1, c);
  return "'" + escaped + "'";
}

}  // namespace

void write_grid(lab::Run& run, const Memories& memories, const Networks& nets,
                const std::vector<Restoration>& restorations) {
  const auto& net = nets[static_cast<std::size_t>(chosen_rule(run))];
  const std::vector<std::pair<std::string, double>> stages{
      {"¼ sweep", 0.25}, {"½ sweep", 0.5}, {"1 sweep", 1.0}};
  Grid grid{.size = memories.size};
  const std::size_t rows = std::min(shown, restorations.size());
  for (std::size_t row = 0; row < rows; ++row) {
    const Restoration& r = restorations[row];
    const arma::fvec memory = memories.patterns.col(r.memory);
    const std::string& name = memories.names[r.memory];
    grid.add(row, 0, name, "stored", memory, memory, energy_of(net, memory));
    grid.add(row, 1, name, r.corruption, memory, r.cue, energy_of(net, r.cue));
    const Descent& d = r.asynchronous;
    for (std::size_t k = 0; k < stages.size(); ++k) {
      const std::size_t frame = frame_at(d, stages[k].second);
      grid.add(row, 2 + k, name, stages[k].first, memory, d.state[frame], energy_of(net, d.state[frame]));
    }
    grid.add(row, 5, name, d.at_rest ? "at rest" : "stopped", memory, d.state.back(),
             energy_of(net, d.state.back()));
  }
  grid.write(run, "grid", rows);
  run.variable("size", std::to_string(memories.size));
  run.variable("grid_rows", std::to_string(rows));
}

void write_rules(lab::Run& run, const Memories& memories, const Networks& nets,
                 const std::vector<Restoration>& restorations) {
  Grid grid{.size = memories.size};
  const std::size_t rows = std::min(shown, restorations.size());
  for (std::size_t k = 0; k < std::size(rules); ++k) {
    const auto& net = nets[k];
    for (std::size_t row = 0; row < rows; ++row) {
      const Restoration& r = restorations[row];
      const arma::fvec memory = memories.patterns.col(r.memory);
      const std::string& name = memories.names[r.memory];
      if (k == 0) {
        grid.add(row, 0, name, "stored", memory, memory, energy_of(net, memory));
        grid.add(row, 1, name, r.corruption, memory, r.cue, energy_of(net, r.cue));
      }
      Stream order = run.stream(name_of(rules[k]), r.memory, "order");
      const arma::fvec state = recalled(run, net, r.cue, order);
      grid.add(row, 2 + k, name, name_of(rules[k]), memory, state, energy_of(net, state));
    }
  }
  grid.write(run, "rules", rows);
}

void write_energy(lab::Run& run, const Memories& memories, const std::vector<Restoration>& restorations) {
  Csv csv{"memory", "picture", "corruption", "dynamics", "sweep", "energy", "overlap"};
  double end = 0;  // a state at rest stays as it is, so every curve goes on to the end of the longest
  for (const auto& r : restorations)
    end = std::max({end, r.asynchronous.sweep.back(), r.synchronous.sweep.back()});
  const auto write = [&](const Restoration& r, const std::string& dynamics, const Descent& d) {
    for (std::size_t k = 0; k < d.sweep.size(); ++k)
      csv.row(r.memory + 1, memories.names[r.memory], r.corruption, dynamics, d.sweep[k], d.energy[k],
              d.overlap[k]);
    if (d.at_rest && d.sweep.back() < end)
      csv.row(r.memory + 1, memories.names[r.memory], r.corruption, dynamics, end, d.energy.back(),
              d.overlap.back());
  };
  for (const auto& r : restorations) {
    write(r, "asynchronous", r.asynchronous);
    write(r, "synchronous", r.synchronous);
  }
  run.table("energy", csv);
  std::vector<std::string> names;
  for (const auto& r : restorations)
    if (names.size() < shown) names.push_back(quoted(memories.names[r.memory]));
  run.variable(fmt::format("array names[{}]", names.size()), fmt::format("[{}]", fmt::join(names, ", ")));
  run.variable("units", std::to_string(memories.size * memories.size));
}

void write_film(lab::Run& run, const Memories& memories, const Restoration& restoration) {
  Csv cells{"frame", "y", "x", "ink", "wrong"}, curve{"frame", "sweep", "energy", "overlap"};
  const Descent& d = restoration.asynchronous;
  const arma::fvec memory = memories.patterns.col(restoration.memory);
  const std::size_t states = d.state.size(), frames = std::min<std::size_t>(states, 60);
  for (std::size_t frame = 0; frame < frames; ++frame) {
    const std::size_t k = frames == 1 ? 0 : frame * (states - 1) / (frames - 1);  // always the last one too
    for (arma::uword y = 0; y < memories.size; ++y)
      for (arma::uword x = 0; x < memories.size; ++x) {
        const arma::uword unit = y + memories.size * x;
        cells.row(frame, y, x, d.state[k][unit] > 0 ? 1 : 0, d.state[k][unit] != memory[unit] ? 1 : 0);
      }
    curve.row(frame, d.sweep[k], d.energy[k], d.overlap[k]);
  }
  run.table("descent", cells);
  run.table("descent_energy", curve);
  run.variable("frames", std::to_string(frames));
  run.variable("film_title", quoted(memories.names[restoration.memory] + ", " + restoration.corruption));
}

void write_basins(lab::Run& run, const std::vector<Basin>& basins) {
  Csv csv{"patterns", "rule", "flipped", "run", "overlap"};
  std::map<std::tuple<std::string, std::string, double>, std::vector<double>> groups;
  for (const auto& b : basins) {
    csv.row(b.patterns, b.rule, b.flipped, b.run, b.overlap);
    groups[{b.patterns, b.rule, b.flipped}].push_back(b.overlap);
  }
  run.table("basin", csv);
  Csv summary{"patterns", "rule", "flipped", "runs", "median", "least", "greatest"};
  for (const auto& [key, values] : groups) {
    const auto [median, least, greatest] = lab::spread_of(values);
    summary.row(std::get<0>(key), std::get<1>(key), std::get<2>(key), values.size(), median, least, greatest);
  }
  run.table("basin_summary", summary);
}

}  // namespace unroll::experiments
