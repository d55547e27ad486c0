// The command `unroll bench`: how long a training step takes, and what share of the machine that is.
#pragma once
#include <string>
#include <vector>

namespace unroll::lab {

// `words` are those after `bench`: [--threads N] [--budget SECONDS] [--workloads W...] [--models M...]
// [--json]. Returns 0. Throws UsageError, and Interrupted after Ctrl-C.
int bench(std::vector<std::string> words);

}  // namespace unroll::lab
