// The code of an experiment. Everything that it says in words, and everything that is drawn, is in its experiment.toml.
#pragma once
#include <functional>
#include <map>
#include <string>

#include "grid.hpp"
#include "results.hpp"
#include "run.hpp"

namespace unroll::lab {

// Throws std::exception whose text says what would be right.
using Check = std::function<void(const std::string& word)>;
using Checks = std::map<std::string, Check>;

struct Experiment {
  // Makes data, trains or settles, measures, and fills the tables.
  std::function<void(Run&)> body;
  // Measures the findings whose values the declaration does not select itself, from tables and settings alone.
  std::function<void(const Results&, Findings&)> judge = {};
  // The checks of words that the declaration names.
  Checks checks = {};
};

}  // namespace unroll::lab

namespace unroll {

// Each experiment's program defines this one function; lab/program.cpp has its main.
lab::Experiment experiment();

}  // namespace unroll
