// Letters as pictures, from GNU Unifont's unifont.hex: a line a character, its code point and the rows of
// its bitmap in hexadecimal, 0041:0000000018242442427E424242420000.
//
// Shapes: 16 rows × 8 columns, for wide characters 16 × 16; black on white.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "picture.hpp"
#include "utf8.hpp"

namespace unroll::datasets {

// The pictures of the characters, in their order; each is named by its character in UTF-8. The file, plain
// or gzip, is read once. Throws std::runtime_error: as read_file does, with the number of the line for a
// malformed one, with U+XXXX for a character that the file lacks.
std::vector<Picture> read_glyphs(const std::filesystem::path& unifont_hex, std::u32string_view characters);

// The same for the content of such a file; `where` stands for it in complaints.
std::vector<Picture> read_glyphs(std::string_view bytes, std::u32string_view characters,
                                 const std::string& where);

}  // namespace unroll::datasets
