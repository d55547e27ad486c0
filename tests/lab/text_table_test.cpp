// Tables fit the terminal, lose no word, and count letters rather than bytes.
#include "experiments/lab/text_table.hpp"

#include <pty.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>

#include "models/core/random.hpp"
#include "tests/catch.hpp"
#include "tests/lab/scratch.hpp"

using namespace unroll::lab;
using unroll::Stream;

namespace {

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

std::string random_words(Stream& stream, std::uint64_t most_words, std::uint64_t longest) {
  const std::vector<std::string> letters{"a", "b", "é", "Ж", "≤", "½"};
  std::string text;
  for (auto words = stream.below(most_words + 1); words > 0; --words) {
    for (auto n = 1 + stream.below(longest); n > 0; --n) text += letters[stream.below(letters.size())];
    if (words > 1) text += ' ';
  }
  return text;
}

int width_on_terminal(unsigned short columns) {
  return scratch::status_of_child([&] {
    winsize size{};
    size.ws_col = columns;
    int master = -1, slave = -1;
    if (::openpty(&master, &slave, nullptr, nullptr, &size) != 0) return 98;
    ::dup2(slave, STDOUT_FILENO);
    return static_cast<int>(terminal_width());
  });
}

}  // namespace

TEST_CASE("text: the width counts letters, not bytes") {
  CHECK(text_width("") == 0);
  CHECK(text_width("plain") == 5);
  CHECK(text_width("ХОПФИЛД") == 7);
  CHECK(text_width("≤ ½ é") == 5);
  CHECK(text_width("😀") == 1);
}

TEST_CASE("text: wrapping keeps all words and breaks only where it must") {
  Stream stream(1);
  for (int k = 0; k < 2000; ++k) {
    const std::string text = random_words(stream, 12, 9);
    const std::size_t width = 1 + stream.below(30);
    const auto lines = wrapped(text, width);
    CAPTURE(text, width);
    REQUIRE(!lines.empty());
    std::vector<std::string> words;
    for (std::size_t line = 0; line < lines.size(); ++line) {
      const auto own = words_of(lines[line]);
      CHECK((text_width(lines[line]) <= width || own.size() == 1));
      if (line > 0) CHECK(text_width(lines[line - 1]) + 1 + text_width(own.at(0)) > width);
      words.insert(words.end(), own.begin(), own.end());
    }
    CHECK(words == words_of(text));
  }
}

TEST_CASE("table: no line is too wide as long as the longest words of all columns fit") {
  Stream stream(2);
  int narrow = 0;
  for (int k = 0; k < 500; ++k) {
    const std::size_t columns = 1 + stream.below(6), rows = 1 + stream.below(4);
    std::vector<std::vector<std::string>> cells(rows, std::vector<std::string>(columns));
    std::size_t least = 2 * (columns - 1), natural = least;
    for (std::size_t c = 0; c < columns; ++c) {
      std::size_t longest = 0, widest = 0;
      for (auto& row : cells) {
        row[c] = random_words(stream, 8, 1 + stream.below(20));
        widest = std::max(widest, text_width(row[c]));
        for (const auto& word : words_of(row[c])) longest = std::max(longest, text_width(word));
      }
      least += longest;
      natural += widest;
    }
    TextTable table(cells[0]);
    for (std::size_t r = 1; r < rows; ++r) table.row(cells[r]);
    const std::size_t width = least + stream.below(40);
    narrow += width < natural;
    const std::string text = table.print(width);
    CAPTURE(text, width);
    for (const auto& line : lines_of(text)) {
      CHECK(text_width(line) <= width);
      CHECK((line.empty() || line.back() != ' '));
    }
    std::vector<std::string> in, out = words_of(text);
    for (const auto& row : cells)
      for (const auto& cell : row)
        for (const auto& word : words_of(cell)) in.push_back(word);
    std::erase_if(out, [](const std::string& word) { return word.starts_with("─"); });
    std::sort(in.begin(), in.end());
    std::sort(out.begin(), out.end());
    CHECK(in == out);
  }
  CHECK(narrow > 100);
}

TEST_CASE("table: a word wider than the terminal is neither cut nor lost") {
  TextTable table({"name", "address"});
  const std::string address(50, 'x');
  table.row({"a b c d e f g", address});
  CHECK(table.print(20).find(address) != std::string::npos);
}

TEST_CASE("table: columns stand under their headings, under a rule as wide as they are") {
  TextTable table({"rule", "N"});
  table.row({"Hebb", "1"});
  table.row({"Гроссберг", "22"});
  CHECK(table.print(100) ==
        "rule       N\n"
        "─────────  ──\n"
        "Hebb       1\n"
        "Гроссберг  22\n");
}

TEST_CASE("table: paint colours every line of the last cell and nothing else") {
  TextTable table({"a", "verdict"});
  table.row({"one two three", "not measured"}, "\x1b[2m");
  CHECK(table.print(15) ==
        "a      verdict\n"
        "─────  ────────\n"
        "one    \x1b[2mnot\x1b[0m\n"
        "two    \x1b[2mmeasured\x1b[0m\n"
        "three\n");
}

TEST_CASE("terminal: its own width, or 100 where there is none or a useless one") {
  CHECK(width_on_terminal(63) == 63);
  CHECK(width_on_terminal(40) == 40);
  CHECK(width_on_terminal(0) == 100);
  CHECK(width_on_terminal(12) == 100);
  CHECK(scratch::status_of_child([] {
          ::close(STDOUT_FILENO);
          return static_cast<int>(terminal_width());
        }) == 100);
}
