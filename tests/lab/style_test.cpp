// The pages' colours can be read: every text on every ground that it meets, by day, by night and on paper.
#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <string>
#include <vector>

#include "experiments/lab/files.hpp"
#include "tests/catch.hpp"

namespace {

using Colours = std::map<std::string, std::string>;

// The colours of each :root block, one after the other: light, dark, print.
std::vector<Colours> colour_sets(const std::string& style) {
  static const std::regex colour("--([a-z-]+): #([0-9a-f]{6})");
  std::vector<Colours> all;
  for (auto at = style.find(":root"); at != std::string::npos; at = style.find(":root", at + 1)) {
    const std::string block = style.substr(at, style.find('}', at) - at);
    Colours colours;
    for (std::sregex_iterator it(block.begin(), block.end(), colour), end; it != end; ++it)
      colours[(*it)[1]] = (*it)[2];
    all.push_back(colours);
  }
  return all;
}

// Relative luminance of rrggbb, 0 to 1 (WCAG 2.1).
double luminance(const std::string& colour) {
  const double weights[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (std::size_t k = 0; k < 3; ++k) {
    const double part = std::stoi(colour.substr(2 * k, 2), nullptr, 16) / 255.0;
    sum += weights[k] * (part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
  }
  return sum;
}

double contrast(const std::string& one, const std::string& other) {
  const double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace

TEST_CASE("style: contrast is that of the standard") {
  CHECK(contrast("000000", "ffffff") == Approx(21));
  CHECK(contrast("777777", "ffffff") == Approx(4.48).epsilon(0.01));
}

TEST_CASE("style: every text has a contrast of at least 4.5 with its ground, every edge of 3") {
  const auto sets = colour_sets(unroll::lab::read_file(UNROLL_STYLE));
  REQUIRE(sets.size() == 3);
  const std::vector<std::pair<std::string, std::string>> texts{
      {"ink", "paper"},    {"ink", "card"},       {"ink", "soft"},     {"quiet", "paper"},
      {"quiet", "card"},   {"quiet", "soft"},     {"link", "paper"},   {"link", "card"},
      {"link", "soft"},    {"good", "card"},      {"good", "paper"},   {"bad", "card"},
      {"bad", "paper"},    {"good", "good-soft"}, {"bad", "bad-soft"}, {"warn", "warn-soft"},
      {"ink", "warn-soft"}};
  for (const auto& colours : sets) {
    for (const auto& [text, ground] : texts) {
      CAPTURE(text);
      CAPTURE(ground);
      CHECK(contrast(colours.at(text), colours.at(ground)) >= 4.5);
    }
    CHECK(contrast(colours.at("edge"), colours.at("paper")) >= 3);
  }
}
