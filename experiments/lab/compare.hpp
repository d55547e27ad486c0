// The command `unroll compare`: two runs side by side.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace unroll::lab {

// Settings, findings and tables in which two run folders differ, as text; a sentence where they differ in nothing. Throws
// Error for a folder that is no run's.
std::string compared(const std::filesystem::path& a, const std::filesystem::path& b, std::size_t width);

// `words` are those after `compare`: two run folders. Returns 0.
int compare(std::vector<std::string> words);

}  // namespace unroll::lab
