// The energy as a landscape: a map of the plane through three memories with recalls on it, and the straight
// lines between memories (relaxation.hpp and plane.hpp say what is drawn).
#pragma once
#include <vector>

#include "lines.hpp"
#include "plane.hpp"

namespace unroll::experiments {

// The three memories of --corners, counted from 0. Throws UsageError if they are not three different
// pictures that are stored.
std::vector<std::size_t> chosen_corners(const lab::Run& run, const Memories& memories);

// landscape.csv, landscape_paths.csv, landscape_corners.csv, which has as memory 0 the foot of the leading
// mixture, and write_lines().
void write_landscape(lab::Run& run, const Memories& memories, const Networks& nets,
                     const arma::fvec& mixture);

}  // namespace unroll::experiments
