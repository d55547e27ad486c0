// What experiment 01 writes of its restorations.
#pragma once
#include <vector>

#include "recalls.hpp"

namespace unroll::experiments {

// grid.csv, grid_panels.csv: stored | corrupted | sweeps … | restored, the energy under each.
void write_grid(lab::Run& run, const Memories& memories, const Networks& nets,
                const std::vector<Restoration>& restorations);

// rules.csv, rules_panels.csv: the same cues under each rule.
void write_rules(lab::Run& run, const Memories& memories, const Networks& nets,
                 const std::vector<Restoration>& restorations);

// energy.csv: energy and overlap against sweep, asynchronous and synchronous.
void write_energy(lab::Run& run, const Memories& memories, const std::vector<Restoration>& restorations);

// descent.csv, descent_energy.csv: the frames of the animation.
void write_film(lab::Run& run, const Memories& memories, const Restoration& restoration);

// basin.csv, one row a run, and basin_summary.csv, their median and range.
void write_basins(lab::Run& run, const std::vector<Basin>& basins);

}  // namespace unroll::experiments
