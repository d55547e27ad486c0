#include "tensor.hpp"

#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <type_traits>

namespace unroll {

std::optional<std::uint64_t> shape_elements(const std::vector<std::uint64_t>& shape) {
  // A dimension of 0 must not hide an overflow of the others, or the result would depend on their order.
  std::uint64_t product = 1;
  bool empty = false;
  for (const std::uint64_t n : shape) {
    if (n == 0)
      empty = true;
    else if (product > std::numeric_limits<std::uint64_t>::max() / n)
      return std::nullopt;
    else
      product *= n;
  }
  return empty ? 0 : product;
}

std::string shape_text(const std::vector<std::uint64_t>& shape) {
  std::string list;
  for (const std::uint64_t n : shape) list += (list.empty() ? "" : ", ") + std::to_string(n);
  return "[" + list + "]";
}

template <class S>
Tensor converted(const Tensor& tensor, const std::string& name) {
  const auto convert = [&](const auto& from) {
    std::vector<S> to(from.size());
    for (std::size_t k = 0; k < from.size(); ++k) {
      to[k] = static_cast<S>(from[k]);
      if (!std::isinf(to[k]) || std::isinf(from[k])) continue;
      std::ostringstream message;
      message << "tensor " << detail::quoted_name(name) << " has the value " << from[k]
              << ", too large for a float; keep it as double";
      throw std::runtime_error(message.str());
    }
    return to;
  };
  return {tensor.shape, std::visit(convert, tensor.values)};
}

template Tensor converted<float>(const Tensor&, const std::string&);
template Tensor converted<double>(const Tensor&, const std::string&);

namespace detail {

std::string quoted_name(std::string_view name) {
  constexpr std::size_t longest = 80;
  constexpr std::string_view digits = "0123456789abcdef";
  std::string line = "'";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool begins_character = (byte & 0xc0) != 0x80;
    if (line.size() > longest && begins_character) return line + "…'";
    if (byte >= 0x20 && byte != 0x7f)
      line += c;
    else
      line.append("\\u00").append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
  }
  return line + "'";
}

template <class S>
const std::vector<S>& values_of(const Tensor& tensor, const std::vector<std::uint64_t>& shape,
                                const std::string& name) {
  const auto refuse = [&](const std::string& what) {
    throw std::runtime_error("tensor " + quoted_name(name) + " " + what);
  };
  if (tensor.shape != shape)
    refuse("has the shape " + shape_text(tensor.shape) + "; it must have " + shape_text(shape));
  const std::vector<S>* const values = std::get_if<std::vector<S>>(&tensor.values);
  if (values == nullptr)
    refuse(std::is_same_v<S, float>
               ? "holds double where float is needed; convert it with converted<float>"
               : "holds float where double is needed; convert it with converted<double>");
  if (values->size() != shape_elements(shape))
    refuse("has " + std::to_string(values->size()) + " values; its shape " + shape_text(shape) + " needs " +
           std::to_string(shape_elements(shape).value_or(0)));
  return *values;
}

template const std::vector<float>& values_of<float>(const Tensor&, const std::vector<std::uint64_t>&,
                                                    const std::string&);
template const std::vector<double>& values_of<double>(const Tensor&, const std::vector<std::uint64_t>&,
                                                      const std::string&);

}  // namespace detail
}  // namespace unroll
