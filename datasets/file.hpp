// Bytes of a file, and the one form of every complaint about them.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace unroll::datasets {

// No file of this room is larger, packed or unpacked; what is larger is refused, not swallowed.
inline constexpr std::size_t largest_file = std::size_t{64} << 20;  // bytes

// The bytes of a file. Throws std::runtime_error for a file that is missing, a folder, not readable, empty
// or larger than `largest_file`.
std::string read_file(const std::filesystem::path& path);

// The content of gzip data, all its members; bytes that do not begin as gzip are returned as they are.
// Throws std::runtime_error that names `where` for data that is cut short, damaged or larger than
// `largest_file` when unpacked.
std::string gunzip(std::string_view bytes, const std::string& where);

// Cuts the first line off `rest`, without its "\n" or "\r\n"; false when nothing was left.
bool next_line(std::string_view& rest, std::string_view& line);

// Throws std::runtime_error "'where' what", one sentence: what is wrong with the file, what would be right.
[[noreturn]] void refuse(const std::string& where, const std::string& what);

}  // namespace unroll::datasets
