#include "weights.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>
#include <vector>

#include "weights_header.hpp"
#include "whole_file.hpp"

namespace unroll {
namespace {

constexpr std::size_t length_bytes = 8;
constexpr const char *f32 = "F32", *f64 = "F64";

std::string number(std::uint64_t n) { return std::to_string(n); }
std::string tensor_named(const std::string& name) { return "tensor " + detail::quoted_name(name); }

// The number of bytes of a tensor; nothing if the number of values or of bytes exceeds 64 bits.
std::optional<std::uint64_t> bytes_of(std::vector<std::uint64_t> shape, std::size_t width) {
  shape.push_back(width);
  return shape_elements(shape);
}

// --- values and bytes ------------------------------------------------------------------------------------

// Values are copied as bits, because a signalling NaN passed as a number may turn into a quiet one.
template <class S>
using BitsOf = std::conditional_t<sizeof(S) == 4, std::uint32_t, std::uint64_t>;

// Byte by byte, which is correct on every machine; compilers make one instruction of it.
template <class Bits>
Bits from_little_endian(const char* bytes) {
  Bits bits = 0;
  for (std::size_t k = 0; k < sizeof(Bits); ++k)
    bits |= Bits{static_cast<unsigned char>(bytes[k])} << (8 * k);
  return bits;
}

template <class Bits>
void to_little_endian(Bits bits, char* bytes) {
  for (std::size_t k = 0; k < sizeof(Bits); ++k) bytes[k] = static_cast<char>(bits >> (8 * k) & 0xff);
}

template <class S>
std::vector<S> decode(std::string_view bytes) {
  std::vector<S> values(bytes.size() / sizeof(S));
  for (std::size_t k = 0; k < values.size(); ++k) {
    const auto bits = from_little_endian<BitsOf<S>>(bytes.data() + k * sizeof(S));
    std::memcpy(&values[k], &bits, sizeof(S));
  }
  return values;
}

template <class S>
void encode(const std::vector<S>& values, char* bytes) {
  for (std::size_t k = 0; k < values.size(); ++k) {
    BitsOf<S> bits;
    std::memcpy(&bits, &values[k], sizeof(S));
    to_little_endian(bits, bytes + k * sizeof(S));
  }
}

// --- reading ---------------------------------------------------------------------------------------------

// Cuts the length and the header off `rest`, which then is the data.
detail::Header take_header(std::string_view& rest, const std::string& where) {
  if (rest.size() < length_bytes)
    refuse_file(where, "has only " + number(rest.size()) +
                           " bytes; a safetensors file begins with the 8 bytes of a length");
  const auto length = from_little_endian<std::uint64_t>(rest.data());
  rest.remove_prefix(length_bytes);
  if (length > largest_weights_header)
    refuse_file(where, "claims a header of " + number(length) + " bytes, more than " +
                           number(largest_weights_header) + "; give a safetensors file");
  if (length > rest.size())
    refuse_file(where, "claims a header of " + number(length) + " bytes where only " + number(rest.size()) +
                           " follow; it is cut short or no safetensors file");
  const std::string_view text = rest.substr(0, static_cast<std::size_t>(length));
  rest.remove_prefix(text.size());
  return detail::read_header(text, where);
}

void check_entry(const std::string& name, const detail::HeaderEntry& entry, std::uint64_t data,
                 const std::string& where) {
  const auto refuse = [&](const std::string& what) {
    refuse_file(where, "has " + tensor_named(name) + " " + what);
  };
  if (entry.dtype != f32 && entry.dtype != f64)
    refuse("of type " + detail::quoted_name(entry.dtype) +
           "; only F32 and F64 are read, convert it to one of them");
  const auto bytes = bytes_of(entry.shape, entry.dtype == f32 ? sizeof(float) : sizeof(double));
  if (!bytes) refuse("of shape " + shape_text(entry.shape) + ", 2^64 bytes or more; write it again");
  const std::uint64_t first = entry.offsets[0], end = entry.offsets[1];
  if (first > end || end - first != *bytes)
    refuse("from byte " + number(first) + " to byte " + number(end) + " of the data; its shape " +
           shape_text(entry.shape) + " in " + entry.dtype + " takes " + number(*bytes) + " bytes");
  if (end > data)
    refuse("up to byte " + number(end) + " of its data, which has " + number(data) +
           " bytes; it is cut short, copy it again");
}

// The tensors must follow each other in the data without holes, from the first byte to the last.
void check_tiling(const detail::Header& header, std::uint64_t data, const std::string& where) {
  std::vector<const std::pair<const std::string, detail::HeaderEntry>*> places;
  for (const auto& tensor : header.tensors) places.push_back(&tensor);
  // An empty tensor comes before the one that begins at the same place; equal offsets are ordered by name.
  std::stable_sort(places.begin(), places.end(),
                   [](const auto* a, const auto* b) { return a->second.offsets < b->second.offsets; });
  std::uint64_t end = 0;
  for (const auto* place : places) {
    const auto& offsets = place->second.offsets;
    if (offsets[0] != end)
      refuse_file(where, "has " + tensor_named(place->first) + " at byte " + number(offsets[0]) +
                             " of the data, " + (offsets[0] > end ? "after a hole" : "over another tensor") +
                             "; it must be at byte " + number(end));
    end = offsets[1];
  }
  if (end != data)
    refuse_file(where, "has " + number(data) + " bytes of data where its last tensor ends at byte " +
                           number(end) + "; nothing may stand behind it");
}

// --- writing ---------------------------------------------------------------------------------------------

std::size_t width_of(const Tensor& tensor) {
  return std::visit([](const auto& values) { return sizeof(values[0]); }, tensor.values);
}
std::size_t count_of(const Tensor& tensor) {
  return std::visit([](const auto& values) { return values.size(); }, tensor.values);
}

void check_tensor(const std::string& name, const Tensor& tensor, const std::string& where) {
  const auto refuse = [&](const std::string& what) {
    refuse_file(where, "would have " + tensor_named(name) + what);
  };
  if (name == detail::metadata_key) refuse("; the format keeps this name for itself, use another");
  if (tensor.shape.size() > largest_tensor_rank)
    refuse(" of " + number(tensor.shape.size()) + " dimensions; at most " + number(largest_tensor_rank) +
           " are written");
  if (bytes_of(tensor.shape, width_of(tensor)) != count_of(tensor) * width_of(tensor))
    refuse(" of shape " + shape_text(tensor.shape) + " with " + number(count_of(tensor)) +
           " values; as many as the shape says are needed");
}

using Placed = std::pair<const std::string, Tensor>;

// The tensors in the order of the file: the wider type first, so that each value lies at a multiple of its
// width, which some readers need to use it in place; then by name.
std::vector<const Placed*> in_order(const Weights& weights) {
  std::vector<const Placed*> order;
  for (const std::size_t width : {sizeof(double), sizeof(float)})
    for (const Placed& placed : weights.tensors)
      if (width_of(placed.second) == width) order.push_back(&placed);
  return order;
}

// In the format's own style, without the spaces of messages.
std::string json_list(const std::vector<std::uint64_t>& numbers) {
  std::string list = shape_text(numbers);
  list.erase(std::remove(list.begin(), list.end(), ' '), list.end());
  return list;
}

std::string header_of(const Weights& weights, const std::vector<const Placed*>& order,
                      const std::string& where) {
  std::string header = "{";
  const auto add = [&](const auto&... pieces) { (header.append(pieces), ...); };
  const auto comma = [&] { add(header.back() == '{' ? "" : ","); };
  if (!weights.metadata.empty()) {
    add("\"", detail::metadata_key, "\":{");
    for (const auto& [key, value] : weights.metadata) {
      comma();
      add(detail::json_string(key, where), ":", detail::json_string(value, where));
    }
    add("}");
  }
  std::uint64_t at = 0;
  for (const Placed* placed : order) {
    const auto& [name, tensor] = *placed;
    const std::uint64_t end = at + count_of(tensor) * width_of(tensor);
    comma();
    add(detail::json_string(name, where), ":{\"dtype\":\"", width_of(tensor) == 4 ? f32 : f64,
        "\",\"shape\":", json_list(tensor.shape), ",\"data_offsets\":", json_list({at, end}), "}");
    at = end;
  }
  add("}");
  header.append((length_bytes - header.size() % length_bytes) % length_bytes, ' ');
  return header;
}

}  // namespace

Weights parse_weights(std::string_view bytes, const std::string& where) {
  std::string_view data = bytes;
  detail::Header header = take_header(data, where);
  for (const auto& [name, entry] : header.tensors) check_entry(name, entry, data.size(), where);
  check_tiling(header, data.size(), where);
  Weights weights;
  weights.metadata = std::move(header.metadata);
  for (auto& [name, entry] : header.tensors) {
    const auto first = static_cast<std::size_t>(entry.offsets[0]);
    const auto own = data.substr(first, static_cast<std::size_t>(entry.offsets[1]) - first);
    Tensor& tensor = weights.tensors[name];
    tensor.shape = std::move(entry.shape);
    if (entry.dtype == f32)
      tensor.values = decode<float>(own);
    else
      tensor.values = decode<double>(own);
  }
  return weights;
}

std::string format_weights(const Weights& weights, const std::string& where) {
  for (const auto& [name, tensor] : weights.tensors) check_tensor(name, tensor, where);
  const auto order = in_order(weights);
  std::string bytes(length_bytes, '\0');
  bytes += header_of(weights, order, where);
  const std::uint64_t header = bytes.size() - length_bytes;
  to_little_endian(header, bytes.data());
  std::uint64_t size = bytes.size();
  for (const Placed* placed : order) size += count_of(placed->second) * width_of(placed->second);
  if (header > largest_weights_header || size > largest_weights_file)
    refuse_file(where, "would have " + number(size) + " bytes, " + number(header) +
                           " of them header; at most " + number(largest_weights_file) + " and " +
                           number(largest_weights_header) + " are written");
  std::size_t at = bytes.size();
  bytes.resize(static_cast<std::size_t>(size));
  for (const Placed* placed : order) {
    std::visit([&](const auto& values) { encode(values, bytes.data() + at); }, placed->second.values);
    at += count_of(placed->second) * width_of(placed->second);
  }
  return bytes;
}

void save_weights(const std::filesystem::path& path, const Weights& weights) {
  replace_whole_file(path, format_weights(weights, path.string()));
}

Weights load_weights(const std::filesystem::path& path) {
  return parse_weights(read_whole_file(path, largest_weights_file), path.string());
}

const Tensor& find_tensor(const Weights& weights, const std::string& name) {
  const auto found = weights.tensors.find(name);
  if (found != weights.tensors.end()) return found->second;
  constexpr std::size_t most = 8;
  std::string message = "there is no " + tensor_named(name) + " in these weights; there is ";
  if (weights.tensors.empty()) message += "none at all";
  std::size_t listed = 0;
  for (const auto& [other, tensor] : weights.tensors) {
    if (listed > 0) message += ", ";
    if (listed == most) {
      message += "…";
      break;
    }
    message += detail::quoted_name(other);
    ++listed;
  }
  throw std::runtime_error(message);
}

}  // namespace unroll
