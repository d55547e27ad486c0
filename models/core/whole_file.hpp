// Whole files: read to the last byte, and written completely or not at all.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace unroll {

// Throws std::runtime_error "'where' what", one sentence: what is wrong with the file, what would be right.
[[noreturn]] void refuse_file(const std::string& where, const std::string& what);

// The bytes of a regular file. Throws std::runtime_error for one that is missing, a folder or a device, not
// readable, larger than `largest` bytes, or that loses bytes while it is read.
std::string read_whole_file(const std::filesystem::path& path, std::uint64_t largest);

// Puts `bytes` into the file `path`, new or in place of the old one: through a hidden file `.unfinished-…`
// beside it and a rename, both brought to the disk, so that whoever reads, and whatever fails, the file is
// the old or the new one. The permissions of an old file stay; of a link its target is replaced. Throws
// std::runtime_error where that cannot be done: no such folder, no permission, no space, a folder or a device
// in the way. Then nothing has changed and nothing is left; only a process that is killed leaves the hidden
// file.
void replace_whole_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace unroll
