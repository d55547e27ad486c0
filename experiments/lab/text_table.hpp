// Tables for the terminal: columns as wide as they need to be, the widest ones wrapped to fit.
#pragma once
#include <string>
#include <utility>
#include <vector>

namespace unroll::lab {

class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header) { row(std::move(header)); }

  // `paint` is a terminal escape that colours the last cell, or empty.
  void row(std::vector<std::string> cells, std::string paint = "") {
    rows_.push_back({std::move(cells), std::move(paint)});
  }

  // The table in at most `width` characters a line, if its longest words allow.
  std::string print(std::size_t width) const;

 private:
  std::vector<std::pair<std::vector<std::string>, std::string>> rows_;
};

// The characters that UTF-8 text takes on a terminal, combining marks and wide ones aside.
std::size_t text_width(const std::string& text);

// `text` broken at blanks into lines of at most `width` characters.
std::vector<std::string> wrapped(const std::string& text, std::size_t width);

// `text` broken to the width of the terminal, each line indented and ended.
std::string paragraph(const std::string& text, const std::string& indent);

// The width of the terminal on standard output, 100 where there is none.
std::size_t terminal_width();

}  // namespace unroll::lab
