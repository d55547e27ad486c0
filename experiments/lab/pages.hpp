// The command `unroll pages`: the parts of README and lecture pages that are generated. They stand between markers
// <!-- NAME --> and <!-- /NAME -->:
//
//   experiments   README.md: a row for each experiment
//   links         docs/lectures/README.md and ru/README.md: where the page of each experiment is
//   findings      docs/lectures/NN_slug.md and ru/NN_slug.md: published and measured, from docs/lectures/findings/NN_slug.json,
//                 the findings of the reference run
//   references    the same pages: the works that the experiment cites
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "catalogue.hpp"

namespace unroll::lab {

// The pages of the project in `root` as they should be, by path. Throws Error for a page without its markers and for findings
// that are damaged.
std::map<std::filesystem::path, std::string> generated_pages(const std::filesystem::path& root,
                                                             const Catalogue& catalogue);

// Sentences, each of a page that is not as it should be, or of findings that do not fit the declaration.
std::vector<std::string> stale_pages(const std::filesystem::path& root, const Catalogue& catalogue);

// What is kept of a run as the reference of its page: findings, command, processor and kernel.
std::string reference_of_run(const std::filesystem::path& run);

// `words` are those after `pages`. Returns 0, or 1 if a page is not as it should be and --check was given.
int pages(std::vector<std::string> words, const Catalogue& catalogue);

}  // namespace unroll::lab
