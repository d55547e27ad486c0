// The built program `unroll`, run as a child process, and what is expected of it whatever it is asked to do.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/datasets/files.hpp"

namespace fs = std::filesystem;

using Words = std::vector<std::string>;

// How to start the program, when not as usual.
struct Launch {
  std::string program = UNROLL_PROGRAM;
  fs::path folder = fs::temp_directory_path();          // the working directory
  std::map<std::string, std::string> environment = {};  // added to the test's own; "" takes a variable away
  std::function<void()> in_child = [] {};               // limits, another user: between fork and exec
  bool terminal = false;                                // standard output and error are a terminal
};

struct Ended {
  int status = -1;       // 128 + the signal that ended it, as shells say
  std::string out, err;  // a terminal's text is all in `out`
  double seconds = 0;
};

// A program that runs. Its output is read in wait(), which kills it after four minutes.
class Child {
 public:
  Child(const Words& words, const Launch& launch = {});
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  void signal(int number) const;
  // Reads until the text of both outputs holds `text`; false if the program ended before.
  bool reads(const std::string& text);
  // What it printed can no longer be read, as when its reader has gone.
  void stop_reading();
  Ended wait();

 private:
  bool read_more();

  pid_t pid_ = -1;
  int out_ = -1, err_ = -1;
  double begin_ = 0;
  Ended ended_;
};

Ended unroll_program(const Words& words, const Launch& launch = {});

// `first` and then `more`.
Words operator+(Words first, const Words& more);

// The smallest run of experiment 01 but for the options of `more`, with pictures unless gnuplot is taken
// away.
Words tiny_run(const fs::path& out, const Words& more = {});
Launch without_gnuplot();

bool has(const std::string& text, const std::string& piece);
std::size_t count(const std::string& text, const std::string& piece);
Words lines(const std::string& text);
std::string content(const fs::path& file);

// The program failed with `status` and said why in one sentence that holds all `parts`. Progress may stand
// before the sentence, nothing may follow.
void check_failure(const Ended& ended, int status, const Words& parts = {});
// The same for wrong usage: status 2 and nothing but the sentence.
void check_usage(const Ended& ended, const Words& parts = {});
void check_success(const Ended& ended);

// There is nothing at all in `out`, hidden or not.
void check_nothing_in(const fs::path& out);
// `out` holds no hidden file or folder at any depth.
void check_nothing_hidden(const fs::path& out);

// The finished runs in `out`, oldest name first.
std::vector<fs::path> runs_in(const fs::path& out);
// The only finished run in `out`; the test fails if there is none or another.
fs::path only_run_in(const fs::path& out);
// The names of the files of a folder that end so.
std::set<std::string> files_in(const fs::path& folder, const std::string& ending = "");
// Every CSV file is there, and the same byte for byte.
void check_same_data(const fs::path& one, const fs::path& other);
