#include "text_table.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <numeric>
#include <sstream>

namespace unroll::lab {

std::size_t text_width(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::vector<std::string> wrapped(const std::string& text, std::size_t width) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  std::string line;
  for (std::string word; in >> word;) {
    if (!line.empty() && text_width(line) + 1 + text_width(word) > width) {
      lines.push_back(line);
      line.clear();
    }
    line += (line.empty() ? "" : " ") + word;
  }
  lines.push_back(line);
  return lines;
}

namespace {

std::size_t longest_word(const std::string& text) {
  std::istringstream in(text);
  std::size_t longest = 0;
  for (std::string word; in >> word;) longest = std::max(longest, text_width(word));
  return longest;
}

}  // namespace

std::string TextTable::print(std::size_t width) const {
  const std::size_t columns = rows_.front().first.size(), gaps = 2 * (columns - 1);
  std::vector<std::size_t> widths(columns, 0), longest_words(columns, 0);
  for (const auto& [cells, paint] : rows_)
    for (std::size_t c = 0; c < columns; ++c) {
      widths[c] = std::max(widths[c], text_width(cells[c]));
      longest_words[c] = std::max(longest_words[c], longest_word(cells[c]));
    }
  while (std::accumulate(widths.begin(), widths.end(), gaps) > width) {
    std::size_t widest = columns;  // of the columns that can still give way
    for (std::size_t c = 0; c < columns; ++c)
      if (widths[c] > longest_words[c] && (widest == columns || widths[c] > widths[widest])) widest = c;
    if (widest == columns) break;
    --widths[widest];
  }
  std::string text;
  for (std::size_t r = 0; r < rows_.size(); ++r) {
    const auto& [cells, paint] = rows_[r];
    std::vector<std::vector<std::string>> lines;
    std::size_t height = 0;
    for (std::size_t c = 0; c < columns; ++c) {
      lines.push_back(wrapped(cells[c], widths[c]));
      height = std::max(height, lines[c].size());
    }
    for (std::size_t k = 0; k < height; ++k) {
      for (std::size_t c = 0; c < columns; ++c) {
        const std::string piece = k < lines[c].size() ? lines[c][k] : "";
        const bool last = c + 1 == columns;
        text += last && !paint.empty() && !piece.empty() ? paint + piece + "\x1b[0m" : piece;
        if (!last) text.append(widths[c] - std::min(widths[c], text_width(piece)) + 2, ' ');
      }
      text.erase(text.find_last_not_of(' ') + 1);
      text += '\n';
    }
    if (r == 0) {
      for (std::size_t c = 0; c < columns; ++c) {
        if (c > 0) text += "  ";
        for (std::size_t k = 0; k < widths[c]; ++k) text += "─";
      }
      text.erase(text.find_last_not_of(' ') + 1);
      text += '\n';
    }
  }
  return text;
}

std::size_t terminal_width() {
  winsize size{};
  return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40 ? size.ws_col : 100;
}

std::string paragraph(const std::string& text, const std::string& indent) {
  std::string result;
  for (const auto& line : wrapped(text, terminal_width() - indent.size())) result += indent + line + "\n";
  return result;
}

}  // namespace unroll::lab
