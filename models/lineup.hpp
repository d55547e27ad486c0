// The lineup: every recurrent cell of the project, in every variant, by name.
#pragma once
#include <string>
#include <vector>

#include "core/cell.hpp"

namespace unroll {

struct Model {
  std::string name, variant;  // "lstm", "no forget gate"; the first variant of a name is the usual one
  const Cell* cell;
};

const std::vector<Model>& lineup();

}  // namespace unroll
