// What every experiment must do at quick scale, in one call.
#pragma once
#include <string>

#include "runs.hpp"

// Files and headers are those that are declared, every picture is drawn, no table holds a NaN, every finding is measured or a
// note says that it is not, and 1 and 2 threads give the same bytes (but of tables of times). What the training harness adds
// comes only when asked for and changes nothing else. Skipped, with a message, where an experiment's real data is missing.
void check_duties(const std::string& experiment, const Launch& launch = {},
                  const fs::path& share = UNROLL_SHARE);
