// Colours and the progress bar: on a terminal, and nowhere else.
#include "program.hpp"

namespace {

// The escape sequences of colours; the one that clears a line ends in K.
bool coloured(const std::string& text) { return has(text, "\x1b[3") || has(text, "\x1b[2m"); }

Ended on_terminal(const std::map<std::string, std::string>& environment) {
  const Folder folder;
  Launch launch = without_gnuplot();
  launch.terminal = true;
  launch.environment.insert(environment.begin(), environment.end());
  return unroll_program(tiny_run(folder.path(), {"--seeds", "40"}), launch);
}

}  // namespace

TEST_CASE("away from a terminal there is no escape sequence, and progress is a line a tenth") {
  const Folder folder;
  const Ended ended = unroll_program(tiny_run(folder.path(), {"--seeds", "50"}), without_gnuplot());
  check_success(ended);
  for (const auto& text : {ended.out, ended.err}) {
    CHECK(!has(text, "\x1b"));
    CHECK(!has(text, "\r"));
  }
  int basins = 0;
  for (const auto& line : lines(ended.err)) {
    INFO(line);
    CHECK(line.starts_with("01_hopfield_restoration "));
    CHECK(has(line, " elapsed"));
    basins += has(line, "basins: ");
  }
  CHECK(basins == 10);
  CHECK(has(ended.err, "basins: 100 %"));
}

TEST_CASE("a terminal shows a bar in colour and verdicts in colour") {
  const Ended ended = on_terminal({{"TERM", "xterm"}});
  CHECK(ended.status == 0);
  CHECK(has(ended.out, "\x1b[36m"));
  CHECK(has(ended.out, "░"));
  CHECK(has(ended.out, "\r\x1b[K"));
  CHECK(has(ended.out, "\x1b[32m"));
  CHECK(!has(ended.out, " elapsed"));
  // The last bar is wiped away before the table.
  CHECK(ended.out.rfind("\x1b[36m") < ended.out.rfind("\r\x1b[K"));
  CHECK(ended.out.rfind("\r\x1b[K") < ended.out.find("claim"));
}

TEST_CASE("NO_COLOR takes the colours and leaves the bar") {
  const Ended plain = on_terminal({{"TERM", "xterm"}, {"NO_COLOR", "1"}});
  CHECK(plain.status == 0);
  CHECK(!coloured(plain.out));
  CHECK(has(plain.out, "░"));
  CHECK(has(plain.out, "reproduced"));
  // By the convention of no-color.org an empty variable asks for nothing.
  CHECK(coloured(on_terminal({{"TERM", "xterm"}}).out));
}

TEST_CASE("a dumb terminal gets lines and no escape sequence") {
  const Ended ended = on_terminal({{"TERM", "dumb"}});
  CHECK(ended.status == 0);
  CHECK(!has(ended.out, "\x1b"));
  CHECK(has(ended.out, " elapsed"));
}

TEST_CASE("lists and help on a terminal keep to its width") {
  Launch launch;
  launch.terminal = true;
  for (const Words& words : {Words{"list"}, Words{"help"}}) {
    const Ended ended = unroll_program(words, launch);
    CHECK(ended.status == 0);
    CHECK(!coloured(ended.out));
  }
}
