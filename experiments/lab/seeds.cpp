#include "seeds.hpp"

#include <charconv>
#include <stdexcept>

namespace unroll::lab {

std::vector<std::uint64_t> parse_seeds(const std::string& text) {
  const auto dots = text.find("..");
  const std::string first = text.substr(0, dots), last = dots == text.npos ? first : text.substr(dots + 2);
  std::uint64_t a = 0, b = 0;
  const auto read = [](const std::string& part, std::uint64_t& value) {
    const auto [end, failed] = std::from_chars(part.data(), part.data() + part.size(), value);
    return failed == std::errc{} && end == part.data() + part.size();
  };
  if (!read(first, a) || !read(last, b) || a > b || b - a >= 10000)
    throw std::invalid_argument("\"" + text + "\" must be a seed, or a first and a last one such as 1..10");
  std::vector<std::uint64_t> seeds;
  for (std::uint64_t k = 0; k <= b - a; ++k) seeds.push_back(a + k);
  return seeds;
}

Option seeds_option(std::array<std::string, 3> standard) {
  return word_option(
      "seeds", "N|A..B", std::move(standard),
      "the repetitions, side by side; curves are their median with a band from least to greatest",
      [](const std::string& text) { parse_seeds(text); });
}

}  // namespace unroll::lab
