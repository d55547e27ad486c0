// The command `unroll check`: the gradient of every model and variant against differences, as a table.
#pragma once
#include <string>
#include <vector>

namespace unroll::lab {

// `words` are those after `check`: [--seed N] [--limit X] [--json]. Returns 0, or 1 if a gradient is further
// off than the limit. Throws UsageError, and Interrupted after Ctrl-C.
int check(std::vector<std::string> words);

}  // namespace unroll::lab
