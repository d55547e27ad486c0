#include "text.hpp"

#include <array>
#include <cmath>
#include <cstdio>

namespace unroll::detail {

std::string text(double value) {
  if (std::isnan(value)) return "nan";  // without the sign that some C libraries print
  std::array<char, 32> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.6g", value);
  return buffer.data();
}

}  // namespace unroll::detail
