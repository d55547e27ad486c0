// The lineup: every recurrent cell of the project, in every variant, with its names.
#pragma once
#include <string>
#include <vector>

#include "core/cell.hpp"

namespace unroll {

struct Model {
  std::string name, variant;  // "lstm", "no forget gate"; the first variant of a name is the usual one
  std::string label;          // for legends and tables: "LSTM without forget gate"
  const Cell* cell;
};

const std::vector<Model>& lineup();

// The name that people type: MODEL/VARIANT, with hyphens for blanks and without commas, such as
// lstm/no-forget-gate.
std::string cell_name(const Model& model);

// The model of such a name; MODEL alone is its first variant. Throws std::invalid_argument that lists all
// names for any other text.
const Model& cell_named(const std::string& name);

}  // namespace unroll
