// Weights on disk, in the safetensors format that PyTorch, JAX and others read and write:
//
//   8 bytes      the length N of the header, an unsigned little-endian number
//   N bytes      the header: JSON in UTF-8 that begins with '{', padded with spaces
//   all others   the data: the tensors' values, little-endian and row-major, without holes or overlaps
//
//   {"__metadata__": {"key": "value", …},
//    "name": {"dtype": "F32", "shape": [rows, columns], "data_offsets": [first byte, last byte + 1]}, …}
//
// The reader trusts nothing: it refuses a file that is not exactly of this form with one sentence. It reads
// the types F32 and F64. Values are taken as they are, NaN and infinity included; whether they make sense is
// for the caller to decide. Shapes and conversions: tensor.hpp.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "tensor.hpp"

namespace unroll {

struct Weights {
  std::map<std::string, Tensor> tensors;        // by name, in UTF-8
  std::map<std::string, std::string> metadata;  // any further information, in UTF-8
};

inline constexpr std::uint64_t largest_weights_header = 100'000'000;  // bytes, as in the format's own reader
inline constexpr std::uint64_t largest_weights_file = std::uint64_t{4} << 30;  // bytes
inline constexpr std::size_t largest_tensor_rank = 32;

// Writes the file completely or not at all: see whole_file.hpp. The same weights give the same bytes on every
// machine. Throws std::runtime_error if the file cannot be written, if the number of a tensor's values
// contradicts its shape, for a name that is not UTF-8 or is "__metadata__", and beyond the limits above.
void save_weights(const std::filesystem::path& path, const Weights& weights);

// Throws std::runtime_error for a file that cannot be read or is not exactly of the format.
Weights load_weights(const std::filesystem::path& path);

// The same from and to the bytes of a file, which messages call `where`.
std::string format_weights(const Weights& weights, const std::string& where);
Weights parse_weights(std::string_view bytes, const std::string& where);

// The tensor of this name, for reading a model. Throws std::runtime_error that names it and some of the
// tensors that exist.
const Tensor& find_tensor(const Weights& weights, const std::string& name);
const Tensor& find_tensor(Weights&&, const std::string& name) = delete;  // it would outlive its weights

}  // namespace unroll
