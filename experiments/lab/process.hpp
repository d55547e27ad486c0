// Other programs, run as children: gnuplot, and the package tools that fetch data.
#pragma once
#include <sys/types.h>

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

// A program of ours that has taken over standard input, output and error.
struct ProgramResult {
  int status = 0;  // its exit status
  int signal = 0;  // what ended it, 0 if it ended itself
  pid_t pid = 0;   // what it was
};

// Runs `program` and waits for it. Ctrl-C reaches it, and it does not outlive this process. Throws Error if it cannot be started.
ProgramResult run_program(const std::filesystem::path& program, const std::vector<std::string>& words);

}  // namespace unroll::lab
