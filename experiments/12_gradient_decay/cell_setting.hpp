// The cells of this experiment as they are named on the command line: MODEL[/VARIANT][:KEY=VALUE]…, such as
// lstm:bias=2 or elman/relu:init=identity.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/lineup.hpp"

namespace unroll::experiments {

struct CellSetting {
  const Model* model = nullptr;
  std::string init = "normal";      // of U: normal, orthogonal, identity, zero (then W is zero as well)
  double gain = 1;                  // the spectral radius of U, about
  std::optional<double> bias = {};  // of the forget or update gate
  std::map<std::string, double> own = {};  // parameters that each unit has for itself: alpha, mu, …
  bool both_directions = false;

  // One name for one setting, whichever way it was typed: the first variant of a model, init=normal, gain=1
  // and ways=1 are left out, numbers are as short as they can be. Tables and random streams use it.
  std::string name() const;
  // For legends: "LSTM, forget bias 2".
  std::string label() const;
};

// Throws std::invalid_argument, with one sentence that says what would be right, for any other text and for a
// setting that the cell does not have.
CellSetting parse_cell(const std::string& text);

// The names of cells, each once, without those in `except`.
std::vector<std::string> names_of(const std::vector<std::string>& texts,
                                  const std::vector<std::string>& except = {});
std::vector<std::string> labels_of(const std::vector<std::string>& names);

}  // namespace unroll::experiments
