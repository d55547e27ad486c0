// The JSON header of a file of weights, as text and as data. Only weights.cpp uses this.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace unroll::detail {

inline constexpr const char* metadata_key = "__metadata__";

// The header's entry for one tensor. Neither list is checked against the data yet: both hold whole numbers,
// `offsets` two of them, `shape` at most `largest_tensor_rank`.
struct HeaderEntry {
  std::string dtype;
  std::vector<std::uint64_t> shape, offsets;
  bool has_dtype = false, has_shape = false, has_offsets = false;  // seen so far, while reading
};

struct Header {
  std::map<std::string, HeaderEntry> tensors;
  std::map<std::string, std::string> metadata;
};

// Throws std::runtime_error that names `where` if the text is not such a header; spaces may follow it.
Header read_header(std::string_view text, const std::string& where);

// A string in JSON, with its quotes. Throws std::runtime_error if it is not UTF-8.
std::string json_string(const std::string& text, const std::string& where);

}  // namespace unroll::detail
