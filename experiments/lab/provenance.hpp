// Where numbers come from: the source revision, the libraries, the processor.
#pragma once
#include <nlohmann/json_fwd.hpp>

namespace unroll::lab {

// {"git_revision", "versions", "cpu", "blas": {"library", "core"}, "compiler", "build"}
nlohmann::ordered_json provenance();

// Holds BLAS at one thread: two BLAS threads in two workers halve each other.
void hold_blas_at_one_thread();

}  // namespace unroll::lab
