// The catalogue: all experiments of the build, in the order of their numbers. The list itself is written by
// CMake from experiments/CMakeLists.txt, one line an experiment.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "experiment.hpp"

namespace unroll::lab {

const std::vector<Experiment>& catalogue();

// The experiment that a number, a slug, NN_slug or a unique beginning of a slug names. Throws UsageError for
// none (with the nearest name) and for several.
const Experiment& find_experiment(std::string_view word);

// The word of `known` that is nearest to `word` by edit distance, or empty where none is near.
std::string nearest(std::string_view word, std::span<const std::string> known);

// ", did you mean X?", or nothing.
std::string suggestion(std::string_view word, std::span<const std::string> known);

}  // namespace unroll::lab
