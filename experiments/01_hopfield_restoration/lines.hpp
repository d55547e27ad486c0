// Energy on the ways between memories: along straight lines, and by flipping in random order the units in
// which two memories differ.
#pragma once
#include <array>
#include <vector>

#include "recalls.hpp"
#include "relaxation.hpp"

namespace unroll::experiments {

// Every two of the listed memories that are different, counted from 0.
using Pairs = std::vector<std::array<std::size_t, 2>>;
Pairs pairs_of(const arma::fmat& patterns, const std::vector<std::size_t>& memories);

// The findings about lines; they need no --energy-landscape.
void measure_lines(lab::Run& run, const Memories& memories, const Networks& nets);

// energy_lines.csv, between the first ten memories and the corners of the map, and energy_flips.csv, between
// the corners, one random order a run. `scale` is what each rule's energies are measured in.
void write_lines(lab::Run& run, const Memories& memories, const std::vector<std::size_t>& corners,
                 const Networks& nets, const std::vector<double>& scale);

}  // namespace unroll::experiments
