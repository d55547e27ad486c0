// Text between UTF-8 bytes and code points.
#pragma once
#include <string>
#include <string_view>

namespace unroll::datasets {

// The code points of UTF-8 text, RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
// Throws std::runtime_error that names the offset (in bytes, from 0) of the first wrong byte.
std::u32string from_utf8(std::string_view text);

// The UTF-8 bytes of one code point; throws std::invalid_argument for a surrogate or beyond U+10FFFF.
std::string to_utf8(char32_t character);

// A code point as Unicode writes it, U+0041; four digits at least.
std::string code_point_name(char32_t character);

}  // namespace unroll::datasets
