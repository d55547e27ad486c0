// Options as the command knows them: those of every run, those of the experiments, and which values are right.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "declaration.hpp"

namespace unroll::lab {

using Experiments = std::vector<const Declaration*>;
using NamedChecks = std::map<std::string, std::function<void(const std::string&)>>;

// --scale, --seed and the others that every run has.
const std::vector<Option>& common_options();

// Those and the options of all `experiments`, each name once.
std::vector<const Option*> known_options(const Experiments& experiments);

// nullptr without one of that name.
const Option* find_option(const std::vector<const Option*>& options, const std::string& name);

// Throws UsageError with one sentence if the values are not right for the option. `checks` are those that the option may
// name; one that is not there is left to the program that has it.
void check_values(const Option& option, const Words& values, const NamedChecks& checks = {});
std::uint64_t parse_seed(const std::string& text);

// "10": the seeds 1 to 10; "3..12": those, both ends included. Throws std::invalid_argument for anything else, for a seed 0
// and for more than 10,000.
std::vector<std::uint64_t> parse_seeds(const std::string& text);

// Throws std::logic_error that names both for options that one command line could not tell apart: an experiment's own twice, one
// that every run has, or one of two experiments of which one takes no value, one value or a list and the other not. The
// ranges of a shared name may differ; each experiment checks its own.
void check_options(const std::vector<Declaration>& experiments);

}  // namespace unroll::lab
