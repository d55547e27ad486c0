// What every experiment that trains recurrent networks has beside its own: --gradients, --states and --curves, each with its
// table and its figure.
#pragma once
#include <filesystem>

#include "../declaration.hpp"

namespace unroll::lab {

// `scripts` holds gradients.gp, states.gp and curves.gp.
void add_harness(Declaration& declaration, const std::filesystem::path& scripts);

class Run;

// Tells the scripts of these figures what the tables hold.
void set_harness_variables(Run& run);

}  // namespace unroll::lab
