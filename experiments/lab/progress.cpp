#include "progress.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "interrupt.hpp"

namespace unroll::lab {

using Clock = std::chrono::steady_clock;

std::string clock_time(double seconds) {
  const long s = static_cast<long>(seconds + 0.5);
  return s < 3600 ? fmt::format("{}:{:02}", s / 60, s % 60)
                  : fmt::format("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60);
}

Progress::Style Progress::style_of_stderr() {
  if (!::isatty(STDERR_FILENO)) return Style::lines;
  const char* no_color = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (terminal != nullptr && std::string(terminal) == "dumb") return Style::lines;
  return no_color != nullptr && *no_color != '\0' ? Style::bar : Style::colour_bar;
}

void Progress::stage(std::string label, std::size_t total) {
  clear();
  const std::lock_guard lock(mutex_);
  label_ = std::move(label);
  total_ = std::max<std::size_t>(total, 1);
  done_ = tenths_ = 0;
  begin_ = Clock::now();
  shown_ = {};
  if (style_ == Style::bar || style_ == Style::colour_bar) show();
}

void Progress::advance(std::size_t steps) {
  check_interrupt();
  const std::lock_guard lock(mutex_);
  if (total_ == 0) return;  // no stage has begun
  done_ = std::min(done_ + steps, total_);
  const std::size_t tenths = 10 * done_ / total_;
  const bool next_tenth = tenths != std::exchange(tenths_, tenths);
  if (style_ == Style::lines ? next_tenth : Clock::now() - shown_ > std::chrono::milliseconds(100)) show();
}

void Progress::show() {
  if (style_ == Style::silent) return;
  shown_ = Clock::now();
  const double elapsed = std::chrono::duration<double>(shown_ - begin_).count();
  const std::size_t percent = 100 * done_ / total_;  // rounded down: 100 % is said when all is done
  const double part = static_cast<double>(done_) / static_cast<double>(total_);
  const std::string left =
      done_ == 0 ? "" : fmt::format(", {} left", clock_time(elapsed * (1 - part) / part));
  if (style_ == Style::lines) {
    fmt::print(out_, "{}: {} %, {} elapsed{}\n", label_, percent, clock_time(elapsed), left);
    out_.flush();
    return;
  }
  constexpr std::size_t width = 24;
  const auto full = static_cast<std::size_t>(part * width);
  std::string bar;
  for (std::size_t i = 0; i < width; ++i) bar += i < full ? "█" : "░";
  if (style_ == Style::colour_bar) bar = "\x1b[36m" + bar + "\x1b[0m";
  fmt::print(out_, "\r\x1b[K{} {} {:3} %  {}{}", label_, bar, percent, clock_time(elapsed), left);
  out_.flush();
  visible_ = true;
}

void Progress::say(const std::string& line) {
  clear();
  const std::lock_guard lock(mutex_);
  if (style_ != Style::silent) out_ << line << std::endl;
}

void Progress::clear() {
  const std::lock_guard lock(mutex_);
  if (std::exchange(visible_, false)) out_ << "\r\x1b[K" << std::flush;
}

}  // namespace unroll::lab
