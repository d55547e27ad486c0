// Numbers as error messages show them.
#pragma once
#include <string>

namespace unroll::detail {

// With up to six digits: "0.1", "1e+30", "nan", "-inf".
std::string text(double value);

}  // namespace unroll::detail
