#include "catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "error.hpp"
#include "options.hpp"
#include "syllabus.hpp"

namespace unroll::lab {

std::vector<Experiment> built_experiments();  // written by CMake

const std::vector<Experiment>& catalogue() {
  static const std::vector<Experiment> all = [] {
    auto list = built_experiments();
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
    check_options(list);
    return list;
  }();
  return all;
}

namespace {

// Insertions, deletions, changes and swaps of neighbours that make one word of the other.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

// A word of some length may also be the beginning of what was meant.
std::size_t distance_to(std::string_view word, std::string_view candidate) {
  std::size_t least = edit_distance(word, candidate);
  if (word.size() >= 4)
    for (std::size_t length = word.size() - 1; length <= word.size() + 1; ++length)
      least = std::min(least, edit_distance(word, candidate.substr(0, length)) + 1);
  return least;
}

std::string all_numbers() {
  std::vector<int> numbers;
  for (const auto& experiment : catalogue()) numbers.push_back(experiment.number);
  return fmt::format("{}", fmt::join(numbers, ", "));
}

// What to add about an experiment that is still to come.
std::string in_syllabus(int number, std::string_view name) {
  for (const auto& planned : syllabus())
    if (planned.number == number || planned.slug == name || planned.folder() == name)
      return fmt::format(" in this version, though the syllabus has {}", planned.folder());
  return "";
}

const Experiment& find_number(int number) {
  for (const auto& experiment : catalogue())
    if (experiment.number == number) return experiment;
  throw UsageError(fmt::format("there is no experiment {}{}; there are {} (see `unroll list`)", number,
                               in_syllabus(number, ""), all_numbers()));
}

}  // namespace

std::string nearest(std::string_view word, std::span<const std::string> known) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const auto& candidate : known)
    if (const auto distance = distance_to(word, candidate); distance < best_distance) {
      best = candidate;
      best_distance = distance;
    }
  return best;
}

std::string suggestion(std::string_view word, std::span<const std::string> known) {
  const std::string near = nearest(word, known);
  return near.empty() ? "" : fmt::format(", did you mean {}?", near);
}

const Experiment& find_experiment(std::string_view word) {
  int number = 0;
  const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (failed == std::errc{} && end == word.data() + word.size()) return find_number(number);
  std::vector<const Experiment*> matches;
  std::vector<std::string> slugs;
  for (const auto& experiment : catalogue()) {
    slugs.push_back(experiment.slug);
    if (word == experiment.slug || word == experiment.folder()) return experiment;
    if (!word.empty() && (experiment.slug.starts_with(word) || experiment.folder().starts_with(word)))
      matches.push_back(&experiment);
  }
  if (matches.size() == 1) return *matches.front();
  if (matches.empty())
    throw UsageError(fmt::format("there is no experiment \"{}\"{}{}{}", word, in_syllabus(0, word),
                                 suggestion(word, slugs),
                                 nearest(word, slugs).empty() ? "; `unroll list` names them all" : ""));
  slugs.clear();
  for (const auto* match : matches) slugs.push_back(match->slug);
  throw UsageError(fmt::format("\"{}\" could be {}; write more of the name", word, fmt::join(slugs, " or ")));
}

}  // namespace unroll::lab
