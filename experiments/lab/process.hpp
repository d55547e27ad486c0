// Other programs, run as children: gnuplot, and the package tools that fetch data.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace unroll::lab {

struct ProcessResult {
  bool started = false;  // false: there is no such program on the PATH
  int status = 0;        // its exit status, or 128 + the signal that ended it
  std::string output;    // standard output and standard error together, the last 64 KiB at most
};

// Runs `arguments[0]`, looked up on the PATH, without a shell, in `directory`, with no standard input.
// Throws Error if no child can be made for another reason than a missing program.
ProcessResult run_process(const std::vector<std::string>& arguments,
                          const std::filesystem::path& directory = ".");

}  // namespace unroll::lab
