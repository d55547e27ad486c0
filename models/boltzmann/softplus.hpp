// log(1 + e^x), the contribution of a hidden unit to -F(v), without overflow.
#pragma once
#include <cmath>

namespace unroll::boltzmann {

inline double softplus(double x) { return (x > 0 ? x : 0) + std::log1p(std::exp(-std::fabs(x))); }

}  // namespace unroll::boltzmann
