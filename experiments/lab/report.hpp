// Reports: a run's page and the gallery of all runs, self-contained HTML that opens from a file.
#pragma once
#include <filesystem>
#include <string>

#include "catalogue.hpp"

namespace unroll::lab {

// The page of the run in `folder`, from its run.json, findings.json and pictures, which it embeds.
std::string run_report(const std::filesystem::path& folder);

// Writes `results`/index.html, which holds its pictures, from the newest finished run of every experiment.
// Throws Error if `results` is no folder. Folders that are no runs, or damaged ones, are passed over.
void write_gallery(const std::filesystem::path& results, const Catalogue& catalogue);

// The same where `results` has a gallery already; where it has none, index.html may be somebody else's.
void refresh_gallery(const std::filesystem::path& results, const Catalogue& catalogue);

}  // namespace unroll::lab
