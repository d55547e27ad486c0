// SHA-256 (FIPS 180-4), by which a data file proves that it is the one of the catalogue.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace unroll::lab {

// 64 lower-case hexadecimal digits.
std::string sha256_of(std::string_view bytes);

// The same of a file, read in pieces: its size is limited by the disk alone.
// Throws Error if the file cannot be opened or read to its end.
std::string sha256_of_file(const std::filesystem::path& file);

}  // namespace unroll::lab
