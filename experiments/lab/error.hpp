// The two ways in which a command can end badly. Every message is one sentence that says what was wrong,
// where, and what would be right; the command line prints it after "unroll: ".
#pragma once
#include <stdexcept>

namespace unroll::lab {

// The run failed: a file, a program, the disk. Exit status 1.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The command was not understood: an unknown word, a value out of range. Exit status 2.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// Ctrl-C was pressed. Exit status 130.
struct Interrupted : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace unroll::lab
