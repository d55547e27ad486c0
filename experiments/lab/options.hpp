// Options as the command knows them: those of every run, those of the experiments, and what fits each.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "experiment.hpp"

namespace unroll::lab {

using Experiments = std::vector<const Experiment*>;

// --scale, --seed and the others that every run has.
const std::vector<Option>& common_options();

// Those and the options of all `experiments`, each name once.
std::vector<const Option*> known_options(const Experiments& experiments);

// nullptr without one of that name.
const Option* find_option(const std::vector<const Option*>& options, const std::string& name);

// Throws UsageError with one sentence if the values are not right for the option.
void check_values(const Option& option, const std::vector<std::string>& values);
std::uint64_t parse_seed(const std::string& text);

// Throws std::logic_error that names both for options that one command line could not tell apart: an
// experiment's own twice, one that every run has, or one of two experiments of which one takes no value, one
// value or a list and the other not. The ranges of a shared name may differ; each experiment checks its own.
void check_options(const std::vector<Experiment>& experiments);

}  // namespace unroll::lab
