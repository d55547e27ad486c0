// What a waiting person sees: a line a tenth, a bar, never too much, and nothing where nothing was asked for.
#include "experiments/lab/progress.hpp"

#include <pty.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>
#include <thread>
#include <vector>

#include "experiments/lab/error.hpp"
#include "experiments/lab/interrupt.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
using Style = Progress::Style;
using scratch::contains;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// The number that ends before a place in a text, leaving out a blank.
int number_before(const std::string& text, std::size_t end) {
  end = text.find_last_not_of(' ', end - 1) + 1;
  const auto begin = text.find_last_not_of("0123456789", end - 1) + 1;
  return std::stoi(text.substr(begin, end - begin));
}

// All percentages of a text, in order.
std::vector<int> percentages(const std::string& text) {
  std::vector<int> found;
  for (auto at = text.find('%'); at != std::string::npos; at = text.find('%', at + 1))
    found.push_back(number_before(text, at));
  return found;
}

// Seconds of the time "2:03" before a word.
int seconds_before(const std::string& text, const std::string& word) {
  const auto end = text.find(" " + word), colon = text.rfind(':', end);
  return 60 * number_before(text, colon) + number_before(text, end);
}

void rest(int milliseconds) { std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds)); }

int style_on_terminal(const char* terminal, const char* no_color) {
  return scratch::status_of_child([&] {
    int master = -1, slave = -1;
    if (::openpty(&master, &slave, nullptr, nullptr, nullptr) != 0) return 98;
    ::dup2(slave, STDERR_FILENO);
    ::setenv("TERM", terminal, 1);
    ::unsetenv("NO_COLOR");
    if (no_color != nullptr) ::setenv("NO_COLOR", no_color, 1);
    return static_cast<int>(Progress::style_of_stderr());
  });
}

}  // namespace

TEST_CASE("progress: clock times read as clocks do") {
  CHECK(clock_time(0) == "0:00");
  CHECK(clock_time(7.4) == "0:07");
  CHECK(clock_time(59.6) == "1:00");
  CHECK(clock_time(754) == "12:34");
  CHECK(clock_time(3599) == "59:59");
  CHECK(clock_time(3723) == "1:02:03");
  CHECK(clock_time(36000) == "10:00:00");
}

TEST_CASE("progress: one line for every tenth that is reached, the last at 100 %") {
  for (std::size_t total = 1; total <= 120; ++total)
    for (const std::size_t step : {1, 3, 50}) {
      std::ostringstream out;
      Progress progress(out, Style::lines);
      progress.stage("work", total);
      std::vector<int> expected;
      std::size_t tenths = 0;
      for (std::size_t done = step; done < total + step; done += step) {
        const std::size_t now = std::min(done, total);
        progress.advance(step);
        if (10 * now / total > tenths) expected.push_back(static_cast<int>(100 * now / total));
        tenths = 10 * now / total;
      }
      CAPTURE(total, step, out.str());
      CHECK(percentages(out.str()) == expected);
      CHECK(lines_of(out.str()).size() == expected.size());
      CHECK(expected.back() == 100);
    }
}

TEST_CASE("progress: more steps than were announced are still 100 %, and are told once") {
  std::ostringstream out;
  Progress progress(out, Style::lines);
  progress.stage("work", 3);
  for (int k = 0; k < 10; ++k) progress.advance(2);
  CHECK(percentages(out.str()) == std::vector<int>{66, 100});
}

TEST_CASE("progress: steps from many threads are all counted") {
  std::ostringstream out;
  Progress progress(out, Style::lines);
  progress.stage("work", 4000);
  std::vector<std::thread> threads;
  for (int k = 0; k < 4; ++k)
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) progress.advance();
    });
  for (auto& thread : threads) thread.join();
  CHECK(percentages(out.str()) == std::vector<int>{10, 20, 30, 40, 50, 60, 70, 80, 90, 100});
}

TEST_CASE("progress: the time that is left is what the steps so far took, for each step to come") {
  std::ostringstream out;
  Progress progress(out, Style::lines);
  progress.stage("work", 10);
  rest(600);
  progress.advance();
  const double elapsed = seconds_before(out.str(), "elapsed"), left = seconds_before(out.str(), "left");
  CHECK(elapsed >= 1);
  CHECK(left >= 9 * (elapsed - 0.5) - 0.5);
  CHECK(left <= 9 * (elapsed + 0.5) + 0.5);
  out.str("");
  progress.advance(9);
  CHECK(seconds_before(out.str(), "left") == 0);
}

