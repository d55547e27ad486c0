// Progress on standard error: a bar with elapsed and remaining time on a terminal, one line per tenth
// elsewhere. Colour obeys NO_COLOR.
#pragma once
#include <chrono>
#include <cstddef>
#include <iosfwd>
#include <mutex>
#include <string>

namespace unroll::lab {

class Progress {
 public:
  enum class Style { bar, colour_bar, lines, silent };
  static Style style_of_stderr();

  Progress(std::ostream& out, Style style) : out_(out), style_(style) {}

  // Begins a stage of `total` steps. Ends the one before.
  void stage(std::string label, std::size_t total);

  // Some steps are done; any thread may say so. Throws Interrupted after Ctrl-C.
  void advance(std::size_t steps = 1);

  // A line of its own, for what takes its time but has no steps to count.
  void say(const std::string& line);

  // Leaves the terminal clean. Before anything else is printed there.
  void clear();

 private:
  void show();

  std::ostream& out_;
  Style style_;
  std::mutex mutex_;
  std::string label_;
  std::size_t total_ = 0, done_ = 0, tenths_ = 0;
  std::chrono::steady_clock::time_point begin_, shown_;
  bool visible_ = false;
};

// "0:07", "12:34", "1:02:03".
std::string clock_time(double seconds);

}  // namespace unroll::lab
