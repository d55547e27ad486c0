// Whole files: read to the last byte, and written completely or not at all.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace unroll {

// Throws std::runtime_error "'where' what": one sentence that says what is wrong with the file and what would
// be right.
[[noreturn]] void refuse_file(const std::string& where, const std::string& what);

// The bytes of a regular file. Throws std::runtime_error if it is missing, is a folder or a device, cannot be
// read, is larger than `largest` bytes, or loses bytes while it is read.
std::string read_whole_file(const std::filesystem::path& path, std::uint64_t largest);

// Puts `bytes` into the file `path`, new or in place of the old one. They go through a hidden file
// `.unfinished-…` beside it and a rename, and both are brought to the disk: every reader, and every failure,
// finds the old file or the new one. An old file's permissions stay; a link stays, and its target is
// replaced. Throws std::runtime_error if this is impossible: no such folder, no permission, no space, a
// folder or a device in the way. Then nothing has changed and nothing is left behind; only a killed process
// leaves the hidden file.
void replace_whole_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace unroll
