#include "catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <numeric>

#include "error.hpp"

namespace unroll::lab {

std::vector<Experiment> built_experiments();  // written by CMake

const std::vector<Experiment>& catalogue() {
  static const std::vector<Experiment> all = [] {
    auto list = built_experiments();
    std::sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
    return list;
  }();
  return all;
}

namespace {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] != b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, changed});
    }
  }
  return row.back();
}

std::string all_numbers() {
  std::vector<int> numbers;
  for (const auto& experiment : catalogue()) numbers.push_back(experiment.number);
  return fmt::format("{}", fmt::join(numbers, ", "));
}

const Experiment& find_number(int number) {
  for (const auto& experiment : catalogue())
    if (experiment.number == number) return experiment;
  throw UsageError(
      fmt::format("there is no experiment {}; there are {} (see `unroll list`)", number, all_numbers()));
}

}  // namespace

std::string nearest(std::string_view word, std::span<const std::string> known) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(2, word.size() / 3) + 1;
  for (const auto& candidate : known)
    if (const auto distance = edit_distance(word, candidate); distance < best_distance) {
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
    throw UsageError(fmt::format("there is no experiment \"{}\"{}{}", word, suggestion(word, slugs),
                                 nearest(word, slugs).empty() ? "; `unroll list` names them all" : ""));
  slugs.clear();
  for (const auto* match : matches) slugs.push_back(match->slug);
  throw UsageError(fmt::format("\"{}\" could be {}; write more of the name", word, fmt::join(slugs, " or ")));
}

}  // namespace unroll::lab
