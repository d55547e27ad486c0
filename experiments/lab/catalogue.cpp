#include "catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "error.hpp"
#include "files.hpp"
#include "options.hpp"
#include "syllabus.hpp"

namespace unroll::lab {

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

std::string all_numbers(const Catalogue& catalogue) {
  std::vector<int> numbers;
  for (const auto& experiment : catalogue.experiments) numbers.push_back(experiment.number);
  return fmt::format("{}", fmt::join(numbers, ", "));
}

// What to add about an experiment that is still to come.
std::string in_syllabus(const Catalogue& catalogue, int number, std::string_view name) {
  for (const auto& planned : catalogue.syllabus)
    if (planned.number == number || planned.slug == name || planned.folder() == name)
      return fmt::format(" in this version, though the syllabus has {}", planned.folder());
  return "";
}

const Declaration& find_number(const Catalogue& catalogue, int number) {
  for (const auto& experiment : catalogue.experiments)
    if (experiment.number == number) return experiment;
  throw UsageError(fmt::format("there is no experiment {}{}; there are {} (see `unroll list`)", number,
                               in_syllabus(catalogue, number, ""), all_numbers(catalogue)));
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

const Declaration& Catalogue::find(std::string_view word) const {
  int number = 0;
  const auto [end, failed] = std::from_chars(word.data(), word.data() + word.size(), number);
  if (failed == std::errc{} && end == word.data() + word.size()) return find_number(*this, number);
  std::vector<const Declaration*> matches;
  std::vector<std::string> slugs;
  for (const auto& experiment : experiments) {
    slugs.push_back(experiment.slug);
    if (word == experiment.slug || word == experiment.folder()) return experiment;
    if (!word.empty() && (experiment.slug.starts_with(word) || experiment.folder().starts_with(word)))
      matches.push_back(&experiment);
  }
  if (matches.size() == 1) return *matches.front();
  if (matches.empty())
    throw UsageError(fmt::format("there is no experiment \"{}\"{}{}{}", word, in_syllabus(*this, 0, word),
                                 suggestion(word, slugs),
                                 nearest(word, slugs).empty() ? "; `unroll list` names them all" : ""));
  slugs.clear();
  for (const auto* match : matches) slugs.push_back(match->slug);
  throw UsageError(fmt::format("\"{}\" could be {}; write more of the name", word, fmt::join(slugs, " or ")));
}

std::filesystem::path program_folder() { return std::filesystem::canonical("/proc/self/exe").parent_path(); }

std::filesystem::path share_folder() { return program_folder().parent_path() / "share" / "unroll"; }

Declaration read_declaration(const std::filesystem::path& folder, const std::string& experiment) {
  const std::filesystem::path file = folder / (experiment + ".json");
  try {
    return declaration_of_json(read_file(file));
  } catch (const std::invalid_argument& problem) {
    throw Error(fmt::format("{} is damaged: {}; build Unroll again", file.string(), problem.what()));
  }
}

Catalogue read_catalogue(const std::filesystem::path& folder) {
  Catalogue catalogue;
  catalogue.syllabus = parse_syllabus(read_file(folder / "syllabus.txt"));
  for (const auto& planned : catalogue.syllabus)
    if (std::filesystem::exists(folder / (planned.folder() + ".json")))
      catalogue.experiments.push_back(read_declaration(folder, planned.folder()));
  check_options(catalogue.experiments);
  return catalogue;
}

}  // namespace unroll::lab
