// The JSON header of a file of weights, as text and as what it says. Only weights.cpp needs this.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace unroll::detail {

inline constexpr const char* metadata_key = "__metadata__";

// What a header says of one tensor. Both lists are still to be believed: no more is checked here than that
// they are whole numbers, two of them in `offsets`, at most `largest_tensor_rank` in `shape`.
struct HeaderEntry {
  std::string dtype;
  std::vector<std::uint64_t> shape, offsets;
  bool has_dtype = false, has_shape = false, has_offsets = false;  // so far, while reading
};

struct Header {
  std::map<std::string, HeaderEntry> tensors;
  std::map<std::string, std::string> metadata;
};

// Throws std::runtime_error that names `where` for text that is not such a header, spaces behind it allowed.
Header read_header(std::string_view text, const std::string& where);

// A string in JSON, quotes included. Throws std::runtime_error for one that is not UTF-8.
std::string json_string(const std::string& text, const std::string& where);

}  // namespace unroll::detail
