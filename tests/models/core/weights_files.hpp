// What tests of weights share: files put together by hand, and equality to the last bit.
#pragma once
#include <cstring>
#include <string>
#include <string_view>

#include "models/core/weights.hpp"

// A file with this length before this header and data.
inline std::string weights_file(std::string_view header, std::string_view data, std::uint64_t length) {
  std::string bytes;
  for (int k = 0; k < 8; ++k) bytes += static_cast<char>(length >> (8 * k) & 0xff);
  return bytes.append(header).append(data);
}
inline std::string weights_file(std::string_view header, std::string_view data = {}) {
  return weights_file(header, data, header.size());
}

// Equal means the same bits, so that a NaN equals itself and -0 is not 0.
inline bool same_bits(const unroll::Tensor& a, const unroll::Tensor& b) {
  if (a.shape != b.shape || a.values.index() != b.values.index()) return false;
  return std::visit(
      [&](const auto& values) {
        const auto& others = std::get<std::decay_t<decltype(values)>>(b.values);
        return values.size() == others.size() &&
               (values.empty() ||
                std::memcmp(values.data(), others.data(), values.size() * sizeof(values[0])) == 0);
      },
      a.values);
}

inline bool same_bits(const unroll::Weights& a, const unroll::Weights& b) {
  if (a.metadata != b.metadata || a.tensors.size() != b.tensors.size()) return false;
  for (const auto& [name, tensor] : a.tensors)
    if (b.tensors.count(name) == 0 || !same_bits(tensor, b.tensors.at(name))) return false;
  return true;
}
