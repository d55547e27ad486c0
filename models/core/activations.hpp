// The squashing functions of the gates.
#pragma once
#include <cmath>

namespace unroll {

template <class S>
S sigmoid(S a) {
  return S{1} / (S{1} + std::exp(-a));
}

}  // namespace unroll
