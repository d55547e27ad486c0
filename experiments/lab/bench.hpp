// The command `unroll bench`: how long a training step takes, and what share of the machine that is.
#pragma once
#include <string>
#include <vector>

namespace unroll::lab {

inline constexpr const char* bench_usage =
    "bench [--threads N] [--budget SECONDS] [--workloads W...] [--models M...] [--limit GFLOPS] [--json] "
    "[--vs [--rounds R] [--peers FOLDER]]";

// `words` are those after `bench`. --limit is the machine's fastest product in 10⁹ operations a second, where
// it is known already; --vs compares with other libraries, see versus.hpp. Returns 0. Throws UsageError, and
// Interrupted after Ctrl-C.
int bench(std::vector<std::string> words);

}  // namespace unroll::lab