TEST_CASE("progress: a bar of 24 cells, as full as the work is done") {
  std::ostringstream out;
  Progress progress(out, Style::bar);
  progress.stage("01_pictures", 2);
  CHECK(contains(out.str(), "01_pictures"));
  CHECK(percentages(out.str()) == std::vector<int>{0});
  CHECK(!contains(out.str(), "left"));
  out.str("");
  rest(110);
  progress.advance();
  CHECK(percentages(out.str()) == std::vector<int>{50});
  CHECK(contains(out.str(), " ████████████░░░░░░░░░░░░ "));
  CHECK(contains(out.str(), "left"));
  CHECK(!contains(out.str(), "\x1b[36m"));
  CHECK(!contains(out.str(), "\n"));
}

TEST_CASE("progress: 100 % is not said before all is done") {
  std::ostringstream out;
  Progress progress(out, Style::bar);
  progress.stage("work", 1000);
  rest(110);
  progress.advance(999);
  rest(110);
  progress.advance();
  CHECK(percentages(out.str()) == std::vector<int>{0, 99, 100});
}

TEST_CASE("progress: the colour of a bar ends with it") {
  std::ostringstream out;
  Progress progress(out, Style::colour_bar);
  progress.stage("work", 2);
  const auto begin = out.str().find("\x1b[36m"), end = out.str().find("\x1b[0m");
  REQUIRE(begin != std::string::npos);
  REQUIRE(end != std::string::npos);
  CHECK(begin < end);
  CHECK(end < out.str().find('%'));
}

TEST_CASE("progress: a bar is wiped before anything else is said, and once") {
  std::ostringstream out;
  Progress progress(out, Style::bar);
  progress.stage("work", 2);
  out.str("");
  progress.say("fetching");
  CHECK(out.str() == "\r\x1b[Kfetching\n");
  out.str("");
  progress.clear();
  CHECK(out.str().empty());
}

TEST_CASE("progress: lines are never wiped, and silence is silent") {
  std::ostringstream lines, nothing;
  Progress line_by_line(lines, Style::lines), silent(nothing, Style::silent);
  for (Progress* progress : {&line_by_line, &silent}) {
    progress->stage("work", 2);
    progress->advance();
    progress->say("fetching");
    progress->advance();
    progress->clear();
  }
  CHECK(nothing.str().empty());
  CHECK(!contains(lines.str(), "\r"));
  CHECK(!contains(lines.str(), "\x1b"));
  CHECK(lines_of(lines.str()).size() == 3);
  CHECK(lines_of(lines.str())[1] == "fetching");
}

TEST_CASE("progress: every stage begins at nothing, an empty one too") {
  std::ostringstream out;
  Progress progress(out, Style::lines);
  progress.stage("first", 2);
  progress.advance(2);
  progress.stage("second", 2);
  progress.advance();
  progress.stage("empty", 0);
  progress.advance();
  CHECK(percentages(out.str()) == std::vector<int>{100, 50, 100});
  CHECK(contains(out.str(), "second: 50 %"));
}

TEST_CASE("progress: steps before any stage are not shown") {
  std::ostringstream out;
  Progress progress(out, Style::lines);
  progress.advance();
  CHECK(out.str().empty());
}

TEST_CASE("progress: Ctrl-C comes through at the next step") {
  CHECK(scratch::status_of_child([] {
          std::ostringstream out;
          Progress progress(out, Style::lines);
          progress.stage("work", 2);
          watch_for_interrupt();
          progress.advance();
          ::raise(SIGINT);
          try {
            progress.advance();
          } catch (const Interrupted&) {
            return percentages(out.str()) == std::vector<int>{50} ? 0 : 1;
          }
          return 2;
        }) == 0);
}

TEST_CASE("progress: a bar on terminals that can show one, in colour unless NO_COLOR says no") {
  CHECK(style_on_terminal("xterm", nullptr) == static_cast<int>(Style::colour_bar));
  CHECK(style_on_terminal("xterm", "") == static_cast<int>(Style::colour_bar));
  CHECK(style_on_terminal("xterm", "1") == static_cast<int>(Style::bar));
  CHECK(style_on_terminal("dumb", nullptr) == static_cast<int>(Style::lines));
  CHECK(scratch::status_of_child([] {
          ::close(STDERR_FILENO);
          return static_cast<int>(Progress::style_of_stderr());
        }) == static_cast<int>(Style::lines));
}
