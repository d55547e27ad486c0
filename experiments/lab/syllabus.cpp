#include "syllabus.hpp"

#include <fmt/format.h>

#include <charconv>
#include <sstream>
#include <stdexcept>

namespace unroll::lab {
namespace {

std::string trimmed(const std::string& text) {
  const auto begin = text.find_first_not_of(" \t\r");
  return begin == std::string::npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> all;
  std::istringstream in(line + "|");  // an empty last field is one, too
  for (std::string field; std::getline(in, field, '|');) all.push_back(trimmed(field));
  return all;
}

Planned planned(const std::string& line, const std::string& part, int before) {
  const auto all = fields(line);
  int number = 0;
  if (all.size() == 4) std::from_chars(all[0].data(), all[0].data() + all[0].size(), number);
  if (number <= before || part.empty() || all[1].empty() || all[2].empty())
    throw std::logic_error(
        fmt::format("\"{}\" should be `number | slug | title | what it shows`, under a part, with a number "
                    "above {}",
                    line, before));
  return {number, all[1], all[2], part, all[3]};
}

}  // namespace

std::string Planned::folder() const { return fmt::format("{:02}_{}", number, slug); }

std::vector<Planned> parse_syllabus(std::string_view text) {
  std::vector<Planned> all;
  std::string part;
  std::istringstream in{std::string(text)};
  for (std::string line; std::getline(in, line);) {
    line = trimmed(line);
    if (line.empty() || line.starts_with('#')) continue;
    if (line.find('|') == std::string::npos)
      part = line;
    else
      all.push_back(planned(line, part, all.empty() ? 0 : all.back().number));
  }
  return all;
}

}  // namespace unroll::lab
