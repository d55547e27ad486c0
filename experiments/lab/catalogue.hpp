// The catalogue: the declarations of all experiments of the build, in the order of their numbers. The build leaves them, compiled, in
// share/unroll beside the folder of the programs.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "declaration.hpp"
#include "syllabus.hpp"

namespace unroll::lab {

struct Catalogue {
  std::vector<Declaration> experiments;
  std::vector<Planned> syllabus = {};  // all numbered experiments, those to come as well
  // The checks of words that a declaration names, in the program that has them.
  std::map<std::string, std::function<void(const std::string&)>> checks = {};

  // The experiment that a number, a slug, NN_slug or a unique beginning of a slug names. Throws UsageError for none (with the
  // nearest name) and for several.
  const Declaration& find(std::string_view word) const;
};

// The folder of the running program, and what the build has left for it.
std::filesystem::path program_folder();
std::filesystem::path share_folder();

// Reads the declarations of `folder`, or that of one experiment, NN_slug. Throws Error that names a file that is missing or
// damaged.
Catalogue read_catalogue(const std::filesystem::path& folder);
Declaration read_declaration(const std::filesystem::path& folder, const std::string& experiment);

// The word of `known` that is nearest to `word` by edit distance, or empty where none is near.
std::string nearest(std::string_view word, std::span<const std::string> known);

// ", did you mean X?", or nothing.
std::string suggestion(std::string_view word, std::span<const std::string> known);

}  // namespace unroll::lab
