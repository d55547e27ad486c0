#include "markdown.hpp"

#include <algorithm>
#include <regex>
#include <sstream>

#include "datasets/utf8.hpp"

namespace consistency {
namespace {

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> all;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) all.push_back(line);
  return all;
}

bool blank(const std::string& line) { return line.find_first_not_of(" \t\r") == std::string::npos; }

bool is_fence(const std::string& line) {
  const auto at = line.find_first_not_of(' ');
  return at != std::string::npos && (line.compare(at, 3, "```") == 0 || line.compare(at, 3, "~~~") == 0);
}

// Empties the lines of code blocks. Four spaces after a blank line begin one.
void blank_code_blocks(std::vector<std::string>& lines) {
  bool fenced = false, indented = false, after_blank = true;
  for (auto& line : lines) {
    const bool fence = is_fence(line), empty = blank(line);
    indented = !fenced && line.starts_with("    ") && (indented || after_blank);
    after_blank = empty;
    if (fenced || fence || indented) line.clear();
    if (fence) fenced = !fenced;
    if (empty) indented = false;
  }
}

// Spaces for what stands between backticks, and for the backticks.
void blank_code_spans(std::string& text) {
  for (auto open = text.find('`'); open != std::string::npos; open = text.find('`', open)) {
    const auto after = text.find_first_not_of('`', open);
    if (after == std::string::npos) return;
    const std::string ticks(after - open, '`');
    auto close = text.find(ticks, after);
    const auto paragraph = text.find("\n\n", after);
    if (close == std::string::npos || close > paragraph) {
      open = after;
      continue;
    }
    close += ticks.size();
    std::replace_if(
        text.begin() + static_cast<std::ptrdiff_t>(open), text.begin() + static_cast<std::ptrdiff_t>(close),
        [](char c) { return c != '\n'; }, ' ');
    open = close;
  }
}

std::size_t line_at(const std::string& text, std::size_t at) {
  return 1 + static_cast<std::size_t>(
                 std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
}

// The bracket that the one at `close` closes, or npos.
std::size_t opening(const std::string& text, std::size_t close) {
  int depth = 0;
  for (auto at = close + 1; at-- > 0;) {
    depth += (text[at] == ']') - (text[at] == '[');
    if (depth == 0) return at;
  }
  return std::string::npos;
}

// The parenthesis that closes the one at `open`, or npos.
std::size_t closing(const std::string& text, std::size_t open) {
  int depth = 0;
  for (auto at = open; at < text.size() && text[at] != '\n'; ++at) {
    depth += (text[at] == '(') - (text[at] == ')');
    if (depth == 0) return at;
  }
  return std::string::npos;
}

// Without a title and angle brackets: `<a b.md> "Title"` is a b.md.
std::string bare(std::string target) {
  if (target.starts_with('<')) return target.substr(1, target.find('>') - 1);
  return target.substr(0, target.find(' '));
}

void find_links(const std::string& text, Markdown& page) {
  for (auto close = text.find(']'); close != std::string::npos; close = text.find(']', close + 1)) {
    const auto open = opening(text, close);
    if (open == std::string::npos) continue;
    const std::string label = text.substr(open + 1, close - open - 1);
    const char next = close + 1 < text.size() ? text[close + 1] : '\n';
    const bool picture = open > 0 && text[open - 1] == '!';
    if (next == '(') {
      const auto end = closing(text, close + 1);
      const std::string target = end == std::string::npos ? "" : text.substr(close + 2, end - close - 2);
      page.references.push_back({bare(target), label, picture, line_at(text, open)});
    } else if (next == ':' && (open == 0 || text[open - 1] == '\n')) {
      const auto begin = text.find_first_not_of(' ', close + 2), end = text.find('\n', close);
      const std::string target =
          begin == std::string::npos || begin >= end ? "" : bare(text.substr(begin, end - begin));
      page.definitions[label] = target;
      page.references.push_back({target, label, false, line_at(text, open)});
    } else {
      page.labels.insert(label);
    }
  }
}

void find_html(const std::string& text, Markdown& page) {
  static const std::regex attribute("(href|src|id)=\"([^\"]*)\"");
  for (std::sregex_iterator it(text.begin(), text.end(), attribute), end; it != end; ++it) {
    const std::string value = (*it)[2];
    if ((*it)[1] == "id")
      page.anchors.insert(value);
    else
      page.references.push_back(
          {value, "", (*it)[1] == "src", line_at(text, static_cast<std::size_t>(it->position()))});
  }
}

void find_headings(const std::vector<std::string>& lines, Markdown& page) {
  for (const auto& line : lines) {
    const auto text = line.find_first_not_of('#');
    if (text == 0 || text == std::string::npos || text > 6 || line[text] != ' ') continue;
    const std::string heading = line.substr(text + 1);
    if (page.title.empty()) page.title = heading;
    page.headings.push_back(heading);
    const std::string anchor = anchor_of(heading);
    std::string free = anchor;
    for (int n = 1; !page.anchors.insert(free).second; ++n) free = anchor + "-" + std::to_string(n);
  }
}

// Small letters of the Latin and Cyrillic alphabets.
char32_t lower(char32_t c) {
  if ((c >= U'A' && c <= U'Z') || (c >= U'А' && c <= U'Я')) return c + 32;
  return c == U'Ё' ? U'ё' : c;
}

bool in_anchor(char32_t c) {
  if (c < 0x80) return c == U'-' || c == U'_' || (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z');
  return c >= 0xC0 && !(c >= 0x2000 && c < 0x2C00) && c != 0xD7 && c != 0xF7;  // letters, not punctuation
}

}  // namespace

std::string anchor_of(const std::string& heading) {
  std::string text = heading;
  std::erase_if(text, [](char c) { return c == '`' || c == '*'; });
  text = std::regex_replace(text, std::regex("\\[([^\\]]*)\\]\\([^)]*\\)"), "$1");
  std::string anchor;
  for (const char32_t c : unroll::datasets::from_utf8(text))
    if (c == U' ')
      anchor += '-';
    else if (in_anchor(lower(c)))
      anchor += unroll::datasets::to_utf8(lower(c));
  return anchor;
}

Markdown parse_markdown(std::string_view text) {
  Markdown page;
  auto lines = lines_of(text);
  blank_code_blocks(lines);
  find_headings(lines, page);
  std::string joined;
  for (const auto& line : lines) joined += line + "\n";
  blank_code_spans(joined);
  find_links(joined, page);
  find_html(joined, page);
  return page;
}

}  // namespace consistency
