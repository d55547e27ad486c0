// Cells of the lineup by the names that people type: MODEL/VARIANT, with hyphens for blanks, such as
// lstm/no-forget-gate; MODEL alone is its first variant.
#pragma once
#include <string>
#include <vector>

#include "models/lineup.hpp"

namespace unroll::lab {

using unroll::cell_name;
using unroll::cell_named;

// The slot whose bias decides how long the cell remembers, its forget or update gate; -1 without one.
int memory_gate(const Model& model);

}  // namespace unroll::lab
